"""What the rules need to know about an entrustment, and what each side of it sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.cases.facts import CaseStatus
from guanhu.checkins.facts import (
    CheckInKind,
    CheckInStatus,
    ConcernLevel,
    NoContactReason,
    Present,
    Topic,
)
from guanhu.plans.facts import ConditionSeen, Texts


class EntrustmentGround(StrEnum):
    """Why another place is asked."""

    DEPARTURE = "departure"
    """An approved departure (S-11)."""
    MOVE = "move"
    """An approved move (S-11)."""
    OUT_OF_TOWN = "out_of_town"
    """The minor's household or residence is elsewhere (S-12)."""


class EntrustmentState(StrEnum):
    """Where an entrustment stands on a day; computed."""

    ASKED = "asked"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    """The first day of assisting lies ahead."""
    ACTIVE = "active"
    ENDED = "ended"


class EntrustmentEnd(StrEnum):
    """How an entrustment ended; computed."""

    ENDED_BY_OWNER = "ended_by_owner"
    TERM_OVER = "term_over"
    SUPERVISION_OVER = "supervision_over"


class Access(StrEnum):
    """What somebody of the asked office sees on a day."""

    NOTHING = "nothing"
    REQUEST = "request"
    PART = "part"


@dataclass(frozen=True, slots=True)
class EntrustmentFacts:
    """One entrustment as far as a rule asks; all days inclusive.

    `to_office` is None for an office outside this system.
    """

    id: UUID
    to_office: UUID | None
    asked_on: date
    answered_on: date | None
    accepted: bool | None
    starts_on: date | None
    until: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A colleague of either office."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """One letter about the result."""

    id: UUID
    sent_on: date
    text: str
    written_by: PersonNamed
    received_on: date | None


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """One contact of the assisting office's own, outside the rhythm of check-ins."""

    id: UUID
    happened_at: datetime
    how: CheckInKind
    present: tuple[Present, ...]
    contact_made: bool
    no_contact_reason: NoContactReason | None
    topics: tuple[Topic, ...]
    concern_level: ConcernLevel
    note: str
    next_step: str | None
    recorded_by: PersonNamed


@dataclass(frozen=True, slots=True)
class EntrustmentSeen:
    """An entrustment with its texts, as the deciding office sees it."""

    facts: EntrustmentFacts
    state: EntrustmentState
    end: EntrustmentEnd | None
    ground: EntrustmentGround
    approved_on: date | None
    why: str
    letter: str
    asked_by: UUID
    office: Texts | None
    outside: str | None
    answer: str | None
    end_reason: str | None
    officer: PersonNamed | None
    worker: PersonNamed | None
    letters: tuple[LetterSeen, ...]
    contacts: tuple[ContactSeen, ...]


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """What the asked office sees, and while it assists goes on seeing: no name but the masked."""

    facts: EntrustmentFacts
    state: EntrustmentState
    case_id: UUID
    owner_id: UUID
    ground: EntrustmentGround
    approved_on: date | None
    masked_name: str
    office: Texts
    officer: PersonNamed | None
    worker: PersonNamed | None


@dataclass(frozen=True, slots=True)
class RequestRead:
    """A request with what it says; shown one at a time, on record (Q-06)."""

    request: RequestSeen
    why: str
    letter: str


@dataclass(frozen=True, slots=True)
class AssistedCheckIn:
    """A check-in that can still be logged, or that the assisting office logged."""

    id: UUID
    kind: CheckInKind
    status: CheckInStatus
    due_from: date
    due_until: date
    grace_until: date
    happened_at: datetime | None
    contact_made: bool | None
    concern_level: ConcernLevel | None
    note: str | None
    next_step: str | None


@dataclass(frozen=True, slots=True)
class AssistedFile:
    """What the assisting office learns of the file itself."""

    status: CaseStatus
    decided_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AssistedCase:
    """The assisting office's part of a case, and nothing else of it."""

    read: RequestRead
    file: AssistedFile
    conditions: tuple[ConditionSeen, ...]
    every_days: int
    check_ins: tuple[AssistedCheckIn, ...]
    contacts: tuple[ContactSeen, ...]
    letters: tuple[LetterSeen, ...]
