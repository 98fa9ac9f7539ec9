"""What the conduct in the period makes due. No limit of procedure, so no rest day moves it."""

from __future__ import annotations

from datetime import date, timedelta

from guanhu.law.deadlines import Deadline, DeadlineKind
from guanhu.law.register import rule
from guanhu.law.steps import Event, StepCode, step


def leave_return(from_on: date, days: int) -> Deadline:
    """Whoever was allowed to leave comes back within the days that were approved (O-03)."""
    ends = from_on + timedelta(days=days)
    told = (
        step(StepCode.BEGINS, day=from_on, event=Event.LEAVE_BEGAN),
        step(StepCode.DAYS, days=days, ends=ends),
    )
    basis = rule("O-03").basis
    return Deadline(DeadlineKind.LEAVE_RETURN, basis, from_on, ends, told, provisional=False)


def evidence_window(recorded_on: date, days: int) -> Deadline:
    """Evidence for an absence is awaited so many days; then a person looks (R-07, unconfirmed)."""
    ends = recorded_on + timedelta(days=days)
    told = (
        step(StepCode.BEGINS, day=recorded_on, event=Event.ABSENCE_NOTED),
        step(StepCode.DAYS, days=days, ends=ends),
    )
    basis = rule("R-07").basis
    return Deadline(DeadlineKind.EVIDENCE_WINDOW, basis, recorded_on, ends, told, provisional=False)
