"""SQL that writes outcome reviews inside one command; file and review are locked by then."""

from __future__ import annotations

import dataclasses
from uuid import UUID

import orjson
from sqlalchemy import func, select

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.kernel.ids import new_id
from guanhu.reviews.facts import (
    Assembled,
    Evaluator,
    OutcomeProposal,
    Rating,
    RatingSubject,
    ReviewState,
)
from guanhu.reviews.tables import (
    OutcomeEvaluationRow,
    OutcomeFeedbackRow,
    OutcomeOpinionRow,
    OutcomeRatingRow,
    OutcomeReviewRow,
)


class ReviewKeeping:
    """Writes for one case file."""

    def __init__(self, look: Look, file: CaseFileRow) -> None:
        self._look = look
        self._session = look.session
        self._file = file

    async def begin(self) -> UUID:
        """Begin the review of the file; answers its id."""
        row = OutcomeReviewRow(
            id=new_id(),
            office_id=self._file.office_id,
            case_id=self._file.id,
            state=ReviewState.DRAFT.value,
            version=1,
            author_id=self._look.actor.account_id,
            drafted_at=self._look.now,
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def rate(
        self,
        row: OutcomeReviewRow,
        kind: RatingSubject,
        lineage_id: UUID,
        rating: Rating,
        evidence: str,
    ) -> None:
        """Rate a subject, or put another rating in the place of the last one."""
        key = await self._look.keys.of(row.case_id)
        stored = await self._session.scalar(
            select(OutcomeRatingRow).where(
                OutcomeRatingRow.review_id == row.id,
                OutcomeRatingRow.subject_kind == kind.value,
                OutcomeRatingRow.lineage_id == lineage_id,
            )
        )
        if stored is None:
            stored = OutcomeRatingRow(
                id=new_id(),
                office_id=row.office_id,
                case_id=row.case_id,
                review_id=row.id,
                subject_kind=kind.value,
                lineage_id=lineage_id,
            )
            self._session.add(stored)
        stored.rating = rating.value
        stored.evidence = key.seal("outcome_ratings.evidence", stored.id, evidence.strip())
        stored.rated_by = self._look.actor.account_id
        stored.rated_at = self._look.now
        await self._edited(row)

    async def evaluate(self, row: OutcomeReviewRow, by: Evaluator, text: str) -> UUID:
        """Add a view from outside the office; answers its id."""
        key = await self._look.keys.of(row.case_id)
        evaluation_id = new_id()
        self._session.add(
            OutcomeEvaluationRow(
                id=evaluation_id,
                office_id=row.office_id,
                case_id=row.case_id,
                review_id=row.id,
                evaluator=by.value,
                text=key.seal("outcome_evaluations.text", evaluation_id, text.strip()),
                recorded_by=self._look.actor.account_id,
                recorded_at=self._look.now,
            )
        )
        await self._edited(row)
        return evaluation_id

    async def submit(
        self,
        row: OutcomeReviewRow,
        proposal: OutcomeProposal,
        reasons: str,
        assembled: Assembled,
    ) -> None:
        """Add a submission with the record it rests on."""
        key = await self._look.keys.of(row.case_id)
        last = await self._session.scalar(
            select(func.max(OutcomeOpinionRow.number)).where(OutcomeOpinionRow.review_id == row.id)
        )
        opinion_id = new_id()
        self._session.add(
            OutcomeOpinionRow(
                id=opinion_id,
                office_id=row.office_id,
                case_id=row.case_id,
                review_id=row.id,
                number=(last or 0) + 1,
                proposal=proposal.value,
                reasons=key.seal("outcome_opinions.reasons", opinion_id, reasons.strip()),
                assembled=orjson.loads(orjson.dumps(dataclasses.asdict(assembled))),
                author_id=self._look.actor.account_id,
                submitted_at=self._look.now,
            )
        )
        row.author_id = self._look.actor.account_id
        row.state = ReviewState.SUBMITTED.value
        await self._edited(row)

    async def send_back(self, row: OutcomeReviewRow, feedback: str) -> None:
        """Keep why the review goes back to its author."""
        key = await self._look.keys.of(row.case_id)
        feedback_id = new_id()
        self._session.add(
            OutcomeFeedbackRow(
                id=feedback_id,
                office_id=row.office_id,
                case_id=row.case_id,
                review_id=row.id,
                text=key.seal("outcome_feedback.text", feedback_id, feedback.strip()),
                written_by=self._look.actor.account_id,
                written_at=self._look.now,
            )
        )
        row.state = ReviewState.RETURNED.value
        await self._edited(row)

    async def approve(self, row: OutcomeReviewRow) -> None:
        """Close the review."""
        row.state = ReviewState.APPROVED.value
        row.approver_id = self._look.actor.account_id
        row.approved_at = self._look.now
        await self._edited(row)

    async def _edited(self, row: OutcomeReviewRow) -> None:
        row.version += 1
        await self._session.flush()
