"""What police and victim bring against a decision, its limits, and who answers."""

from __future__ import annotations

from typing import Any

import pytest

from guanhu.law.due import ComplaintRoute
from support.builders_challenges import (
    a_complaint,
    a_request,
    a_served_case,
    an_answer,
    an_assigned_request,
    serve,
)
from support.builders_decisions import (
    a_case_on_probation,
    a_decided_case,
    a_final_decision,
    give_opinion,
)
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

DEADLINES = (
    "deadlines.kind", "deadlines.dueOn", "deadlines.state", "deadlines.late",
    "deadlines.basis.rule",
)  # fmt: skip
RIGHTS = {"POLICE_RECONSIDERATION", "POLICE_REVIEW_REQUEST", "VICTIM_COMPLAINT"}
ANSWERS = {
    "RECONSIDERATION_ANSWER", "POLICE_REVIEW_ANSWER", "COMPLAINT_REVIEW", "HIGHER_COMPLAINT_REVIEW",
}  # fmt: skip


async def page_of(world: World, case_id: str, *want: str) -> dict[str, Any]:
    page: dict[str, Any] = await world.ask("li", "caseFile", want, id=case_id)
    return page


async def due_of(world: World, case_id: str, kinds: set[str]) -> dict[str, tuple[str, str]]:
    """Kind → last day and state, of the deadlines asked for."""
    page = await page_of(world, case_id, *DEADLINES)
    return {
        one["kind"]: (one["dueOn"], one["state"])
        for one in page["deadlines"]
        if one["kind"] in kinds
    }


async def test_rights_run_from_each_receipt_and_the_minor_has_none(world: World) -> None:
    """D-12, D-14, D-17, T-02: from the day of receipt, not from that of the decision."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_decided_case(world)
    world.at("2026-05-13")
    await serve(world, decision_id, "POLICE", received_on="2026-05-12")
    await serve(world, decision_id, "VICTIM", received_on="2026-05-13")
    await serve(world, decision_id, "MINOR", "LEGAL_REPRESENTATIVE", "DEFENDER")

    assert await due_of(world, case_id, RIGHTS) == {
        "POLICE_RECONSIDERATION": ("2026-05-19", "OPEN"),
        "VICTIM_COMPLAINT": ("2026-05-20", "OPEN"),
    }
    await refused(
        world, "li", "recordComplaint", "NO_COMPLAINT_OF_THE_MINOR", "D-17",
        **a_complaint(world, decision_id, by="MINOR"),
    )  # fmt: skip


async def test_the_police_ask_both_levels_in_turn(world: World) -> None:
    """D-12, D-13: seven days each, thirty for each answer, another prosecutor here."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    world.at("2026-05-18")
    await refused(
        world, "li", "recordPoliceRequest", "REVIEW_BEFORE_RECONSIDERATION", "D-12",
        **a_request(world, decision_id, level="REVIEW"),
    )  # fmt: skip
    asked = await world.done("li", "recordPoliceRequest", **a_request(world, decision_id))
    challenge = asked["challengeId"]
    assert asked["late"] is False
    assert await due_of(world, case_id, {"RECONSIDERATION_ANSWER", "POLICE_RECONSIDERATION"}) == {
        "RECONSIDERATION_ANSWER": ("2026-06-17", "OPEN"),
        "POLICE_RECONSIDERATION": ("2026-05-18", "DONE"),
    }
    await refused(
        world, "li", "recordPoliceRequest", "ALREADY_REQUESTED", "D-12",
        **a_request(world, decision_id),
    )  # fmt: skip

    world.person("wang", "officer")
    await refused(
        world, "chen", "answerChallenge", "REVIEWER_MISSING", "D-13", **an_answer(world, challenge)
    )
    await refused(
        world, "chen", "assignReviewer", "REVIEWER_IS_HANDLER", "D-13",
        challengeId=challenge, reviewerId=str(world.actors["li"].account_id),
    )  # fmt: skip
    await world.done(
        "chen", "assignReviewer",
        challengeId=challenge, reviewerId=str(world.actors["wang"].account_id),
    )  # fmt: skip
    await refused(
        world, "li", "recordAnswerReceipt", "NOT_ANSWERED", None,
        challengeId=challenge, receivedOn="2026-05-18",
    )  # fmt: skip
    world.at("2026-06-18")
    await world.done("chen", "answerChallenge", **an_answer(world, challenge))
    await world.done("li", "recordAnswerReceipt", challengeId=challenge, receivedOn="2026-06-18")

    # A day late: done, and late it stays.
    page = await page_of(world, case_id, *DEADLINES)
    (answered,) = [one for one in page["deadlines"] if one["kind"] == "RECONSIDERATION_ANSWER"]
    assert (answered["state"], answered["late"]) == ("DONE", True)
    assert (await due_of(world, case_id, RIGHTS))["POLICE_REVIEW_REQUEST"] == (
        "2026-06-25", "OPEN",
    )  # fmt: skip

    world.at("2026-06-26")
    above = await world.done(
        "li", "recordPoliceRequest",
        **a_request(world, decision_id, level="REVIEW", madeOn="2026-06-25"),
    )  # fmt: skip
    # Posted on the last day is in time, whenever it comes (T-03).
    assert above["late"] is False
    assert (await due_of(world, case_id, ANSWERS))["POLICE_REVIEW_ANSWER"] == (
        "2026-07-27", "OPEN",
    )  # fmt: skip
    await world.done("chen", "answerChallenge", **an_answer(world, above["challengeId"]))
    page = await page_of(
        world, case_id, "challenges.kind", "challenges.state", "challenges.lastDay",
        "challenges.reviewer.displayName",
    )  # fmt: skip
    assert [
        (one["kind"], one["state"], one["lastDay"], (one["reviewer"] or {}).get("displayName"))
        for one in page["challenges"]
    ] == [
        ("RECONSIDERATION", "ANSWERED", "2026-05-18", "wang"),
        ("POLICE_REVIEW", "ANSWERED", "2026-06-25", None),
    ]


async def test_d12_a_late_request_is_recorded_and_stays_late(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    world.at("2026-05-19")

    asked = await world.done("li", "recordPoliceRequest", **a_request(world, decision_id))

    assert asked["late"] is True
    page = await page_of(world, case_id, "challenges.late", "challenges.lastDay")
    assert [(one["late"], one["lastDay"]) for one in page["challenges"]] == [(True, "2026-05-18")]


@pytest.mark.parametrize(
    ("made_on", "route", "what"),
    [
        ("2026-05-18", ComplaintRoute.NEXT_HIGHER_PROCURATORATE, "HIGHER_COMPLAINT_REVIEW"),
        ("2026-05-19", ComplaintRoute.DECIDING_PROCURATORATE, "COMPLAINT_REVIEW"),
    ],
)
async def test_a_complaint_goes_its_way_by_the_day_it_was_made(
    world: World, made_on: str, route: ComplaintRoute, what: str
) -> None:
    """D-14, D-16: three months from the filing, six when complex; the later route is this office's
    own duty."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    world.at("2026-05-20")

    done = await world.done(
        "li", "recordComplaint", **a_complaint(world, decision_id, madeOn=made_on)
    )

    page = await page_of(world, case_id, "challenges.route", "challenges.late")
    late = route is ComplaintRoute.DECIDING_PROCURATORATE
    assert [(one["route"], one["late"]) for one in page["challenges"]] == [(route.name, late)]
    assert await due_of(world, case_id, ANSWERS) == {what: ("2026-08-20", "OPEN")}
    await world.done(
        "li", "declareComplaintComplex", challengeId=done["challengeId"], reason="涉案账户众多"
    )
    assert await due_of(world, case_id, ANSWERS) == {what: ("2026-11-20", "OPEN")}
    await refused(
        world, "li", "declareComplaintComplex", "ALREADY_COMPLEX", "D-16",
        challengeId=done["challengeId"], reason="又",
    )  # fmt: skip


async def test_the_final_decision_has_the_complaint_and_no_limit_for_the_police(
    world: World,
) -> None:
    """D-14 (CPL 180), D-12: the limit of the Police Rules is that of the conditional decision."""
    world.person("li", "officer")
    case_id = await a_case_on_probation(world)
    world.at("2026-09-07")
    give_opinion(world, case_id)
    await world.done(
        "li", "recordImpossibility",
        caseId=case_id, stage="BEFORE_FINAL_DECISION", party="VICTIM", reason="无法联系",
    )  # fmt: skip
    decision_id = await a_final_decision(world, case_id)
    await serve(world, decision_id, "POLICE", "VICTIM")

    page = await page_of(world, case_id, *DEADLINES, "deadlines.recordId")
    running = {
        (one["kind"], one["dueOn"]) for one in page["deadlines"] if one["recordId"] == decision_id
    }
    assert running == {("VICTIM_COMPLAINT", "2026-09-14")}
    asked = await world.done("li", "recordPoliceRequest", **a_request(world, decision_id))
    assert asked["late"] is False
    page = await page_of(world, case_id, "challenges.lastDay")
    assert [one["lastDay"] for one in page["challenges"]] == [None]


async def test_the_file_that_came_to_the_reviewer_needs_another_one(world: World) -> None:
    """D-13."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    challenge = await an_assigned_request(world, decision_id)
    world.sql(
        "UPDATE case_files SET officer_id = %s WHERE id = %s",
        [world.actors["wang"].account_id, case_id],
    )
    await refused(
        world, "chen", "answerChallenge", "REVIEWER_IS_HANDLER", "D-13",
        **an_answer(world, challenge),
    )  # fmt: skip


async def test_d13_who_may_review(world: World) -> None:
    """An active officer or supervisor of this office; and nobody gains sight of the file by it."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    challenge = await an_assigned_request(world, decision_id)
    hidden = await world.ask("wang", "caseFile", id=case_id)
    assert hidden["code"] == "NOT_VISIBLE"
    world.person("zhao", "social_worker")
    world.person("sun", "officer", "P330200")
    for who in ("zhao", "sun"):
        await refused(
            world, "chen", "assignReviewer", "NOT_A_PROSECUTOR", "D-13",
            challengeId=challenge, reviewerId=str(world.actors[who].account_id),
        )  # fmt: skip
    denied = await world.do(
        "li", "assignReviewer",
        challengeId=challenge, reviewerId=str(world.actors["wang"].account_id),
    )  # fmt: skip
    assert denied["code"] == "NOT_PERMITTED"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"madeOn": "2026-05-10"}, "DATE_TOO_EARLY", "madeOn"),
        ({"receivedOn": "2026-05-10"}, "DATE_TOO_EARLY", "receivedOn"),
        ({"receivedOn": "2026-05-12"}, "DATE_IN_FUTURE", "receivedOn"),
    ],
)
async def test_impossible_days_are_refused_with_their_field(
    world: World, given: dict[str, str], code: str, field: str
) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    _, decision_id = await a_served_case(world)
    for mutation, filled in (
        ("recordComplaint", a_complaint(world, decision_id, **given)),
        ("recordPoliceRequest", a_request(world, decision_id, **given)),
    ):
        answer = await refused(world, "li", mutation, code, None, **filled)
        assert {"name": "field", "value": field} in [
            {"name": one["name"], "value": one["value"]} for one in answer["facts"]
        ]


async def test_d19_nothing_stops_while_it_is_examined(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    before = await page_of(world, case_id, *DEADLINES)

    await world.done("li", "recordComplaint", **a_complaint(world, decision_id))
    await world.done("li", "recordPoliceRequest", **a_request(world, decision_id))

    after = await page_of(world, case_id, *DEADLINES)
    assert after["status"] == before["status"] == "ON_PROBATION"
    unmoved = {"PROBATION_END", "FINAL_DECISION"}
    ends = [
        sorted((one["kind"], one["dueOn"]) for one in page["deadlines"] if one["kind"] in unmoved)
        for page in (before, after)
    ]
    assert len(ends[0]) == len(unmoved)
    assert ends[0] == ends[1]


async def test_hidden_from_everybody_but_the_prosecution(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    await world.done("li", "recordComplaint", **a_complaint(world, decision_id))
    await a_member(world, case_id, "zhao")
    page = await world.ask(
        "zhao", "caseFile", ("challenges.id", "quashings.id", "timeline.kind"), id=case_id
    )
    assert page["challenges"] is page["quashings"] is None
    assert not [one for one in page["timeline"] if one["kind"].startswith("challenges.")]
    world.person("sun", "officer", "P330200")
    hidden = await world.do("sun", "recordComplaint", **a_complaint(world, decision_id))
    assert hidden["code"] == "NOT_VISIBLE"
