"""Why nothing can be done about the milestone reviews of a case now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import Refusal
from guanhu.milestones.errors import MilestonesScheduled, NoMilestoneThere
from guanhu.milestones.facts import MilestoneAct, MilestoneState
from guanhu.milestones.states import MOVES

ACTS = {
    CaseAction.EVALUATE_MILESTONE: MilestoneAct.EVALUATE,
    CaseAction.PAUSE_MILESTONE: MilestoneAct.PAUSE,
    CaseAction.EXEMPT_MILESTONE: MilestoneAct.EXEMPT,
    CaseAction.COMPLETE_MILESTONE: MilestoneAct.COMPLETE,
}


def reasons(
    states: Sequence[MilestoneState], not_live: Refusal | None
) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """Each action with the reason that bars it; None where nothing does."""
    yield CaseAction.SCHEDULE_MILESTONES, MilestonesScheduled() if states else not_live
    for action, act in ACTS.items():
        possible = any((state, act) in MOVES for state in states)
        yield action, None if possible else NoMilestoneThere()
