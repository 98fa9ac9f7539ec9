"""Read what one was told, how one wants to be told, and what was sent about a case."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.notifications.facts import DeliverySeen, NotificationSeen, Preference
from guanhu.notifications.repository import NotificationRepository
from guanhu.plumbing.database import Database


async def list_notifications(
    database: Database, clock: Clock, actor: Actor, *, unread_only: bool, limit: int, offset: int
) -> tuple[list[NotificationSeen], int]:
    """One page of one's own, the latest first, and how many there are in all."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await NotificationRepository(seen).page(
            unread_only=unread_only, limit=limit, offset=offset
        )


async def count_unread(database: Database, clock: Clock, actor: Actor) -> int:
    """How many of one's own are unread."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await NotificationRepository(seen).unread()


async def list_deliveries(
    database: Database, clock: Clock, actor: Actor, case_id: UUID, *, limit: int, offset: int
) -> tuple[list[DeliverySeen], int]:
    """One page of what was sent about a case; of one the actor may not see there is none."""
    actor.require(Permission.CASE_READ)
    async with look(database, clock, actor) as seen:
        return await NotificationRepository(seen).deliveries(case_id, limit=limit, offset=offset)


async def read_preference(database: Database, clock: Clock, actor: Actor) -> Preference:
    """How the actor wants to be told."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await NotificationRepository(seen).preference()
