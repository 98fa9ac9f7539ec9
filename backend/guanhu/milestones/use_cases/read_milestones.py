"""Reading milestone reviews."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.milestones.facts import MilestoneSeen
from guanhu.milestones.repository import MilestoneRepository
from guanhu.plumbing.database import Database


async def read_milestone(
    database: Database, clock: Clock, actor: Actor, milestone_id: UUID
) -> MilestoneSeen:
    """One review; findings for the prosecution only."""
    actor.require_one_of(Permission.REVIEW_READ, Permission.REVIEW_EVALUATE)
    async with look(database, clock, actor) as seen:
        return await MilestoneRepository(seen).get(milestone_id)


async def read_milestones(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[MilestoneSeen]:
    """The reviews of a case in their order; empty when hidden or not scheduled."""
    actor.require_one_of(Permission.REVIEW_READ, Permission.REVIEW_EVALUATE)
    async with look(database, clock, actor) as seen:
        return await MilestoneRepository(seen).of_case(case_id)


async def read_family_milestones(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[MilestoneSeen]:
    """The reviews of the own child's case: days, and a guardian's own evaluations."""
    actor.require(Permission.FAMILY_READ)
    async with look(database, clock, actor) as seen:
        return await MilestoneRepository(seen).of_case(case_id)
