"""Whether there is a victim, corrected after intake, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_decisions import (
    ADDRESSEES,
    PARTIES,
    an_opinion,
    screened_and_triaged,
)
from support.builders_plans import a_member
from support.picking import picked
from support.refusals import refused
from support.world import World

FOUND = {"hasVictim": True, "reason": "补充侦查后查明被骗人"}
A_PROPOSAL = {"periodMonths": 6, "reasons": "适合帮教"}


async def without_a_victim(world: World) -> str:
    """Screened and triaged; everybody but a victim was heard."""
    case_id = await a_case(world, hasVictim=False)
    await screened_and_triaged(world, case_id)
    for party in PARTIES:
        if party != "VICTIM":
            await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    return case_id


async def decided_without_a_victim(world: World) -> tuple[str, str]:
    """Decided and served on everybody else."""
    world.person("chen", "supervisor")
    case_id = await without_a_victim(world)
    proposed = await world.done("li", "proposeDecision", caseId=case_id, **A_PROPOSAL)
    decided = await world.done(
        "chen", "approveProposal", proposalId=proposed["proposalId"], text="附条件不起诉决定"
    )
    for addressee in ADDRESSEES:
        if addressee != "VICTIM":
            await world.done("li", "recordService", **_service(world, decided, addressee))
    return case_id, decided["decisionId"]


def _service(world: World, decided: dict[str, Any], addressee: str) -> dict[str, Any]:
    today = world.today.isoformat()
    return {
        "decisionId": decided["decisionId"], "addressee": addressee, "mode": "DIRECT",
        "sentOn": today, "receivedOn": today,
    }  # fmt: skip


async def test_a_victim_found_later_is_informed_and_heard_first(world: World) -> None:
    """D-01, M-07: the proposal waits for the hearing, and the notice is due from the receipt."""
    case_id = await without_a_victim(world)
    kinds = await _deadlines(world, case_id)
    assert "RIGHTS_NOTICE_VICTIM" not in kinds

    await world.done("li", "correctVictim", caseId=case_id, **FOUND)

    assert await _deadlines(world, case_id) - kinds == {"RIGHTS_NOTICE_VICTIM"}
    given = {"caseId": case_id, **A_PROPOSAL}
    answer = await refused(world, "li", "proposeDecision", "OPINIONS_MISSING", "D-01", **given)
    assert answer["code"] == "OPINIONS_MISSING"
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "VICTIM"))
    done = await world.done("li", "proposeDecision", **given)
    assert done["caseFile"]["status"] == "PROPOSED"

    want = ("hasVictim", "victimCorrections.reason", "victimCorrections.correctedBy.displayName")
    page = await world.ask("li", "caseFile", want, id=case_id)
    expected = [{**FOUND, "correctedBy": {"displayName": "li"}}]
    assert page["hasVictim"] is True
    assert picked(page["victimCorrections"], expected) == expected


async def test_a_victim_found_after_the_decision_is_served_and_may_complain(world: World) -> None:
    """D-08, D-14: the service is missing from now on, and the complaint counts from its receipt."""
    case_id, decision_id = await decided_without_a_victim(world)
    assert "SERVICE" not in await _deadlines(world, case_id)
    service = _service(world, {"decisionId": decision_id}, "VICTIM")
    await refused(world, "li", "recordService", "NOT_AN_ADDRESSEE", "D-08", **service)

    await world.done("li", "correctVictim", caseId=case_id, **FOUND)

    assert "SERVICE" in await _deadlines(world, case_id)
    page = await world.ask("li", "caseFile", ("decisions.addressees",), id=case_id)
    assert [set(one["addressees"]) for one in page["decisions"]] == [set(ADDRESSEES)]
    world.later(days=10)
    late = await world.done(
        "li", "recordService", **_service(world, {"decisionId": decision_id}, "VICTIM")
    )
    assert late["late"] is True
    kinds = await _deadlines(world, case_id)
    assert "VICTIM_COMPLAINT" in kinds
    assert "SERVICE" not in kinds


async def test_a_victim_entered_by_mistake_is_no_longer_waited_for(world: World) -> None:
    case_id = await a_case(world)
    await screened_and_triaged(world, case_id)
    for party in PARTIES:
        if party != "VICTIM":
            await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    given = {"caseId": case_id, **A_PROPOSAL}
    await refused(world, "li", "proposeDecision", "OPINIONS_MISSING", "D-01", **given)

    await world.done("li", "correctVictim", caseId=case_id, hasVictim=False, reason="录入有误")

    assert "RIGHTS_NOTICE_VICTIM" not in await _deadlines(world, case_id)
    done = await world.done("li", "proposeDecision", **given)
    assert done["caseFile"]["status"] == "PROPOSED"
    victim = an_opinion(world, case_id, "VICTIM")
    await refused(world, "li", "hearOpinion", "NO_VICTIM", None, **victim)


@pytest.mark.parametrize("by", ["notice", "hearing"])
async def test_who_was_informed_or_heard_is_one(world: World, by: str) -> None:
    case_id = await a_case(world)
    if by == "notice":
        notice = {"kind": "RIGHTS_VICTIM", "doneOn": world.today.isoformat()}
        await world.done("li", "recordNotice", caseId=case_id, **notice)
    else:
        await world.done("li", "hearOpinion", **an_opinion(world, case_id, "VICTIM"))
    given = {"caseId": case_id, "hasVictim": False, "reason": "录入有误"}
    await refused(world, "li", "correctVictim", "VICTIM_ON_RECORD", None, **given)


async def test_what_the_file_says_already_is_no_correction(world: World) -> None:
    case_id = await a_case(world)
    await refused(world, "li", "correctVictim", "VICTIM_UNCHANGED", None, caseId=case_id, **FOUND)


async def test_the_reason_is_sealed_and_for_the_prosecution(world: World) -> None:
    case_id = await a_case(world, hasVictim=False)
    await a_member(world, case_id)
    await refused(world, "zhao", "correctVictim", "NOT_PERMITTED", None, caseId=case_id, **FOUND)

    await world.done("li", "correctVictim", caseId=case_id, **FOUND)

    ((stored,),) = world.sql("SELECT reason FROM victim_corrections")
    assert FOUND["reason"].encode() not in bytes(stored)
    ((details,),) = world.sql(
        "SELECT details::text FROM trail_entries WHERE action = 'decisions.victim_corrected'"
    )
    assert "被骗" not in details
    page = await world.ask("zhao", "caseFile", ("victimCorrections.reason",), id=case_id)
    assert page["victimCorrections"] is None


async def _deadlines(world: World, case_id: str) -> set[str]:
    page = await world.ask("li", "caseFile", ("deadlines.kind", "deadlines.state"), id=case_id)
    return {one["kind"] for one in page["deadlines"] if one["state"] != "DONE"}
