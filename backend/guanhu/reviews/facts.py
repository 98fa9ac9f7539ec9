"""What an outcome review is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from guanhu.plans.facts import ConditionSeen, GoalSeen


class ReviewState(StrEnum):
    """Where an outcome review stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


CLOSED = frozenset({ReviewState.SUBMITTED, ReviewState.APPROVED})
"""States in which the record is the one the opinion was given on."""


class OutcomeProposal(StrEnum):
    """What is proposed at the end (P-08). Non-prosecution is the rule (P-10)."""

    NON_PROSECUTION = "non_prosecution"
    PROSECUTION = "prosecution"


DEFAULT_OUTCOME = OutcomeProposal.NON_PROSECUTION
"""Without a ground for revocation the law leaves no other outcome (CPL art. 284(2); P-10)."""


class RatingSubject(StrEnum):
    """What is rated: a chosen condition, a goal, or one of the four statutory duties."""

    CONDITION = "condition"
    GOAL = "goal"
    DUTY = "duty"


class Rating(StrEnum):
    """How something went over the whole period."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class Evaluator(StrEnum):
    """Whose view of the young person is written down."""

    GUARDIAN = "guardian"
    SCHOOL = "school"
    SOCIAL_WORKER = "social_worker"


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the record says, counted. Check-ins are human contact; self-reports stand apart."""

    check_ins_kept: int
    check_ins_late: int
    check_ins_without_contact: int
    check_ins_missed: int
    missed_unreviewed: int
    check_ins_excused: int
    self_reports: int
    modules_assigned: int
    modules_done: int
    conditions_count: int
    goals_count: int
    goals_done: int
    starts_on: date | None
    ends_on: date | None
    announced_on: date | None


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that must be rated; `lineage_id` is the same through all versions of the plan."""

    kind: RatingSubject
    id: UUID
    lineage_id: UUID
    condition: ConditionSeen | None
    goal: GoalSeen | None
    every_days: int


class ToRate(Protocol):
    """As far as a rule asks about a subject."""

    @property
    def kind(self) -> RatingSubject: ...
    @property
    def id(self) -> UUID: ...
    @property
    def lineage_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class RatingSeen:
    """A subject with its rating; both are None while it is missing."""

    subject: Subject
    rating: Rating | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class EvaluationSeen:
    """One view from outside the office."""

    id: UUID
    by: Evaluator
    text: str
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeFeedback:
    """Why an opinion was sent back."""

    by: UUID
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeReviewSeen:
    """An outcome review. Ratings, opinion and feedback are empty for those outside prosecution.

    `final_refusal` is the code of what still stands before the final decision, or None.
    """

    id: UUID
    case_id: UUID
    state: ReviewState
    version: int
    author_id: UUID
    approver_id: UUID | None
    assembled: Assembled
    ratings: tuple[RatingSeen, ...]
    evaluations: tuple[EvaluationSeen, ...]
    proposal: OutcomeProposal | None
    reasons: str | None
    feedback: tuple[OutcomeFeedback, ...]
    final_refusal: str | None

    @property
    def unrated(self) -> list[Subject]:
        """What still has to be rated."""
        return [seen.subject for seen in self.ratings if seen.rating is None]
