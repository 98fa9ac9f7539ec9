"""Say where a step of a goal stands, or take it out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.facts import GoalStatus
from guanhu.plans.use_cases.marking import mark
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkStep:
    """Mark a step of the plan in force, or take a step out of a draft (REMOVED)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    step_id: UUID = item("The step.")
    status: GoalStatus = item("Where it stands now.")
    note: str | None = words(
        "What is seen; needed for taking out what was agreed.",
        at_most=2000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class MarkedStep:
    """The version the step belongs to."""

    plan_version: UUID
    step_id: UUID


async def mark_step(
    database: Database, clock: Clock, actor: Actor, command: MarkStep
) -> MarkedStep:
    """Mark a step; every mark is kept, the latest counts.

    Raises `NotPermitted` (a draft takes the right to write plans), `NotVisible`,
    `SupervisionNotLive`, `PlanMoveNotAllowed`, and what `refuse_mark` says (scenario S20).
    """
    actor.require(Permission.PLAN_GOAL_MARK)
    async with begin(database, clock, actor, command, MarkedStep) as work:
        if work.first_answer is not None:
            return work.first_answer
        opened, row, step = await PlanDesk(work).open_step(command.step_id)
        await mark(work, opened, row, step, command.status, command.note)
        work.record(
            "plans.step_marked", "plan_step", row.id,
            case_id=opened.file.id, number=opened.row.number, status=command.status.name,
        )  # fmt: skip
        return work.answer(MarkedStep(plan_version=opened.row.id, step_id=row.id))
