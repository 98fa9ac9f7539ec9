"""The part of the whole journey that protects the minor before a decision."""

from __future__ import annotations

from support.builders_protections import a_plea, a_report, an_attendance, an_investigation
from support.traces import MARKER
from support.world import World


async def protect(world: World, case_id: str) -> None:
    """Investigation, legal aid, assessment, attendance, closed hearing and plea, all marked."""
    asked = await world.done(
        "li", "askInvestigation", **an_investigation(world, case_id, entrustedTo=MARKER)
    )
    investigation = asked["investigationId"]
    await world.done(
        "li", "recordInvestigationReport",
        **a_report(world, investigation, author=MARKER, topics={"family": MARKER}),
    )  # fmt: skip
    await world.done(
        "li", "reviewInvestigation", investigationId=investigation, verdict="ACCEPTED", note=MARKER
    )
    await world.done("li", "recordNotice", caseId=case_id, kind="LEGAL_AID", doneOn="2026-03-02")
    await world.done(
        "li", "recordLegalAidAssignment",
        caseId=case_id, assignedOn="2026-03-02", lawyer=MARKER, knowsMinors=True,
    )  # fmt: skip
    consents = [
        await world.done(
            "li", "recordAssessmentConsent",
            caseId=case_id, party=party, givenOn="2026-03-02", form="WRITTEN", givenBy=MARKER,
        )
        for party in ("MINOR", "LEGAL_REPRESENTATIVE")
    ]  # fmt: skip
    assessed = await world.done(
        "li", "scheduleAssessment", caseId=case_id, scheduledFor="2026-03-02", assessor=MARKER
    )
    await world.done(
        "li", "recordAssessmentReport",
        assessmentId=assessed["assessmentId"], reportedOn="2026-03-02", author=MARKER,
        report=MARKER,
    )  # fmt: skip
    moved = await world.done(
        "li", "scheduleAssessment", caseId=case_id, scheduledFor="2026-03-02", assessor=MARKER
    )
    await world.done(
        "li", "cancelAssessment",
        assessmentId=moved["assessmentId"], on=world.today.isoformat(), reason=MARKER,
    )  # fmt: skip
    await world.done(
        "li", "withdrawAssessmentConsent",
        consentId=consents[0]["consentId"], withdrawnOn="2026-03-02", reason=MARKER,
    )  # fmt: skip
    attendance = an_attendance(world, case_id, name=MARKER, reason=MARKER, refusedBecause=MARKER)
    await world.done("li", "recordAttendance", **attendance)
    await world.done(
        "li", "recordClosedHearing",
        caseId=case_id, heldOn="2026-03-02", ground="LARGE_DISPUTE", conclusion=MARKER,
    )  # fmt: skip
    await world.done("li", "recordPlea", **a_plea(world, case_id, note=MARKER))
