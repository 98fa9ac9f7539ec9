"""Whatever is done in whatever order, with the jobs at any time or never: one truth.

The model knows what was asked, by whom, and the days. Of the jobs it knows one thing: on a day on
which the windows of the rhythm are put on record, which these are (`next_windows`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guanhu.checkins.facts import CheckInStatus as S
from guanhu.checkins.rhythm import LEAD_DAYS, Beat, next_windows
from guanhu.checkins.states import CheckInMarks, Supervision, state_on
from guanhu.jobs.daily import run_daily
from support.builders_checkins import a_case_under_supervision, a_visit
from support.builders_family import a_young_person
from support.builders_plans import a_draft, approved, submitted
from support.telling import run
from support.world import World

BEGIN = date(2026, 3, 2)
LAST_DAY = date(2026, 9, 2)
OPEN = {S.SCHEDULED, S.DUE}
KEPT = {S.RECORDED, S.EXCUSED, S.SUPERSEDED, S.REVIEWED}
RHYTHM = {"VISIT": 9, "SELF_REPORT": 5}
"""Kind → days from one to the next, as the plan in force has them; windows 3 days, grace 2."""
JOBS = ("open_due_windows", "mark_missed", "remind")
FAR = timedelta(days=20)

WHICH = st.integers(min_value=0, max_value=9)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("clock"), st.sampled_from([0, 1, 2, 3, 5, 8, 40])),
        st.tuples(st.just("job"), st.integers(min_value=0, max_value=len(JOBS) - 1)),
        st.tuples(st.just("job"), st.just(0)),
        st.tuples(st.sampled_from(["log", "give", "excuse", "review", "look", "move"]), WHICH),
        st.tuples(st.sampled_from(["move far", "reach", "take back"]), WHICH),
    ),
    min_size=5,
    max_size=16,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the model knows of one check-in."""

    kind: str
    marks: CheckInMarks
    given: bool = False
    """By the young person, and not by staff for them."""
    moved_to: str | None = None
    logged_on: date | None = None
    proposed: bool = False
    """That what was logged be taken back; a second person has not said yet."""


@dataclass
class Model:
    """What ought to be true."""

    today: date
    known: dict[str, Known] = field(default_factory=dict)
    reached: bool = True

    def status(self, check_in: str) -> S:
        return state_on(self.known[check_in].marks, Supervision(LAST_DAY), self.today)

    def shown(self) -> dict[str, str]:
        return {each: self.status(each).name for each in self.known}

    def mark(self, check_in: str, **what: bool) -> None:
        known = self.known[check_in]
        self.known[check_in] = replace(known, marks=replace(known.marks, **what))

    def may(self, action: str, check_in: str, begins: date) -> bool:
        status, known = self.status(check_in), self.known[check_in]
        match action:
            case "log":
                return status is S.DUE
            case "give":
                return status is S.DUE and known.kind == "SELF_REPORT" and self.reached
            case "excuse":
                return status in OPEN and self.today <= known.marks.due_until
            case "review":
                # After the end of the period the case still takes reviews.
                return status is S.MISSED
            case "take back":
                logged = status is S.RECORDED and not known.given
                return logged and not known.proposed
            case "look":
                return status is S.RECORDED and known.given
            case _:
                return status in OPEN and self.fits(check_in, begins)

    def fits(self, moved: str, begins: date) -> bool:
        """Whether a window that opens then touches no other one of its kind."""
        ends = begins + timedelta(days=2)
        if ends > LAST_DAY:
            return False
        return not any(
            each.marks.due_from <= ends and begins <= each.marks.due_until
            for check_in, each in self.known.items()
            if check_in != moved
            and each.kind == self.known[moved].kind
            and not each.marks.superseded
            and not each.marks.excused
        )

    def planned(self) -> Iterator[tuple[str, CheckInMarks]]:
        """What the job puts on record today, by kind; to whom nothing reaches no self-report."""
        if self.today > LAST_DAY:
            return
        horizon = self.today + timedelta(days=LEAD_DAYS)
        for kind, every in RHYTHM.items():
            if kind == "SELF_REPORT" and not self.reached:
                continue
            of_kind = [each for each in self.known.values() if each.kind == kind]
            far = [
                each.marks.due_from
                for each in of_kind
                if each.moved_to is not None
                and each.marks.due_from <= horizon < self.known[each.moved_to].marks.due_from
            ]
            taken = [
                (each.marks.due_from, each.marks.due_until)
                for each in of_kind
                if not each.marks.superseded
            ]
            beat = Beat(every, 3, 2, BEGIN, BEGIN, LAST_DAY, taken, max(far, default=None))
            for window in next_windows(beat, self.today):
                yield (
                    kind,
                    CheckInMarks(window.due_from, window.due_until, window.grace_until),
                )


async def listed(world: World, case_id: str) -> list[dict[str, Any]]:
    page = await world.ask("li", "checkIns", filter={"caseId": case_id}, perPage=100)
    assert page["total"] <= 100
    found: list[dict[str, Any]] = page["items"]
    return found


def known_of(item: dict[str, Any]) -> Known:
    days = (date.fromisoformat(item[name]) for name in ("dueFrom", "dueUntil", "graceUntil"))
    return Known(item["kind"], CheckInMarks(*days))


async def act(world: World, model: Model, action: str, check_in: str) -> None:
    begins = model.today + (FAR if action == "move far" else timedelta(days=1))
    allowed = model.may(action, check_in, begins)
    move = {
        "checkInId": check_in, "newDueOn": begins.isoformat(), "askedBy": "MINOR",
        "reason": "考试", "sensitive": False,
    }  # fmt: skip
    given: dict[str, tuple[str, str, dict[str, Any]]] = {
        "log": ("li", "logCheckIn", a_visit(check_in, happenedAt=world.clock.now().isoformat())),
        "give": ("xiaohe", "giveSelfReport", {
            "checkInId": check_in, "mood": "GOOD", "helpWanted": False, "wantToTalk": False,
            "conditions": [],
        }),
        "excuse": ("li", "excuseCheckIn", {
            "checkInId": check_in, "kind": "EXAM", "reason": "考试",
        }),
        "review": ("li", "reviewMissedCheckIn", {
            "checkInId": check_in, "reason": "FORGOT", "note": "忘了",
        }),
        "take back": ("li", "retractCheckInRecord", {"checkInId": check_in, "reason": "记错"}),
        "look": ("li", "reviewSelfReport", {"checkInId": check_in, "note": "已读"}),
        "move": ("li", "rescheduleCheckIn", move),
        "move far": ("li", "rescheduleCheckIn", move),
    }  # fmt: skip
    who, mutation, command = given[action]
    answer = await world.do(who, mutation, **command)
    done = "code" not in answer
    assert done is allowed, (action, model.status(check_in), model.known[check_in], answer)
    if not allowed:
        return
    match action:
        case "log":
            model.mark(check_in, recorded=True)
            model.known[check_in] = replace(model.known[check_in], logged_on=model.today)
        case "take back":
            logged_on = model.known[check_in].logged_on
            assert logged_on is not None
            alone = model.today - logged_on <= timedelta(days=1)
            assert answer["done"] is alone
            if alone:
                model.mark(check_in, recorded=False)
            else:
                model.known[check_in] = replace(model.known[check_in], proposed=True)
        case "give":
            model.mark(check_in, recorded=True)
            model.known[check_in] = replace(model.known[check_in], given=True)
        case "excuse":
            model.mark(check_in, excused=True)
        case "review" | "look":
            model.mark(check_in, reviewed=True)
        case _:
            model.mark(check_in, superseded=True)
            successor = str(answer["checkIn"]["id"])
            kind = model.known[check_in].kind
            model.known[check_in] = replace(model.known[check_in], moved_to=successor)
            ends, grace = begins + timedelta(days=2), begins + timedelta(days=4)
            model.known[successor] = Known(kind, CheckInMarks(begins, ends, grace))


async def a_model(world: World) -> tuple[str, Model]:
    world.at(BEGIN.isoformat())
    # What earlier examples left is over, and no job finds it.
    world.sql("UPDATE case_files SET probation_ends_on = %s", [BEGIN - timedelta(days=40)])
    world.sql("UPDATE minors SET account_id = NULL")
    case_id = await a_case_under_supervision(world)
    draft = await a_draft(
        world, case_id, checkInEveryDays=RHYTHM["VISIT"], selfReportEveryDays=RHYTHM["SELF_REPORT"]
    )
    await approved(world, await submitted(world, draft))
    a_young_person(world, case_id)
    await world.done(
        "li", "scheduleCheckIns",
        caseId=case_id, kind="VISIT", firstDueOn=BEGIN.isoformat(), everyDays=6, count=3,
    )  # fmt: skip
    known = {item["id"]: known_of(item) for item in await listed(world, case_id)}
    return case_id, Model(BEGIN, known)


async def job(world: World, case_id: str, model: Model, name: str) -> None:
    """Run a job twice: the second time there is nothing left to do."""
    (first,) = await run(world, name)
    (again,) = await run(world, name)
    assert (first.tally.failures, again.tally.failures, again.tally.done) == ((), (), 0)
    if name == "open_due_windows":
        await find_planned(world, case_id, model)


async def find_planned(world: World, case_id: str, model: Model) -> None:
    """What the job was to put on record is there, and nothing else."""
    new = {i["id"]: known_of(i) for i in await listed(world, case_id) if i["id"] not in model.known}
    expected = sorted((kind, marks.due_from, marks) for kind, marks in model.planned())
    assert sorted((each.kind, each.marks.due_from, each.marks) for each in new.values()) == expected
    model.known |= new


def reach(world: World, case_id: str, model: Model) -> None:
    """The young person's account is tied to the file, or taken from it."""
    model.reached = not model.reached
    if model.reached:
        a_young_person(world, case_id)
    else:
        world.sql("UPDATE minors SET account_id = NULL")


@pytest.mark.slow
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
# The job, then its self-report moved weeks ahead, and the job again; then one that is asked for
# although nothing reached for a time, given, and looked at.
@example(steps=[("job", 0), ("move far", 3), ("job", 0), ("clock", 8), ("job", 0)])
@example(steps=[("reach", 0), ("job", 0), ("reach", 0), ("job", 0), ("clock", 5), ("job", 1),
                ("give", 3), ("give", 3), ("look", 3), ("move", 3)])  # fmt: skip
# What was logged is taken back by who logged it: the check-in is due again, and no other one.
@example(steps=[("clock", 0), ("log", 0), ("job", 0), ("clock", 0), ("take back", 0)])
async def test_the_states_follow_from_facts_and_days_alone(
    world: World, steps: list[tuple[str, int]]
) -> None:
    case_id, model = await a_model(world)

    for action, number in steps:
        before = model.shown()
        chosen = list(model.known)[number % len(model.known)]
        match action:
            case "clock":
                model.today += timedelta(days=number)
                world.at(model.today.isoformat())
            case "job":
                await job(world, case_id, model, JOBS[number])
            case "reach":
                reach(world, case_id, model)
            case _:
                await act(world, model, action, chosen)
        after = {item["id"]: item["status"] for item in await listed(world, case_id)}
        assert after == model.shown()
        for check_in, status in before.items():
            if (action, chosen) == ("take back", check_in):
                continue  # its author may undo what was logged; the model says how it stands
            if status == "RECORDED":
                assert after[check_in] in {"RECORDED", "REVIEWED"}
            elif S[status] in KEPT:
                assert after[check_in] == status

    # Whatever ran until now, the whole day leaves what the facts say.
    assert (await run_daily(world.product, world.clock)).failures == []
    await find_planned(world, case_id, model)
    files = await world.ask("li", "caseFiles", perPage=100)
    (counted,) = [each["missedToReview"] for each in files["items"] if each["id"] == case_id]
    assert counted == list(model.shown().values()).count("MISSED")
    page = await world.ask("li", "caseFile", ("noWayToReachSince",), id=case_id)
    unreached = not model.reached and model.today <= LAST_DAY
    assert (page["noWayToReachSince"] is not None) is unreached
    given = {each for each, known in model.known.items() if known.given}
    recorded = {each for each, known in model.known.items() if known.marks.recorded}
    stored = "SELECT check_in_id::text FROM {} WHERE case_id = %s"
    for table, expected in (("check_in_records", recorded - given), ("self_reports", given)):
        found = world.sql(stored.format(table), [case_id])
        assert sorted(found) == sorted((each,) for each in expected)
    told = world.sql(
        "SELECT record_id FROM outbox_messages WHERE case_id = %s AND cause = 'checkins.due'"
        " GROUP BY record_id HAVING count(*) > 1", [case_id],
    )  # fmt: skip
    assert told == []
