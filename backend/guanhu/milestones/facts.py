"""What a milestone review is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class MilestoneState(StrEnum):
    """Where a milestone review stands on a day; computed from dates, never stored."""

    SCHEDULED = "scheduled"
    DUE = "due"
    PAUSED = "paused"
    OVERDUE = "overdue"
    COMPLETED = "completed"
    EXEMPTED = "exempted"
    CANCELLED = "cancelled"


class MilestoneAct(StrEnum):
    """What somebody may do with a milestone review."""

    EVALUATE = "evaluate"
    PAUSE = "pause"
    EXEMPT = "exempt"
    COMPLETE = "complete"


class PauseReason(StrEnum):
    """Why a review waits: a closed list; the days of each are numbers of the rulebook."""

    ILL = "ill"
    NOT_ENGAGED = "not_engaged"
    SYSTEM_DOWN = "system_down"


class MilestoneEvaluator(StrEnum):
    """Whose view is written down."""

    OFFICER = "officer"
    SOCIAL_WORKER = "social_worker"
    GUARDIAN = "guardian"
    SCHOOL = "school"


class Following(StrEnum):
    """What follows from a review: at most a proposal, which takes its own way to a decision."""

    NOTHING = "nothing"
    VARY_PLAN = "vary_plan"
    PROPOSE_SHORTENING = "propose_shortening"
    PROPOSE_EXTENDING = "propose_extending"
    BRING_TO_OUTCOME = "bring_to_outcome"


class Supervised(StrEnum):
    """Whether supervision is live, is over with its period, or ended otherwise."""

    LIVE = "live"
    LAPSED = "lapsed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class MilestoneMarks:
    """The stored facts from which the state follows; days are Asia/Shanghai, limits inclusive."""

    opens_on: date
    due_on: date
    paused_until: date | None = None
    completed: bool = False
    exempted: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """When a review is open. `paused_days` of the time to `due_on` were added by pauses."""

    opens_on: date
    due_on: date
    paused_days: int = 0
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class PauseSeen:
    """One pause: who, why, and the days it gave."""

    reason: PauseReason
    days: int
    paused_on: date
    note: str
    paused_by: UUID


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One evaluation."""

    id: UUID
    by: MilestoneEvaluator
    text: str
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ConclusionSeen:
    """How a review ended: findings and what follows, or, exempted, the reason alone."""

    text: str
    following: Following | None
    missing_because: str | None
    concluded_by: UUID
    concluded_at: datetime


@dataclass(frozen=True, slots=True)
class MilestoneSeen:
    """A milestone review. `number` of `nodes`; `late`: held, or still to be held, after its day.

    `conclusion` is for the prosecution only.
    """

    id: UUID
    case_id: UUID
    number: int
    nodes: int
    state: MilestoneState
    opens_on: date
    due_on: date
    paused_until: date | None
    completed_on: date | None
    late: bool
    pauses: tuple[PauseSeen, ...] = ()
    parts: tuple[PartSeen, ...] = ()
    conclusion: ConclusionSeen | None = None
