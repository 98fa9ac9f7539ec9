"""Logging a check-in, through the API."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from guanhu.plumbing.migrations import ROOT
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.sent import sent_by
from support.world import World

ALL = ("checkIn.note", "checkIn.nextStep", "checkIn.privateAddendum", "checkIn.remarks.note")


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """The SQL statements sent while the block runs."""
    seen: list[str] = []
    engine = world.product.database.engine.sync_engine

    def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_a_visit_is_logged_with_everything_that_was_found(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-03T10:00")

    done = await world.done(
        "li", "logCheckIn", ALL,
        **a_visit(check_in, nextStep="下周去学校", privateAddendum="只给主管"),
    )  # fmt: skip

    logged = done["checkIn"]
    assert logged == logged | {
        "id": check_in,
        "caseId": case_id,
        "kind": "VISIT",
        "how": "VISIT",
        "status": "RECORDED",
        "dueFrom": "2026-03-02",
        "dueUntil": "2026-03-04",
        "graceUntil": "2026-03-06",
        "late": False,
        "happenedAt": "2026-03-02T00:30:00+00:00",
        "enteredAt": "2026-03-03T02:00:00+00:00",
        "contactMade": True,
        "noContactReason": None,
        "present": ["MINOR", "GUARDIAN"],
        "topics": ["SCHOOL", "CONDITIONS"],
        "concernLevel": "NONE",
        "note": "按时到校，情绪稳定。",
        "nextStep": "下周去学校",
        "privateAddendum": "只给主管",
    }
    page = await world.ask("li", "caseFiles")
    assert page["items"][0]["lastCheckInOn"] == "2026-03-02"
    trail = world.sql("SELECT action, details FROM trail_entries WHERE record_id = %s", [check_in])
    assert trail == [("checkins.logged", {"contact": True, "late": False, "concern": "none"})]


async def test_the_note_is_not_stored_in_the_open(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)

    await world.done("li", "logCheckIn", **a_visit(check_in, note="秘密记号", nextStep="秘密记号"))

    stored = world.sql("SELECT note, next_step FROM check_in_records")
    assert len(stored) == 1
    assert all("秘密记号".encode() not in bytes(column) for column in stored[0])


async def test_the_same_key_again_gives_the_first_answer(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    key = uuid.uuid4().hex
    first = await world.done("li", "logCheckIn", **a_visit(check_in), idempotencyKey=key)
    before = world.counts()
    world.later(hours=1)

    again = await world.done("li", "logCheckIn", **a_visit(check_in), idempotencyKey=key)

    assert again["checkIn"]["enteredAt"] == first["checkIn"]["enteredAt"]
    assert world.counts() == before


async def test_another_key_on_a_recorded_check_in_is_refused(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(check_in))
    before = world.counts()

    refused = await world.do("li", "logCheckIn", **a_visit(check_in, note="又一次"))

    assert (refused["code"], refused["facts"]) == (
        "ALREADY_RECORDED",
        [{"__typename": "Fact", "name": "recordedOn", "value": "2026-03-02"}],
    )
    assert world.counts() == before


@pytest.mark.parametrize(
    ("now", "happened_at", "code"),
    [
        pytest.param("2026-03-05", "2026-03-05T08:00:00+08:00", None, id="in-grace"),
        pytest.param("2026-03-06T23:59", "2026-03-06T23:00:00+08:00", None, id="end-of-grace"),
        pytest.param(
            "2026-03-07T00:00", "2026-03-04T08:00:00+08:00", "CHECK_IN_CLOSED", id="after-grace"
        ),
        pytest.param(
            "2026-03-02", "2026-03-03T08:00:00+08:00", "HAPPENED_IN_FUTURE", id="tomorrow"
        ),
        pytest.param(
            "2026-03-02", "2026-03-01T20:00:00+08:00", "HAPPENED_BEFORE_WINDOW", id="the-day-before"
        ),
    ],
)
async def test_window_and_grace_hold_whether_or_not_the_job_ran(
    world: World, now: str, happened_at: str, code: str | None
) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at(now)
    before = world.counts()

    answer = await world.do("li", "logCheckIn", **a_visit(check_in, happenedAt=happened_at))

    if code is None:
        assert (answer["checkIn"]["status"], answer["checkIn"]["late"]) == ("RECORDED", True)
    else:
        assert answer["code"] == code
        assert world.counts() == before


async def test_a_check_in_of_next_week_is_not_open_yet(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id, firstDueOn="2026-03-09")
    before = world.counts()

    refused = await world.do("li", "logCheckIn", **a_visit(check_in))

    assert refused["code"] == "CHECK_IN_NOT_OPEN"
    assert world.counts() == before


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        pytest.param(
            {"contactMade": False}, [("noContactReason", "REQUIRED")], id="no-reason-for-no-contact"
        ),
        pytest.param(
            {"noContactReason": "REFUSED"},
            [("noContactReason", "CONTRADICTS_CONTACT_MADE")],
            id="reason-beside-contact",
        ),
        pytest.param({"topics": ["SCHOOL", "SCHOOL"]}, [("topics", "REPEATED")], id="repeated"),
        pytest.param({"note": "  "}, [("note", "REQUIRED")], id="empty-note"),
        pytest.param({"note": "字" * 8001}, [("note", "TOO_LONG")], id="long-note"),
    ],
)
async def test_a_contradictory_form_is_refused_field_by_field(
    world: World, given: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    before = world.counts()

    refused = await world.do("li", "logCheckIn", **a_visit(check_in, **given))

    assert refused["code"] == "INVALID_INPUT"
    assert [(p["path"], p["code"]) for p in refused["problems"]] == problems
    assert world.counts() == before


async def test_nobody_home_is_recorded_but_is_no_contact(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)

    done = await world.done(
        "li", "logCheckIn",
        **a_visit(check_in, contactMade=False, noContactReason="NOT_HOME", present=[], topics=[]),
    )  # fmt: skip

    assert done["checkIn"]["status"] == "RECORDED"
    page = await world.ask("li", "caseFiles")
    assert page["items"][0]["lastCheckInOn"] is None


async def test_a_self_report_replaces_no_visit_and_moves_no_last_contact(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    visit = await a_check_in(world, case_id)
    report = await a_check_in(world, case_id, kind="SELF_REPORT")

    refused = await world.do("li", "logCheckIn", **a_visit(visit, how="SELF_REPORT"))
    kept = await world.done("li", "logCheckIn", **a_visit(report, how="SELF_REPORT"))

    assert refused["code"] == "SELF_REPORT_IS_NO_CONTACT"
    assert kept["checkIn"]["status"] == "RECORDED"
    page = await world.ask("li", "caseFiles")
    assert page["items"][0]["lastCheckInOn"] is None


async def test_a_condition_outside_the_plan_in_force_is_refused(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    before = world.counts()

    refused = await world.do(
        "li", "logCheckIn", **a_visit(check_in, conditionsEvidenced=[str(uuid.uuid4())])
    )

    assert refused["code"] == "CONDITION_NOT_IN_FORCE"
    assert world.counts() == before


async def test_another_officers_check_in_does_not_exist(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.person("wang", "officer")
    before = world.counts()

    hidden = await world.do("wang", "logCheckIn", **a_visit(check_in))

    assert hidden == {"code": "NOT_VISIBLE"}
    assert world.counts() == before


async def test_forty_submissions_at_once_leave_one_record(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)

    answers = await asyncio.gather(
        *(world.do("li", "logCheckIn", **a_visit(check_in)) for _ in range(40))
    )

    codes = [answer.get("code", "done") for answer in answers]
    assert (codes.count("done"), codes.count("ALREADY_RECORDED")) == (1, 39)
    assert world.count("check_in_records") == 1
    actions = world.sql("SELECT count(*) FROM trail_entries WHERE action = 'checkins.logged'")
    assert actions == [(1,)]


async def test_forty_submissions_under_one_key_leave_one_record(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    key = uuid.uuid4().hex

    answers = await asyncio.gather(
        *(world.do("li", "logCheckIn", **a_visit(check_in), idempotencyKey=key) for _ in range(40))
    )

    assert {answer["checkIn"]["id"] for answer in answers} == {check_in}
    assert world.count("check_in_records") == 1


async def test_a_later_remark_raises_concern_and_never_lowers_it(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(check_in, concernLevel="SOME"))

    for level, expected in (("HIGH", "HIGH"), ("NONE", "HIGH")):
        world.later(hours=1)
        done = await world.done(
            "li", "addCheckInRemark", ALL,
            checkInId=check_in, note=f"补充{level}", concernLevel=level,
        )  # fmt: skip
        assert done["checkIn"]["concernLevel"] == expected

    assert [remark["note"] for remark in done["checkIn"]["remarks"]] == ["补充HIGH", "补充NONE"]
    assert done["checkIn"]["note"] == "按时到校，情绪稳定。"


async def test_a_remark_needs_a_recorded_check_in(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    before = world.counts()

    refused = await world.do(
        "li", "addCheckInRemark", checkInId=check_in, note="太早", concernLevel="NONE"
    )

    assert refused["code"] == "CHECK_IN_NOT_RECORDED"
    assert world.counts() == before


async def test_a_private_addendum_is_read_by_its_writer_and_the_supervisor(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.person("zhou", "supervisor")
    await world.done("li", "logCheckIn", **a_visit(check_in, privateAddendum="仅限主管"))
    world.sql(
        "UPDATE check_in_addenda SET author_id = %s", [world.actors["zhou"].account_id]
    )  # as if somebody else on the case had written it

    seen = {
        handle: (await world.ask(handle, "checkIns", ("items.privateAddendum",)))["items"][0]
        for handle in ("li", "zhou")
    }

    assert seen["li"]["privateAddendum"] is None
    assert seen["zhou"]["privateAddendum"] == "仅限主管"


async def test_the_list_is_one_statement_and_its_extras_one_each(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    for day in (2, 9, 16):
        world.at(f"2026-03-{day:02}")
        check_in = await a_check_in(world, case_id)
        happened = f"2026-03-{day:02}T08:00:00+08:00"
        await world.done("li", "logCheckIn", **a_visit(check_in, happenedAt=happened))

    with statements(world) as sent:
        page = await world.ask("li", "checkIns", ("items.note", "items.remarks.note"))

    assert (page["total"], len(page["items"])) == (3, 3)
    asked = [each for each in sent if "FROM check_ins" in each or "FROM check_in_re" in each]
    assert len(asked) == 2


async def test_what_was_logged_is_no_draft_any_more(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    form = {"form": "LOG_CHECK_IN", "recordId": check_in}
    await world.done("li", "saveDraft", caseId=case_id, content='{"note":"半句"}', **form)

    refused = await world.do("li", "logCheckIn", **a_visit(check_in, contactMade=False))
    assert refused["code"] == "INVALID_INPUT"
    assert (await world.ask("li", "draft", **form))["content"] == '{"note":"半句"}'
    await world.done("li", "logCheckIn", **a_visit(check_in))

    assert await world.ask("li", "draft", **form) is None


def what_the_front_end_sends() -> str:
    documents = json.loads((ROOT / "graphql" / "trusted-documents.json").read_text("utf-8"))
    return next(text for text in documents.values() if "mutation LogCheckIn(" in text)


def visit_sent(check_in: str, day: str) -> dict[str, Any]:
    visit = a_visit(check_in, happenedAt=f"{day}T08:30:00+08:00", idempotencyKey=uuid.uuid4().hex)
    return {"input": visit, "language": "ZH"}


async def test_logging_takes_the_same_few_statements_however_many_check_ins_there_are(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    check_ins = [
        await a_check_in(world, case_id, firstDueOn=f"2026-03-{2 + 7 * number:02}")
        for number in range(5)
    ]
    counts = []
    # The first on these connections also asks the database for its types; one is left out, missed.
    for number in (0, 1, 2, 4):
        world.at(day := f"2026-03-{2 + 7 * number:02}")
        async with sent_by(world.product.database) as sent:
            given = visit_sent(check_ins[number], day)
            answer = await world.post("li", what_the_front_end_sends(), given)
        assert answer["data"]["logCheckIn"]["__typename"] == "LogCheckInSuccess"
        counts.append(Counter(text.split()[0].strip(";") for text in sent))

    # Entering with the key; the lock; record, check-in and draft; what was missed and the
    # file; answer with trail entry. What the answer shows is known.
    written = Counter(BEGIN=1, INSERT=1, SELECT=1, WITH=3, COMMIT=1)
    told = Counter(INSERT=1)
    assert counts[1:] == [written, written, written + told]
