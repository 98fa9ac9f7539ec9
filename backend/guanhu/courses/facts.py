"""What the rules and the other rooms need to know about learning in person and elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.education.facts import SessionMode


class PlaceStatus(StrEnum):
    """Where a young person's place in a session stands."""

    PLANNED = "planned"
    ATTENDED = "attended"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is learned: a module in one version, or a topic of the office's own."""

    module_code: str | None
    module_version: int | None
    topic: str | None


@dataclass(frozen=True, slots=True)
class Credited:
    """What came of it for the plan: minutes of one condition, or 0 with the reason why none."""

    condition_id: UUID | None
    minutes: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """One young person's place in one session; families read it without notes."""

    id: UUID
    case_id: UUID
    session_id: UUID
    subject: Subject
    starts_at: datetime
    planned_minutes: int
    venue: str
    leader: str
    of_group: bool
    catch_up_of: UUID | None
    status: PlaceStatus
    minutes: int | None
    planned_by: UUID
    planned_at: datetime
    recorded_by: UUID | None
    recorded_at: datetime | None
    cancel_reason: str | None


@dataclass(frozen=True, slots=True)
class SessionNoteSeen:
    """What was noted about one young person, at the session or later."""

    id: UUID
    place_id: UUID
    note: str
    author_id: UUID
    written_at: datetime


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """Learning that happened: how long, and what is credited for it (None while undecided).

    With `assignment_id` it completed that assignment, and the credit stands there.
    """

    id: UUID
    case_id: UUID
    how: SessionMode
    subject: Subject
    learned_on: date
    minutes: int
    place_id: UUID | None
    assignment_id: UUID | None
    provider: str | None
    credited: Credited | None
    note: str | None
    recorded_by: UUID
    recorded_at: datetime
    credited_by: UUID | None
    credited_on: date | None


@dataclass(frozen=True, slots=True)
class LearnerSeen:
    """Whose file it is, as a list shows them (Q-10)."""

    case_id: UUID
    case_number: str
    masked_name: str


@dataclass(frozen=True, slots=True)
class CoOffenders:
    """Two linked files in one session (N06): one that is seen, and the other or how many hidden.

    `other_case_id` is None where the others are colleagues' files, of which nothing else is told.
    """

    case_id: UUID
    other_case_id: UUID | None
    other_case_number: str | None
    files: int = 1


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes learned by kind, and how many of all of them were credited to a condition."""

    online: int = 0
    in_person: int = 0
    outside: int = 0
    credited: int = 0

    @property
    def total(self) -> int:
        return self.online + self.in_person + self.outside


@dataclass(frozen=True, slots=True)
class LearnerTotal:
    """What one young person learned in a period; who learned nothing stands there with zero."""

    learner: LearnerSeen
    minutes: Minutes
