"""Leaving the city or county, or moving home: what is asked, and what is missing for it. Pure.

The inspecting organ approves first (O-03); while bail lasts the police approve beside it (O-11).
There is no least duration: one day away needs the approval too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.facts import Milestones
from guanhu.checkins.facts import CheckInKind, CheckInStatus
from guanhu.incidents.facts import Period
from guanhu.incidents.leave_errors import (
    AbsenceOnRecord,
    AbsenceWasApproved,
    LeaveDecided,
    LeaveNotApproved,
    LeaveNotBegun,
    LeaveNotNeeded,
    LeaveOver,
    LeaveOverlaps,
    NoBailThen,
    NothingToReturnFrom,
    NotPriorApproval,
)
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.law.deadlines import DeadlineKind


class LeaveKind(StrEnum):
    """What is asked for (O-03)."""

    LEAVE = "leave"
    """To leave the city or county of residence and come back."""
    MOVE = "move"
    """To move home."""


class LeaveAsker(StrEnum):
    """Who asks."""

    MINOR = "minor"
    GUARDIAN = "guardian"
    WORKER = "worker"


class LeaveStepKind(StrEnum):
    """What happened to a request."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    POLICE_APPROVED = "police_approved"
    POLICE_REFUSED = "police_refused"
    RETURNED = "returned"
    NOT_TAKEN = "not_taken"


class LeaveState(StrEnum):
    """Where a request stands on a day; computed, whether or not any job ran."""

    ASKED = "asked"
    LAPSED = "lapsed"
    """Not decided before its first day: the approval has to come first (O-03)."""
    APPROVED = "approved"
    REFUSED = "refused"
    POLICE_REFUSED = "police_refused"
    WITHDRAWN = "withdrawn"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"
    """The day of return is over and no return is on record."""
    RETURNED = "returned"
    RETURNED_LATE = "returned_late"
    NOT_TAKEN = "not_taken"


class Approver(StrEnum):
    """Whose approval a departure or move needs."""

    PROCURATORATE = "procuratorate"
    POLICE = "police"
    """While bail lasts (O-11)."""


OPEN: Final = frozenset(
    {LeaveState.ASKED, LeaveState.APPROVED, LeaveState.UNDER_WAY, LeaveState.OVERDUE}
)
"""States in which a request takes its days, so that no other may be asked for them."""

IN_PERSON: Final = frozenset({CheckInKind.VISIT, CheckInKind.OFFICE, CheckInKind.SCHOOL})
TO_COME: Final = frozenset({CheckInStatus.SCHEDULED, CheckInStatus.DUE})


@dataclass(frozen=True, slots=True)
class Meeting:
    """A check-in as far as a leave can be in its way; its window, first and last day."""

    id: UUID
    kind: CheckInKind
    status: CheckInStatus
    due_from: date
    due_until: date


@dataclass(frozen=True, slots=True)
class LeaveStep:
    """One step of a request and the day it happened on."""

    kind: LeaveStepKind
    on: date


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """One request; `until` is the day of return and None for a move. Steps oldest first.

    `bail`: bail holds on some day of it.
    """

    id: UUID
    kind: LeaveKind
    from_on: date
    until: date | None
    asked_by: UUID
    steps: tuple[LeaveStep, ...]
    bail: bool

    def step(self, *kinds: LeaveStepKind) -> LeaveStep | None:
        """The latest step of these kinds."""
        return next((one for one in reversed(self.steps) if one.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class LeaveSeen:
    """A request with its texts; those a reader may not see are None."""

    facts: LeaveFacts
    case_id: UUID
    asker: LeaveAsker
    asked_at: datetime
    place: str | None
    reason: str | None
    company: str | None
    steps: tuple[LeaveStepSeen, ...]


@dataclass(frozen=True, slots=True)
class LeaveStepSeen:
    """A step with its note."""

    step: LeaveStep
    note: str | None
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """Days away from the city or county that somebody wrote down; without `until`, one day."""

    id: UUID
    from_on: date
    until: date


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """An absence with its note, and the incident somebody reported from it."""

    facts: AbsenceFacts
    leave_id: UUID | None
    known_on: date
    note: str
    recorded_by: UUID
    recorded_at: datetime
    incident_id: UUID | None


S = LeaveStepKind


def on_bail(dates: Milestones, from_on: date, until: date | None) -> bool:
    """Whether bail holds on some day from `from_on` on (O-11); for a move, on the day itself."""
    last = from_on if until is None else until
    return any(
        clock.what is DeadlineKind.BAIL_END
        and clock.starts_on <= last
        and (clock.done_on is None or clock.done_on > from_on)
        for clock in dates.clocks
    )


def missing(leave: LeaveFacts) -> tuple[Approver, ...]:
    """Whose approval is not there: the own one (O-03), and the police's while on bail (O-11)."""
    lacking = []
    if leave.step(S.APPROVED) is None:
        lacking.append(Approver.PROCURATORATE)
    if leave.bail and not _granted(leave):
        lacking.append(Approver.POLICE)
    return tuple(lacking)


def _granted(leave: LeaveFacts) -> bool:
    police = leave.step(S.POLICE_APPROVED, S.POLICE_REFUSED)
    return police is not None and police.kind is S.POLICE_APPROVED


def state_on(leave: LeaveFacts, today: date) -> LeaveState:
    """Where a request stands on a day (O-03, O-11)."""
    ended = leave.step(S.WITHDRAWN, S.REFUSED, S.NOT_TAKEN, S.RETURNED)
    if ended is not None:
        late = ended.kind is S.RETURNED and leave.until is not None and ended.on > leave.until
        return LeaveState.RETURNED_LATE if late else LeaveState(ended.kind.value)
    if leave.step(S.APPROVED) is None:
        return LeaveState.LAPSED if today > leave.from_on else LeaveState.ASKED
    police = leave.step(S.POLICE_APPROVED, S.POLICE_REFUSED)
    if leave.bail and police is not None and police.kind is S.POLICE_REFUSED:
        return LeaveState.POLICE_REFUSED
    if leave.until is None or today < leave.from_on:
        return LeaveState.APPROVED
    if today > leave.until:
        return LeaveState.OVERDUE
    return LeaveState.APPROVED if missing(leave) else LeaveState.UNDER_WAY


def refuse_ask(
    kind: LeaveKind,
    from_on: date,
    until: date | None,
    *,
    period: Period,
    others: Iterable[LeaveFacts],
    today: date,
) -> Refusal | None:
    """Say why this cannot be asked for, or None (O-03).

    The approval comes first, so it is asked for a day to come; after the period nobody has to ask.
    Two open requests never take the same day, and only one move is to come: one whose day is over
    was made, so it stands in the way of no other.
    """
    if kind is LeaveKind.LEAVE and until is None:
        return InvalidInput([Problem("until", "REQUIRED")])
    if kind is LeaveKind.MOVE and until is not None:
        return InvalidInput([Problem("until", "NOT_FOR_A_MOVE")])
    if from_on < today:
        return DateBefore(field="fromOn", earliest=today)
    if until is not None and until < from_on:
        return DateBefore(field="until", earliest=from_on)
    if from_on > period.ends_on:
        return LeaveNotNeeded(field="fromOn", ended_on=period.ends_on)
    last = from_on if until is None else until
    for other in others:
        if other.kind is not kind or state_on(other, today) not in OPEN:
            continue
        other_last = other.from_on if other.until is None else other.until
        moves = kind is LeaveKind.MOVE and other.from_on >= today
        if moves or (from_on <= other_last and other.from_on <= last):
            return LeaveOverlaps(field="fromOn", from_on=other.from_on, until=other.until)
    return None


def refuse_withdrawal(leave: LeaveFacts, today: date) -> Refusal | None:
    """Say that a request is past being taken back, or None: only what waits for its decision."""
    state = state_on(leave, today)
    return None if state is LeaveState.ASKED else LeaveDecided(state=state)


def refuse_decision(leave: LeaveFacts, *, approved: bool, today: date) -> Refusal | None:
    """Say why a request cannot be decided so, or None; an approval comes first (O-03)."""
    state = state_on(leave, today)
    if state is LeaveState.LAPSED and approved:
        return NotPriorApproval(from_on=leave.from_on)
    waits = state in (LeaveState.ASKED, LeaveState.LAPSED)
    return None if waits else LeaveDecided(state=state)


def refuse_police(
    leave: LeaveFacts, decided_on: date, *, granted: bool, asked_on: date, today: date
) -> Refusal | None:
    """Say why the police's answer cannot be kept so, or None (O-11)."""
    if not leave.bail:
        return NoBailThen(from_on=leave.from_on, until=leave.until)
    if decided_on > today:
        return DateInFuture(field="decidedOn")
    if decided_on < asked_on:
        return DateBefore(field="decidedOn", earliest=asked_on)
    if granted and decided_on > leave.from_on:
        return NotPriorApproval(from_on=leave.from_on)
    ended = leave.step(S.WITHDRAWN, S.REFUSED, S.NOT_TAKEN, S.RETURNED)
    return None if ended is None else LeaveOver(state=state_on(leave, today))


def refuse_return(leave: LeaveFacts, returned_on: date | None, today: date) -> Refusal | None:
    """Say why nobody came back so, or None; `returned_on` None: the trip was not made."""
    if leave.kind is LeaveKind.MOVE and returned_on is not None:
        return NothingToReturnFrom()
    if leave.step(S.APPROVED) is None:
        return LeaveNotApproved()
    ended = leave.step(S.WITHDRAWN, S.NOT_TAKEN, S.RETURNED)
    if ended is not None:
        return LeaveOver(state=state_on(leave, today))
    if returned_on is None:
        return None
    if returned_on > today:
        return DateInFuture(field="returnedOn")
    if today < leave.from_on:
        return LeaveNotBegun(from_on=leave.from_on)
    if returned_on < leave.from_on:
        return DateBefore(field="returnedOn", earliest=leave.from_on)
    return None


def covered(leaves: Iterable[LeaveFacts], from_on: date, until: date) -> LeaveFacts | None:
    """The approved request, with nothing missing, that covers these days; a move none."""
    return next(
        (
            one
            for one in leaves
            if one.until is not None
            and one.step(S.WITHDRAWN, S.REFUSED, S.NOT_TAKEN) is None
            and not missing(one)
            and one.from_on <= from_on
            and until <= one.until
        ),
        None,
    )


def refuse_absence(
    from_on: date,
    until: date,
    known_on: date,
    *,
    period: Period,
    leaves: Sequence[LeaveFacts],
    kept: Iterable[AbsenceFacts] = (),
    today: date,
) -> Refusal | None:
    """Say why this is no absence without approval, or None (O-03).

    It lies in the period, and no approved leave with every approval it needs covers it (O-11). Each
    day is on record once: `kept` are the absences of the case, so that none becomes two breaches.
    """
    for name, day in (("fromOn", from_on), ("until", until), ("knownOn", known_on)):
        if day > today:
            return DateInFuture(field=name)
    if from_on < period.decided_on:
        return DateBefore(field="fromOn", earliest=period.decided_on)
    if until < from_on:
        return DateBefore(field="until", earliest=from_on)
    if known_on < from_on:
        return DateBefore(field="knownOn", earliest=from_on)
    if from_on > period.ends_on:
        return LeaveNotNeeded(field="fromOn", ended_on=period.ends_on)
    leave = covered(leaves, from_on, until)
    if leave is not None:
        return AbsenceWasApproved(from_on=leave.from_on, until=leave.until)
    known = next((one for one in kept if from_on <= one.until and one.from_on <= until), None)
    return None if known is None else AbsenceOnRecord(from_on=known.from_on, until=known.until)


def in_the_way(leave: LeaveFacts, check_ins: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Check-ins face to face, still to come, whose window meets the days away: a warning."""
    if leave.until is None:
        return ()
    return tuple(
        one
        for one in check_ins
        if one.kind in IN_PERSON
        and one.status in TO_COME
        and one.due_from <= leave.until
        and leave.from_on <= one.due_until
    )
