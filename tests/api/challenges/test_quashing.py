"""Quashing: two people here, or an order from above; supervision ends, prosecution follows."""

from __future__ import annotations

from typing import Any

from support.builders_challenges import (
    a_complaint,
    a_quashed_case,
    a_request,
    a_served_case,
    an_answer,
    an_assigned_request,
    serve,
)
from support.builders_checkins import a_check_in, a_visit
from support.builders_decisions import (
    a_case_on_probation,
    a_final_decision,
    a_heard_case,
    give_opinion,
)
from support.refusals import refused
from support.world import World

KINDS = ("deadlines.kind", "deadlines.state")


async def page_of(world: World, case_id: str, *want: str) -> dict[str, Any]:
    page: dict[str, Any] = await world.ask("li", "caseFile", want, id=case_id)
    return page


async def test_d18_a_wrong_decision_is_quashed_by_two_people_and_prosecuted(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    challenge = await an_assigned_request(world, decision_id)
    await world.done("chen", "answerChallenge", **an_answer(world, challenge, outcome="WRONG"))
    proposed = await world.done(
        "chen", "proposeQuashing", caseId=case_id, reasons="原决定认定的犯罪数额有误"
    )
    await refused(
        world, "li", "proposeQuashing", "QUASHING_PENDING", "D-18", caseId=case_id, reasons="又",
    )  # fmt: skip
    for mutation, given in (
        ("approveQuashing", {"text": "撤"}),
        ("returnQuashing", {"feedback": "?"}),
    ):
        await refused(
            world, "chen", mutation, "APPROVER_IS_AUTHOR", None,
            proposalId=proposed["proposalId"], **given,
        )  # fmt: skip
    world.person("zhou", "supervisor")
    await world.done("zhou", "returnQuashing", proposalId=proposed["proposalId"], feedback="补证")
    before = (await page_of(world, case_id, "decisions.text"))["decisions"]

    quashed = await a_quashed_case(world, case_id)

    page = await page_of(
        world, case_id, "decisions.text", "decisions.basis.rule", "statusWhy.rule",
        "quashings.state", "quashings.feedback", *KINDS,
    )  # fmt: skip
    assert (page["status"], page["statusWhy"]["rule"]) == ("QUASHED", "D-18")
    assert [(one["state"], one["feedback"]) for one in page["quashings"]] == [
        ("RETURNED", "补证"), ("APPROVED", None),
    ]  # fmt: skip
    (made,) = [one for one in page["decisions"] if one["id"] == quashed]
    assert (made["kind"], made["basis"]["rule"], made["addressees"]) == ("QUASHING", "D-18", [])
    # The decision that was quashed stays as it was issued.
    assert [one["text"] for one in page["decisions"][:-1]] == [one["text"] for one in before]
    assert not {one["kind"] for one in page["deadlines"]} & {
        "PROBATION_END", "FINAL_DECISION", "SERVICE", "VICTIM_COMPLAINT",
    }  # fmt: skip

    done = await world.done("chen", "decideToProsecute", caseId=case_id, reason="撤销后起诉")
    page = await page_of(world, case_id, "decisions.basis.rule", "statusWhy.rule")
    assert (page["status"], page["statusWhy"]["rule"]) == ("PROSECUTED", "D-18")
    (prosecution,) = [one for one in page["decisions"] if one["id"] == done["decisionId"]]
    assert prosecution["basis"]["rule"] == "D-18"


async def test_supervision_ends_and_what_waited_lapses(world: World) -> None:
    """D-18: no check-in, no learning, no open challenge and no change of the period goes on."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    missed = await a_check_in(world, case_id, firstDueOn="2026-05-11")
    ahead = await a_check_in(world, case_id, firstDueOn="2026-07-13")
    await world.done("li", "recordComplaint", **a_complaint(world, decision_id))
    change = await world.done(
        "li", "proposePeriodChange", caseId=case_id, totalMonths=8, reason="需要更长时间"
    )
    world.at("2026-06-15")

    await a_quashed_case(world, case_id)

    checks = await page_of(world, case_id, "checkIns.id", "checkIns.status")
    status = {one["id"]: one["status"] for one in checks["checkIns"]}
    assert (status[missed], status[ahead]) == ("MISSED", "CANCELLED")
    world.at("2026-07-13")
    answer = await world.do("li", "logCheckIn", **a_visit(ahead))
    assert answer["__typename"] == "Refused"
    page = await page_of(world, case_id, "challenges.state", "periodChanges.state", *KINDS)
    assert [one["state"] for one in page["challenges"]] == ["LAPSED"]
    assert [one["state"] for one in page["periodChanges"]] == ["LAPSED"]
    assert "HIGHER_COMPLAINT_REVIEW" not in {one["kind"] for one in page["deadlines"]}
    await refused(
        world, "chen", "approvePeriodChange", "PROPOSAL_CLOSED", None,
        periodChangeId=change["periodChangeId"],
    )  # fmt: skip


async def test_d18_an_order_from_above_quashes_after_the_end_too(world: World) -> None:
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
    complaint = await world.done("li", "recordComplaint", **a_complaint(world, decision_id))
    world.at("2026-10-12")
    await world.done(
        "chen", "answerChallenge", **an_answer(world, complaint["challengeId"], outcome="WRONG")
    )
    waiting = await world.done("li", "proposeQuashing", caseId=case_id, reasons="上级认为有误")
    for on, code in (("2026-09-06", "DATE_TOO_EARLY"), ("2026-10-13", "DATE_IN_FUTURE")):
        await refused(
            world, "chen", "recordQuashingOrder", code, None,
            caseId=case_id, orderedOn=on, text="杭检复查〔2026〕1号",
        )  # fmt: skip
    denied = await world.do(
        "li", "recordQuashingOrder", caseId=case_id, orderedOn="2026-10-10", text="号"
    )
    assert denied["code"] == "NOT_PERMITTED"

    done = await world.done(
        "chen", "recordQuashingOrder",
        caseId=case_id, orderedOn="2026-10-10", text="杭检复查〔2026〕1号",
    )  # fmt: skip

    page = await page_of(
        world, case_id, "decisions.decidedOn", "decisions.approver.id", "statusWhy.rule",
        "statusWhy.facts.name", "quashings.state", *KINDS,
    )  # fmt: skip
    (made,) = [one for one in page["decisions"] if one["id"] == done["decisionId"]]
    assert (page["status"], made["decidedOn"], made["approver"]) == ("QUASHED", "2026-10-10", None)
    assert [one["state"] for one in page["quashings"]] == ["LAPSED"]
    assert not {one["kind"] for one in page["deadlines"]} & {"SEAL", "FINAL_SERVICE", "SERVICE"}
    await refused(
        world, "chen", "approveQuashing", "PROPOSAL_CLOSED", None,
        proposalId=waiting["proposalId"], text="撤",
    )  # fmt: skip
    sealed = await world.do("li", "sealCase", caseId=case_id)
    assert sealed["code"] == "MOVE_NOT_ALLOWED"


async def test_what_cannot_be_quashed_or_challenged(world: World) -> None:
    """D-18: nothing before the decision, and nothing twice."""
    world.person("li", "officer")
    world.person("chen", "supervisor")
    undecided = await a_heard_case(world)
    await refused(
        world, "li", "proposeQuashing", "MOVE_NOT_ALLOWED", None, caseId=undecided, reasons="误",
    )  # fmt: skip
    await refused(
        world, "chen", "recordQuashingOrder", "MOVE_NOT_ALLOWED", None,
        caseId=undecided, orderedOn=world.today.isoformat(), text="号",
    )  # fmt: skip


async def test_a_quashed_decision_is_not_challenged_nor_served(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)
    await a_quashed_case(world, case_id)
    for mutation, given in (
        ("recordComplaint", a_complaint(world, decision_id)),
        ("recordPoliceRequest", a_request(world, decision_id)),
        ("proposeQuashing", {"caseId": case_id, "reasons": "误"}),
    ):
        await refused(world, "li", mutation, "MOVE_NOT_ALLOWED", None, **given)


async def test_the_case_page_says_what_may_be_done(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)

    async def offered(who: str) -> dict[str, str | None]:
        page = await world.ask(
            who, "caseFile", ("allowedActions.action", "allowedActions.code"), id=case_id
        )
        return {one["action"]: one["code"] for one in page["allowedActions"]}

    found = await offered("chen")
    assert found["RECORD_CHALLENGE"] is found["PROPOSE_QUASHING"] is None
    assert found["RECORD_QUASHING_ORDER"] is None
    assert (found["ANSWER_CHALLENGE"], found["APPROVE_QUASHING"]) == (
        "NOTHING_TO_ANSWER", "NOTHING_TO_APPROVE",
    )  # fmt: skip
    asked = await world.done("li", "recordPoliceRequest", **a_request(world, decision_id))
    found = await offered("chen")
    assert found["ANSWER_CHALLENGE"] == "REVIEWER_MISSING"
    assert found["ASSIGN_REVIEWER"] is None
    await world.done(
        "chen", "assignReviewer",
        challengeId=asked["challengeId"], reviewerId=str(world.actors["chen"].account_id),
    )  # fmt: skip
    assert (await offered("chen"))["ANSWER_CHALLENGE"] is None
    assert (await offered("li"))["ANSWER_CHALLENGE"] == "NOT_PERMITTED"
    await a_quashed_case(world, case_id)
    assert (await offered("chen"))["DECIDE_TO_PROSECUTE"] is None
