"""When something that protects a minor can be recorded so. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.protections.errors import (
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
    Attendee,
    InvestigationFacts,
    InvestigationState,
    Investigator,
    PleaObjector,
    PleaOutcome,
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
