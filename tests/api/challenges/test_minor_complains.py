"""The minor's own complaint: of a relative non-prosecution, and of no other decision (D-17)."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_challenges import a_complaint, a_request, a_served_case, an_answer, serve
from support.builders_decisions import (
    ADDRESSEES,
    a_case_on_probation,
    a_final_decision,
    a_screening,
    a_triage,
    give_opinion,
)
from support.builders_direct import RELATIVE, a_direct_case
from support.picking import picked
from support.refusals import refused
from support.world import World

WANT = ("deadlines.kind", "deadlines.dueOn", "deadlines.state", "deadlines.basis.rule")
CHALLENGES = (
    "challenges.kind", "challenges.complainant", "challenges.lastDay", "challenges.late",
    "challenges.route", "challenges.state",
)  # fmt: skip


async def the_deadlines(world: World, case_id: str) -> dict[str, tuple[str, str, str]]:
    """Kind → last day, state and rule."""
    page = await world.ask("li", "caseFile", WANT, id=case_id)
    return {
        one["kind"]: (one["dueOn"], one["state"], one["basis"]["rule"]) for one in page["deadlines"]
    }


async def brought(world: World, case_id: str) -> list[dict[str, Any]]:
    page = await world.ask("li", "caseFile", CHALLENGES, id=case_id)
    found: list[dict[str, Any]] = page["challenges"]
    return found


async def test_d17_seven_days_from_the_minor_s_own_receipt(world: World) -> None:
    """D-17, T-02, D-16: a right of the minor, examined here within three months, six if complex."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_direct_case(world)
    world.at("2026-05-13")
    await serve(world, decision_id, "VICTIM", received_on="2026-05-12")
    assert "MINOR_COMPLAINT" not in await the_deadlines(world, case_id)
    await serve(world, decision_id, "LEGAL_REPRESENTATIVE", "DEFENDER")
    assert "MINOR_COMPLAINT" not in await the_deadlines(world, case_id)
    await serve(world, decision_id, "MINOR", received_on="2026-05-13")

    found = await the_deadlines(world, case_id)
    assert found["MINOR_COMPLAINT"] == ("2026-05-20", "OPEN", "D-17")
    assert found["VICTIM_COMPLAINT"] == ("2026-05-19", "OPEN", "D-14")

    world.at("2026-05-20")
    done = await world.done("li", "recordComplaint", **a_complaint(world, decision_id, by="MINOR"))
    assert done["late"] is False
    found = await the_deadlines(world, case_id)
    assert found["MINOR_COMPLAINT"] == ("2026-05-20", "DONE", "D-17")
    # The victim's own right is not used by it.
    assert found["VICTIM_COMPLAINT"][:2] == ("2026-05-19", "OVERDUE")
    assert found["COMPLAINT_REVIEW"] == ("2026-08-20", "OPEN", "D-16")
    assert "HIGHER_COMPLAINT_REVIEW" not in found
    expected = [
        {
            "kind": "COMPLAINT", "complainant": "MINOR", "lastDay": "2026-05-20", "late": False,
            "route": "DECIDING_PROCURATORATE", "state": "OPEN",
        }
    ]  # fmt: skip
    assert picked(await brought(world, case_id), expected) == expected
    await world.done(
        "li", "declareComplaintComplex", challengeId=done["challengeId"], reason="涉案账户众多"
    )
    assert (await the_deadlines(world, case_id))["COMPLAINT_REVIEW"][0] == "2026-11-20"

    await world.done("chen", "answerChallenge", **an_answer(world, done["challengeId"]))
    await world.done(
        "li", "recordAnswerReceipt", challengeId=done["challengeId"], receivedOn="2026-05-20"
    )
    found = await the_deadlines(world, case_id)
    assert found["COMPLAINT_REVIEW"][1] == "DONE"
    # The second step belongs to the police alone (D-12).
    assert "POLICE_REVIEW_REQUEST" not in found


async def test_d17_a_late_one_is_examined_here_and_stays_late(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_direct_case(world)
    await serve(world, decision_id, *ADDRESSEES)
    world.at("2026-05-19")

    minor = await world.done("li", "recordComplaint", **a_complaint(world, decision_id, by="MINOR"))
    victim = await world.done("li", "recordComplaint", **a_complaint(world, decision_id))

    assert (minor["late"], victim["late"]) == (True, True)
    told = [
        (one["complainant"], one["lastDay"], one["route"]) for one in await brought(world, case_id)
    ]
    assert told == [
        ("MINOR", "2026-05-18", "DECIDING_PROCURATORATE"),
        ("VICTIM", "2026-05-18", "DECIDING_PROCURATORATE"),
    ]


async def test_d17_the_victim_in_time_goes_up_and_the_minor_stays(world: World) -> None:
    """D-14, D-17: two complaints of one day go two ways."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_direct_case(world)
    await serve(world, decision_id, *ADDRESSEES)

    await world.done("li", "recordComplaint", **a_complaint(world, decision_id, by="MINOR"))
    await world.done("li", "recordComplaint", **a_complaint(world, decision_id))

    told = {(one["complainant"], one["route"]) for one in await brought(world, case_id)}
    assert told == {
        ("MINOR", "DECIDING_PROCURATORATE"), ("VICTIM", "NEXT_HIGHER_PROCURATORATE"),
    }  # fmt: skip


async def test_d17_a_case_without_a_victim_has_the_minor_s_complaint_all_the_same(
    world: World,
) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_direct_case(world)
    await world.done("li", "correctVictim", caseId=case_id, hasVictim=False, reason="录入有误")
    await refused(
        world, "li", "recordComplaint", "NO_VICTIM", None, **a_complaint(world, decision_id)
    )
    await world.done("li", "recordComplaint", **a_complaint(world, decision_id, by="MINOR"))
    assert [one["lastDay"] for one in await brought(world, case_id)] == [None]


async def test_d17_none_is_generated_for_a_conditional_decision(world: World) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_served_case(world)

    assert "MINOR_COMPLAINT" not in await the_deadlines(world, case_id)
    await refused(
        world, "li", "recordComplaint", "NO_COMPLAINT_OF_THE_MINOR", "D-17",
        **a_complaint(world, decision_id, by="MINOR"),
    )  # fmt: skip
    assert world.count("challenges") == 0


async def test_d17_none_is_generated_for_the_final_decision(world: World) -> None:
    world.person("li", "officer")
    case_id = await a_case_on_probation(world)
    world.at("2026-09-07")
    give_opinion(world, case_id)
    await world.done(
        "li", "recordImpossibility",
        caseId=case_id, stage="BEFORE_FINAL_DECISION", party="VICTIM", reason="无法联系",
    )  # fmt: skip
    decision_id = await a_final_decision(world, case_id)
    await serve(world, decision_id, *ADDRESSEES)

    assert "MINOR_COMPLAINT" not in await the_deadlines(world, case_id)
    await refused(
        world, "li", "recordComplaint", "NO_COMPLAINT_OF_THE_MINOR", "D-17",
        **a_complaint(world, decision_id, by="MINOR"),
    )  # fmt: skip


async def test_d17_none_is_generated_where_nothing_was_a_crime(world: World) -> None:
    """D-17: nor against a statutory non-prosecution (177(1))."""
    world.person("chen", "supervisor")
    case_id = await a_case(world)
    screening = a_screening(case_id, evidence="NO_CRIME")
    for answer in screening["answers"]:
        if answer["criterion"] == "E_03":
            answer["finding"] = "NOT_MET"
    await world.done("li", "recordScreening", **screening)
    triage = {"gravity": "OBVIOUSLY_MINOR", "outcome": "STATUTORY_NON_PROSECUTION"}
    await world.done("li", "recordTriage", **a_triage(case_id, **triage))
    proposed = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="显著轻微")
    decided = await world.done(
        "chen", "approveDirectDecision", proposalId=proposed["proposalId"], text="法定不起诉决定"
    )
    await serve(world, decided["decisionId"], *ADDRESSEES)

    assert "MINOR_COMPLAINT" not in await the_deadlines(world, case_id)
    await refused(
        world, "li", "recordComplaint", "NO_COMPLAINT_OF_THE_MINOR", "D-17",
        **a_complaint(world, decided["decisionId"], by="MINOR"),
    )  # fmt: skip


async def test_d17_the_right_ends_with_a_quashed_decision(world: World) -> None:
    """D-18: of what is quashed nobody complains any more."""
    world.person("li", "officer")
    case_id, decision_id = await a_direct_case(world)
    await serve(world, decision_id, "MINOR")
    proposed = await world.done("li", "proposeQuashing", caseId=case_id, reasons="认定有误")
    await world.done(
        "chen", "approveQuashing", proposalId=proposed["proposalId"], text="撤销相对不起诉决定"
    )
    assert "MINOR_COMPLAINT" not in await the_deadlines(world, case_id)


async def test_d17_what_his_complaint_undoes_is_reviewed_anew_and_not_prosecuted(
    world: World,
) -> None:
    """D-17, D-18: found wrong on the minor's complaint, the case is screened again from the start.

    Then all goes its way a second time, and the quashed decision is served on nobody any more.
    """
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, first = await a_direct_case(world)
    await serve(world, first, "MINOR", "VICTIM")
    world.at("2026-05-12")
    done = await world.done("li", "recordComplaint", **a_complaint(world, first, by="MINOR"))
    wrong = an_answer(world, done["challengeId"], outcome="WRONG")
    await world.done("chen", "answerChallenge", **wrong)
    proposed = await world.done("li", "proposeQuashing", caseId=case_id, reasons="并非其所为")
    world.at("2026-05-13")

    await world.done(
        "chen", "approveQuashing", proposalId=proposed["proposalId"], text="撤销相对不起诉决定"
    )

    want = ("statusWhy.rule", "decisions.kind", "allowedActions.action", "allowedActions.code")
    page = await world.ask("li", "caseFile", want, id=case_id)
    assert (page["status"], page["statusWhy"]["rule"]) == ("UNDER_REVIEW", "D-17")
    assert [one["kind"] for one in page["decisions"]] == ["RELATIVE_NON_PROSECUTION", "QUASHING"]
    codes = {one["action"]: one["code"] for one in page["allowedActions"]}
    assert codes["PROPOSE_DIRECT"] == "TRIAGE_OUTDATED"
    assert codes["PROPOSE_DECISION"] == "SCREENING_OUTDATED"
    found = await the_deadlines(world, case_id)
    assert not {"VICTIM_COMPLAINT", "FINAL_SERVICE", "SEAL"} & set(found)
    await refused(
        world, "chen", "decideToProsecute", "NO_DISPOSITION_OBJECTION", "D-05",
        caseId=case_id, reason="撤销后起诉",
    )  # fmt: skip
    await refused(
        world, "li", "proposeDirectDecision", "TRIAGE_OUTDATED", "E-13",
        caseId=case_id, reasons="情节轻微",
    )  # fmt: skip

    await world.done("li", "recordScreening", **a_screening(case_id))
    await world.done("li", "recordTriage", **a_triage(case_id, **RELATIVE))
    again = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="情节轻微")
    second = await world.done(
        "chen", "approveDirectDecision", proposalId=again["proposalId"], text="重新作出的决定"
    )
    assert second["caseFile"]["status"] == "NON_PROSECUTION_DIRECT"
    today = world.today.isoformat()
    quashed = (
        ("recordService", {
            "addressee": "POLICE", "mode": "DIRECT", "sentOn": today, "receivedOn": today,
        }),
        ("recordAnnouncement", {
            "announcedOn": today, "minorPresent": True, "legalRepresentativePresent": True,
            "explained": ["PERIOD", "RULES", "CONSEQUENCE"],
        }),
    )  # fmt: skip
    for mutation, given in quashed:
        await refused(world, "li", mutation, "DECISION_QUASHED", "D-18", decisionId=first, **given)
    for mutation, given in (
        ("recordComplaint", a_complaint(world, first)),
        ("recordPoliceRequest", a_request(world, first)),
    ):
        await refused(world, "li", mutation, "DECISION_QUASHED", "D-18", **given)
    await serve(world, second["decisionId"], *ADDRESSEES)


async def test_d18_what_was_maintained_against_him_is_quashed_for_others_and_prosecuted(
    world: World,
) -> None:
    """D-17, D-18: his complaint failed; the quashing rests on something else."""
    world.person("li", "officer")
    world.at("2026-05-11")
    case_id, decision_id = await a_direct_case(world)
    done = await world.done("li", "recordComplaint", **a_complaint(world, decision_id, by="MINOR"))
    await world.done("chen", "answerChallenge", **an_answer(world, done["challengeId"]))
    proposed = await world.done("li", "proposeQuashing", caseId=case_id, reasons="数额有误")
    quashed = await world.done(
        "chen", "approveQuashing", proposalId=proposed["proposalId"], text="撤销相对不起诉决定"
    )
    assert quashed["caseFile"]["status"] == "QUASHED"


async def test_the_page_says_why_nothing_waits_after_a_direct_decision(world: World) -> None:
    world.person("li", "officer")
    case_id, decision_id = await a_direct_case(world)
    want = ("allowedActions.action", "allowedActions.code")

    async def barred(action: str) -> Any:
        page = await world.ask("li", "caseFile", want, id=case_id)
        return {one["action"]: one["code"] for one in page["allowedActions"]}[action]

    assert await barred("RECORD_ANSWER_RECEIPT") == "NOT_ANSWERED"
    done = await world.done("li", "recordComplaint", **a_complaint(world, decision_id, by="MINOR"))
    await world.done("chen", "answerChallenge", **an_answer(world, done["challengeId"]))
    assert await barred("RECORD_ANSWER_RECEIPT") is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"madeOn": "2026-05-10"}, "DATE_TOO_EARLY"),
        ({"receivedOn": "2026-05-10"}, "DATE_TOO_EARLY"),
        ({"receivedOn": "2026-05-12"}, "DATE_IN_FUTURE"),
    ],
)
async def test_impossible_days_of_the_minor_s_complaint(
    world: World, given: dict[str, str], code: str
) -> None:
    world.person("li", "officer")
    world.at("2026-05-11")
    _, decision_id = await a_direct_case(world)
    await refused(
        world, "li", "recordComplaint", code, None,
        **a_complaint(world, decision_id, by="MINOR", **given),
    )  # fmt: skip
    assert world.count("challenges") == 0
