"""Reading outcome reviews."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import glance, look
from guanhu.cases.heads import Head, find_head
from guanhu.decisions.facts import DecisionSeen
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database
from guanhu.reviews.facts import OutcomeReviewSeen
from guanhu.reviews.repository import ReviewRepository
from guanhu.reviews.tables import OutcomeReviewRow


async def read_outcome_review(
    database: Database, clock: Clock, actor: Actor, review_id: UUID
) -> OutcomeReviewSeen:
    """One review; a social worker sees that it exists, what the record says, and evaluations."""
    actor.require_one_of(Permission.REVIEW_READ, Permission.REVIEW_EVALUATE)
    async with look(database, clock, actor) as seen:
        return await ReviewRepository(seen).get(review_id)


async def read_review_head(database: Database, clock: Clock, actor: Actor, review_id: UUID) -> Head:
    """The version a review stands at; `NotVisible` when hidden."""
    actor.require_one_of(Permission.REVIEW_READ, Permission.REVIEW_EVALUATE)
    return await find_head(glance(database, clock, actor), OutcomeReviewRow, review_id)


async def find_outcome_review(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> OutcomeReviewSeen | None:
    """The review of a case, or None."""
    actor.require_one_of(Permission.REVIEW_READ, Permission.REVIEW_EVALUATE)
    async with look(database, clock, actor) as seen:
        try:
            return await ReviewRepository(seen).of_case(case_id)
        except NotVisible:
            return None


async def read_final_decision(
    database: Database, clock: Clock, actor: Actor, decision_id: UUID
) -> DecisionSeen:
    """The decision an approval issued; `NotVisible` when hidden or absent."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await ReviewRepository(seen).final_decision(decision_id)
