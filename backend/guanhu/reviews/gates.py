"""Why the outcome review cannot be begun, submitted, returned or approved now. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.reviews.errors import (
    MissedNotReviewed,
    NoOutcomeReview,
    OutcomeReviewExists,
    RatingsMissing,
    RevocationFirst,
)
from guanhu.reviews.facts import CLOSED, OutcomeProposal, RatingSubject, ReviewState
from guanhu.reviews.rules import listed, unrated

Gate = tuple[CaseAction, Refusal | None]


@dataclass(frozen=True, slots=True)
class Rateable:
    """A condition, duty or goal that must be rated, as far as a gate asks."""

    kind: RatingSubject
    id: UUID
    lineage_id: UUID


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """An outcome review. `missed_then` are the unreviewed check-ins its opinion was given on."""

    id: UUID
    state: ReviewState
    author_id: UUID
    proposal: OutcomeProposal | None
    missed_then: int | None
    subjects: tuple[Rateable, ...]
    rated: frozenset[tuple[str, UUID]]


def reasons(
    review: ReviewStanding | None, missed_now: int, final: Refusal | None, actor_id: UUID
) -> Iterator[Gate]:
    """Each action with the reason that bars it; None where nothing does.

    `missed_now`: unreviewed missed check-ins of today. `final`: what stands before the final
    decision. A later reason for the same action replaces an earlier one.
    """
    if review is None:
        yield CaseAction.SUBMIT_OUTCOME_REVIEW, NoOutcomeReview()
        yield CaseAction.RETURN_OUTCOME_REVIEW, NoOutcomeReview()
        yield CaseAction.APPROVE_OUTCOME_REVIEW, NoOutcomeReview()
        return
    yield CaseAction.DRAFT_OUTCOME_REVIEW, OutcomeReviewExists(review_id=review.id)
    yield CaseAction.SUBMIT_OUTCOME_REVIEW, _refuse_submission(review, missed_now)
    if final is not None and review.state is not ReviewState.APPROVED:
        yield CaseAction.APPROVE_OUTCOME_REVIEW, type(final)()
    if review.proposal is OutcomeProposal.PROSECUTION:
        yield CaseAction.APPROVE_OUTCOME_REVIEW, RevocationFirst()
    if review.author_id == actor_id:
        yield CaseAction.RETURN_OUTCOME_REVIEW, ApproverIsAuthor()
        yield CaseAction.APPROVE_OUTCOME_REVIEW, ApproverIsAuthor()


def _refuse_submission(review: ReviewStanding, missed_now: int) -> Refusal | None:
    missing = unrated(review.subjects, review.rated)
    if missing:
        return RatingsMissing(count=len(missing), missing=listed(missing))
    # The approver reads the record the opinion was given on.
    stands = review.state in CLOSED and review.missed_then is not None
    missed = review.missed_then if stands else missed_now
    return MissedNotReviewed(count=missed) if missed else None
