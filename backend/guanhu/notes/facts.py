"""What is known about a field note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from guanhu.checkins.facts import ConcernLevel, NoContactReason, Present, Topic


class NoteKind(StrEnum):
    """How contact was made or tried. A young person's own report is no note of staff."""

    VISIT = "visit"
    OFFICE = "office"
    SCHOOL = "school"
    PHONE = "phone"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class FieldNoteSeen:
    """One person's part of a note, with what it shares with others of the same contact.

    `happened_at` is when contact was, `entered_at` when it was written down here. Who else was
    part of a group stands in no file but their own.
    """

    id: UUID
    case_id: UUID
    author_id: UUID
    happened_at: datetime
    entered_at: datetime
    how: NoteKind
    of_group: bool
    present: tuple[Present, ...]
    contact_made: bool
    no_contact_reason: NoContactReason | None
    topics: tuple[Topic, ...]
    concern_level: ConcernLevel
    sensitive: bool
    note: str | None
    shared: str | None
    next_step: str | None


@dataclass(frozen=True, slots=True)
class NoteRemarkSeen:
    """A later remark; the note it belongs to stays as it was."""

    id: UUID
    author_id: UUID
    written_at: datetime
    note: str
    concern_level: ConcernLevel
    sensitive: bool


@dataclass(frozen=True, slots=True)
class NoteFollowUpSeen:
    """What the office wants followed up after a note, and what came of it."""

    id: UUID
    request: str
    requested_by: UUID
    requested_at: datetime
    resolution: str | None
    resolved_by: UUID | None
    resolved_at: datetime | None
