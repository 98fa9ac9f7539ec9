"""Say where a goal stands, or take it out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import milestones
from guanhu.cases.rules import supervision_is_live
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import PlanMoveNotAllowed
from guanhu.plans.facts import GoalStatus, PlanVersionState
from guanhu.plans.rules import refuse_mark
from guanhu.plans.states import PlanAction
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkGoal:
    """Mark a goal of the plan in force, or take a goal out of a draft (REMOVED)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    goal_id: UUID = item("The goal.")
    status: GoalStatus = item("Where it stands now.")
    note: str | None = words(
        "What is seen; needed for taking out what was agreed.",
        at_most=2000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class MarkedGoal:
    """The version the goal belongs to."""

    plan_version: UUID
    goal_id: UUID


async def mark_goal(
    database: Database, clock: Clock, actor: Actor, command: MarkGoal
) -> MarkedGoal:
    """Mark a goal; every mark is kept, the latest counts.

    Raises `NotPermitted` (a draft takes the right to write plans), `NotVisible`,
    `SupervisionNotLive`, `PlanMoveNotAllowed`, and what `refuse_mark` says (scenario S20).
    """
    actor.require(Permission.PLAN_GOAL_MARK)
    async with begin(database, clock, actor, command, MarkedGoal) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened, row, goal = await desk.open_goal(command.goal_id)
        in_force = opened.state is PlanVersionState.IN_FORCE
        fresh = not in_force and row.lineage_id not in await desk.lineages_of_parent(opened)
        quietly = fresh and not await desk.somebody_agreed(opened)
        refusal = refuse_mark(goal, command.status, command.note, may_go_quietly=quietly)
        if in_force:
            if not supervision_is_live(milestones(opened.file), work.today):
                raise SupervisionNotLive(on=work.today)
            if refusal is not None:
                raise refusal
            await desk.contents.mark_goal(opened, row, command.status, command.note)
        else:
            actor.require(Permission.PLAN_WRITE)
            desk.require_editable(opened)
            if command.status is not GoalStatus.REMOVED:
                raise PlanMoveNotAllowed(state=opened.state, action=PlanAction.EDIT)
            if refusal is not None:
                raise refusal
            await desk.contents.remove_goal(opened, row, command.note)
        work.record(
            "plans.goal_marked", "plan_goal", row.id,
            case_id=opened.file.id, number=opened.row.number, status=command.status.name,
        )  # fmt: skip
        return work.answer(MarkedGoal(plan_version=opened.row.id, goal_id=row.id))
