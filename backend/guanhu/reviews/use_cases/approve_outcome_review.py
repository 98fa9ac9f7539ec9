"""Approve the opinion and issue the final decision."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.decisions.issuing import issue_final_decision
from guanhu.incidents.repository import IncidentRepository
from guanhu.incidents.rules import period_in
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.reviews.facts import OutcomeProposal, ReviewState
from guanhu.reviews.keeping import ReviewKeeping
from guanhu.reviews.repository import ReviewRepository
from guanhu.reviews.rules import refuse_approval, refuse_closing


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveOutcomeReview:
    """Approve a submitted review; the text is that of the final decision."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    review_id: UUID = item("The outcome review.")
    text: str = words("Text of the final decision.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class ApprovedOutcomeReview:
    """The final decision, the review and its file."""

    decision: UUID
    review: UUID
    case_file: UUID


async def approve_outcome_review(
    database: Database, clock: Clock, actor: Actor, command: ApproveOutcomeReview
) -> ApprovedOutcomeReview:
    """Approve what somebody else submitted, and issue final non-prosecution (P-10).

    Raises `NotPermitted`, `NotVisible`, or the refusals `ReviewNotSubmitted`, `ApproverIsAuthor`,
    `MoveNotAllowed`, and those of the final decision: the victim heard again (P-09), the period
    over by both readings (P-12), no crime under investigation (R-12); `RevocationFirst`,
    `NewCrimeMeansRevocation`, `MissedCrimeMeansRevocation`.
    """
    actor.require(Permission.REVIEW_APPROVE)
    async with begin(database, clock, actor, command, ApprovedOutcomeReview) as work:
        if work.first_answer is not None:
            return work.first_answer
        reviews = ReviewRepository(work)
        file, row = await reviews.lock(command.review_id)
        refusal = refuse_closing(ReviewState(row.state), row.author_id, actor.account_id)
        if refusal is not None:
            raise refusal
        opinion, facts = await reviews.opinion(row.id), milestones(file)
        assert opinion is not None  # noqa: S101 - it was submitted
        refusal = refuse_approval(
            OutcomeProposal(opinion.proposal),
            await IncidentRepository(work).standing(file.id, period_in(facts), facts.rulebook),
        )
        if refusal is not None:
            raise refusal
        decision_id = await issue_final_decision(
            work, file, author_id=row.author_id, text=command.text
        )
        cases = CaseRepository(work)
        cases.act(file, CaseAction.APPROVE_OUTCOME_REVIEW)
        cases.settle(file)
        await ReviewKeeping(work, file).approve(row)
        work.record("reviews.approved", "outcome_review", row.id, case_id=file.id)
        work.record("decisions.final_issued", "decision", decision_id, case_id=file.id)
        return work.answer(
            ApprovedOutcomeReview(decision=decision_id, review=row.id, case_file=file.id)
        )
