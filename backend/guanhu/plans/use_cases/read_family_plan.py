"""Read what a family may know of its case: own child or self only, nothing while blocked."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plans.family import FamilyPlan, FamilyRepository
from guanhu.plumbing.database import Database


async def read_family_plan(
    database: Database, clock: Clock, actor: Actor, case_id: UUID | None
) -> FamilyPlan:
    """The case and the conditions in force; `NotVisible` for anybody else's child (Q-11)."""
    actor.require(Permission.FAMILY_READ)
    async with look(database, clock, actor) as seen:
        return await FamilyRepository(seen).plan(case_id)
