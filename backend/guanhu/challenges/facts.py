"""What the rules need to know about challenges of a decision and its quashing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.decisions.facts import ProposalState
from guanhu.law.due import ComplaintRoute


class ChallengeKind(StrEnum):
    """Who challenges, and before whom."""

    RECONSIDERATION = "reconsideration"
    POLICE_REVIEW = "police_review"
    COMPLAINT = "complaint"


class PoliceLevel(StrEnum):
    """Whom the police ask: this office to reconsider, or the next-higher to review (D-12)."""

    RECONSIDERATION = "reconsideration"
    REVIEW = "review"


class Complainant(StrEnum):
    """Who complains: the victim (D-14), or the minor of a relative non-prosecution (D-17)."""

    VICTIM = "victim"
    MINOR = "minor"


class ChallengeState(StrEnum):
    """Where a challenge stands; it lapses when its decision is quashed without an answer."""

    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"

    @classmethod
    def standing(cls, answered_on: object, lapsed_on: object) -> ChallengeState:
        """Where a challenge with these days stands; None is a day that has not come."""
        if answered_on is not None:
            return cls.ANSWERED
        return cls.OPEN if lapsed_on is None else cls.LAPSED


class ChallengeOutcome(StrEnum):
    """What the examination came to: the decision is right, or wrong and to be quashed (D-18)."""

    MAINTAINED = "maintained"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class ChallengeFacts:
    """One challenge as far as a rule asks."""

    id: UUID
    decision_id: UUID
    kind: ChallengeKind
    state: ChallengeState
    made_on: date
    received_on: date
    reviewer_id: UUID | None
    is_complex: bool
    answered_on: date | None
    outcome: ChallengeOutcome | None
    answer_received_on: date | None
    by: Complainant | None = None
    """Who complains; None of the police."""


@dataclass(frozen=True, slots=True)
class ChallengeSeen:
    """One challenge with its texts.

    `last_day`: until when it could be made; None where the receipt from which it counts is not on
    record, or no limit is known. `late` is told, never hidden. `route`: who examines a complaint.
    """

    facts: ChallengeFacts
    last_day: date | None
    late: bool
    route: ComplaintRoute | None
    grounds: str
    complex_because: str | None
    complainant: Complainant | None
    answer: str | None
    assigned_by: UUID | None
    answered_by: UUID | None
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class QuashingSeen:
    """One proposal to quash, with the exchange about it."""

    id: UUID
    decision_id: UUID
    reasons: str
    state: ProposalState
    author_id: UUID
    proposed_at: datetime
    approver_id: UUID | None
    closed_at: datetime | None
    feedback: str | None


@dataclass(frozen=True, slots=True)
class CaseChallenges:
    """What the prosecution sees of one case, oldest first."""

    challenges: tuple[ChallengeSeen, ...]
    quashings: tuple[QuashingSeen, ...]
