"""Inputs of what protects a minor before a decision."""

from __future__ import annotations

from typing import Any

from support.world import World


def an_investigation(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``askInvestigation``: entrusted, today."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "investigator": "ENTRUSTED",
        "entrustedTo": "某市青少年社会工作服务中心",
        "askedOn": world.today.isoformat(),
    }
    return given | overrides


def a_report(world: World, investigation_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordInvestigationReport``: two topics, received today."""
    given: dict[str, Any] = {
        "investigationId": investigation_id,
        "receivedOn": world.today.isoformat(),
        "author": "社工方某",
        "topics": {"family": "父母外出务工", "causes": "受熟人引诱出借银行卡"},
    }
    return given | overrides


def an_assignment(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordLegalAidAssignment``: a lawyer familiar with minors, today."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "assignedOn": world.today.isoformat(),
        "lawyer": "律师吴某",
        "knowsMinors": True,
    }
    return given | overrides


def a_consent(world: World, case_id: str, party: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordAssessmentConsent``: in writing, today."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "party": party,
        "givenOn": world.today.isoformat(),
        "form": "WRITTEN",
        "givenBy": "林小禾" if party == "MINOR" else "林大山",
    }
    return given | overrides


async def both_consents(world: World, case_id: str) -> tuple[str, str]:
    """Minor and legal representative consent to an assessment today; the ids of the consents."""
    minor = await world.done("li", "recordAssessmentConsent", **a_consent(world, case_id, "MINOR"))
    parent = await world.done(
        "li", "recordAssessmentConsent", **a_consent(world, case_id, "LEGAL_REPRESENTATIVE")
    )
    return str(minor["consentId"]), str(parent["consentId"])


def an_attendance(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordAttendance``: a teacher, since the parents are far away; today."""
    today = world.today.isoformat()
    given: dict[str, Any] = {
        "caseId": case_id,
        "interrogatedOn": today,
        "attendee": "SCHOOL",
        "name": "方老师",
        "notifiedOn": today,
        "ground": "UNABLE",
        "reason": "父母在外地务工，无法到场",
    }
    return given | overrides


def a_plea(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordPlea``: signed today with both present."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "on": world.today.isoformat(),
        "outcome": "SIGNED",
        "representativePresent": True,
        "defenderPresent": True,
    }
    return given | overrides
