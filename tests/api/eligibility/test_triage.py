"""Direct non-prosecution: considered first, proposed by one, decided by another (E-13, E-14)."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_decisions import (
    ADDRESSEES,
    PARTIES,
    a_heard_case,
    a_screening,
    a_triage,
    an_announcement,
    an_opinion,
)
from support.builders_direct import RELATIVE, a_direct_case, a_relative_case, an_unproven_case
from support.picking import picked
from support.refusals import refused
from support.world import World

A_PROPOSAL = {"periodMonths": 6, "reasons": "适合帮教"}


async def test_a_conditional_one_waits_for_the_consideration(world: World) -> None:
    """E-13: no proposal without it, nor at the approval; and the page says so."""
    case_id = await a_case(world)
    await world.done("li", "recordScreening", **a_screening(case_id))
    for party in PARTIES:
        await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))

    await refused(
        world,
        "li",
        "proposeDecision",
        "DIRECT_NOT_CONSIDERED",
        "E-13",
        caseId=case_id,
        **A_PROPOSAL,
    )
    assert await _barred(world, case_id, "PROPOSE_DECISION") == "DIRECT_NOT_CONSIDERED"

    await world.done("li", "recordTriage", **a_triage(case_id))
    assert await _barred(world, case_id, "PROPOSE_DECISION") is None
    assert await _barred(world, case_id, "PROPOSE_DIRECT") == "TRIAGED_AS_CONDITIONAL"
    await refused(
        world, "li", "proposeDirectDecision", "TRIAGED_AS_CONDITIONAL", "E-13",
        caseId=case_id, reasons="情节轻微",
    )  # fmt: skip
    proposed = await world.done("li", "proposeDecision", caseId=case_id, **A_PROPOSAL)
    assert proposed["caseFile"]["status"] == "PROPOSED"

    world.person("chen", "supervisor")
    world.later(hours=1)
    await world.done("li", "recordTriage", **a_triage(case_id, **RELATIVE))
    await refused(
        world, "chen", "approveProposal", "DIRECT_COMES_FIRST", "E-13",
        proposalId=proposed["proposalId"], text="附条件不起诉决定",
    )  # fmt: skip


async def test_what_is_presumed_is_answered_or_refused(world: World) -> None:
    """E-13, E-14: who departs from the presumption says why; a recruiter has none."""
    case_id = await a_case(world)
    minor = {"gravity": "MINOR", "leniency": ["SHORT_AND_LITTLE_GAIN"], "outcome": "CONDITIONAL"}
    await refused(
        world, "li", "recordTriage", "PRESUMPTION_UNANSWERED", "E-13", **a_triage(case_id, **minor)
    )
    departs = minor | {"departsBecause": "缺乏监护，需要考察期内的帮教"}
    done = await world.done("li", "recordTriage", **a_triage(case_id, **departs))
    assert done["presumption"] == "RELATIVE_NON_PROSECUTION"
    world.later(hours=1)
    recruiter = minor | {"strictness": ["USED_THE_WEAK"]}
    done = await world.done("li", "recordTriage", **a_triage(case_id, **recruiter))
    assert done["presumption"] == "NONE"

    want = (
        "triages.reason", "triages.departsBecause", "triages.presumption", "triages.outdated",
        "triages.leniency", "triages.strictness", "triages.basis.rule", "triages.why.steps",
        "triages.consideredBy.displayName", "triages.consideredOn", "triages.outcome",
    )  # fmt: skip
    latest, first = (await world.ask("li", "caseFile", want, id=case_id))["triages"]
    assert (latest["strictness"], latest["basis"]["rule"]) == (["USED_THE_WEAK"], "E-14")
    assert (latest["outdated"], first["outdated"]) == (False, True)
    expected = {
        "reason": "数额较大，情节不属轻微，需要考察帮教",
        "departsBecause": "缺乏监护，需要考察期内的帮教",
        "presumption": "RELATIVE_NON_PROSECUTION",
        "outdated": True,
        "leniency": ["SHORT_AND_LITTLE_GAIN"],
        "strictness": [],
        "basis": {"rule": "E-13"},
        "why": {
            "steps": ["情节轻微，一般先考虑相对不起诉。", "承办人结论：继续审查附条件不起诉。"]
        },
        "consideredBy": {"displayName": "li"},
        "consideredOn": world.today.isoformat(),
        "outcome": "CONDITIONAL",
    }
    assert picked(first, expected) == expected


async def test_changed_charges_outdate_it_in_the_same_instant(world: World) -> None:
    case_id = await a_heard_case(world)
    page = await world.ask("li", "caseFile", ("version", "triages.outdated"), id=case_id)
    assert [one["outdated"] for one in page["triages"]] == [False]
    acts = [{"occurredOn": "2025-11-20", "amountFen": 90000}]
    await world.done(
        "li", "changeCharges", caseId=case_id, expectedVersion=page["version"],
        charges=[{"offence": "287-2", "acts": acts}], reason="补充流水后金额有变",
    )  # fmt: skip
    world.later(hours=1)
    await world.done("li", "recordScreening", **a_screening(case_id))

    page = await world.ask("li", "caseFile", ("triages.outdated",), id=case_id)
    assert [one["outdated"] for one in page["triages"]] == [True]
    await refused(
        world, "li", "proposeDecision", "TRIAGE_OUTDATED", "E-13", caseId=case_id, **A_PROPOSAL
    )
    assert await _barred(world, case_id, "PROPOSE_DECISION") == "TRIAGE_OUTDATED"


async def test_a_direct_decision_from_proposal_to_the_seal(world: World) -> None:
    """E-13: proposed, decided by somebody else, served (F-03), announced (P-14), sealed (F-04)."""
    case_id, decision_id = await a_direct_case(world)
    want = (
        "decisions.kind", "decisions.periodMonths", "decisions.effectiveOn", "decisions.basis.rule",
        "statusWhy.rule", "nextDeadline.kind", "nextDeadline.dueOn", "probation.endsOn",
        "proposals.kind", "proposals.periodMonths", "proposals.state",
    )  # fmt: skip
    page = await world.ask("li", "caseFile", want, id=case_id)
    kind = {"kind": "RELATIVE_NON_PROSECUTION", "periodMonths": None}
    decided = [kind | {"effectiveOn": None, "basis": {"rule": "E-13"}}]
    assert picked(page["decisions"], decided) == decided
    approved = [kind | {"state": "APPROVED"}]
    assert picked(page["proposals"], approved) == approved
    assert (page["statusWhy"]["rule"], page["probation"]) == ("E-13", None)
    assert page["nextDeadline"]["kind"] == "FINAL_SERVICE"

    await refused(world, "li", "sealCase", "FINAL_NOT_ANNOUNCED", "P-14", caseId=case_id)
    today = world.today.isoformat()
    for addressee in ADDRESSEES:
        await world.done(
            "li", "recordService", decisionId=decision_id, addressee=addressee, mode="DIRECT",
            sentOn=today, receivedOn=today,
        )  # fmt: skip
    assert await _barred(world, case_id, "RECORD_SERVICE") == "EVERYTHING_SERVED"
    announced = an_announcement(world, decision_id, minorPresent=False, explained=[])
    await world.done("li", "recordAnnouncement", **announced)
    page = await world.ask("li", "caseFile", ("decisions.effectiveOn", "status"), id=case_id)
    assert [one["effectiveOn"] for one in page["decisions"]] == [today]
    assert page["status"] == "NON_PROSECUTION_DIRECT"

    await world.done("li", "sealCase", caseId=case_id)
    assert (world.count("case_files"), world.count("triages")) == (0, 0)


async def test_the_author_does_not_decide_and_the_kinds_are_not_mixed(world: World) -> None:
    case_id = await a_relative_case(world)
    proposed = await world.done("chen", "proposeDirectDecision", caseId=case_id, reasons="情节轻微")
    given = {"proposalId": proposed["proposalId"], "text": "相对不起诉决定"}
    await refused(world, "chen", "approveDirectDecision", "APPROVER_IS_AUTHOR", None, **given)
    world.person("wu", "supervisor")
    await refused(world, "wu", "approveProposal", "ANOTHER_KIND_PROPOSED", None, **given)
    assert await _barred(world, case_id, "APPROVE_PROPOSAL", "wu") == "ANOTHER_KIND_PROPOSED"
    assert await _barred(world, case_id, "APPROVE_DIRECT", "wu") is None
    assert await _barred(world, case_id, "APPROVE_DIRECT", "chen") == "APPROVER_IS_AUTHOR"

    await world.done("wu", "returnProposal", proposalId=proposed["proposalId"], feedback="补充理由")
    page = await world.ask("li", "caseFile", ("status", "proposals.feedback"), id=case_id)
    told = [one["feedback"] for one in page["proposals"]]
    assert (page["status"], told) == ("UNDER_REVIEW", ["补充理由"])


async def test_a_later_triage_overtakes_a_direct_proposal(world: World) -> None:
    case_id = await a_relative_case(world)
    proposed = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="情节轻微")
    world.later(hours=1)
    await world.done("li", "recordTriage", **a_triage(case_id))
    await refused(
        world, "chen", "approveDirectDecision", "TRIAGED_AS_CONDITIONAL", "E-13",
        proposalId=proposed["proposalId"], text="相对不起诉决定",
    )  # fmt: skip


async def test_what_is_no_crime_is_not_prosecuted_although_ineligible(world: World) -> None:
    """E-03, E-13: statutory non-prosecution of what the screening found to be no crime."""
    world.person("chen", "supervisor")
    case_id = await a_case(world)
    screening = a_screening(case_id, evidence="NO_CRIME")
    for answer in screening["answers"]:
        if answer["criterion"] == "E_03":
            answer["finding"] = "NOT_MET"
    screened = await world.done("li", "recordScreening", **screening)
    assert screened["caseFile"]["status"] == "INELIGIBLE"
    triage = {"gravity": "OBVIOUSLY_MINOR", "outcome": "STATUTORY_NON_PROSECUTION"}
    await world.done("li", "recordTriage", **a_triage(case_id, **triage))
    proposed = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="显著轻微")
    await world.done(
        "chen", "approveDirectDecision", proposalId=proposed["proposalId"], text="法定不起诉决定"
    )
    page = await world.ask("li", "caseFile", ("decisions.kind", "decisions.basis.rule"), id=case_id)
    decided = [{"kind": "STATUTORY_NON_PROSECUTION", "basis": {"rule": "E-03"}}]
    assert picked(page["decisions"], decided) == decided


async def test_e03_for_want_of_evidence_nobody_is_prosecuted(world: World) -> None:
    """E-03, CPL 175(4): its own ground and article; then served, announced and sealed."""
    world.person("chen", "supervisor")
    case_id = await a_case(world)
    want_of_evidence = a_triage(case_id, outcome="EVIDENCE_NON_PROSECUTION", reason="流水无法核实")
    await refused(
        world, "li", "recordTriage", "EVIDENCE_NOT_INSUFFICIENT", "E-03", **want_of_evidence
    )
    await world.done("li", "recordScreening", **a_screening(case_id))
    await refused(
        world, "li", "recordTriage", "EVIDENCE_NOT_INSUFFICIENT", "E-03", **want_of_evidence
    )
    assert world.count("triages") == 0
    world.later(hours=1)
    await an_unproven_case(world, case_id)
    await refused(
        world,
        "li",
        "recordTriage",
        "EVIDENCE_INSUFFICIENT",
        "E-03",
        **a_triage(case_id, **RELATIVE),
    )
    await world.done("li", "recordTriage", **want_of_evidence)
    proposed = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="证据不足")
    decided = await world.done(
        "chen", "approveDirectDecision", proposalId=proposed["proposalId"], text="存疑不起诉决定"
    )
    assert decided["caseFile"]["status"] == "NON_PROSECUTION_DIRECT"
    want = ("decisions.kind", "decisions.basis.rule", "decisions.basis.article", "statusWhy.rule")
    page = await world.ask("li", "caseFile", want, id=case_id)
    expected = [
        {"kind": "EVIDENCE_NON_PROSECUTION", "basis": {"rule": "E-03", "article": "175(4)"}}
    ]
    assert picked(page["decisions"], expected) == expected
    today = world.today.isoformat()
    for addressee in ADDRESSEES:
        await world.done(
            "li", "recordService", decisionId=decided["decisionId"], addressee=addressee,
            mode="DIRECT", sentOn=today, receivedOn=today,
        )  # fmt: skip
    page = await world.ask("li", "caseFile", ("deadlines.kind",), id=case_id)
    kinds = {one["kind"] for one in page["deadlines"]}
    # D-17: the minor complains of a relative one only.
    assert kinds & {"VICTIM_COMPLAINT", "MINOR_COMPLAINT"} == {"VICTIM_COMPLAINT"}
    await world.done(
        "li", "recordAnnouncement", **an_announcement(world, decided["decisionId"], explained=[])
    )
    await world.done("li", "sealCase", caseId=case_id)
    assert world.count("case_files") == 0


async def test_e03_evidence_found_meanwhile_bars_the_approval(world: World) -> None:
    """E-03: asked again at the approval, and told on the page."""
    world.person("chen", "supervisor")
    case_id = await a_case(world)
    await an_unproven_case(world, case_id)
    await world.done("li", "recordTriage", **a_triage(case_id, outcome="EVIDENCE_NON_PROSECUTION"))
    assert await _barred(world, case_id, "PROPOSE_DIRECT") is None
    world.later(hours=1)
    await world.done("li", "recordScreening", **a_screening(case_id))
    assert await _barred(world, case_id, "PROPOSE_DIRECT") == "EVIDENCE_NOT_INSUFFICIENT"
    await refused(
        world, "li", "proposeDirectDecision", "EVIDENCE_NOT_INSUFFICIENT", "E-03",
        caseId=case_id, reasons="证据不足",
    )  # fmt: skip


async def test_e03_a_relative_one_needs_a_screening_of_the_facts_as_they_are(world: World) -> None:
    """E-03: after a change of the charges nobody knows yet what the evidence is worth."""
    world.person("chen", "supervisor")
    case_id = await a_case(world)
    await an_unproven_case(world, case_id)
    page = await world.ask("li", "caseFile", ("version",), id=case_id)
    acts = [{"occurredOn": "2025-11-20", "amountFen": 90000}]
    await world.done(
        "li", "changeCharges", caseId=case_id, expectedVersion=page["version"],
        charges=[{"offence": "287-2", "acts": acts}], reason="补充流水后金额有变",
    )  # fmt: skip
    world.later(hours=1)
    await refused(
        world, "li", "recordTriage", "SCREENING_OUTDATED", "E-01",
        **a_triage(case_id, **RELATIVE),
    )  # fmt: skip
    assert world.count("triages") == 0

    await world.done("li", "recordScreening", **a_screening(case_id))
    await world.done("li", "recordTriage", **a_triage(case_id, **RELATIVE))
    await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="情节轻微")


async def test_a_returned_direct_proposal_leads_back_where_it_came_from(world: World) -> None:
    """E-01: what is not eligible does not come under review by being sent back."""
    world.person("chen", "supervisor")
    case_id = await a_case(world)
    await an_unproven_case(world, case_id)
    await world.done("li", "recordTriage", **a_triage(case_id, outcome="EVIDENCE_NON_PROSECUTION"))
    proposed = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="证据不足")
    returned = await world.done(
        "chen", "returnProposal", proposalId=proposed["proposalId"], feedback="再核实一次流水"
    )
    assert returned["caseFile"]["status"] == "INELIGIBLE"
    page = await world.ask(
        "li", "caseFile", ("status", "statusWhy.rule", "proposals.state"), id=case_id
    )
    assert (page["status"], page["statusWhy"]["rule"]) == ("INELIGIBLE", "E-01")
    assert [one["state"] for one in page["proposals"]] == ["RETURNED"]
    assert await _barred(world, case_id, "PROPOSE_DECISION") == "MOVE_NOT_ALLOWED"
    again = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="已再核实")
    assert again["caseFile"]["status"] == "PROPOSED"


async def test_a_wrong_direct_one_is_challenged_and_quashed(world: World) -> None:
    """D-14, D-18: the victim may complain of it, and it is quashed while it stands."""
    case_id, decision_id = await a_direct_case(world)
    today = world.today.isoformat()
    await world.done(
        "li", "recordService", decisionId=decision_id, addressee="VICTIM", mode="DIRECT",
        sentOn=today, receivedOn=today,
    )  # fmt: skip
    page = await world.ask("li", "caseFile", ("deadlines.kind",), id=case_id)
    assert "VICTIM_COMPLAINT" in [one["kind"] for one in page["deadlines"]]
    proposed = await world.done("li", "proposeQuashing", caseId=case_id, reasons="认定有误")
    await world.done(
        "chen", "approveQuashing", proposalId=proposed["proposalId"], text="撤销相对不起诉决定"
    )
    page = await world.ask("li", "caseFile", ("status", "deadlines.kind"), id=case_id)
    assert page["status"] == "QUASHED"
    assert "FINAL_SERVICE" not in [one["kind"] for one in page["deadlines"]]


@pytest.mark.parametrize("who", ["zhao", "young"])
async def test_only_the_prosecution_considers_it(world: World, who: str) -> None:
    case_id = await a_case(world)
    world.person("zhao", "social_worker")
    world.person("young", "young_person")
    await refused(world, who, "recordTriage", "NOT_PERMITTED", None, **a_triage(case_id))


async def _barred(world: World, case_id: str, action: str, who: str = "li") -> str | None:
    page = await world.ask(
        who, "caseFile", ("allowedActions.action", "allowedActions.code"), id=case_id
    )
    found: dict[str, Any] = {one["action"]: one["code"] for one in page["allowedActions"]}
    code: str | None = found[action]
    return code
