"""Cases not prosecuted directly, without a period (E-13)."""

from __future__ import annotations

from support.builders_cases import a_case
from support.builders_decisions import a_screening, a_triage
from support.stages import staged
from support.world import World

RELATIVE = {
    "gravity": "MINOR", "leniency": ["LURED", "PLEADS_GUILTY"],
    "outcome": "RELATIVE_NON_PROSECUTION", "reason": "被诱骗提供一张卡，获利二百元，情节轻微",
}  # fmt: skip


@staged
async def a_relative_case(world: World) -> str:
    """Screened, and triaged as relative non-prosecution."""
    world.person("chen", "supervisor")
    case_id = await a_case(world)
    await world.done("li", "recordScreening", **a_screening(case_id))
    await world.done("li", "recordTriage", **a_triage(case_id, **RELATIVE))
    return case_id


@staged
async def a_direct_case(world: World) -> tuple[str, str]:
    """Relative non-prosecution, decided by chen on li's proposal; case and decision."""
    case_id = await a_relative_case(world)
    proposed = await world.done("li", "proposeDirectDecision", caseId=case_id, reasons="情节轻微")
    assert proposed["caseFile"]["status"] == "PROPOSED"
    approved = await world.done(
        "chen", "approveDirectDecision", proposalId=proposed["proposalId"], text="相对不起诉决定"
    )
    assert approved["caseFile"]["status"] == "NON_PROSECUTION_DIRECT"
    return case_id, approved["decisionId"]


async def an_unproven_case(world: World, case_id: str) -> None:
    """Screened: the evidence is insufficient, so the file is not eligible (E-03)."""
    screening = a_screening(case_id, evidence="INSUFFICIENT")
    for answer in screening["answers"]:
        if answer["criterion"] == "E_03":
            answer["finding"] = "NOT_MET"
    screened = await world.done("li", "recordScreening", **screening)
    assert screened["caseFile"]["status"] == "INELIGIBLE"
