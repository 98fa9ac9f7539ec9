"""Give the opinion: propose non-prosecution or prosecution, with reasons, on the whole record."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.incidents.repository import IncidentRepository
from guanhu.incidents.rules import period_in
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database
from guanhu.reviews.facts import OutcomeProposal, ReviewState
from guanhu.reviews.keeping import ReviewKeeping
from guanhu.reviews.repository import ReviewRepository
from guanhu.reviews.rules import Submission, refuse_submission, unrated


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitOutcomeReview:
    """Submit the review with a proposal."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    review_id: UUID = item("The outcome review.")
    expected_version: int = number("Version the caller saw.", at_least=1, at_most=1_000_000)
    proposal: OutcomeProposal = item("What is proposed; non-prosecution is the rule (P-10).")
    reasons: str = words("Reasons.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class SubmittedOutcomeReview:
    """The review and its file."""

    review: UUID
    case_file: UUID


async def submit_outcome_review(
    database: Database, clock: Clock, actor: Actor, command: SubmitOutcomeReview
) -> SubmittedOutcomeReview:
    """Give the opinion after the period has ended by both readings (P-08, P-12).

    Raises `NotPermitted`, `NotVisible`, or the refusals `StaleVersion`, `ReviewNotEditable`,
    `PeriodStillRunning`, `RatingsMissing`, `MissedNotReviewed`, `NoRevocationGround`,
    `NewCrimeMeansRevocation`, `MissedCrimeMeansRevocation`,
    `MoveNotAllowed`.
    """
    actor.require(Permission.REVIEW_WRITE)
    async with begin(database, clock, actor, command, SubmittedOutcomeReview) as work:
        if work.first_answer is not None:
            return work.first_answer
        reviews = ReviewRepository(work)
        file, row = await reviews.lock(command.review_id, command.expected_version)
        facts = milestones(file)
        assembled = await reviews.assemble(file.id, facts)
        refusal = refuse_submission(
            Submission(
                state=ReviewState(row.state),
                ends_on=facts.probation_ends_on,
                today=work.today,
                unrated=unrated(await reviews.subjects(file.id), await reviews.rated(row.id)),
                missed_unreviewed=assembled.missed_unreviewed,
                proposal=command.proposal,
                grounds=await IncidentRepository(work).standing(
                    file.id, period_in(facts), facts.rulebook
                ),
            )
        )
        if refusal is not None:
            raise refusal
        cases = CaseRepository(work)
        cases.act(file, CaseAction.SUBMIT_OUTCOME_REVIEW)
        cases.settle(file)
        await ReviewKeeping(work, file).submit(row, command.proposal, command.reasons, assembled)
        work.record(
            "reviews.submitted", "outcome_review", row.id, case_id=file.id,
            proposal=command.proposal.value,
        )  # fmt: skip
        return work.answer(SubmittedOutcomeReview(review=row.id, case_file=file.id))
