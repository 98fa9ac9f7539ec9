"""What happens in the period, a marker in every text: incidents, leave, outcomes."""

from __future__ import annotations

from support.builders_incidents import (
    a_finding,
    a_proposal,
    an_incident,
    hear_before_revocation,
)
from support.builders_leave import asked_leave
from support.traces import MARKER
from support.world import World


async def behave(world: World, case_id: str) -> None:
    """Everything the incidents room keeps, once."""
    await _happen(world, case_id)
    await _leave(world, case_id)
    await _outcomes(world, case_id)
    await _recommend(world, case_id)


async def _happen(world: World, case_id: str) -> None:
    """A crime that proves none, and a breach that is disputed with success."""
    crime = await an_incident(world, case_id, kind="NEW_CRIME", facts=MARKER)
    held = await world.done("li", "placeHold", incidentId=crime, reason=MARKER)
    await world.done(
        "li", "decideIncident",
        **a_finding(crime, finding="NOT_ESTABLISHED", evidence=MARKER, investigation=MARKER),
    )  # fmt: skip
    await world.done("li", "liftHold", holdId=held["holdId"], reason=MARKER)
    breach = await an_incident(world, case_id, facts=MARKER)
    found = a_finding(breach, evidence=MARKER, serious=True, seriousReason=MARKER)
    await world.done("li", "decideIncident", **found)
    await world.done(
        "li", "respondToIncident",
        incidentId=breach, rung="WARNING", reason=MARKER, doneOn=world.today.isoformat(),
    )  # fmt: skip
    await hear_before_revocation(world, case_id)
    proposed = await world.done(
        "li", "proposeRevocation", **a_proposal(case_id, breach, reasons=MARKER)
    )
    await world.done("wang", "returnRevocation", proposalId=proposed["proposalId"], feedback=MARKER)
    await world.done(
        "li", "disputeIncident",
        incidentId=breach, by="MINOR", disputedOn=world.today.isoformat(), statement=MARKER,
    )  # fmt: skip
    await world.done("li", "decideDispute", incidentId=breach, accepted=True, explanation=MARKER)


async def _leave(world: World, case_id: str) -> None:
    """Asked, approved and returned from today; and away once without asking."""
    today = world.today.isoformat()
    leave_id = await asked_leave(
        world, case_id, fromOn=today, until=today, place=MARKER, reason=MARKER, company=MARKER
    )
    await world.done("li", "decideLeave", leaveId=leave_id, approved=True, reason=MARKER)
    await world.done("li", "recordReturn", leaveId=leave_id, returnedOn=today, note=MARKER)
    await world.done(
        "li", "recordAbsence",
        caseId=case_id, fromOn="2026-03-28", knownOn="2026-03-30", note=MARKER,
    )  # fmt: skip


async def _outcomes(world: World, case_id: str) -> None:
    """Evidence awaited and settled, a second miss, and why nobody is consulted."""
    today = world.today.isoformat()
    given = {"caseId": case_id, "about": "SESSION", "heldOn": today, "note": MARKER}
    done = await world.done("li", "recordOutcome", outcome="EVIDENCE_PENDING", **given)
    await world.done(
        "li", "settleOutcome",
        outcomeId=done["outcomeId"], outcome="UNEXPLAINED_ABSENCE", reason=MARKER,
    )  # fmt: skip
    await world.done("li", "recordOutcome", outcome="UNEXPLAINED_ABSENCE", **given)
    await world.done("li", "answerSuggestion", caseId=case_id, consult=False, reason=MARKER)


async def _recommend(world: World, case_id: str) -> None:
    """A recommendation after a breach that is being written, and recognition."""
    await world.done(
        "li", "giveIncentive",
        caseId=case_id, kind="RECOGNITION", on=world.today.isoformat(), reason=MARKER,
    )  # fmt: skip
    breach = await an_incident(world, case_id, facts=MARKER)
    done = await world.done("li", "startRecommendation", incidentId=breach)
    await world.done(
        "li", "answerBreachQuestion",
        recommendationId=done["recommendationId"], question="WHAT_HAPPENED", answer=MARKER,
    )  # fmt: skip
