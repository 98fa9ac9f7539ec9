"""SQL that reads outcome reviews, and that finds and locks the one a command is about."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from guanhu.access.permissions import Permission
from guanhu.audit.work import Look
from guanhu.cases.facts import Milestones
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.checkins.repository import CheckInRepository
from guanhu.decisions.facts import DecisionSeen
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.tables import DecisionRow
from guanhu.education.facts import AssignmentStatus
from guanhu.education.repository import EducationRepository
from guanhu.incidents.repository import IncidentRepository
from guanhu.kernel.errors import NotVisible, StaleVersion
from guanhu.plans.facts import ConditionCategory, GoalStatus
from guanhu.plans.repository import PlanRepository
from guanhu.plumbing.vault import RecordKey
from guanhu.reviews.facts import (
    CLOSED,
    Assembled,
    EvaluationSeen,
    Evaluator,
    OutcomeFeedback,
    OutcomeProposal,
    OutcomeReviewSeen,
    Rating,
    RatingSeen,
    RatingSubject,
    ReviewState,
    Subject,
)
from guanhu.reviews.rules import refuse_ending
from guanhu.reviews.tables import (
    OutcomeEvaluationRow,
    OutcomeFeedbackRow,
    OutcomeOpinionRow,
    OutcomeRatingRow,
    OutcomeReviewRow,
)


class ReviewRepository:
    """Outcome reviews of the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def lock(
        self, review_id: UUID, expected_version: int | None = None
    ) -> tuple[CaseFileRow, OutcomeReviewRow]:
        """A review with its case file, both locked in this order.

        Raises `NotVisible`, or `StaleVersion` when the caller saw an older version.
        """
        file, row = await CaseRepository(self._look).lock_with(OutcomeReviewRow, review_id)
        if expected_version is not None and row.version != expected_version:
            raise StaleVersion(current_version=row.version)
        return file, row

    async def case_of(self, review_id: UUID) -> UUID:
        """The case a review belongs to, or `NotVisible`."""
        found = await self._session.scalar(
            select(OutcomeReviewRow.case_id).where(
                OutcomeReviewRow.id == review_id,
                OutcomeReviewRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if found is None:
            raise NotVisible
        return found

    async def find(self, case_id: UUID) -> OutcomeReviewRow | None:
        """The review of a case, if it has one."""
        row: OutcomeReviewRow | None = await self._session.scalar(
            select(OutcomeReviewRow).where(
                OutcomeReviewRow.case_id == case_id,
                OutcomeReviewRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return row

    async def subjects(self, case_id: UUID) -> list[Subject]:
        """What must be rated: statutory duties, conditions and goals of the plan in force."""
        plan = await PlanRepository(self._look).in_force(case_id)
        if plan is None:
            return []
        every_days = plan.version.check_in_every_days
        found = [
            Subject(
                RatingSubject.DUTY
                if condition.category is ConditionCategory.STATUTORY
                else RatingSubject.CONDITION,
                condition.id, condition.lineage_id, condition, None, every_days,
            )
            for condition in plan.conditions
        ]  # fmt: skip
        return found + [
            Subject(RatingSubject.GOAL, goal.id, goal.lineage_id, None, goal, every_days)
            for goal in plan.goals
        ]

    async def lineage_of(self, case_id: UUID, kind: RatingSubject, subject_id: UUID) -> UUID | None:
        """The lineage of one of the `subjects` of a locked file; None when it is none of them."""
        if kind is RatingSubject.GOAL:
            # Where a goal stands is told by its marks: few ask, and the plan knows.
            found = {each.id: each for each in await self.subjects(case_id) if each.kind is kind}
            return found[subject_id].lineage_id if subject_id in found else None
        held = await PlanRepository(self._look).condition_in_force(case_id, subject_id)
        if held is None:
            return None
        lineage_id, category = held
        statutory = category is ConditionCategory.STATUTORY
        return lineage_id if statutory is (kind is RatingSubject.DUTY) else None

    async def rated(self, review_id: UUID) -> set[tuple[str, UUID]]:
        """Kind and lineage of what has a rating."""
        found = await self._session.execute(
            select(OutcomeRatingRow.subject_kind, OutcomeRatingRow.lineage_id).where(
                OutcomeRatingRow.review_id == review_id
            )
        )
        return {(kind, lineage_id) for kind, lineage_id in found}

    async def assemble(self, case_id: UUID, facts: Milestones) -> Assembled:
        """What the record says today."""
        contacts = await CheckInRepository(self._look).counts(case_id)
        assignments = [
            each
            for each in await EducationRepository(self._look).assignments_of(case_id)
            if each.status is not AssignmentStatus.WITHDRAWN
        ]
        plan = await PlanRepository(self._look).in_force(case_id)
        goals = [] if plan is None else plan.goals
        return Assembled(
            check_ins_kept=contacts.kept,
            check_ins_late=contacts.kept_late,
            check_ins_without_contact=contacts.no_contact,
            check_ins_missed=contacts.missed,
            missed_unreviewed=contacts.missed_unreviewed,
            check_ins_excused=contacts.excused,
            self_reports=contacts.self_reports,
            modules_assigned=len(assignments),
            modules_done=sum(each.status is AssignmentStatus.COMPLETED for each in assignments),
            conditions_count=0 if plan is None else len(plan.conditions),
            goals_count=len(goals),
            goals_done=sum(goal.status is GoalStatus.DONE for goal in goals),
            starts_on=facts.decided_on,
            ends_on=facts.probation_ends_on,
            announced_on=facts.announced_on,
        )

    async def opinion(self, review_id: UUID) -> OutcomeOpinionRow | None:
        """The latest submission; None before the first, and for those outside prosecution."""
        row: OutcomeOpinionRow | None = await self._session.scalar(
            select(OutcomeOpinionRow)
            .where(OutcomeOpinionRow.review_id == review_id)
            .order_by(OutcomeOpinionRow.number.desc())
            .limit(1)
        )
        return row

    async def get(self, review_id: UUID) -> OutcomeReviewSeen:
        """One review, or `NotVisible`."""
        return await self.of_case(await self.case_of(review_id))

    async def of_case(self, case_id: UUID) -> OutcomeReviewSeen:
        """The review of one case with everything the actor may read of it, or `NotVisible`."""
        row = await self.find(case_id)
        if row is None:
            raise NotVisible
        case = await CaseRepository(self._look).get(case_id)
        key = await self._look.keys.of(case_id)
        state = ReviewState(row.state)
        opinion = await self.opinion(row.id)
        if opinion is not None and state in CLOSED:
            # The approver reads the record the opinion was given on.
            assembled = assembled_from(opinion.assembled)
        else:
            assembled = await self.assemble(case_id, case.milestones)
        prosecution = self._look.actor.may(Permission.REVIEW_READ)
        return OutcomeReviewSeen(
            id=row.id,
            case_id=case_id,
            state=state,
            version=row.version,
            author_id=row.author_id,
            approver_id=row.approver_id,
            assembled=assembled,
            ratings=await self._ratings(row, key) if prosecution else (),
            evaluations=await self._evaluations(row.id, key),
            proposal=None if opinion is None else OutcomeProposal(opinion.proposal),
            reasons=None
            if opinion is None
            else key.open("outcome_opinions.reasons", opinion.id, opinion.reasons),
            feedback=await self._feedback(row.id, key) if prosecution else (),
            final_refusal=await self._final_refusal(case_id, case.milestones)
            if prosecution and state is not ReviewState.APPROVED
            else None,
        )

    async def final_decision(self, decision_id: UUID) -> DecisionSeen:
        """The decision an approval issued, or `NotVisible`."""
        case_id = await self._session.scalar(
            select(DecisionRow.case_id).where(
                DecisionRow.id == decision_id,
                DecisionRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if case_id is None:
            raise NotVisible
        decisions = await DecisionRepository(self._look).decisions(case_id)
        return next(each for each in decisions if each.id == decision_id)

    async def _final_refusal(self, case_id: UUID, facts: Milestones) -> str | None:
        """What stands before the final decision (P-09, P-12, R-01, R-02, R-12), by its code."""
        refusal = refuse_ending(
            facts,
            await DecisionRepository(self._look).opinion_facts(case_id),
            await IncidentRepository(self._look).facts(case_id),
            self._look.today,
        )
        return None if refusal is None else refusal.code

    async def _ratings(self, row: OutcomeReviewRow, key: RecordKey) -> tuple[RatingSeen, ...]:
        rows = await self._session.scalars(
            select(OutcomeRatingRow).where(OutcomeRatingRow.review_id == row.id)
        )
        stored = {(each.subject_kind, each.lineage_id): each for each in rows}
        seen = []
        for subject in await self.subjects(row.case_id):
            given = stored.get((subject.kind.value, subject.lineage_id))
            seen.append(
                RatingSeen(subject, None, None)
                if given is None
                else RatingSeen(
                    subject,
                    Rating(given.rating),
                    key.open("outcome_ratings.evidence", given.id, given.evidence),
                )
            )
        return tuple(seen)

    async def _evaluations(self, review_id: UUID, key: RecordKey) -> tuple[EvaluationSeen, ...]:
        rows = await self._session.scalars(
            select(OutcomeEvaluationRow)
            .where(OutcomeEvaluationRow.review_id == review_id)
            .order_by(OutcomeEvaluationRow.recorded_at, OutcomeEvaluationRow.id)
        )
        return tuple(
            EvaluationSeen(
                row.id,
                Evaluator(row.evaluator),
                key.open("outcome_evaluations.text", row.id, row.text),
                row.recorded_by,
                row.recorded_at,
            )
            for row in rows
        )

    async def _feedback(self, review_id: UUID, key: RecordKey) -> tuple[OutcomeFeedback, ...]:
        rows = await self._session.scalars(
            select(OutcomeFeedbackRow)
            .where(OutcomeFeedbackRow.review_id == review_id)
            .order_by(OutcomeFeedbackRow.written_at, OutcomeFeedbackRow.id)
        )
        return tuple(
            OutcomeFeedback(
                row.written_by,
                row.written_at,
                key.open("outcome_feedback.text", row.id, row.text),
            )
            for row in rows
        )


def assembled_from(stored: dict[str, Any]) -> Assembled:
    """A record as it was stored with a submission."""
    values: dict[str, Any] = dict(stored)
    for name in ("starts_on", "ends_on", "announced_on"):
        if values[name] is not None:
            values[name] = date.fromisoformat(values[name])
    return Assembled(**values)
