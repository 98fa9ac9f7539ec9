"""Write down how guardian, school or social worker see the young person's time."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database
from guanhu.reviews.facts import Evaluator, ReviewState
from guanhu.reviews.keeping import ReviewKeeping
from guanhu.reviews.repository import ReviewRepository
from guanhu.reviews.rules import refuse_edit, refuse_evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEvaluation:
    """Add one evaluation; earlier ones stay."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    review_id: UUID = item("The outcome review.")
    expected_version: int = number("Version the caller saw.", at_least=1, at_most=1_000_000)
    by: Evaluator = item("Whose view it is.")
    text: str = words("The evaluation.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedEvaluation:
    """The review."""

    review: UUID


async def record_evaluation(
    database: Database, clock: Clock, actor: Actor, command: RecordEvaluation
) -> RecordedEvaluation:
    """Add an evaluation while the review can be edited.

    Raises `NotPermitted`, `NotVisible`, or the refusals `StaleVersion`, `ReviewNotEditable`,
    `EvaluationOfAnother`.
    """
    actor.require(Permission.REVIEW_EVALUATE)
    async with begin(database, clock, actor, command, RecordedEvaluation) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, row = await ReviewRepository(work).lock(command.review_id, command.expected_version)
        refusal = refuse_edit(ReviewState(row.state)) or refuse_evaluation(command.by, actor.role)
        if refusal is not None:
            raise refusal
        await ReviewKeeping(work, file).evaluate(row, command.by, command.text)
        work.record(
            "reviews.evaluated", "outcome_review", row.id, case_id=file.id, by=command.by.value
        )
        return work.answer(RecordedEvaluation(review=row.id))
