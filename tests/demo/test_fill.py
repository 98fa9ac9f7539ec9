"""What the demo office shows on any day, told by its stories alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from guanhu.demo.fill import CASES, ENDED_DAYS_AGO, VISITED_NOW, received_on, steps_until
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


@pytest.mark.parametrize("today", DAYS[:7], ids=str)
def test_what_is_due_is_not_written_down_and_the_rest_is(today: date) -> None:
    steps = list(steps_until(datetime.combine(today, time(23)), CASES))
    logged = [step for step in steps if step.get("do") == "logCheckIn"]
    fresh = {step["lane"] for step in logged if step["at"].date() > today - timedelta(days=3)}

    assert fresh & {f"c{number}" for number in VISITED_NOW} == set()
    assert {f"c{number}" for number in VISITED_NOW} & {step["lane"] for step in logged} != set()


def test_who_comes_in_later_has_the_higher_number_and_school_hours_go_with_a_school() -> None:
    steps = list(steps_until(datetime.combine(DAYS[0], time(23)), CASES))
    opened = [step for step in steps if step.get("do") == "openCase"]
    came_in = sorted(
        (step["with"]["receivedOn"], step["with"]["caseNumber"].split("〕")[1]) for step in opened
    )
    working = {
        step["lane"]
        for step in opened
        if step["with"]["minor"]["schoolStatus"] == "OUT_OF_SCHOOL_WORKING"
    }
    at_school = {step["lane"] for step in steps if step.get("do") == "setSchoolHours"}

    assert [number for _day, number in came_in] == sorted(number for _day, number in came_in)
    assert working != set()
    assert at_school & working == set()
    assert at_school != set()


@pytest.mark.parametrize("number", ENDED_DAYS_AGO)
def test_some_periods_ended_just_now(number: int) -> None:
    for today in DAYS:
        story = tell(number, received_on(number, CASES, today), OFFICERS[0])
        decided = next(step["at"].date() for step in story.steps if step["do"] == "approveProposal")

        assert (today - add_months(decided, story.kind["months"])).days == ENDED_DAYS_AGO[number]
