"""Which entries of a file are, or are to be, taken back, and why."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.retractions.facts import RetractionSeen
from guanhu.retractions.repository import RetractionRepository


async def list_retractions(
    database: Database, clock: Clock, actor: Actor, case_id: UUID, *, limit: int, offset: int
) -> tuple[list[RetractionSeen], int]:
    """One page of those of a case, the latest first, and how many there are."""
    actor.require(Permission.ENTRY_RETRACT)
    async with look(database, clock, actor) as seen:
        return await RetractionRepository(seen).page(case_id, limit, offset)
