"""When the milestone reviews of a period are due: a local practice, so only a warning (S-06)."""

from __future__ import annotations

from datetime import date, timedelta

from guanhu.law.deadlines import Deadline, DeadlineKind
from guanhu.law.register import rule
from guanhu.law.steps import Event, Step, StepCode, step


def milestone_review(decided_on: date, days: int, paused_days: int) -> Deadline:
    """Hold a milestone review so many days into the period, and the days of its pauses later.

    No limit of procedure, so no rest day moves it. Source: local practice (S-06).
    """
    planned = decided_on + timedelta(days=days)
    due_on = planned + timedelta(days=paused_days)
    told: tuple[Step, ...] = (
        step(StepCode.BEGINS, day=decided_on, event=Event.DECISION),
        step(StepCode.DAYS, days=days, ends=planned),
    )
    if paused_days:
        told += (step(StepCode.EXTENDED, days=paused_days, ends=due_on),)
    return Deadline(
        DeadlineKind.MILESTONE_REVIEW,
        rule("S-06").basis,
        decided_on,
        due_on,
        told,
        provisional=False,
    )
