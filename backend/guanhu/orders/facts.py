"""What the rules need to know about orders to guardians, their duties, and recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.decisions.facts import ServiceMode


class OrderKind(StrEnum):
    """What is asked of a guardian."""

    GUARDIANSHIP = "guardianship"
    """An order urging guardianship, 督促监护令 (S-10)."""
    FAMILY_EDUCATION = "family_education"
    """An order to accept family-education guidance (S-08)."""
    ADMONITION = "admonition"
    """An admonition alone (S-08)."""


class OrderState(StrEnum):
    """Where an order stands."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ISSUED = "issued"
    SERVED = "served"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class OrderEnd(StrEnum):
    """How an order ends."""

    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class OrderEffect(StrEnum):
    """What a check of the effect found (S-10)."""

    IMPROVED = "improved"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class DutyState(StrEnum):
    """Where a guardian's duty stands; lateness is computed."""

    OPEN = "open"
    LATE = "late"
    CONFIRMED = "confirmed"
    LAPSED = "lapsed"
    """Its order ended before it was done."""


class RecommendationState(StrEnum):
    """Where a recommendation stands; lateness is computed."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SENT = "sent"
    ANSWERED = "answered"


class OrderWarningKind(StrEnum):
    """What is said beside an order and bars nothing."""

    COURSE_LONGER_THAN_LOCAL = "course_longer_than_local"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Sessions a month, minutes each at least, and the last day of the order."""

    per_month: int
    minutes: int
    until: date


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session as far as a rule asks."""

    held_on: date
    minutes: int
    present: bool


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order as far as a rule asks. `rhythm` is None but for guidance."""

    id: UUID
    kind: OrderKind
    state: OrderState
    author_id: UUID
    guardian_id: UUID
    issued_on: date | None
    served_on: date | None
    ended_on: date | None
    until: date | None
    rhythm: Rhythm | None


class DutyWord(StrEnum):
    """What is said of a duty: by its guardian the first two, by staff the last."""

    DONE = "done"
    HELP_WANTED = "help_wanted"
    HELP_GIVEN = "help_given"


@dataclass(frozen=True, slots=True)
class DutyReport:
    """One word about a duty with its day."""

    id: UUID
    word: DutyWord
    happened_on: date
    note: str | None
    said_by: UUID


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """One duty as far as a rule asks; `closed` is None while it is open."""

    id: UUID
    due_on: date
    closed: DutyState | None

    def state_on(self, today: date) -> DutyState:
        """Where it stands on a day."""
        if self.closed is not None:
            return self.closed
        return DutyState.LATE if today > self.due_on else DutyState.OPEN


@dataclass(frozen=True, slots=True)
class RecommendationFacts:
    """One recommendation as far as a rule asks."""

    id: UUID
    state: RecommendationState
    author_id: UUID
    approved_on: date | None
    sent_on: date | None
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """One session with who wrote it down."""

    id: UUID
    order_id: UUID
    facts: SessionFacts
    note: str | None
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """One check of an order's effect."""

    id: UUID
    order_id: UUID
    checked_on: date
    effect: OrderEffect
    note: str
    checked_by: UUID


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """An order with its texts; `feedback` and `end_reason` are None outside the prosecution."""

    facts: OrderFacts
    case_id: UUID
    deficits: str
    required: str
    checking: str | None
    consequence: str | None
    proposed_at: datetime
    approver_id: UUID | None
    feedback: str | None
    served_mode: ServiceMode | None
    end_reason: str | None
    next_session_on: date | None


@dataclass(frozen=True, slots=True)
class DutySeen:
    """A duty with its texts."""

    facts: DutyFacts
    case_id: UUID
    order_id: UUID
    guardian_id: UUID
    task: str
    guide: str
    help_offered: str | None
    given_on: date
    closed_on: date | None
    confirmed_by: UUID | None
    confirmation: str | None
    kind: str | None = None
    reports: tuple[DutyReport, ...] = ()


@dataclass(frozen=True, slots=True)
class UndertakingSeen:
    """What a guardian undertook (S-02)."""

    id: UUID
    guardian_id: UUID
    given_on: date
    text: str
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class RecommendationSeen:
    """A recommendation with its texts."""

    facts: RecommendationFacts
    unit: str
    failed: str
    asked: str
    proposed_at: datetime
    approver_id: UUID | None
    feedback: str | None
    due_on: date | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class CaseOrders:
    """What a reader may see of one case, oldest first."""

    orders: tuple[OrderSeen, ...]
    sessions: tuple[SessionSeen, ...]
    checks: tuple[CheckSeen, ...]
    duties: tuple[DutySeen, ...]
    undertakings: tuple[UndertakingSeen, ...]
    recommendations: tuple[RecommendationSeen, ...]


@dataclass(frozen=True, slots=True)
class FamilyDuty:
    """What a guardian sees: one duty, or the next session of an order (`text` is then None)."""

    id: UUID
    task: str | None
    guide: str | None
    help_offered: str | None
    minutes: int | None
    due_on: date
    state: DutyState
    kind: str | None = None
    reports: tuple[DutyReport, ...] = ()
