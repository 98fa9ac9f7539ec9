"""Hand a version in for approval."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import PlanUnchanged
from guanhu.plans.likenesses import alike
from guanhu.plans.states import PlanAction
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPlan:
    """Hand a draft, or a corrected version, in for approval by somebody else."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The version.")
    expected_version: int = number("The version last seen.", at_least=1, at_most=10**6)
    reply: str | None = words(
        "Answer to the approver's feedback.", at_most=2000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class SubmittedPlan:
    """The version, now waiting for approval."""

    plan_version: UUID
    case_file: UUID


async def submit_plan(
    database: Database, clock: Clock, actor: Actor, command: SubmitPlan
) -> SubmittedPlan:
    """Hand a version in; the answer, and the trail, say where it equals a linked plan (O-06).

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `MoveNotAllowed`, `PlanMoveNotAllowed`,
    `PlanUnchanged` for a variation that changes nothing (scenario S26).
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, SubmittedPlan) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open(command.plan_version_id, command.expected_version)
        desk.require_plan_work(opened.file)
        desk.go(opened, PlanAction.SUBMIT, "SUBMITTED")
        if await desk.unchanged(opened):
            raise PlanUnchanged
        opened.row.submitted_at = work.now
        if command.reply is not None:
            await desk.say(opened, command.reply)
        found = await alike(work, opened.file.id)
        work.record(
            "plans.submitted", "plan_version", opened.row.id,
            case_id=opened.file.id, number=opened.row.number,
            alike=sum(each.files for each in found if each.plan_version_id == opened.row.id),
        )  # fmt: skip
        return work.answer(SubmittedPlan(plan_version=opened.row.id, case_file=opened.file.id))
