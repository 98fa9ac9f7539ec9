"""Send a version back with feedback; the conversation is kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.rules import refuse_reviewer
from guanhu.plans.states import PlanAction, plan_move
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPlan:
    """Send a version that somebody else wrote back to its author."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The version handed in.")
    feedback: str = words("What is to be looked at again.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedPlan:
    """The version, open for correction."""

    plan_version: UUID
    case_file: UUID


async def return_plan(
    database: Database, clock: Clock, actor: Actor, command: ReturnPlan
) -> ReturnedPlan:
    """Send a version back; what is in force stays in force.

    Raises `NotPermitted`, `NotVisible`, `PlanMoveNotAllowed`, `ApproverIsAuthor`,
    `MoveNotAllowed` after the period.
    """
    actor.require(Permission.PLAN_APPROVE)
    async with begin(database, clock, actor, command, ReturnedPlan) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open(command.plan_version_id)
        plan_move(opened.state, PlanAction.RETURN)
        refusal = refuse_reviewer(actor.account_id, opened.row.writers)
        if refusal is not None:
            raise refusal
        desk.require_plan_work(opened.file)
        desk.go(opened, PlanAction.RETURN, "RETURNED")
        await desk.say(opened, command.feedback)
        work.record(
            "plans.returned", "plan_version", opened.row.id,
            case_id=opened.file.id, number=opened.row.number,
        )  # fmt: skip
        return work.answer(ReturnedPlan(plan_version=opened.row.id, case_file=opened.file.id))
