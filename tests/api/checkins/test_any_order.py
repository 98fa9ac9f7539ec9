"""Whatever is done in whatever order, with the daily job at any time or never: one truth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanhu.checkins.facts import CheckInStatus as S
from guanhu.checkins.states import CheckInMarks, Supervision, state_on
from guanhu.jobs.daily import run_daily
from support.builders_checkins import a_case_under_supervision, a_visit
from support.world import World

BEGIN = date(2026, 3, 2)
LAST_DAY = date(2026, 9, 2)
OPEN = {S.SCHEDULED, S.DUE}
KEPT = {S.RECORDED, S.EXCUSED, S.SUPERSEDED, S.REVIEWED}

WHICH = st.integers(min_value=0, max_value=5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("clock"), st.sampled_from([0, 1, 2, 3, 5, 8, 40])),
        st.tuples(st.just("daily"), st.just(0)),
        st.tuples(st.sampled_from(["log", "excuse", "review", "move"]), WHICH),
    ),
    min_size=4,
    max_size=14,
)


@dataclass
class Model:
    """What ought to be true, from what was asked and the days alone. It knows of no job."""

    marks: dict[str, CheckInMarks]
    today: date

    def status(self, check_in: str) -> S:
        return state_on(self.marks[check_in], Supervision(LAST_DAY), self.today)

    def shown(self) -> dict[str, str]:
        return {each: self.status(each).name for each in self.marks}

    def mark(self, check_in: str, **what: bool) -> None:
        self.marks[check_in] = replace(self.marks[check_in], **what)

    def may(self, action: str, check_in: str) -> bool:
        status, marks = self.status(check_in), self.marks[check_in]
        if action == "log":
            return status is S.DUE
        if action == "excuse":
            return status in OPEN and self.today <= marks.due_until
        if action == "review":
            # After the end of the period the case still takes reviews.
            return status is S.MISSED
        return status in OPEN and self.fits(check_in)

    def fits(self, moved: str) -> bool:
        """Whether a window that opens tomorrow touches no other one of the case."""
        begins = self.today + timedelta(days=1)
        ends = begins + timedelta(days=2)
        if ends > LAST_DAY:
            return False
        return not any(
            marks.due_from <= ends and begins <= marks.due_until
            for each, marks in self.marks.items()
            if each != moved and not marks.superseded and not marks.excused
        )


async def shown(world: World, case_id: str) -> dict[str, str]:
    page = await world.ask("li", "checkIns", filter={"caseId": case_id}, perPage=100)
    return {item["id"]: item["status"] for item in page["items"]}


async def act(world: World, model: Model, action: str, check_in: str) -> None:
    allowed = model.may(action, check_in)
    tomorrow = (model.today + timedelta(days=1)).isoformat()
    given: dict[str, tuple[str, dict[str, Any]]] = {
        "log": ("logCheckIn", a_visit(check_in, happenedAt=world.clock.now().isoformat())),
        "excuse": ("excuseCheckIn", {"checkInId": check_in, "kind": "EXAM", "reason": "考试"}),
        "review": ("reviewMissedCheckIn", {
            "checkInId": check_in, "reason": "FORGOT", "note": "忘了",
        }),
        "move": ("rescheduleCheckIn", {
            "checkInId": check_in, "newDueOn": tomorrow, "askedBy": "MINOR", "reason": "考试",
            "sensitive": False,
        }),
    }  # fmt: skip
    mutation, command = given[action]
    answer = await world.do("li", mutation, **command)
    assert ("checkIn" in answer) is allowed, (action, model.status(check_in), answer)
    if not allowed:
        return
    match action:
        case "log":
            model.mark(check_in, recorded=True)
        case "excuse":
            model.mark(check_in, excused=True)
        case "review":
            model.mark(check_in, reviewed=True)
        case _:
            model.mark(check_in, superseded=True)
            begins = model.today + timedelta(days=1)
            model.marks[answer["checkIn"]["id"]] = CheckInMarks(
                begins, begins + timedelta(days=2), begins + timedelta(days=4)
            )


async def a_model(world: World) -> tuple[str, Model]:
    world.at(BEGIN.isoformat())
    case_id = await a_case_under_supervision(world)
    await world.done(
        "li", "scheduleCheckIns",
        caseId=case_id, kind="VISIT", firstDueOn=BEGIN.isoformat(), everyDays=6, count=4,
    )  # fmt: skip
    page = await world.ask("li", "checkIns", filter={"caseId": case_id})
    marks = {
        item["id"]: CheckInMarks(
            *(date.fromisoformat(item[name]) for name in ("dueFrom", "dueUntil", "graceUntil"))
        )
        for item in page["items"]
    }
    return case_id, Model(marks, BEGIN)


async def daily(world: World, case_id: str, model: Model) -> None:
    first = await run_daily(world.product, world.clock)
    again = await run_daily(world.product, world.clock)
    assert (first.failures, again.failures, again.done("mark_missed")) == ([], [], 0)
    page = await world.ask("li", "caseFiles", perPage=100)
    (counted,) = [each["missedToReview"] for each in page["items"] if each["id"] == case_id]
    assert counted == list(model.shown().values()).count("MISSED")


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
async def test_the_states_follow_from_facts_and_days_alone(
    world: World, steps: list[tuple[str, int]]
) -> None:
    case_id, model = await a_model(world)

    for action, number in steps:
        before = model.shown()
        match action:
            case "clock":
                model.today += timedelta(days=number)
                world.at(model.today.isoformat())
            case "daily":
                await daily(world, case_id, model)
            case _:
                await act(world, model, action, list(model.marks)[number % len(model.marks)])
        after = await shown(world, case_id)
        assert after == model.shown()
        for check_in, status in before.items():
            if S[status] in KEPT:
                assert after[check_in] == status

    recorded = [each for each, status in model.shown().items() if status == "RECORDED"]
    stored = world.sql(
        "SELECT check_in_id::text FROM check_in_records WHERE case_id = %s", [case_id]
    )
    assert sorted(stored) == sorted((each,) for each in recorded)
