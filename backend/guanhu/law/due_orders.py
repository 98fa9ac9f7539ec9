"""What orders to a guardian make due: sessions, single duties, and a visit afterwards.

None of it is a limit of procedure, so no rest day moves it.
"""

from __future__ import annotations

from datetime import date, timedelta

from guanhu.law.deadlines import Deadline, DeadlineKind
from guanhu.law.due import measured
from guanhu.law.periods import count_months
from guanhu.law.register import rule
from guanhu.law.rulebook import Rulebook
from guanhu.law.steps import Event, StepCode, step


def guidance_session(served_on: date, months: int) -> Deadline:
    """The guardian attends the next session, so many months after the order was served (S-07)."""
    counted = count_months(served_on, months)
    told = (
        step(StepCode.BEGINS, day=served_on, event=Event.ORDER_SERVED),
        step(StepCode.MONTHS, months=months, ends=counted.ends, how=counted.how),
    )
    basis = rule("S-07").basis
    return Deadline(
        DeadlineKind.GUIDANCE_SESSION, basis, served_on, counted.ends, told, provisional=False
    )


def guardian_duty(given_on: date, days: int) -> Deadline:
    """The guardian does one thing within the days it was given for (S-02)."""
    ends = given_on + timedelta(days=days)
    told = (
        step(StepCode.BEGINS, day=given_on, event=Event.DUTY_GIVEN),
        step(StepCode.DAYS, days=days, ends=ends),
    )
    basis = rule("S-02").basis
    return Deadline(DeadlineKind.GUARDIAN_DUTY, basis, given_on, ends, told, provisional=False)


def guidance_visit(ended_on: date, rulebook: Rulebook) -> Deadline | None:
    """A visit after a course of guidance: a local rule (S-09), so only ever a warning."""
    if rulebook.guidance_visit is None:
        return None
    ends, counted = measured(ended_on, rulebook.guidance_visit)
    told = (step(StepCode.BEGINS, day=ended_on, event=Event.GUIDANCE_ENDED), counted)
    basis = rulebook.guidance_visit.basis
    return Deadline(DeadlineKind.GUIDANCE_VISIT, basis, ended_on, ends, told, provisional=False)
