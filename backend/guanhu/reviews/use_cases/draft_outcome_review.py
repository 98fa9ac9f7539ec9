"""Begin the outcome review of a file; what the record says is assembled from then on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.reviews.errors import OutcomeReviewExists
from guanhu.reviews.keeping import ReviewKeeping
from guanhu.reviews.repository import ReviewRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOutcomeReview:
    """Begin the outcome review of a file."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")


@dataclass(frozen=True, slots=True)
class DraftedOutcomeReview:
    """The review."""

    review: UUID


async def draft_outcome_review(
    database: Database, clock: Clock, actor: Actor, command: DraftOutcomeReview
) -> DraftedOutcomeReview:
    """Begin the one outcome review of a file, during the period or after it.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OutcomeReviewExists`.
    """
    actor.require(Permission.REVIEW_WRITE)
    async with begin(database, clock, actor, command, DraftedOutcomeReview) as work:
        if work.first_answer is not None:
            return work.first_answer
        file = await CaseRepository(work).lock(command.case_id)
        move(status_on(milestones(file), work.today), CaseAction.DRAFT_OUTCOME_REVIEW)
        known = await ReviewRepository(work).find(file.id)
        if known is not None:
            raise OutcomeReviewExists(review_id=known.id)
        review_id = await ReviewKeeping(work, file).begin()
        file.outcome_drafted_on = work.today
        work.record("reviews.drafted", "outcome_review", review_id, case_id=file.id)
        return work.answer(DraftedOutcomeReview(review=review_id))
