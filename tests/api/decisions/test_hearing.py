"""Who is heard, and what an objection leads to."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_decisions import (
    PARTIES,
    a_decided_case,
    a_heard_case,
    a_proposed_case,
    an_opinion,
    screened_and_triaged,
)
from support.refusals import refused
from support.world import World

A_PROPOSAL = {"periodMonths": 6, "reasons": "适合帮教"}


async def an_objection(world: World, case_id: str, party: str, kind: str) -> str:
    heard = await world.done(
        "li", "hearOpinion", **an_opinion(world, case_id, party, stance="OBJECTS", objection=kind)
    )
    return str(heard["opinionId"])


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        pytest.param({"how": "PHONE"}, "POLICE_OPINION_NOT_WRITTEN", id="by-phone"),
        pytest.param({"approvedBy": None}, "POLICE_OPINION_NOT_APPROVED", id="unapproved"),
    ],
)
async def test_the_police_opinion_is_written_and_approved(
    world: World, overrides: dict[str, Any], code: str
) -> None:
    case_id = await a_case(world)

    await refused(
        world, "li", "hearOpinion", code, "D-02",
        **an_opinion(world, case_id, "POLICE", **overrides),
    )  # fmt: skip


async def test_what_was_said_stands_in_the_vault_only(world: World) -> None:
    case_id = await a_case(world)

    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "POLICE"))

    page = await world.ask("li", "caseFile", ("opinions.recordedBy.displayName",), id=case_id)
    [opinion] = page["opinions"]
    assert opinion["statement"] == "没有异议"
    assert opinion["approvedBy"] == "某县公安局负责人"
    assert opinion["recordedBy"]["displayName"] == "li"
    stored = world.sql("SELECT statement, approved_by FROM opinions")
    assert all("公安".encode() not in bytes(cell) for cell in stored[0])


async def test_a_victim_who_is_not_on_file_is_not_heard(world: World) -> None:
    case_id = await a_case(world, hasVictim=False)

    await refused(
        world, "li", "hearOpinion", "NO_VICTIM", None, **an_opinion(world, case_id, "VICTIM")
    )
    await refused(
        world, "li", "recordImpossibility", "NO_VICTIM", None,
        caseId=case_id, stage="BEFORE_DECISION", party="VICTIM", reason="没有被害人",
    )  # fmt: skip


async def test_a_defender_who_was_heard_is_on_the_case_and_served(world: World) -> None:
    """M-06: there was none at intake; one was appointed since."""
    world.person("chen", "supervisor")
    case_id = await a_case(world, hasDefender=False)
    await screened_and_triaged(world, case_id)
    for party in PARTIES:
        await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    proposed = await world.done("li", "proposeDecision", caseId=case_id, **A_PROPOSAL)

    want = ("caseFile.decisions.addressees",)
    approved = await world.done(
        "chen", "approveProposal", want, proposalId=proposed["proposalId"], text="决定"
    )

    assert approved["caseFile"]["decisions"][0]["addressees"] == list(PARTIES)


async def test_without_a_defender_the_reason_is_recorded_and_nobody_is_served(
    world: World,
) -> None:
    world.person("chen", "supervisor")
    case_id = await a_case(world, hasDefender=False)
    await screened_and_triaged(world, case_id)
    for party in PARTIES[:-1]:
        await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    await refused(
        world, "li", "proposeDecision", "OPINIONS_MISSING", "D-01", caseId=case_id, **A_PROPOSAL
    )
    await world.done(
        "li", "recordImpossibility", caseId=case_id, stage="BEFORE_DECISION", party="DEFENDER",
        reason="法律援助机构尚未指派",
    )  # fmt: skip
    proposed = await world.done("li", "proposeDecision", caseId=case_id, **A_PROPOSAL)

    want = ("caseFile.decisions.addressees",)
    approved = await world.done(
        "chen", "approveProposal", want, proposalId=proposed["proposalId"], text="决定"
    )

    assert approved["caseFile"]["decisions"][0]["addressees"] == list(PARTIES[:-1])
    missing = world.sql("SELECT services_missing FROM case_files WHERE id = %s", [case_id])
    assert missing == [(4,)]


async def test_prosecution_follows_the_objection_and_cannot_be_undone(world: World) -> None:
    """D-05, then D-07: withdrawn after the decision to prosecute is too late."""
    world.person("chen", "supervisor")
    case_id, _ = await a_proposed_case(world)
    objection = await an_objection(world, case_id, "MINOR", "DISPOSITION")
    await refused(world, "li", "decideToProsecute", "NOT_PERMITTED", None,
                  caseId=case_id, reason="未成年人有异议")  # fmt: skip

    want = ("caseFile.decisions.kind", "caseFile.decisions.basis.rule", "caseFile.proposals.state")
    decided = await world.done(
        "chen", "decideToProsecute", want, caseId=case_id, reason="未成年人对附条件不起诉有异议"
    )

    assert decided["caseFile"]["status"] == "PROSECUTED"
    [decision] = decided["caseFile"]["decisions"]
    assert (decision["kind"], decision["basis"]["rule"]) == ("PROSECUTION", "D-05")
    assert [one["state"] for one in decided["caseFile"]["proposals"]] == ["LAPSED"]
    await refused(
        world, "li", "withdrawObjection", "WITHDRAWN_TOO_LATE", "D-07",
        opinionId=objection, withdrawnOn=world.today.isoformat(),
    )  # fmt: skip


async def test_the_family_s_objection_bars_a_proposal(world: World) -> None:
    # E-12: without their consent there is no conditional decision.
    case_id = await a_heard_case(world)
    objection = await an_objection(world, case_id, "LEGAL_REPRESENTATIVE", "DISPOSITION")

    await refused(
        world, "li", "proposeDecision", "MUST_PROSECUTE", "D-05", caseId=case_id, **A_PROPOSAL
    )
    await refused(
        world, "li", "answerObjection", "MUST_PROSECUTE", "D-05",
        opinionId=objection, adopted=False, explanation="释法说理",
    )  # fmt: skip
    await refused(
        world, "li", "withdrawObjection", "DATE_IN_FUTURE", None,
        opinionId=objection, withdrawnOn="2026-03-03",
    )  # fmt: skip


async def test_the_victim_s_objection_bars_nothing(world: World) -> None:
    case_id = await a_heard_case(world)
    await an_objection(world, case_id, "VICTIM", "DISPOSITION")

    proposed = await world.done("li", "proposeDecision", caseId=case_id, **A_PROPOSAL)

    assert proposed["caseFile"]["status"] == "PROPOSED"


async def test_an_objection_is_answered_once(world: World) -> None:
    case_id = await a_heard_case(world)
    objection = await an_objection(world, case_id, "MINOR", "CONDITIONS")
    given = {"opinionId": objection, "adopted": True, "explanation": "调整打卡时间"}

    await world.done("li", "answerObjection", **given)

    await refused(world, "li", "answerObjection", "ALREADY_ANSWERED", "D-06", **given)


async def test_hearing_before_the_decision_ends_with_it(world: World) -> None:
    case_id, _ = await a_decided_case(world)

    await refused(
        world, "li", "hearOpinion", "STAGE_IS_OVER", "D-01", **an_opinion(world, case_id, "MINOR")
    )
    await refused(
        world, "li", "recordImpossibility", "STAGE_NOT_OPEN", "P-09",
        caseId=case_id, stage="BEFORE_FINAL_DECISION", party="VICTIM", reason="失去联系",
    )  # fmt: skip


async def test_another_officer_s_records_do_not_exist(world: World) -> None:
    world.person("wang", "officer")
    case_id = await a_heard_case(world)
    objection = await an_objection(world, case_id, "MINOR", "CONDITIONS")

    await refused(
        world, "wang", "hearOpinion", "NOT_VISIBLE", None, **an_opinion(world, case_id, "MINOR")
    )
    await refused(
        world, "wang", "answerObjection", "NOT_VISIBLE", None,
        opinionId=objection, adopted=False, explanation="释法说理",
    )  # fmt: skip
