"""What the demo office shows on any day, told by its stories alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from guanhu.demo.fill import CASES, ENDED_DAYS_AGO, VISITED_NOW, received_on
from guanhu.demo.people import OFFICERS
from guanhu.demo.story import tell
from guanhu.law.periods import add_months

DAYS = [date(2026, 2, 23) + timedelta(days=n) for n in range(14)]


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("number", VISITED_NOW)
def test_a_visit_of_these_days_waits_to_be_written_down(number: int, today: date) -> None:
    received = received_on(number, CASES, today)
    visits = [
        step["at"].date()
        for step in tell(number, received, OFFICERS[0]).steps
        if step.get("do") == "logCheckIn"
    ]

    assert received.weekday() < 5
    assert [on for on in visits if today - timedelta(days=3) < on <= today] != []


@pytest.mark.parametrize("number", ENDED_DAYS_AGO)
def test_some_periods_ended_just_now(number: int) -> None:
    for today in DAYS:
        story = tell(number, received_on(number, CASES, today), OFFICERS[0])
        decided = next(step["at"].date() for step in story.steps if step["do"] == "approveProposal")

        assert (today - add_months(decided, story.kind["months"])).days == ENDED_DAYS_AGO[number]
