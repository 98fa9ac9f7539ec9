"""Sensitivity, who asked, late entries and days of a filter, through the API."""

from __future__ import annotations

import pytest

from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.builders_plans import a_member
from support.world import World

CHANGES = (
    "checkIn.changes.kind", "checkIn.changes.excuse", "checkIn.changes.askedBy",
    "checkIn.changes.reason", "checkIn.changes.sensitive", "checkIn.sensitive",
)  # fmt: skip


async def test_s32_who_asked_without_an_answer_on_sensitivity_is_refused(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    check_in = await a_check_in(world, case_id, firstDueOn="2026-03-09")
    move = {
        "checkInId": check_in,
        "newDueOn": "2026-03-12",
        "askedBy": "GUARDIAN",
        "reason": "住院",
    }
    before = world.counts()

    refused = await world.do("zhao", "rescheduleCheckIn", **move)

    assert (refused["code"], refused["problems"][0]["path"], refused["problems"][0]["code"]) == (
        "INVALID_INPUT", "sensitive", "REQUIRED",
    )  # fmt: skip
    assert world.counts() == before

    done = await world.done("zhao", "rescheduleCheckIn", sensitive=True, **move)

    page = await world.ask(
        "li", "checkIns", ("items.supersededBy", "items.sensitive", "items.changes.askedBy",
                           "items.changes.reason", "items.changes.sensitive"),
        filter={"caseId": case_id},
    )  # fmt: skip
    old, new = page["items"]
    assert (old["status"], old["supersededBy"], old["sensitive"]) == (
        "SUPERSEDED", done["checkIn"]["id"], True,
    )  # fmt: skip
    assert old["changes"] == [old["changes"][0] | {
        "askedBy": "GUARDIAN", "reason": "住院", "sensitive": True,
    }]  # fmt: skip
    assert (new["id"], new["sensitive"]) == (done["checkIn"]["id"], True)
    told = world.sql("SELECT cause, audience, facts FROM outbox_messages ORDER BY 2")
    assert told == [
        ("checkins.moved", who, {"begins": "2026-03-12", "until": "2026-03-14"})
        for who in ("guardians", "young_person")
    ]


async def test_s11_a_sensitive_review_stays_sensitive(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-07")
    await world.done(
        "li", "reviewMissedCheckIn",
        checkInId=check_in, reason="FAMILY", note="父母正在离婚", sensitive=True,
    )  # fmt: skip

    later = await world.done(
        "li", "addCheckInRemark", (*CHANGES, "checkIn.remarks.sensitive"),
        checkInId=check_in, note="已可公开", concernLevel="NONE", sensitive=False,
    )  # fmt: skip

    seen = later["checkIn"]
    assert (seen["status"], seen["sensitive"]) == ("REVIEWED", True)
    assert [(each["kind"], each["sensitive"]) for each in seen["changes"]] == [("REVIEWED", True)]
    assert [each["sensitive"] for each in seen["remarks"]] == [False]


async def test_an_excuse_tells_its_kind(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)

    done = await world.done(
        "li", "excuseCheckIn", CHANGES, checkInId=check_in, kind="EXAM", reason="期中考试"
    )

    assert done["checkIn"]["status"] == "EXCUSED"
    (change,) = done["checkIn"]["changes"]
    assert change == change | {
        "kind": "EXCUSED", "excuse": "EXAM", "askedBy": None, "reason": "期中考试",
        "sensitive": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("happened_at", "late", "entered_later"),
    [
        pytest.param("2026-03-04T08:00:00+08:00", False, True, id="late-entry"),
        pytest.param("2026-03-06T08:00:00+08:00", True, False, id="late-contact"),
        pytest.param("2026-03-05T23:30:00+08:00", True, True, id="both"),
    ],
)
async def test_a_late_entry_is_not_a_late_contact(
    world: World, happened_at: str, *, late: bool, entered_later: bool
) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-06T10:00")

    logged = (await world.done("li", "logCheckIn", **a_visit(check_in, happenedAt=happened_at)))[
        "checkIn"
    ]

    assert (logged["late"], logged["enteredLater"]) == (late, entered_later)
    assert logged["enteredAt"] == "2026-03-06T02:00:00+00:00"


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        pytest.param(
            {"happenedFrom": "2026-03-05", "happenedTo": "2026-03-04"},
            [("filter.happenedTo", "BEFORE_FROM")], id="to-before-from",
        ),
        pytest.param(
            {"happenedFrom": "2026-03-07", "happenedTo": "2026-03-08"},
            [("filter.happenedFrom", "IN_FUTURE"), ("filter.happenedTo", "IN_FUTURE")],
            id="future",
        ),
        pytest.param(
            {"from": "2026-04-02", "to": "2026-04-01"}, [("filter.to", "BEFORE_FROM")], id="due",
        ),
    ],
)  # fmt: skip
async def test_s35_days_that_make_no_sense_are_told_field_by_field(
    world: World, given: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    await a_case_under_supervision(world)
    world.at("2026-03-06")

    refused = await world.ask("li", "checkIns", filter=given)

    assert refused["code"] == "INVALID_INPUT"
    assert [(each["path"], each["code"]) for each in refused["problems"]] == problems


async def test_s35_contacts_are_found_by_their_office_day(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-04T10:00")
    visit = a_visit(check_in, happenedAt="2026-03-03T00:30:00+08:00")
    await world.done("li", "logCheckIn", **visit)

    async def on(day: str) -> int:
        page = await world.ask("li", "checkIns", filter={"happenedFrom": day, "happenedTo": day})
        return int(page["total"])

    assert [await on(f"2026-03-0{day}") for day in (2, 3, 4)] == [0, 1, 0]
