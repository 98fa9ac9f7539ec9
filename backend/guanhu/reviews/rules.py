"""When an outcome review can be edited, submitted, returned and approved. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from guanhu.access.roles import Role
from guanhu.cases.facts import Milestones
from guanhu.decisions.facts import FinalFacts, OpinionFacts
from guanhu.decisions.rules import refuse_final_decision
from guanhu.incidents.facts import GroundStanding, IncidentFacts
from guanhu.incidents.rules import grounds, period_in, refuse_non_prosecution
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.law.rulebooks import rulebook
from guanhu.reviews.errors import (
    EvaluationOfAnother,
    MissedNotReviewed,
    NoRevocationGround,
    PeriodStillRunning,
    RatingsMissing,
    ReviewNotEditable,
    ReviewNotSubmitted,
    RevocationFirst,
)
from guanhu.reviews.facts import (
    DEFAULT_OUTCOME,
    Evaluator,
    OutcomeProposal,
    ReviewState,
    Subject,
    ToRate,
)

S = TypeVar("S", bound=ToRate)

EDITABLE = frozenset({ReviewState.DRAFT, ReviewState.RETURNED})


@dataclass(frozen=True, slots=True)
class Submission:
    """What stands when somebody submits. `ends_on` is the later reading of the period's end.

    `grounds` are those for revocation that stand on established incidents (R-01 to R-04).
    """

    state: ReviewState
    ends_on: date | None
    today: date
    unrated: Sequence[Subject]
    missed_unreviewed: int
    proposal: OutcomeProposal
    grounds: Sequence[GroundStanding]


def refuse_edit(state: ReviewState) -> Refusal | None:
    """Say why a review cannot be edited, or None."""
    return None if state in EDITABLE else ReviewNotEditable(state=state)


def refuse_submission(facts: Submission) -> Refusal | None:
    """Say why the opinion cannot be given, or None (P-08, P-10, P-12)."""
    refusal = refuse_edit(facts.state)
    if refusal is not None:
        return refusal
    if facts.ends_on is not None and facts.today <= facts.ends_on:
        return PeriodStillRunning(ends_on=facts.ends_on)
    if facts.unrated:
        return RatingsMissing(count=len(facts.unrated), missing=listed(facts.unrated))
    if facts.missed_unreviewed:
        return MissedNotReviewed(count=facts.missed_unreviewed)
    return refuse_proposal(facts.proposal, facts.grounds)


def refuse_proposal(proposal: OutcomeProposal, grounds: Sequence[GroundStanding]) -> Refusal | None:
    """Prosecution needs a ground for revocation; without one the law leaves no choice (P-10).

    Nor does it with a crime that is established: then it is prosecution (R-01, R-02).
    """
    if proposal is OutcomeProposal.PROSECUTION and not grounds:
        return NoRevocationGround()
    return refuse_non_prosecution(grounds) if proposal is DEFAULT_OUTCOME else None


def refuse_approval(
    proposal: OutcomeProposal, standing: Sequence[GroundStanding]
) -> Refusal | None:
    """Say why what was proposed cannot become the final decision, or None.

    Prosecution comes by revocation with its hearing (R-08); and non-prosecution is barred while a
    ground stands that leaves no choice (R-01, R-02).
    """
    if proposal is OutcomeProposal.PROSECUTION:
        return RevocationFirst()
    return refuse_non_prosecution(standing)


def refuse_ending(
    dates: Milestones,
    opinions: tuple[OpinionFacts, ...],
    incidents: Iterable[IncidentFacts],
    today: date,
) -> Refusal | None:
    """Say what still stands before the final decision (P-09, P-12, R-01, R-02, R-12), or None."""
    period = period_in(dates)
    repeated = rulebook(dates.rulebook).repeated_breach.value
    return refuse_final_decision(
        FinalFacts(dates.probation_ends_on, dates.has_victim, opinions, today, dates.held_since)
    ) or refuse_non_prosecution(() if period is None else grounds(incidents, period, repeated))


def refuse_closing(state: ReviewState, author_id: UUID, actor_id: UUID) -> Refusal | None:
    """Say why the actor cannot return or approve a review, or None."""
    if state is not ReviewState.SUBMITTED:
        return ReviewNotSubmitted(state=state)
    if author_id == actor_id:
        return ApproverIsAuthor()
    return None


def refuse_evaluation(by: Evaluator, role: Role | None) -> Refusal | None:
    """A social worker speaks for social work; an officer writes down whatever was heard."""
    if role is Role.SOCIAL_WORKER and by is not Evaluator.SOCIAL_WORKER:
        return EvaluationOfAnother(by=by)
    return None


def unrated(subjects: Sequence[S], rated: Collection[tuple[str, UUID]]) -> list[S]:
    """The subjects without a rating; `rated` holds pairs of kind and lineage."""
    return [each for each in subjects if (each.kind.value, each.lineage_id) not in rated]


def listed(subjects: Sequence[ToRate]) -> str:
    """Subjects as one fact: ``CONDITION:<id>, GOAL:<id>``."""
    return ", ".join(f"{subject.kind.name}:{subject.id}" for subject in subjects)
