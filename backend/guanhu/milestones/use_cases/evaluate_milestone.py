"""Evaluations at a milestone: by staff for whoever spoke, and by a guardian for oneself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.milestones.facts import MilestoneAct, MilestoneEvaluator
from guanhu.milestones.repository import MilestoneRepository, marks_of
from guanhu.milestones.rules import refuse_part
from guanhu.milestones.states import refuse
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateMilestone:
    """Write down one view of the young person's time; earlier ones stay."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    milestone_id: UUID = item("The milestone review.")
    by: MilestoneEvaluator = item("Whose view it is.")
    text: str = words("The evaluation.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class EvaluatedMilestone:
    """The review and its file."""

    milestone: UUID
    case_file: UUID


async def evaluate_milestone(
    database: Database, clock: Clock, actor: Actor, command: EvaluateMilestone
) -> EvaluatedMilestone:
    """Add an evaluation while the review is open; a social worker adds the social worker's.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `PartOfAnother`, and
    what the table of `milestones.states` refuses.
    """
    actor.require(Permission.REVIEW_EVALUATE)
    async with begin(database, clock, actor, command, EvaluatedMilestone) as work:
        if work.first_answer is not None:
            return work.first_answer
        reviews = MilestoneRepository(work)
        row, facts = await reviews.hold(command.milestone_id)
        move(status_on(facts, work.today), CaseAction.EVALUATE_MILESTONE)
        refusal = refuse_part(command.by, actor.role) or refuse(
            marks_of(row), reviews.state_of(row, facts), MilestoneAct.EVALUATE
        )
        if refusal is not None:
            raise refusal
        await reviews.evaluate(row, command.by, command.text)
        work.record(
            "milestones.evaluated", "milestone_review", row.id, case_id=row.case_id,
            by=command.by.value,
        )  # fmt: skip
        return work.answer(EvaluatedMilestone(row.id, row.case_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOwnEvaluation:
    """A guardian's own view of the child's time; earlier ones stay."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    milestone_id: UUID = item("The milestone review.")
    text: str = words("The evaluation.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class GaveOwnEvaluation:
    """The evaluation."""

    evaluation_id: UUID


async def give_own_evaluation(
    database: Database, clock: Clock, actor: Actor, command: GiveOwnEvaluation
) -> GaveOwnEvaluation:
    """Add the signed-in guardian's evaluation while the review is open.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed` and what the table of
    `milestones.states` refuses.
    """
    actor.require(Permission.FAMILY_EVALUATE)
    async with begin(database, clock, actor, command, GaveOwnEvaluation) as work:
        if work.first_answer is not None:
            return work.first_answer
        reviews = MilestoneRepository(work)
        row, facts = await reviews.hold(command.milestone_id)
        move(status_on(facts, work.today), CaseAction.EVALUATE_MILESTONE)
        refusal = refuse(marks_of(row), reviews.state_of(row, facts), MilestoneAct.EVALUATE)
        if refusal is not None:
            raise refusal
        said = await reviews.evaluate(row, MilestoneEvaluator.GUARDIAN, command.text)
        work.record(
            "milestones.evaluated", "milestone_review", row.id, case_id=row.case_id,
            by=MilestoneEvaluator.GUARDIAN.value,
        )  # fmt: skip
        return work.answer(GaveOwnEvaluation(said))
