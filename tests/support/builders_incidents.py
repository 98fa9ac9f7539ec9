"""Incidents and revocations for tests: reported, found, heard and proposed through the API."""

from __future__ import annotations

from typing import Any

from support.builders_decisions import an_opinion
from support.world import World

TO_HEAR = ("MINOR", "LEGAL_REPRESENTATIVE", "DEFENDER")
KIND_OF = {
    "NEW_CRIME": "NEW_CRIME",
    "MISSED_CRIME": "MISSED_CRIME",
    "PUBLIC_SECURITY": "PUBLIC_SECURITY",
    "SUPERVISION_RULES": "SUPERVISION_BREACH",
}
"""Ground → the kind of incident that can support it."""


def a_report(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``reportIncident``: a trip without approval, found out today."""
    kind = overrides.get("kind", "SUPERVISION_BREACH")
    today = world.today.isoformat()
    given: dict[str, Any] = {
        "caseId": case_id,
        "kind": kind,
        "happenedOn": "2025-12-20" if kind == "MISSED_CRIME" else today,
        "foundOn": today,
        "facts": "未经批准离开本县，当晚返回。",
        "source": "ABSENCE",
    }
    if kind == "SUPERVISION_BREACH":
        given["duty"] = "LEAVING"
    return given | overrides


def a_finding(incident_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``decideIncident``: established."""
    given: dict[str, Any] = {
        "incidentId": incident_id,
        "finding": "ESTABLISHED",
        "evidence": "谈话笔录、车票记录",
    }
    return given | overrides


INVESTIGATED = {"investigation": "县公安局起诉意见书〔2026〕1号"}


async def an_incident(world: World, case_id: str, by: str = "li", **overrides: Any) -> str:
    """Report an incident; its id."""
    done = await world.done(by, "reportIncident", **a_report(world, case_id, **overrides))
    return str(done["incidentId"])


async def an_established_incident(
    world: World, case_id: str, kind: str = "SUPERVISION_BREACH", **found: Any
) -> str:
    """Report and find; its id. A crime is established by its investigation."""
    incident_id = await an_incident(world, case_id, kind=kind)
    if kind in ("NEW_CRIME", "MISSED_CRIME"):
        found = INVESTIGATED | found
    if kind == "MISSED_CRIME":
        found = {"toProsecute": True} | found
    await world.done("li", "decideIncident", **a_finding(incident_id, **found))
    return incident_id


async def hear_before_revocation(
    world: World, case_id: str, parties: tuple[str, ...] = TO_HEAR
) -> None:
    """R-08."""
    for party in parties:
        await world.done(
            "li", "hearOpinion", **an_opinion(world, case_id, party, stage="BEFORE_REVOCATION")
        )


def a_proposal(case_id: str, *incident_ids: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``proposeRevocation`` for breaches of the supervision rules."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "ground": "SUPERVISION_RULES",
        "incidentIds": list(incident_ids),
        "reasons": "多次违反监督管理规定，经警告仍不改正",
    }
    return given | overrides


async def a_proposed_revocation(
    world: World, case_id: str, ground: str = "NEW_CRIME"
) -> tuple[str, str]:
    """One established fact of the ground, everybody heard, proposed; ids of fact and proposal."""
    crime = ground in ("NEW_CRIME", "MISSED_CRIME")
    serious = {} if crime else {"serious": True, "seriousReason": "致他人轻微伤"}
    incident_id = await an_established_incident(world, case_id, KIND_OF[ground], **serious)
    await hear_before_revocation(world, case_id)
    proposed = await world.done(
        "li", "proposeRevocation", **a_proposal(case_id, incident_id, ground=ground)
    )
    return incident_id, str(proposed["proposalId"])


async def a_revoked_case(world: World, case_id: str, ground: str = "NEW_CRIME") -> str:
    """Revoked by chen (made if absent) today; the id of the decision."""
    if "chen" not in world.actors:
        world.person("chen", "supervisor")
    _, proposal_id = await a_proposed_revocation(world, case_id, ground)
    done = await world.done(
        "chen", "approveRevocation", proposalId=proposal_id, text="撤销附条件不起诉决定"
    )
    return str(done["decisionId"])
