"""Needs assessments for tests: drafted, filled and completed through the API."""

from __future__ import annotations

from typing import Any

from support.world import World

DOMAINS = {
    "FAMILY": "FAMILY_TALK",
    "SCHOOL_OR_WORK": "SCHOOL_PLACE",
    "PEERS": "PEERS_WHO",
    "ONLINE_LIFE": "ONLINE_OFFERS",
    "MONEY": "MONEY_DEBTS",
    "ATTITUDE_TO_OFFENCE": "ATTITUDE_TELLS",
    "HEALTH": "HEALTH_MOOD",
    "STRENGTHS": "STRENGTHS_GOOD_AT",
}
"""Every domain with one question of the form's first version."""

WANT = ("needsAssessment.version",)


async def a_needs_draft(
    world: World, case_id: str, by: str = "li", **overrides: Any
) -> dict[str, Any]:
    """Begin an assessment; answers it as ``{"id", "version", …}``."""
    done = await world.done(by, "draftNeedsAssessment", WANT, caseId=case_id, **overrides)
    assessment: dict[str, Any] = done["needsAssessment"]
    return assessment


def a_finding_of(draft: dict[str, Any], domain: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``writeNeedsFinding``."""
    return {
        "assessmentId": draft["id"],
        "expectedVersion": draft["version"],
        "domain": domain,
        "band": "SOME",
        "answers": [{"question": DOMAINS[domain], "text": f"事实：{domain}"}],
        "analysis": f"分析：{domain}",
    } | overrides


async def written(
    world: World, draft: dict[str, Any], domain: str, by: str = "li", **overrides: Any
) -> dict[str, Any]:
    """Write one domain; answers the draft with ``findingId``."""
    done = await world.done(
        by, "writeNeedsFinding", WANT, **a_finding_of(draft, domain, **overrides)
    )
    return done["needsAssessment"] | {"findingId": done["findingId"]}


def a_view(draft: dict[str, Any], told_on: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordOwnView`` for the young person's view of the family."""
    return {
        "assessmentId": draft["id"],
        "domain": "FAMILY",
        "teller": "MINOR",
        "text": "爸爸很少在家，我想多和他说说话。",
        "toldOn": told_on,
    } | overrides


async def filled(world: World, draft: dict[str, Any], by: str = "li") -> dict[str, Any]:
    """Write every domain and the young person's view; answers the draft with ``findings``."""
    findings = {}
    for domain in DOMAINS:
        draft = await written(world, draft, domain, by)
        findings[domain] = draft["findingId"]
    told = await world.done(by, "recordOwnView", WANT, **a_view(draft, world.today.isoformat()))
    return told["needsAssessment"] | {"findings": findings}


async def completed(
    world: World, draft: dict[str, Any], by: str = "li", **overrides: Any
) -> dict[str, Any]:
    """Complete a draft; answers the assessment."""
    given = {
        "assessmentId": draft["id"],
        "expectedVersion": draft["version"],
        "guardianNotHeard": "父亲在外地务工，两次约谈未到。",
    } | overrides
    done = await world.done(by, "completeNeedsAssessment", WANT, **given)
    assessment: dict[str, Any] = done["needsAssessment"]
    return assessment


async def assessed(world: World, case_id: str, by: str = "li") -> dict[str, Any]:
    """A completed assessment of every domain; answers it with ``findings`` by domain."""
    draft = await filled(world, await a_needs_draft(world, case_id, by), by)
    return await completed(world, draft, by) | {"findings": draft["findings"]}
