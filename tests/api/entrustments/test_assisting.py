"""The assisting office's part: check-ins, contacts of its own, the letter; and no more (S-11)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from support.builders_checkins import a_check_in, a_visit, end_period
from support.builders_entrustments import (
    a_contact,
    a_request,
    an_acceptance,
    an_assisted_case,
    an_entrustable_case,
    asked,
    listed,
    part,
)
from support.builders_family import a_guardian
from support.builders_plans import a_draft, a_member
from support.refusals import refused
from support.sent import sent_by
from support.world import World

CHECK_IN = (
    "checkIns.enteredAt", "checkIns.enteredBy.displayName", "checkIns.concernLevel",
    "checkIns.note",
)  # fmt: skip


async def owners_check_in(world: World, case_id: str, check_in_id: str) -> dict[str, Any]:
    page = await world.ask("li", "caseFile", CHECK_IN, id=case_id)
    (found,) = [each for each in page["checkIns"] if each["id"] == check_in_id]
    seen: dict[str, Any] = found
    return seen


async def test_s11_an_open_check_in_is_logged_and_the_owner_reads_it(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    check_in = await a_check_in(world, case_id)
    assert [each["status"] for each in (await part(world, "qian", entrustment_id))["checkIns"]] == [
        "DUE"
    ]

    await world.done(
        "qian", "logAssistedCheckIn", checkInId=check_in, **a_contact(nextStep="下周回访")
    )

    (mine,) = (await part(world, "qian", entrustment_id))["checkIns"]
    assert (mine["id"], mine["status"], mine["note"], mine["concernLevel"]) == (
        check_in, "RECORDED", "已在当地入学，情绪稳定。", "SOME",
    )  # fmt: skip
    owners = await owners_check_in(world, case_id, check_in)
    assert (owners["status"], owners["note"], owners["nextStep"], owners["late"]) == (
        "RECORDED", "已在当地入学，情绪稳定。", "下周回访", False,
    )  # fmt: skip
    assert owners["enteredBy"]["displayName"] == "qian"
    page = await world.ask("li", "caseFile", id=case_id)
    assert page["timeline"][0]["kind"] == "entrustments.check_in_logged"
    assert world.sql("SELECT last_check_in_on::text FROM case_files WHERE id = %s", [case_id]) == [
        ("2026-03-02",)
    ]
    await refused(
        world, "sun", "logAssistedCheckIn", "ALREADY_RECORDED", None,
        checkInId=check_in, **a_contact(),
    )  # fmt: skip


async def test_a_contact_of_its_own_and_a_late_log_are_the_owners_to_read(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-05")
    late = {"happenedAt": "2026-03-05T08:00:00+08:00"}
    await world.done("qian", "logAssistedCheckIn", checkInId=check_in, **a_contact(**late))
    world.at("2026-03-06")
    contact = a_contact(
        happenedAt="2026-03-06T08:00:00+08:00", how="PHONE", contactMade=False, present=[],
        noContactReason="NO_ANSWER", note="两次去电无人接听",
    )  # fmt: skip

    await world.done("sun", "recordAssistedContact", entrustmentId=entrustment_id, **contact)

    assert (await owners_check_in(world, case_id, check_in))["late"] is True
    found = await part(world, "qian", entrustment_id)
    page = await world.ask(
        "li", "caseFile",
        ("entrustments.contacts.recordedBy.name", "entrustments.contacts.noContactReason"),
        id=case_id,
    )  # fmt: skip
    (seen,) = page["entrustments"][0]["contacts"]
    assert (seen["note"], seen["recordedBy"]["name"], seen["noContactReason"]) == (
        "两次去电无人接听", "sun", "NO_ANSWER",
    )  # fmt: skip
    assert [each["note"] for each in found["contacts"]] == ["两次去电无人接听"]
    # Nobody was reached: the last contact is still that of the day before.
    assert world.sql("SELECT last_check_in_on::text FROM case_files WHERE id = %s", [case_id]) == [
        ("2026-03-05",)
    ]


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"happenedAt": "2026-03-02T09:30:00+08:00"}, "HAPPENED_IN_FUTURE"),
        ({"happenedAt": "2026-03-01T23:00:00+08:00"}, "DATE_TOO_EARLY"),
        ({"contactMade": False}, "INVALID_INPUT"),
        ({"noContactReason": "REFUSED"}, "INVALID_INPUT"),
    ],
)
async def test_what_cannot_have_been_is_refused(
    world: World, overrides: dict[str, Any], code: str
) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    check_in = await a_check_in(world, case_id)
    given = a_contact(**overrides)

    await refused(world, "qian", "logAssistedCheckIn", code, None, checkInId=check_in, **given)
    await refused(
        world, "qian", "recordAssistedContact", code, None, entrustmentId=entrustment_id, **given
    )


async def test_nobody_was_there_twice_and_nothing_is_said_twice(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    check_in = await a_check_in(world, case_id)
    given = a_contact(present=["MINOR", "MINOR"], topics=["SCHOOL", "SCHOOL"])

    for name, about in (
        ("logAssistedCheckIn", {"checkInId": check_in}),
        ("recordAssistedContact", {"entrustmentId": entrustment_id}),
    ):
        answer = await refused(world, "qian", name, "INVALID_INPUT", None, **about, **given)
        assert [(each["path"], each["code"]) for each in answer["problems"]] == [
            ("present", "REPEATED"), ("topics", "REPEATED"),
        ]  # fmt: skip


async def test_a_check_in_takes_what_the_owners_people_would_be_allowed(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    ahead = await a_check_in(world, case_id, firstDueOn="2026-03-20")
    due = await a_check_in(world, case_id)
    report = a_contact(how="SELF_REPORT")

    await refused(
        world, "qian", "logAssistedCheckIn", "CHECK_IN_NOT_OPEN", None,
        checkInId=ahead, **a_contact(),
    )  # fmt: skip
    await refused(
        world, "qian", "logAssistedCheckIn", "SELF_REPORT_IS_NO_CONTACT", None,
        checkInId=due, **report,
    )  # fmt: skip
    end_period(world, case_id, "2026-03-05")
    world.at("2026-03-06")
    await refused(
        world, "qian", "recordAssistedContact", "SUPERVISION_NOT_LIVE", "P-02",
        entrustmentId=entrustment_id, **a_contact(),
    )  # fmt: skip
    # No job has run yet, and both offices see that the period is over.
    owners = await world.ask("li", "caseFile", id=case_id)
    assert (owners["status"], (await part(world, "sun", entrustment_id))["status"]) == (
        "PERIOD_ENDED", "PERIOD_ENDED",
    )  # fmt: skip
    # The letter comes last: it is still sent after the period.
    await world.done("sun", "reportAssistance", entrustmentId=entrustment_id, text="考察情况复函")


async def test_the_part_holds_no_name_no_draft_no_decision_and_nobody_elses_words(
    world: World,
) -> None:
    case_id = await an_entrustable_case(world)
    await a_member(world, case_id)
    logged = await a_check_in(world, case_id)
    await world.done("zhao", "logCheckIn", **a_visit(logged, note="本院社工所记"))
    await a_draft(world, case_id, reason="拟变更")
    entrustment_id = await asked(world, case_id)
    await world.done("he", "acceptEntrustment", **an_acceptance(world, entrustment_id))
    open_one = await a_check_in(world, case_id, firstDueOn="2026-03-16")
    ((number,),) = world.sql("SELECT case_number FROM case_files WHERE id = %s", [case_id])

    found = await part(world, "qian", entrustment_id)

    assert found["request"]["maskedName"] == "林某"
    assert (found["status"], found["periodFrom"], found["periodUntil"]) == (
        "ON_PROBATION", "2026-03-02", "2026-09-02",
    )  # fmt: skip
    assert [each["code"] for each in found["conditions"]][-1] == "PUBLIC_WORK"
    assert "社区图书馆" in found["conditions"][-1]["sentence"]
    assert [each["id"] for each in found["checkIns"]] == [open_one]
    told = json.dumps(found, ensure_ascii=False)
    hidden = {"林小禾", number, case_id, "本院社工所记", "拟变更", "相当"}
    assert [each for each in hidden if each in told] == []
    for who in ("he", "sun", "qian"):
        assert (await world.ask(who, "caseFile", id=case_id))["code"] == "NOT_VISIBLE"
        assert (await world.ask(who, "caseFiles"))["total"] == 0
        assert (await world.ask(who, "checkIns"))["total"] == 0


async def test_the_family_page_is_as_it_was(world: World) -> None:
    case_id = await an_entrustable_case(world)
    a_guardian(world, case_id)
    before = await world.ask("ma", "familyView", ("contacts", "conditions"))
    entrustment_id = await asked(world, case_id)
    await world.done("he", "acceptEntrustment", **an_acceptance(world, entrustment_id))

    assert await world.ask("ma", "familyView", ("contacts", "conditions")) == before
    hidden = await world.ask("ma", "assistedCase", id=entrustment_id)
    assert hidden["code"] == "NOT_PERMITTED"


async def test_reading_the_part_stands_in_the_owners_trail(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)

    await part(world, "qian", entrustment_id)

    entry = "SELECT account_id, case_id::text, office_id FROM trail_entries WHERE action = %s"
    assert world.sql(entry, ["entrustments.part_viewed"]) == [
        (world.actors["qian"].account_id, case_id, world.office())
    ]


async def test_q06_a_request_is_read_one_at_a_time_and_on_record(world: World) -> None:
    case_id = await an_entrustable_case(world)
    given = a_request(world, case_id)
    entrustment_id = await asked(world, case_id)

    items = (await world.ask("he", "assistanceRequests"))["items"]
    assert ["why" in items[0], "letter" in items[0]] == [False, False]
    assert viewed(world) == []
    found = await world.ask("he", "assistanceRequest", id=entrustment_id)
    assert (found["why"], found["letter"], found["maskedName"]) == (
        given["why"], given["letter"], "林某",
    )  # fmt: skip
    assert viewed(world) == [(world.actors["he"].account_id, case_id, world.office())]
    for who, code in (("sun", "NOT_VISIBLE"), ("third", "NOT_VISIBLE"), ("li", "NOT_VISIBLE")):
        hidden = await world.ask(who, "assistanceRequest", id=entrustment_id)
        assert hidden["code"] == code
    await world.done("he", "acceptEntrustment", **an_acceptance(world, entrustment_id))
    # Whoever assists goes on reading it; each look is one entry.
    assert (await world.ask("qian", "assistanceRequest", id=entrustment_id))["why"] == given["why"]
    assert len(viewed(world)) == 2


def viewed(world: World) -> list[tuple[Any, ...]]:
    entry = "SELECT account_id, case_id::text, office_id FROM trail_entries WHERE action = %s"
    return world.sql(entry, ["entrustments.request_viewed"])


async def test_only_the_officer_writes_letters_and_only_workers_log(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    check_in = await a_check_in(world, case_id)
    about = {"entrustmentId": entrustment_id}

    letter = await world.do("qian", "reportAssistance", text="复函", **about)
    by_supervisor = await world.do("he", "recordAssistedContact", **about, **a_contact())
    not_named = await world.do("qian2", "recordAssistedContact", **about, **a_contact())
    other = await world.do("qian2", "logAssistedCheckIn", checkInId=check_in, **a_contact())
    owner = await world.do("li", "recordAssistedContact", **about, **a_contact())

    assert [each["code"] for each in (letter, by_supervisor, not_named, other, owner)] == [
        "NOT_PERMITTED", "NOT_PERMITTED", "NOT_VISIBLE", "NOT_VISIBLE", "NOT_VISIBLE",
    ]  # fmt: skip


async def test_s01_the_assisting_office_decides_plans_and_varies_nothing(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    tries: list[tuple[str, str, dict[str, Any]]] = [
        ("sun", "draftPlan", {"caseId": case_id, "checkInKind": "VISIT", "checkInEveryDays": 14}),
        ("sun", "proposePeriodChange", {"caseId": case_id, "totalMonths": 7, "reason": "延长"}),
        ("sun", "endEntrustment", {"entrustmentId": entrustment_id, "reason": "不再协助"}),
        ("qian", "scheduleCheckIns", {
            "caseId": case_id, "kind": "VISIT", "firstDueOn": "2026-03-10", "everyDays": 14,
            "count": 1,
        }),
        ("he", "proposeRevocation", {
            "caseId": case_id, "ground": "NEW_CRIME", "reasons": "又犯新罪",
            "incidentIds": [entrustment_id],
        }),
    ]  # fmt: skip
    before = world.counts()

    answers = [(await world.do(who, name, **given)).get("code") for who, name, given in tries]

    assert answers == ["NOT_VISIBLE"] * len(tries)
    assert world.counts() == before


async def test_a_page_of_requests_is_one_statement_however_many_there_are(world: World) -> None:
    case_id = await an_entrustable_case(world)
    counts = []
    for number in range(3):
        # Only one may run; asked again past that rule, many lie open.
        world.sql("UPDATE entrustments SET ended_on = %s", [world.today])
        await asked(world, case_id)
        world.sql("UPDATE entrustments SET ended_on = NULL")
        async with sent_by(world.product.database) as sent:
            found = await listed(world, "he")
        assert len(found) == number + 1
        counts.append([text.split()[0] for text in sent if "guanhu_enter" not in text])

    assert counts[0] == counts[1] == counts[2]
    assert counts[0].count("SELECT") == 1


async def test_the_part_costs_as_much_with_many_check_ins_as_with_one(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    counts = []
    for first_due, count in (("2026-03-02", 1), ("2026-03-09", 8)):
        await a_check_in(world, case_id, firstDueOn=first_due, count=count)
        async with sent_by(world.product.database) as sent:
            found = await part(world, "qian", entrustment_id)
        counts.append(len(sent))
    assert len(found["checkIns"]) == 9
    assert counts[0] == counts[1]
