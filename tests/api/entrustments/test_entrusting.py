"""The deciding office asks, hears, receives and ends; the other office answers (S-11, S-12)."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_entrustments import (
    a_request,
    an_acceptance,
    an_assisted_case,
    an_entrustable_case,
    asked,
    listed,
)
from support.refusals import refused
from support.world import OTHER_OFFICE, World

SEEN = (
    "entrustments.basis.rule", "entrustments.basis.unconfirmed", "entrustments.officer.name",
    "entrustments.worker.name", "entrustments.letters.writtenBy.name",
    "entrustments.contacts.recordedBy.name", "entrustments.askedBy.id",
)  # fmt: skip
OUTSIDE = {"toOfficeId": None, "outside": "某省某市人民检察院"}


async def entrustments(world: World, case_id: str, who: str = "li") -> list[dict[str, Any]]:
    page = await world.ask(who, "caseFile", SEEN, id=case_id)
    found: list[dict[str, Any]] = page["entrustments"]
    return found


async def offered(world: World, case_id: str) -> dict[str, str | None]:
    page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
    return {
        each["action"]: each["code"]
        for each in page["allowedActions"]
        if "ENTRUSTMENT" in each["action"]
    }


async def test_s11_asked_accepted_reported_received_and_ended(world: World) -> None:
    case_id = await an_entrustable_case(world)
    given = a_request(world, case_id)
    entrustment_id = await asked(world, case_id)

    (seen,) = await entrustments(world, case_id)
    assert {name: seen[name] for name in ("ground", "approvedOn", "why", "letter")} == {
        name: given[name] for name in ("ground", "approvedOn", "why", "letter")
    }
    assert (seen["state"], seen["basis"]["rule"], seen["basis"]["unconfirmed"]) == (
        "ASKED", "S-11", False,
    )  # fmt: skip
    assert (seen["office"], seen["outside"], seen["askedBy"]["id"]) == (
        f"检察院{OTHER_OFFICE}", False, str(world.actors["li"].account_id),
    )  # fmt: skip
    world.at("2026-03-05")
    accept = an_acceptance(world, entrustment_id, startsOn="2026-03-09", answer="同意协助")
    await world.done("he", "acceptEntrustment", **accept)
    (seen,) = await entrustments(world, case_id)
    assert (seen["state"], seen["accepted"], seen["answeredOn"], seen["startsOn"]) == (
        "ACCEPTED", True, "2026-03-05", "2026-03-09",
    )  # fmt: skip
    assert (seen["until"], seen["officer"]["name"], seen["worker"]["name"], seen["answer"]) == (
        "2026-06-30", "sun", "qian", "同意协助",
    )  # fmt: skip
    world.at("2026-06-29")
    sent = await world.done(
        "sun", "reportAssistance", entrustmentId=entrustment_id, text="表现良好，建议继续"
    )
    letter = {"letterId": sent["letterId"]}
    await refused(
        world, "li", "receiveEntrustmentLetter", "DATE_TOO_EARLY", None,
        receivedOn="2026-06-28", **letter,
    )  # fmt: skip
    await refused(
        world, "li", "receiveEntrustmentLetter", "DATE_IN_FUTURE", None,
        receivedOn="2026-06-30", **letter,
    )  # fmt: skip
    await world.done("li", "receiveEntrustmentLetter", receivedOn="2026-06-29", **letter)
    await refused(
        world, "li", "receiveEntrustmentLetter", "LETTER_RECEIVED_ALREADY", "S-11",
        receivedOn="2026-06-29", **letter,
    )  # fmt: skip
    await world.done("li", "endEntrustment", entrustmentId=entrustment_id, reason="已迁回")

    (seen,) = await entrustments(world, case_id)
    assert (seen["state"], seen["endedBy"], seen["endedOn"], seen["endReason"]) == (
        "ENDED", "ENDED_BY_OWNER", "2026-06-29", "已迁回",
    )  # fmt: skip
    (letter_seen,) = seen["letters"]
    assert (letter_seen["text"], letter_seen["sentOn"], letter_seen["receivedOn"]) == (
        "表现良好，建议继续", "2026-06-29", "2026-06-29",
    )  # fmt: skip
    assert letter_seen["writtenBy"]["name"] == "sun"
    page = await world.ask("li", "caseFile", id=case_id)
    assert [e["kind"] for e in page["timeline"] if e["kind"].startswith("entrustments.")] == [
        "entrustments.ended", "entrustments.letter_received", "entrustments.reported",
        "entrustments.accepted", "entrustments.asked",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("overrides", "code", "rule"),
    [
        pytest.param({"approvedOn": None}, "DEPARTURE_NOT_APPROVED", "S-11", id="move"),
        pytest.param(
            {"approvedOn": None, "ground": "DEPARTURE"},
            "DEPARTURE_NOT_APPROVED",
            "S-11",
            id="leave",
        ),
        pytest.param({"ground": "OUT_OF_TOWN"}, "GROUND_HAS_NO_APPROVAL", "S-11", id="elsewhere"),
        pytest.param({"approvedOn": "2026-03-03"}, "DATE_IN_FUTURE", None, id="future"),
        pytest.param({"approvedOn": "2026-02-01"}, "DATE_TOO_EARLY", None, id="before-intake"),
        pytest.param({"toOfficeId": None}, "ONE_OFFICE", "S-11", id="nobody"),
        pytest.param({"outside": "某省某市人民检察院"}, "ONE_OFFICE", "S-11", id="two"),
    ],
)
async def test_whom_and_on_what_ground_is_asked(
    world: World, overrides: dict[str, Any], code: str, rule: str | None
) -> None:
    case_id = await an_entrustable_case(world)

    await refused(
        world, "li", "askEntrustment", code, rule, **a_request(world, case_id, **overrides)
    )


async def test_o03_nothing_was_approved_before_the_decision(world: World) -> None:
    case_id = await an_entrustable_case(world)
    world.sql("UPDATE case_files SET received_on = '2026-02-01' WHERE id = %s", [case_id])

    answer = await refused(
        world, "li", "askEntrustment", "DATE_TOO_EARLY", None,
        **a_request(world, case_id, approvedOn="2026-03-01"),
    )  # fmt: skip
    assert {each["name"]: each["value"] for each in answer["facts"]} == {
        "field": "approvedOn", "earliest": "2026-03-02",
    }  # fmt: skip
    await asked(world, case_id, approvedOn="2026-03-02")


async def test_s01_the_own_office_stays_the_owner_and_an_unknown_one_is_named(
    world: World,
) -> None:
    case_id = await an_entrustable_case(world)
    own = a_request(world, case_id, toOfficeId=str(world.office()))
    await refused(world, "li", "askEntrustment", "OFFICE_STAYS_OWNER", "S-01", **own)
    unknown = a_request(world, case_id, toOfficeId=str(world.actors["li"].account_id))
    answer = await refused(world, "li", "askEntrustment", "INVALID_INPUT", None, **unknown)

    assert [(each["path"], each["code"]) for each in answer["problems"]] == [
        ("toOfficeId", "UNKNOWN")
    ]


async def test_s12_a_minor_from_elsewhere_needs_no_approval_and_the_rule_is_unconfirmed(
    world: World,
) -> None:
    case_id = await an_entrustable_case(world)
    await asked(world, case_id, ground="OUT_OF_TOWN", approvedOn=None)

    (seen,) = await entrustments(world, case_id)
    assert (seen["approvedOn"], seen["basis"]["rule"], seen["basis"]["unconfirmed"]) == (
        None, "S-12", True,
    )  # fmt: skip
    found = await world.ask("he", "assistanceRequests", ("items.basis.rule",))
    assert [each["basis"]["rule"] for each in found["items"]] == ["S-12"]


async def test_one_place_at_a_time_and_after_it_declined_another(world: World) -> None:
    case_id = await an_entrustable_case(world)
    first = await asked(world, case_id)
    again = a_request(world, case_id, **OUTSIDE)
    await refused(world, "li", "askEntrustment", "ALREADY_ENTRUSTED", "S-11", **again)
    assert await offered(world, case_id) == {
        "ASK_ENTRUSTMENT": "ALREADY_ENTRUSTED",
        "RECORD_ENTRUSTMENT_ANSWER": "NO_ENTRUSTMENT_THERE",
        "RECORD_ENTRUSTMENT_LETTER": "NO_ENTRUSTMENT_THERE",
        "RECEIVE_ENTRUSTMENT_LETTER": "NO_LETTER_WAITING",
        "END_ENTRUSTMENT": None,
    }

    await world.done("he", "declineEntrustment", entrustmentId=first, reason="未成年人已离开本地")

    (seen,) = await entrustments(world, case_id)
    assert (seen["state"], seen["answer"]) == ("DECLINED", "未成年人已离开本地")
    assert await listed(world, "he") == []
    ended = {"entrustmentId": first, "reason": "不再需要"}
    await refused(world, "li", "endEntrustment", "ENTRUSTMENT_STATE_FORBIDS", "S-11", **ended)
    await asked(world, case_id, **OUTSIDE)
    assert (await offered(world, case_id))["RECORD_ENTRUSTMENT_ANSWER"] is None


async def test_an_answer_is_given_once_by_the_supervisor_who_names_own_people(
    world: World,
) -> None:
    case_id = await an_entrustable_case(world)
    entrustment_id = await asked(world, case_id)
    accept = an_acceptance(world, entrustment_id)

    for who in ("sun", "qian", "third-worker"):
        assert (await world.do(who, "acceptEntrustment", **accept))["code"] == "NOT_PERMITTED"
    for who in ("third", "wang"):
        assert (await world.do(who, "acceptEntrustment", **accept))["code"] == "NOT_VISIBLE"
    for field, who in (
        ("officerId", "li"), ("officerId", "qian"), ("workerId", "sun"),
        ("workerId", "third-worker"),
    ):  # fmt: skip
        named = accept | {field: str(world.actors[who].account_id)}
        answer = await refused(
            world, "he", "acceptEntrustment", "NOT_OF_ASSISTING_OFFICE", "S-11", **named
        )
        assert [(each["name"], each["value"]) for each in answer["facts"]] == [("field", field)]
    world.sql(
        "UPDATE accounts SET deactivated_at = now() WHERE id = %s",
        [world.actors["sun2"].account_id],
    )
    gone = accept | {"officerId": str(world.actors["sun2"].account_id)}
    await refused(world, "he", "acceptEntrustment", "NOT_OF_ASSISTING_OFFICE", "S-11", **gone)
    for days in ({"startsOn": "2026-03-01"}, {"until": "2026-03-01"}):
        await refused(world, "he", "acceptEntrustment", "DATE_TOO_EARLY", None, **(accept | days))
    await world.done("he", "acceptEntrustment", **(accept | {"startsOn": "2026-03-10"}))
    await refused(world, "he", "acceptEntrustment", "ENTRUSTMENT_STATE_FORBIDS", "S-11", **accept)
    await refused(
        world, "he", "declineEntrustment", "ENTRUSTMENT_STATE_FORBIDS", "S-11",
        entrustmentId=entrustment_id, reason="改为不同意",
    )  # fmt: skip


async def test_an_office_outside_is_written_down_by_hand(world: World) -> None:
    case_id = await an_entrustable_case(world)
    entrustment_id = await asked(world, case_id, **OUTSIDE)
    world.at("2026-03-10")
    answer: dict[str, Any] = {
        "entrustmentId": entrustment_id, "answeredOn": "2026-03-09", "accepted": True,
        "answer": "同意，由该院未检部门承办", "startsOn": "2026-03-09", "until": "2026-05-31",
    }  # fmt: skip
    letter = {
        "entrustmentId": entrustment_id, "sentOn": "2026-03-10", "receivedOn": "2026-03-10",
        "text": "考察期间表现良好",
    }  # fmt: skip
    early = {"answeredOn": "2026-03-01"}
    name = "recordEntrustmentAnswer"
    await refused(world, "li", name, "DATE_TOO_EARLY", None, **(answer | early))
    future = {"answeredOn": "2026-03-11"}
    await refused(world, "li", name, "DATE_IN_FUTURE", None, **(answer | future))
    backwards = {"until": "2026-03-08"}
    await refused(world, "li", name, "DATE_TOO_EARLY", None, **(answer | backwards))
    for wrong in ({"startsOn": None}, {"until": None}, {"accepted": False}):
        await refused(world, "li", name, "INVALID_INPUT", None, **(answer | wrong))
    await refused(
        world, "li", "recordEntrustmentLetter", "ENTRUSTMENT_STATE_FORBIDS", "S-11", **letter
    )

    await world.done("li", name, **answer)

    await refused(world, "li", name, "ENTRUSTMENT_STATE_FORBIDS", "S-11", **answer)
    (seen,) = await entrustments(world, case_id)
    assert (seen["state"], seen["office"], seen["outside"], seen["answer"]) == (
        "ACTIVE", OUTSIDE["outside"], True, answer["answer"],
    )  # fmt: skip
    early_letter = letter | {"sentOn": "2026-03-08"}
    await refused(world, "li", "recordEntrustmentLetter", "DATE_TOO_EARLY", None, **early_letter)
    await world.done("li", "recordEntrustmentLetter", **letter)
    world.at("2026-06-01")
    (seen,) = await entrustments(world, case_id)
    assert (seen["state"], seen["endedBy"], [each["text"] for each in seen["letters"]]) == (
        "ENDED", "TERM_OVER", ["考察期间表现良好"],
    )  # fmt: skip
    # A letter that comes late is written down too.
    late = letter | {"sentOn": "2026-05-31", "receivedOn": "2026-06-01"}
    await world.done("li", "recordEntrustmentLetter", **late)


async def test_an_office_of_this_system_answers_and_writes_by_itself(world: World) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    letter = {
        "entrustmentId": entrustment_id, "sentOn": "2026-03-02", "receivedOn": "2026-03-02",
        "text": "考察期间表现良好",
    }  # fmt: skip
    await refused(
        world, "li", "recordEntrustmentAnswer", "ANSWERED_BY_THE_OFFICE", "S-11",
        entrustmentId=entrustment_id, answeredOn="2026-03-02", accepted=False, answer="不同意",
    )  # fmt: skip
    await refused(
        world, "li", "recordEntrustmentLetter", "ANSWERED_BY_THE_OFFICE", "S-11", **letter
    )

    await world.done("li", "endEntrustment", entrustmentId=entrustment_id, reason="已返回")

    # It lost its access: what it still sends comes on paper.
    await world.done("li", "recordEntrustmentLetter", **letter)
    assert len((await entrustments(world, case_id))[0]["letters"]) == 1


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("revoked", "ENDED"), ("quashed", "ENDED"), ("prosecuted", "ENDED"),
        ("final_decision", "ENDED"), ("opinion_given", "ENDED"), ("on_probation", "ACTIVE"),
    ],
)  # fmt: skip
async def test_it_ends_with_supervision_whoever_writes_it_down(
    world: World, status: str, state: str
) -> None:
    case_id, entrustment_id = await an_assisted_case(world)
    world.sql("UPDATE case_files SET status = %s WHERE id = %s", [status, case_id])

    (seen,) = await entrustments(world, case_id)

    over = "SUPERVISION_OVER" if state == "ENDED" else None
    assert (seen["state"], seen["endedBy"]) == (state, over)
    assert await listed(world, "he") == ([] if over else [(entrustment_id, "ACTIVE")])


async def test_nobody_is_asked_before_the_decision_and_nothing_is_the_workers(
    world: World,
) -> None:
    case_id = await an_entrustable_case(world)
    world.sql("UPDATE case_files SET status = 'under_review' WHERE id = %s", [case_id])
    await refused(
        world, "li", "askEntrustment", "MOVE_NOT_ALLOWED", None, **a_request(world, case_id)
    )
    denied = await world.do("qian", "askEntrustment", **a_request(world, case_id))
    hidden = await world.do("sun", "askEntrustment", **a_request(world, case_id))

    assert (denied["code"], hidden["code"]) == ("NOT_PERMITTED", "NOT_VISIBLE")


async def test_other_offices_are_a_page_without_the_own(world: World) -> None:
    await an_entrustable_case(world)

    first = await world.ask("li", "otherOffices", ("items.name",), page=1, perPage=1)
    second = await world.ask("li", "otherOffices", ("items.name",), page=2, perPage=1)
    past = await world.ask("li", "otherOffices", ("items.name",), page=3, perPage=1)

    assert [each["name"] for page in (first, second) for each in page["items"]] == [
        f"检察院{OTHER_OFFICE}", "检察院P330300",
    ]  # fmt: skip
    assert ([page["total"] for page in (first, second, past)], past["items"]) == ([2, 2, 2], [])
