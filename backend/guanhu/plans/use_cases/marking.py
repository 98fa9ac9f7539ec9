"""What marking a goal and marking a step have in common."""

from __future__ import annotations

from typing import Any

from guanhu.access.permissions import Permission
from guanhu.audit.work import Work
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import milestones
from guanhu.cases.rules import supervision_is_live
from guanhu.plans.contents import Opened
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import PlanMoveNotAllowed
from guanhu.plans.facts import GoalSeen, GoalStatus, PlanVersionState, StepSeen
from guanhu.plans.rules import refuse_mark
from guanhu.plans.states import PlanAction
from guanhu.plans.tables import PlanGoalRow, PlanStepRow


async def mark(
    work: Work[Any],
    opened: Opened,
    row: PlanGoalRow | PlanStepRow,
    before: GoalSeen | StepSeen,
    status: GoalStatus,
    note: str | None,
) -> None:
    """Mark what stands in the plan in force, or take it out of a draft (scenario S20).

    Raises `NotPermitted` (a draft takes the right to write plans), `SupervisionNotLive`,
    `PlanMoveNotAllowed`, and what `refuse_mark` says.
    """
    desk = PlanDesk(work)
    in_force = opened.state is PlanVersionState.IN_FORCE
    fresh = not in_force and row.lineage_id not in await desk.lineages_of_parent(opened)
    quietly = fresh and not await desk.somebody_agreed(opened)
    refusal = refuse_mark(before, status, note, may_go_quietly=quietly)
    if in_force:
        if not supervision_is_live(milestones(opened.file), work.today):
            raise SupervisionNotLive(on=work.today)
        if refusal is not None:
            raise refusal
        await desk.contents.mark(opened, row, status, note)
        return
    work.actor.require(Permission.PLAN_WRITE)
    desk.require_editable(opened)
    if status is not GoalStatus.REMOVED:
        raise PlanMoveNotAllowed(state=opened.state, action=PlanAction.EDIT)
    if refusal is not None:
        raise refusal
    if isinstance(row, PlanGoalRow):
        await desk.contents.remove_goal(opened, row, note)
    else:
        await desk.contents.remove_step(opened, row, note)
