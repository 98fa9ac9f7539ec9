"""Scheduling, excusing, moving and reviewing check-ins, through the API."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit, end_period
from support.world import World


async def states(world: World, case_id: str, who: str = "li") -> list[tuple[str, str]]:
    page = await world.ask(who, "checkIns", filter={"caseId": case_id}, perPage=100)
    return [(item["dueFrom"], item["status"]) for item in page["items"]]


async def test_a_series_stands_as_it_was_asked_for(world: World) -> None:
    case_id = await a_case_under_supervision(world)

    done = await world.done(
        "li", "scheduleCheckIns",
        caseId=case_id, kind="PHONE", firstDueOn="2026-03-02", everyDays=7, count=3,
        windowDays=2, graceDays=1,
    )  # fmt: skip

    assert done["count"] == 3
    page = await world.ask("li", "checkIns")
    assert [
        (i["kind"], i["status"], i["dueFrom"], i["dueUntil"], i["graceUntil"])
        for i in page["items"]
    ] == [
        ("PHONE", "DUE", "2026-03-02", "2026-03-03", "2026-03-04"),
        ("PHONE", "SCHEDULED", "2026-03-09", "2026-03-10", "2026-03-11"),
        ("PHONE", "SCHEDULED", "2026-03-16", "2026-03-17", "2026-03-18"),
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"firstDueOn": "2026-03-01"}, "DUE_IN_PAST", id="yesterday"),
        pytest.param({"everyDays": 2}, "CHECK_IN_WINDOWS_OVERLAP", id="too-close"),
        pytest.param(
            {"firstDueOn": "2026-03-03", "count": 14}, "OUTSIDE_SUPERVISION", id="past-the-end"
        ),
    ],
)
async def test_a_series_outside_its_limits_is_refused_and_leaves_nothing(
    world: World, given: dict[str, Any], code: str
) -> None:
    case_id = await a_case_under_supervision(world)
    before = world.counts()
    series = {"kind": "VISIT", "firstDueOn": "2026-03-02", "everyDays": 14, "count": 13}

    refused = await world.do("li", "scheduleCheckIns", caseId=case_id, **(series | given))

    assert refused["code"] == code
    assert world.counts() == before


async def test_scheduling_twice_does_not_double_the_contact_owed(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id, count=3)
    before = world.counts()
    series = {"kind": "VISIT", "firstDueOn": "2026-03-02", "everyDays": 14, "count": 3}

    refused = await world.do("li", "scheduleCheckIns", caseId=case_id, **series)

    assert refused["code"] == "CHECK_IN_WINDOWS_OVERLAP"
    assert world.counts() == before


async def test_nothing_is_scheduled_before_the_decision(world: World) -> None:
    case_id = await a_case(world)
    before = world.counts()
    series = {"kind": "VISIT", "firstDueOn": "2026-03-02", "everyDays": 14, "count": 3}

    refused = await world.do("li", "scheduleCheckIns", caseId=case_id, **series)

    assert refused["code"] == "SUPERVISION_NOT_LIVE"
    assert world.counts() == before


async def test_the_decisive_day_is_the_last_one_and_the_end_cancels_the_rest(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id, count=3)
    end_period(world, case_id, "2026-03-17")

    world.at("2026-03-17")
    on_the_last_day = await states(world, case_id)
    world.at("2026-03-18")
    after = await states(world, case_id)

    assert on_the_last_day == [
        ("2026-03-02", "MISSED"), ("2026-03-16", "DUE"), ("2026-03-30", "CANCELLED"),
    ]  # fmt: skip
    assert after == [
        ("2026-03-02", "MISSED"), ("2026-03-16", "CANCELLED"), ("2026-03-30", "CANCELLED"),
    ]  # fmt: skip


async def test_a_missed_check_in_is_reviewed_with_its_reason(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-07")

    done = await world.done(
        "li", "reviewMissedCheckIn", ("checkIn.review.note", "checkIn.review.by.displayName"),
        checkInId=check_in, reason="ILLNESS", note="发烧三天，有病历",
    )  # fmt: skip

    assert done["checkIn"]["status"] == "REVIEWED"
    review = done["checkIn"]["review"]
    assert [review["reason"], review["note"], review["reviewedOn"]] == [
        "ILLNESS", "发烧三天，有病历", "2026-03-07",
    ]  # fmt: skip
    assert review["by"]["displayName"] == "li"
    page = await world.ask("li", "caseFiles")
    assert page["items"][0]["missedToReview"] == 0


async def test_reviewing_one_missed_check_in_counts_those_still_open(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id, count=3)
    world.at("2026-03-25")
    missed = await world.ask("li", "checkIns", filter={"missedToReview": True})

    await world.done(
        "li", "reviewMissedCheckIn",
        checkInId=missed["items"][0]["id"], reason="FORGOT", note="忘记了",
    )  # fmt: skip

    assert missed["total"] == 2
    page = await world.ask("li", "caseFiles", filter={"missedOnly": True})
    assert [item["missedToReview"] for item in page["items"]] == [1]


@pytest.mark.parametrize("state", ["due", "recorded", "reviewed"])
async def test_only_a_missed_check_in_is_reviewed(world: World, state: str) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    review = {"checkInId": check_in, "reason": "FORGOT", "note": "忘记了"}
    if state == "recorded":
        await world.done("li", "logCheckIn", **a_visit(check_in))
    if state == "reviewed":
        world.at("2026-03-07")
        await world.done("li", "reviewMissedCheckIn", **review)
    before = world.counts()

    refused = await world.do("li", "reviewMissedCheckIn", **review)

    assert refused["code"] == "CHECK_IN_NOT_MISSED"
    assert world.counts() == before


async def test_an_excuse_in_advance_spares_the_miss(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id, firstDueOn="2026-03-09")

    done = await world.done(
        "li", "excuseCheckIn", checkInId=check_in, kind="EXAM", reason="外出参加考试"
    )
    world.at("2026-04-01")

    assert done["checkIn"]["status"] == "EXCUSED"
    assert await states(world, case_id) == [("2026-03-09", "EXCUSED")]


async def test_an_excuse_after_the_window_is_refused(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-05")
    before = world.counts()

    refused = await world.do("li", "excuseCheckIn", checkInId=check_in, kind="EXAM", reason="迟了")

    assert refused["code"] == "EXCUSE_TOO_LATE"
    assert world.counts() == before


async def test_a_moved_check_in_points_to_the_new_one_and_keeps_who_asked(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id, firstDueOn="2026-03-09")
    move = {"checkInId": check_in, "askedBy": "GUARDIAN", "reason": "家人住院", "sensitive": False}

    done = await world.done("li", "rescheduleCheckIn", newDueOn="2026-03-10", **move)

    new = done["checkIn"]
    assert (new["dueFrom"], new["dueUntil"], new["graceUntil"], new["status"]) == (
        "2026-03-10", "2026-03-12", "2026-03-14", "SCHEDULED",
    )  # fmt: skip
    old = (await world.ask("li", "checkIns", filter={"status": ["SUPERSEDED"]}))["items"]
    assert [(item["id"], item["supersededBy"]) for item in old] == [(check_in, new["id"])]
    assert world.sql("SELECT kind, code FROM check_in_changes") == [("moved", "guardian")]


async def test_a_moved_check_in_is_neither_moved_nor_logged_again(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    move = {"checkInId": check_in, "askedBy": "MINOR", "reason": "考试", "sensitive": False}
    await world.done("li", "rescheduleCheckIn", newDueOn="2026-03-03", **move)
    before = world.counts()

    moved = await world.do("li", "rescheduleCheckIn", newDueOn="2026-03-20", **move)
    logged = await world.do("li", "logCheckIn", **a_visit(check_in))

    assert (moved["code"], logged["code"]) == ("CHECK_IN_NOT_CHANGEABLE", "CHECK_IN_SUPERSEDED")
    assert world.counts() == before


@pytest.mark.parametrize(
    ("new_due_on", "code"),
    [
        pytest.param("2026-03-01", "DUE_IN_PAST", id="past"),
        pytest.param("2026-03-17", "CHECK_IN_WINDOWS_OVERLAP", id="onto-the-next"),
        pytest.param("2026-09-01", "OUTSIDE_SUPERVISION", id="past-the-end"),
    ],
)
async def test_a_move_outside_its_limits_is_refused_and_leaves_nothing(
    world: World, new_due_on: str, code: str
) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id, count=2)
    before = world.counts()

    refused = await world.do(
        "li", "rescheduleCheckIn",
        checkInId=check_in, newDueOn=new_due_on, askedBy="MINOR", reason="考试", sensitive=False,
    )  # fmt: skip

    assert refused["code"] == code
    assert world.counts() == before


async def test_the_case_page_says_why_nothing_can_be_logged(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id, firstDueOn="2026-03-09")

    page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)

    said = {each["action"]: each["code"] for each in page["allowedActions"]}
    assert (said["LOG_CHECK_IN"], said["REVIEW_MISSED_CHECK_IN"], said["SCHEDULE_CHECK_INS"]) == (
        "NO_CHECK_IN_DUE", "NOTHING_MISSED", None,
    )  # fmt: skip


async def test_a_check_in_that_never_was_is_not_visible(world: World) -> None:
    await a_case_under_supervision(world)
    before = world.counts()

    hidden = await world.do(
        "li", "excuseCheckIn", checkInId=str(uuid.uuid4()), kind="EXAM", reason="无"
    )

    assert hidden == {"code": "NOT_VISIBLE"}
    assert world.counts() == before


@pytest.mark.parametrize("role", ["guardian", "young_person", "auditor", "administrator"])
async def test_other_roles_neither_read_nor_write_check_ins(world: World, role: str) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.person("other", role)

    answers = [
        await world.ask("other", "checkIns"),
        await world.do("other", "logCheckIn", **a_visit(check_in)),
        await world.do("other", "excuseCheckIn", checkInId=check_in, kind="EXAM", reason="无"),
    ]

    assert answers == [{"code": "NOT_PERMITTED"}] * 3
