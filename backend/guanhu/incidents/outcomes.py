"""What came of an appointment: attended or not, and what is still awaited. Pure.

A worker's outcome is input; what it means for the young person a person finds (S-01). When the days
for evidence are over the outcome reads as unexplained and waits for a person's review: nothing
follows by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.checkins.facts import CheckInKind, CheckInSeen, CheckInStatus
from guanhu.incidents.errors import (
    EvidenceNotPending,
    NotYetHeld,
    OutcomeContradicted,
    OutcomeRetired,
    OutcomeUnknown,
)
from guanhu.incidents.facts import Period
from guanhu.incidents.outcome_table import OutcomeEntry, OutcomeTable
from guanhu.kernel.errors import InvalidInput, Problem, Refusal


class OutcomeAbout(StrEnum):
    """What kind of appointment it was."""

    CHECK_IN = "check_in"
    SESSION = "session"
    """A session of education, counselling or public-interest work."""
    CONDITION = "condition"
    """A duty of a condition of the plan, on its day."""


class OutcomeState(StrEnum):
    """Where an outcome stands on a day; computed, whether or not any job ran."""

    STANDS = "stands"
    AWAITS_EVIDENCE = "awaits_evidence"
    LAPSED = "lapsed"
    """The days for evidence are over; a person has to look."""
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """One outcome with the entry it was recorded under; `settled` is the entry it was found to be.

    `evidence_until` is the last day for evidence.
    """

    id: UUID
    check_in_id: UUID | None
    held_on: date
    entry: OutcomeEntry
    evidence_until: date | None
    settled: OutcomeEntry | None


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """An outcome with its texts."""

    facts: OutcomeFacts
    about: OutcomeAbout
    condition_id: UUID | None
    absence_kind: str | None
    note: str
    recorded_by: UUID
    recorded_at: datetime
    settled_on: date | None
    settled_by: UUID | None
    settlement: str | None
    incident_id: UUID | None


def state_on(outcome: OutcomeFacts, today: date) -> OutcomeState:
    """Where an outcome stands on a day."""
    if outcome.settled is not None:
        return OutcomeState.SETTLED
    if outcome.evidence_until is None:
        return OutcomeState.STANDS
    late = today > outcome.evidence_until
    return OutcomeState.LAPSED if late else OutcomeState.AWAITS_EVIDENCE


def days_left(outcome: OutcomeFacts, today: date) -> int | None:
    """Days left for evidence, today among them not counted; None where none is awaited."""
    if state_on(outcome, today) is not OutcomeState.AWAITS_EVIDENCE:
        return None
    assert outcome.evidence_until is not None  # noqa: S101 - it awaits evidence
    return (outcome.evidence_until - today).days


def reads_as(outcome: OutcomeFacts, table: OutcomeTable, today: date) -> OutcomeEntry:
    """The entry an outcome reads as on a day: lapsed evidence reads as unexplained."""
    if outcome.settled is not None:
        return outcome.settled
    lapses_to = outcome.entry.lapses_to
    if state_on(outcome, today) is OutcomeState.LAPSED and lapses_to is not None:
        return table.find(lapses_to, today) or outcome.entry
    return outcome.entry


def counts(outcome: OutcomeFacts, today: date) -> bool:
    """Whether it counts. Awaited evidence, come or lapsed, says nothing before a person looked."""
    if state_on(outcome, today) in (OutcomeState.AWAITS_EVIDENCE, OutcomeState.LAPSED):
        return False
    return (outcome.settled or outcome.entry).counts


def find_entry(
    table: OutcomeTable, code: str, absence_kind: str | None, today: date
) -> OutcomeEntry | Refusal:
    """The entry offered under a code, or why it cannot be used: unknown, retired, or no such kind.

    A kind of absence goes with the outcomes that have kinds, and is needed there.
    """
    entry = table.find(code, today)
    if entry is None:
        return OutcomeRetired() if code in table.codes() else OutcomeUnknown()
    if not entry.kinds:
        wrong = absence_kind is not None
        return InvalidInput([Problem("absenceKind", "NOT_FOR_THIS_OUTCOME")]) if wrong else entry
    if absence_kind is None:
        return InvalidInput([Problem("absenceKind", "REQUIRED")])
    if entry.kind(absence_kind) is None:
        return InvalidInput([Problem("absenceKind", "UNKNOWN")])
    return entry


def refuse_outcome(
    entry: OutcomeEntry,
    held_on: date,
    *,
    period: Period,
    check_in: CheckInSeen | None,
    today: date,
) -> Refusal | None:
    """Say why an appointment cannot have come out so, or None.

    Nothing has come of an appointment that lies ahead; an outcome agrees with its check-in. A
    self-report is no appointment: it is in addition, and nobody is absent from it (S17).
    """
    if held_on > today:
        return DateInFuture(field="heldOn")
    if held_on < period.decided_on:
        return DateBefore(field="heldOn", earliest=period.decided_on)
    if held_on > period.ends_on:
        return InvalidInput([Problem("heldOn", "AFTER_THE_PERIOD")])
    if check_in is None:
        return None
    if check_in.kind is CheckInKind.SELF_REPORT:
        return InvalidInput([Problem("checkInId", "NOT_AN_APPOINTMENT")])
    if check_in.due_from > today:
        return NotYetHeld(due_from=check_in.due_from)
    if not check_in.due_from <= held_on <= check_in.grace_until:
        return InvalidInput([Problem("heldOn", "OUTSIDE_THE_WINDOW")])
    away = check_in.contact_made is False or (
        check_in.happened_at is None
        and check_in.status in (CheckInStatus.MISSED, CheckInStatus.REVIEWED)
    )
    fits = check_in.contact_made is True if entry.attended else away
    return None if fits else OutcomeContradicted(status=check_in.status)


def refuse_settlement(outcome: OutcomeFacts, found: OutcomeEntry, today: date) -> Refusal | None:
    """Say why awaited evidence cannot be settled so, or None; it is settled once."""
    state = state_on(outcome, today)
    if state not in (OutcomeState.AWAITS_EVIDENCE, OutcomeState.LAPSED):
        return EvidenceNotPending(state=state)
    if found.evidence_days is not None or found.attended:
        return InvalidInput([Problem("outcome", "SETTLES_NOTHING")])
    return None
