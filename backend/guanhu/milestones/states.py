"""The state of a milestone review, and the table of what may be done in each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from guanhu.kernel.errors import Refusal
from guanhu.milestones.errors import (
    MilestoneCancelled,
    MilestoneCompleted,
    MilestoneExempted,
    OverdueStays,
    PauseStands,
    WindowNotOpen,
)
from guanhu.milestones.facts import MilestoneAct, MilestoneMarks, MilestoneState, Supervised

A = MilestoneAct
S = MilestoneState

MOVES: Final[Mapping[tuple[MilestoneState, MilestoneAct], MilestoneState]] = {
    (S.SCHEDULED, A.EXEMPT): S.EXEMPTED,
    (S.DUE, A.EVALUATE): S.DUE,
    (S.DUE, A.PAUSE): S.PAUSED,
    (S.DUE, A.EXEMPT): S.EXEMPTED,
    (S.DUE, A.COMPLETE): S.COMPLETED,
    # Whoever recovers early need not wait for the days to run out.
    (S.PAUSED, A.EVALUATE): S.PAUSED,
    (S.PAUSED, A.EXEMPT): S.EXEMPTED,
    (S.PAUSED, A.COMPLETE): S.COMPLETED,
    (S.OVERDUE, A.EVALUATE): S.OVERDUE,
    (S.OVERDUE, A.COMPLETE): S.COMPLETED,
}
"""Where an act leads; a pair that is not here is refused by `refuse`."""


def state_on(marks: MilestoneMarks, supervised: Supervised, today: date) -> MilestoneState:
    """The state on `today`.

    What somebody did comes first. Supervision that ended otherwise than by its period cancels;
    with the period over, what was not held stays overdue.
    """
    if marks.completed:
        return S.COMPLETED
    if marks.exempted:
        return S.EXEMPTED
    if supervised is Supervised.STOPPED:
        return S.CANCELLED
    if today > marks.due_on:
        return S.OVERDUE
    if supervised is Supervised.LAPSED:
        return S.CANCELLED
    if marks.paused_until is not None and today <= marks.paused_until:
        return S.PAUSED
    return S.SCHEDULED if today < marks.opens_on else S.DUE


def refuse(marks: MilestoneMarks, state: MilestoneState, act: MilestoneAct) -> Refusal | None:
    """Say why `act` cannot be done in `state`, or None."""
    if (state, act) in MOVES:
        return None
    match state:
        case S.SCHEDULED:
            return WindowNotOpen(opens_on=marks.opens_on)
        case S.PAUSED:
            return PauseStands(until=marks.paused_until)
        case S.OVERDUE:
            return OverdueStays(due_on=marks.due_on)
        case S.COMPLETED:
            return MilestoneCompleted()
        case S.EXEMPTED:
            return MilestoneExempted()
        case S.CANCELLED:
            return MilestoneCancelled()
        case S.DUE:
            message = f"the table lets a due review do everything, not {act}"
            raise AssertionError(message)
