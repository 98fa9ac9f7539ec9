"""What must not be overlooked on a case file and is no deadline of its own. Pure.

A period that runs out without a drafted outcome review leads to no wrong by itself, because the
lawful outcome without a ground for revocation is non-prosecution (P-10); but the final decision
then waits, and the young person with it. The office is told 30, 10 and 1 days before the end, and
from the end on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guanhu.cases.facts import Milestones
from guanhu.cases.states import UNDER_SUPERVISION, CaseStatus

ALARM_DAYS: Final = (1, 10, 30)
"""Days before the end of the period at which an alarm is raised; the first that holds counts."""
FIRST_ALARM_DAYS: Final = max(ALARM_DAYS)
ALARMED: Final = UNDER_SUPERVISION | {CaseStatus.PERIOD_ENDED}


class AlarmKind(StrEnum):
    """What an alarm is about."""

    PERIOD_ENDS_UNDRAFTED = "period_ends_undrafted"
    PERIOD_ENDED_UNDRAFTED = "period_ended_undrafted"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm: `level_days` is 30, 10, 1, or 0 once the period is over.

    `ends_on` is the last day of the period by the later reading (A-1), counted in `days_left`.
    """

    kind: AlarmKind
    level_days: int
    ends_on: date
    days_left: int


def alarms(facts: Milestones, today: date) -> list[Alarm]:
    """The alarms that stand on `today` (P-08, P-10)."""
    ends_on = facts.probation_ends_on
    if facts.status not in ALARMED or ends_on is None or facts.outcome_drafted_on is not None:
        return []
    left = (ends_on - today).days
    if left < 0:
        return [Alarm(AlarmKind.PERIOD_ENDED_UNDRAFTED, 0, ends_on, left)]
    level = next((days for days in ALARM_DAYS if left <= days), None)
    if level is None:
        return []
    return [Alarm(AlarmKind.PERIOD_ENDS_UNDRAFTED, level, ends_on, left)]
