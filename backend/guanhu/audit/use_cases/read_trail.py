"""Read an office's trail: who did or looked at what, and when."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.facts import TrailFilter, TrailSeen
from guanhu.audit.repository import TrailRepository
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_trail(
    database: Database,
    clock: Clock,
    actor: Actor,
    wanted: TrailFilter,
    *,
    limit: int,
    offset: int,
) -> tuple[list[TrailSeen], int]:
    """One page of the actor's own office, newest first, and how many entries match."""
    actor.require(Permission.AUDIT_TRAIL_READ)
    async with look(database, clock, actor) as seen:
        return await TrailRepository(seen).page(wanted, limit=limit, offset=offset)
