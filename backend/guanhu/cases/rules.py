"""What a case file's dated facts say on a given day. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from guanhu.cases.facts import Milestones
from guanhu.cases.states import AFTER_DECISION, UNDER_SUPERVISION, CaseStatus
from guanhu.kernel.calendar import age_on

REMEMBERED: Final = 20_000


class Progress(NamedTuple):
    """How far a probation period has run; `elapsed_days` counts today and never exceeds total."""

    starts_on: date
    ends_on: date
    elapsed_days: int
    total_days: int


def status_on(facts: Milestones, today: date) -> CaseStatus:
    """The status as it stands on `today` (law.md A-1).

    A running period has ended once `today` lies after both readings of its last day; the same-day
    reading is the later one, and a printed end is always one of the two.
    """
    return status_by(facts.status, facts.probation_ends_on, today)


def status_by(stored: CaseStatus, ends_on: date | None, today: date) -> CaseStatus:
    """The same where only the stored status and the last day of the period are known."""
    if stored is CaseStatus.ON_PROBATION and ends_on is not None and today > ends_on:
        return CaseStatus.PERIOD_ENDED
    return stored


def supervision_is_live(facts: Milestones, on: date) -> bool:
    """Whether contact, learning and conditions are owed on a day: the one predicate for all rooms.

    The period runs from the decision (P-02) to the later reading of its last day (A-1). In a
    statement, `cases.supervision.supervision_live` asks the same.
    """
    return live_by(facts.status, facts.decided_on, facts.probation_ends_on, on)


def live_by(stored: CaseStatus, decided_on: date | None, ends_on: date | None, on: date) -> bool:
    """The same where only the status and the first and last day of the period are known."""
    if decided_on is None or ends_on is None:
        return False
    return status_by(stored, ends_on, on) in UNDER_SUPERVISION and decided_on <= on <= ends_on


def supervision_stopped(status: CaseStatus) -> bool:
    """Whether supervision never began, or ended otherwise than with its period (product.md §5)."""
    return status not in AFTER_DECISION


def progress_on(facts: Milestones, today: date) -> Progress | None:
    """The running or ended period, or None before the decision."""
    if facts.decided_on is None or facts.probation_ends_on is None:
        return None
    total = (facts.probation_ends_on - facts.decided_on).days
    elapsed = min(max((today - facts.decided_on).days, 0), total)
    return Progress(facts.decided_on, facts.probation_ends_on, elapsed, total)


@lru_cache(maxsize=REMEMBERED)
def both_ages(born: date, last_act_on: date, today: date) -> tuple[int, int]:
    """Age at the last act and age now (E-05, E-06, M-11)."""
    return age_on(born, last_act_on), age_on(born, today)
