"""Read the inbox of passes from outside, with whose they may be."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.courses.matching import inbox
from guanhu.courses.pass_facts import PassListed
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def list_passes(
    database: Database, clock: Clock, actor: Actor, *, limit: int, offset: int
) -> tuple[list[PassListed], int]:
    """One page of the waiting passes the actor may see, the oldest first, and how many wait."""
    actor.require(Permission.OUTSIDE_LEARNING_MATCH)
    actor.require(Permission.CASE_LIST)  # masked names of the candidates
    async with look(database, clock, actor) as seen:
        listed = await inbox(seen)
        return listed[offset : offset + limit], len(listed)
