"""What followed each of many lines of the sealed register."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import AfterSealing
from guanhu.afterwards.repository import AfterwardsRepository
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_afterwards(
    database: Database, clock: Clock, actor: Actor, order_ids: Sequence[UUID]
) -> dict[UUID, AfterSealing]:
    """What followed visible lines, in a fixed number of statements; nothing of hidden ones."""
    actor.require(Permission.SEAL_FOLLOW)
    async with look(database, clock, actor) as seen:
        return await AfterwardsRepository(seen).of_orders(order_ids)
