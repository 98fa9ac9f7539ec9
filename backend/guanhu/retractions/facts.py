"""What is known about an entry that is, or is to be, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class EntryKind(StrEnum):
    """What is taken back."""

    FIELD_NOTE = "field_note"
    CHECK_IN = "check_in"


class RetractionState(StrEnum):
    """Where the taking back of an entry stands."""

    PROPOSED = "proposed"
    RETRACTED = "retracted"
    MOVED = "moved"
    DECLINED = "declined"


class RestsOn(StrEnum):
    """What was decided with a record before the decider's eyes."""

    INCIDENT = "incident"
    SETTLED_OUTCOME = "settled_outcome"
    CONSULTATION = "consultation"
    OUTCOME_REVIEW = "outcome_review"
    REVOCATION = "revocation"


class KeptText(StrEnum):
    """Which text of an entry it was."""

    NOTE = "note"
    SHARED = "shared"
    NEXT_STEP = "next_step"
    PRIVATE_ADDENDUM = "private_addendum"
    REMARK = "remark"
    FOLLOW_UP = "follow_up"
    RESOLUTION = "resolution"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What decides who may take an entry back."""

    author_id: UUID
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class TextSeen:
    """One text of an entry that was taken back."""

    what: KeptText
    text: str
    author_id: UUID
    written_at: datetime


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """What an entry said: for its writer and the supervisor. `marks` are its codes by name."""

    happened_at: datetime
    marks: dict[str, tuple[str, ...]]
    texts: tuple[TextSeen, ...]


@dataclass(frozen=True, slots=True)
class RetractionSeen:
    """That an entry is to be or was taken back, by whom, when and why.

    `kept` is None for everybody but the writer of the entry and the supervisor; also where the
    entry still stands, or stands in another file.
    """

    id: UUID
    case_id: UUID
    kind: EntryKind
    record_id: UUID
    state: RetractionState
    to_move: bool
    reason: str
    entry_author_id: UUID
    entered_at: datetime
    proposed_by: UUID
    proposed_at: datetime
    settled_by: UUID | None
    settled_at: datetime | None
    decline_reason: str | None
    kept: KeptEntry | None
