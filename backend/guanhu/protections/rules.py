"""When something that protects a minor can be recorded so. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.protections.errors import (
    AssessmentCancelled,
    AssessmentLapsed,
    AssessmentNeedsConsents,
    AssessmentReported,
    ConsentStands,
    ConsentWithdrawn,
    EntrustedToNobody,
    LawyerAlreadyAssigned,
    LegalAidNotNotified,
    NoObjectionToPlea,
    NoReasonForAbsence,
    NothingAsked,
    NothingReported,
    PleaNeedsBoth,
    ReportHasNoTopic,
    RepresentativeNotNotified,
)
from guanhu.protections.facts import (
    AbsenceGround,
    AssessmentFacts,
    AssessmentState,
    Attendee,
    ConsentParty,
    InvestigationFacts,
    InvestigationState,
    Investigator,
    PleaObjector,
    PleaOutcome,
    StandingConsents,
)

WAITS_FOR_REPORT = frozenset({InvestigationState.ASKED, InvestigationState.TO_SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class Attended:
    """What is about to be recorded of one interrogation."""

    on: date
    attendee: Attendee
    notified_on: date | None
    ground: AbsenceGround | None
    has_reason: bool


@dataclass(frozen=True, slots=True)
class Plea:
    """What is about to be recorded of a plea."""

    on: date
    outcome: PleaOutcome
    representative_present: bool
    defender_present: bool
    objector: PleaObjector | None


def refuse_day(field: str, on: date, *, earliest: date, today: date) -> Refusal | None:
    """Say why nothing can have happened on this day, or None."""
    if on > today:
        return DateInFuture(field=field)
    return DateBefore(field=field, earliest=earliest) if on < earliest else None


def refuse_asking(by: Investigator, *, named: bool) -> Refusal | None:
    """Say why an investigation cannot be asked for so, or None (M-02)."""
    return EntrustedToNobody() if named is not (by is Investigator.ENTRUSTED) else None


def refuse_report(
    found: InvestigationFacts, received_on: date, topics: Collection[str], today: date
) -> Refusal | None:
    """Say why a report cannot be recorded, or None (M-02, M-03)."""
    if found.state not in WAITS_FOR_REPORT:
        return NothingAsked()
    earliest = found.reported_on or found.asked_on
    refusal = refuse_day("receivedOn", received_on, earliest=earliest, today=today)
    if refusal is not None:
        return refusal
    return None if topics else ReportHasNoTopic()


def refuse_review(found: InvestigationFacts) -> Refusal | None:
    """Say why there is nothing to review, or None (M-02)."""
    return None if found.state is InvestigationState.REPORTED else NothingReported()


def refuse_waiting(notified_on: date | None, assigned_before: date | None) -> Refusal | None:
    """Say why no lawyer is waited for, or None: the agency was told and has not answered (M-06)."""
    if notified_on is None:
        return LegalAidNotNotified()
    return None if assigned_before is None else LawyerAlreadyAssigned(on=assigned_before)


def refuse_assignment(
    notified_on: date | None, assigned_before: date | None, *, assigned_on: date, today: date
) -> Refusal | None:
    """Say why the agency cannot have assigned a lawyer on this day, or None (M-06)."""
    refusal = refuse_waiting(notified_on, assigned_before)
    if refusal is not None or notified_on is None:
        return refusal
    return refuse_day("assignedOn", assigned_on, earliest=notified_on, today=today)


def refuse_consent(
    standing: StandingConsents,
    party: ConsentParty,
    given_on: date,
    *,
    received_on: date,
    withdrawn_on: date | None,
    today: date,
) -> Refusal | None:
    """Say why a consent to an assessment cannot be recorded so, or None (O-07).

    `withdrawn_on`: the last day on which this party withdrew one; nothing given before it stands.
    """
    before = standing.of(party)
    if before is not None:
        return ConsentStands(on=before)
    earliest = received_on if withdrawn_on is None else max(received_on, withdrawn_on)
    return refuse_day("givenOn", given_on, earliest=earliest, today=today)


def refuse_consent_withdrawal(
    given_on: date, withdrawn_before: date | None, withdrawn_on: date, today: date
) -> Refusal | None:
    """Say why a consent cannot have been withdrawn on this day, or None; no reason is asked for."""
    if withdrawn_before is not None:
        return ConsentWithdrawn(on=withdrawn_before)
    return refuse_day("withdrawnOn", withdrawn_on, earliest=given_on, today=today)


def refuse_without_both(standing: StandingConsents) -> Refusal | None:
    """Say whose consent to an assessment is missing, or None (O-07; PJDL 51(1))."""
    missing = ",".join(party.name for party in standing.missing)
    return AssessmentNeedsConsents(missing=missing) if missing else None


def refuse_assessment(standing: StandingConsents, scheduled_for: date) -> Refusal | None:
    """Say why no assessment can be scheduled for this day, or None (O-07).

    It may lie in the past, where it is recorded late; never before the later of the two consents.
    """
    refusal = refuse_without_both(standing)
    if refusal is not None or standing.minor_on is None or standing.representative_on is None:
        return refusal
    earliest = max(standing.minor_on, standing.representative_on)
    return DateBefore(field="scheduledFor", earliest=earliest) if scheduled_for < earliest else None


def lapses(assessment: AssessmentFacts, withdrawn_on: date) -> bool:
    """Whether an assessment was still to come when a consent was withdrawn (O-07)."""
    to_come = assessment.state is AssessmentState.SCHEDULED
    return to_come and assessment.scheduled_for >= withdrawn_on


def refuse_assessment_report(
    assessment: AssessmentFacts, reported_on: date, today: date
) -> Refusal | None:
    """Say why there can be no such report of an assessment, or None (O-07, M-04)."""
    return _refuse_over(assessment) or refuse_day(
        "reportedOn", reported_on, earliest=assessment.scheduled_for, today=today
    )


def refuse_cancellation(
    assessment: AssessmentFacts, on: date, *, scheduled_on: date, today: date
) -> Refusal | None:
    """Say why an assessment cannot have been cancelled on this day, or None (O-07).

    `scheduled_on`: the day on which it was entered. One that never took place may be cancelled
    after its own day.
    """
    return _refuse_over(assessment) or refuse_day("on", on, earliest=scheduled_on, today=today)


def _refuse_over(assessment: AssessmentFacts) -> Refusal | None:
    if assessment.cancelled_on is not None:
        return AssessmentCancelled(on=assessment.cancelled_on)
    if assessment.lapsed_on is not None:
        return AssessmentLapsed(on=assessment.lapsed_on)
    if assessment.reported_on is not None:
        return AssessmentReported(on=assessment.reported_on)
    return None


def refuse_attendance(attended: Attended, *, born: date, today: date) -> Refusal | None:
    """Say why this cannot be the record of who attended, or None (M-05).

    The legal representative is notified; somebody else attends on one of three grounds, with the
    reason. That nobody attended is recorded too, with the reason, and stays visible.
    """
    if attended.on > today:
        return DateInFuture(field="interrogatedOn")
    if attended.on <= born:
        return InvalidInput([Problem("interrogatedOn", "BEFORE_BIRTH")])
    if attended.notified_on is not None and attended.notified_on > attended.on:
        return InvalidInput([Problem("notifiedOn", "AFTER_THE_END")])
    if attended.attendee is Attendee.LEGAL_REPRESENTATIVE:
        if attended.ground is not None:
            return InvalidInput([Problem("ground", "DOES_NOT_FIT_GROUND")])
        return None
    if attended.ground is None or not attended.has_reason:
        return NoReasonForAbsence()
    if attended.notified_on is None and attended.ground is not AbsenceGround.NOT_REACHABLE:
        return RepresentativeNotNotified()
    return None


def refuse_plea(plea: Plea, *, received_on: date, today: date) -> Refusal | None:
    """Say why a plea cannot stand so, or None (D-11).

    It is signed with the legal representative and the defender present; where one of them objects
    no signature is needed, and leniency is not affected.
    """
    refusal = refuse_day("on", plea.on, earliest=received_on, today=today)
    if refusal is not None:
        return refusal
    if plea.outcome is PleaOutcome.NO_SIGNATURE_NEEDED:
        return None if plea.objector is not None else NoObjectionToPlea()
    if plea.objector is not None:
        return InvalidInput([Problem("objector", "DOES_NOT_FIT_GROUND")])
    return None if plea.representative_present and plea.defender_present else PleaNeedsBoth()
