"""Send an opinion back with feedback."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.reviews.facts import ReviewState
from guanhu.reviews.keeping import ReviewKeeping
from guanhu.reviews.repository import ReviewRepository
from guanhu.reviews.rules import refuse_closing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnOutcomeReview:
    """Return a submitted review to its author."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    review_id: UUID = item("The outcome review.")
    feedback: str = words("What is missing or wrong.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedOutcomeReview:
    """The review and its file."""

    review: UUID
    case_file: UUID


async def return_outcome_review(
    database: Database, clock: Clock, actor: Actor, command: ReturnOutcomeReview
) -> ReturnedOutcomeReview:
    """Return a review somebody else submitted; the feedback is kept.

    Raises `NotPermitted`, `NotVisible`, or the refusals `ReviewNotSubmitted`, `ApproverIsAuthor`,
    `MoveNotAllowed`.
    """
    actor.require(Permission.REVIEW_APPROVE)
    async with begin(database, clock, actor, command, ReturnedOutcomeReview) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, row = await ReviewRepository(work).lock(command.review_id)
        refusal = refuse_closing(ReviewState(row.state), row.author_id, actor.account_id)
        if refusal is not None:
            raise refusal
        cases = CaseRepository(work)
        cases.act(file, CaseAction.RETURN_OUTCOME_REVIEW)
        cases.settle(file)
        await ReviewKeeping(work, file).send_back(row, command.feedback)
        work.record("reviews.returned", "outcome_review", row.id, case_id=file.id)
        return work.answer(ReturnedOutcomeReview(review=row.id, case_file=file.id))
