"""Days of one office as plain scenario steps: files come in evenly, jobs run each night.

The stories are those of the demo office, told whole from intake to sealing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from guanhu.demo.people import OFFICE, OFFICERS, STAFF
from guanhu.demo.story import tell
from guanhu.replay.scenario import Scenario, as_scenario

YEAR: Final = 365
FIRST: Final = date(2026, 1, 5)


def a_year(cases: int, *, days: int = YEAR) -> Scenario:
    """Everything that happens in `days` from `FIRST` in an office that receives so many `cases`.

    Files received near the end are left in the middle of their story, as in any office.
    """
    until = datetime.combine(FIRST + timedelta(days=days), time())
    steps = [step for step in _told(cases, days) if step["at"] < until]
    return as_scenario(
        {
            "title": "a year of one office",
            "people": [person | {"office": OFFICE} for person in STAFF],
            "steps": sorted([*steps, *_nights(days)], key=lambda step: step["at"]),
        },
        "year",
    )


def _told(cases: int, days: int) -> Iterator[dict[str, Any]]:
    for number in range(cases):
        received = FIRST + timedelta(days=number * days // cases)
        yield from tell(number, received, OFFICERS[number % len(OFFICERS)]).steps


def _nights(days: int) -> Iterator[dict[str, Any]]:
    for number in range(days):
        at = datetime.combine(FIRST + timedelta(days=number), time(0, 10))
        yield {"at": at, "run": "daily"}
