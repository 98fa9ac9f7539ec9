"""One's own name, for families: it lies in the vault and nowhere else."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.people.family_accounts import own_masked_name
from guanhu.plumbing.database import Database


async def read_own_name(database: Database, clock: Clock, actor: Actor) -> str | None:
    """The actor's own masked name; None for staff and for guardians who are blocked."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await own_masked_name(seen)
