"""What is known about a check-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.plans.facts import CheckInKind as CheckInKind  # noqa: PLC0414 - one enum for both rooms


class CheckInStatus(StrEnum):
    """Where a check-in stands on a given day."""

    SCHEDULED = "scheduled"
    DUE = "due"
    RECORDED = "recorded"
    MISSED = "missed"
    REVIEWED = "reviewed"
    EXCUSED = "excused"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


class Present(StrEnum):
    """Who was there beside the person who writes."""

    MINOR = "minor"
    GUARDIAN = "guardian"
    TEACHER = "teacher"
    OTHER = "other"


class Topic(StrEnum):
    """What was talked about."""

    SCHOOL = "school"
    WORK = "work"
    FAMILY = "family"
    FRIENDS = "friends"
    MONEY = "money"
    ONLINE = "online"
    HEALTH = "health"
    CONDITIONS = "conditions"


class NoContactReason(StrEnum):
    """Why nobody was reached."""

    NOT_HOME = "not_home"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    OTHER = "other"


class ConcernLevel(StrEnum):
    """How worried the writer is. It only ever rises (product.md §5)."""

    NONE = "none"
    SOME = "some"
    HIGH = "high"


CONCERN_RANK = {level: rank for rank, level in enumerate(ConcernLevel)}


class MissedReason(StrEnum):
    """Why a check-in was missed, as found at its review."""

    ILLNESS = "illness"
    SCHOOL = "school"
    FAMILY = "family"
    FORGOT = "forgot"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    OTHER = "other"


class AskedBy(StrEnum):
    """Who asked for another date."""

    MINOR = "minor"
    GUARDIAN = "guardian"
    SCHOOL = "school"
    WORKER = "worker"
    OFFICER = "officer"


class ExcuseKind(StrEnum):
    """Why a check-in cannot take place, told in advance."""

    ILLNESS = "illness"
    EXAM = "exam"
    SCHOOL_EVENT = "school_event"
    FAMILY = "family"
    LEAVE = "leave"
    HEARING = "hearing"
    OTHER = "other"


class Mood(StrEnum):
    """How things are: the five faces of the young person's form, from best to worst."""

    GREAT = "great"
    GOOD = "good"
    SO_SO = "so_so"
    LOW = "low"
    BAD = "bad"


class OwnAnswer(StrEnum):
    """How a condition goes, in the young person's own view."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class SelfReportQueue(StrEnum):
    """Where staff find a self-report (S14): each that was asked for lies in exactly one."""

    NEEDS_ATTENTION = "needs_attention"
    """It was given, or missed, and nobody has looked at it."""
    AWAITING = "awaiting"
    """It is asked for, and nothing has been said yet."""
    REVIEWED = "reviewed"


class SelfReportSign(StrEnum):
    """What in a self-report asks for somebody; no finding, and no score (product.md §10)."""

    HELP_WANTED = "help_wanted"
    WANTS_TO_TALK = "wants_to_talk"
    LOW_MOOD = "low_mood"
    CONDITION_NOT_YET = "condition_not_yet"


class ChangeKind(StrEnum):
    """What was done to a check-in beside logging it."""

    REVIEWED = "reviewed"
    REPORT_REVIEWED = "report_reviewed"
    """A self-report was looked at; its reason may be empty."""
    EXCUSED = "excused"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class SelfReportSeen:
    """What a young person said. `questions` are those it was asked with, each with its answer."""

    check_in_id: UUID
    mood: Mood
    help_wanted: bool
    help_with: str | None
    want_to_talk: bool
    proud_of: str | None
    conditions: tuple[tuple[UUID, OwnAnswer], ...]
    questions: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class OwnCheckIn:
    """A self-report as the young person is asked for it."""

    id: UUID
    case_id: UUID
    status: CheckInStatus
    due_from: date
    due_until: date
    grace_until: date
    questions: tuple[str, ...]
    given: SelfReportSeen | None


@dataclass(frozen=True, slots=True)
class QueuedSelfReport:
    """A self-report in the queue it lies in; `given` is None before it is, and when it is hidden.

    `signs` are those of what was said; a review of one with signs says what was done about them.
    """

    check_in: CheckInSeen
    case_number: str
    masked_name: str
    queue: SelfReportQueue
    given: SelfReportSeen | None
    signs: tuple[SelfReportSign, ...]
    review: ChangeSeen | None


@dataclass(frozen=True, slots=True)
class SelfReportQueues:
    """One page of a queue, and how many lie in each of the three."""

    items: tuple[QueuedSelfReport, ...]
    counts: dict[SelfReportQueue, int]


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """Why a check-in was reviewed, excused or moved. Who asked is known of a move only."""

    kind: ChangeKind
    excuse: ExcuseKind | None
    asked_by: AskedBy | None
    reason: str
    sensitive: bool
    made_at: datetime
    made_by: UUID


@dataclass(frozen=True, slots=True)
class RecordSeen:
    """What was found; texts are open, the private addendum is not among them."""

    how: CheckInKind
    present: tuple[Present, ...]
    contact_made: bool
    no_contact_reason: NoContactReason | None
    topics: tuple[Topic, ...]
    concern_level: ConcernLevel
    note: str
    next_step: str | None
    conditions_evidenced: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class MissedReviewSeen:
    """How a missed check-in was looked into."""

    reason: MissedReason
    note: str
    reviewed_on: date
    reviewed_by: UUID


@dataclass(frozen=True, slots=True)
class CheckInSeen:
    """One check-in as staff on the case see it on the day of reading.

    `contact_made` is known also where the record is hidden from the reader (S61); None where
    nobody tried, as with a self-report the young person gave.
    """

    id: UUID
    case_id: UUID
    kind: CheckInKind
    status: CheckInStatus
    due_from: date
    due_until: date
    grace_until: date
    late: bool
    sensitive: bool
    plan_version_id: UUID | None
    happened_at: datetime | None
    contact_made: bool | None
    entered_at: datetime | None
    entered_by: UUID | None
    superseded_by: UUID | None
    record: RecordSeen | None
    review: MissedReviewSeen | None


@dataclass(frozen=True, slots=True)
class RemarkSeen:
    """A later remark on a recorded check-in."""

    id: UUID
    author_id: UUID
    written_at: datetime
    note: str
    concern_level: ConcernLevel
    sensitive: bool


@dataclass(frozen=True, slots=True)
class ToDo:
    """Check-ins of a case that are due, and missed ones that wait for a review.

    `missed_contacts` leaves out self-reports, which no outcome review waits for.
    """

    due: int
    missed: int
    missed_contacts: int


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """Check-ins of one case on one day. Self-reports are counted apart from human contact."""

    kept: int
    kept_late: int
    no_contact: int
    missed: int
    missed_unreviewed: int
    excused: int
    self_reports: int
