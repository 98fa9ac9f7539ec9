"""Rate how a condition, a duty or a goal went, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database
from guanhu.reviews.errors import NotASubject
from guanhu.reviews.facts import Rating, RatingSubject, ReviewState
from guanhu.reviews.keeping import ReviewKeeping
from guanhu.reviews.repository import ReviewRepository
from guanhu.reviews.rules import refuse_edit


@dataclass(frozen=True, slots=True, kw_only=True)
class RateOutcome:
    """Rate one subject; rating it again replaces the rating."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    review_id: UUID = item("The outcome review.")
    expected_version: int = number("Version the caller saw.", at_least=1, at_most=1_000_000)
    subject_kind: RatingSubject = item("Condition, statutory duty, or goal.")
    subject_id: UUID = item("The condition or goal of the plan in force.")
    rating: Rating = item("How it went over the whole period.")
    evidence: str = words("What this rests on.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class RatedOutcome:
    """The review."""

    review: UUID


async def rate_outcome(
    database: Database, clock: Clock, actor: Actor, command: RateOutcome
) -> RatedOutcome:
    """Rate one condition, duty or goal of the plan in force.

    Raises `NotPermitted`, `NotVisible`, or the refusals `StaleVersion`, `ReviewNotEditable`,
    `NotASubject`.
    """
    actor.require(Permission.REVIEW_WRITE)
    async with begin(database, clock, actor, command, RatedOutcome) as work:
        if work.first_answer is not None:
            return work.first_answer
        reviews = ReviewRepository(work)
        file, row = await reviews.lock(command.review_id, command.expected_version)
        refusal = refuse_edit(ReviewState(row.state))
        if refusal is not None:
            raise refusal
        kind, subject_id = command.subject_kind, command.subject_id
        lineage_id = await reviews.lineage_of(file.id, kind, subject_id)
        if lineage_id is None:
            raise NotASubject
        await ReviewKeeping(work, file).rate(
            row, kind, lineage_id, command.rating, command.evidence
        )
        work.record(
            "reviews.rated", "outcome_review", row.id, case_id=file.id,
            subject=str(subject_id), rating=command.rating.value,
        )  # fmt: skip
        return work.answer(RatedOutcome(review=row.id))
