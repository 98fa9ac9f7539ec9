"""Mark what one was told as read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import items, words
from guanhu.notifications.repository import NotificationRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNotificationsRead:
    """Mark some of one's own notifications as read, or all that there are."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    ids: tuple[UUID, ...] = items("Which; none means all.", at_most=100, default=())


@dataclass(frozen=True, slots=True)
class MarkedNotificationsRead:
    """How many were unread."""

    marked: int


async def mark_notifications_read(
    database: Database, clock: Clock, actor: Actor, command: MarkNotificationsRead
) -> MarkedNotificationsRead:
    """Mark them. One that is read is passed over; nothing of a case changes.

    Raises `NotPermitted`, `NotVisible` where one is somebody else's, or the refusal `InvalidInput`.
    """
    actor.require(Permission.SESSION_OWN)
    async with begin(database, clock, actor, command, MarkedNotificationsRead) as work:
        if work.first_answer is not None:
            return work.first_answer
        marked = await NotificationRepository(work).mark_read(command.ids or None)
        # That somebody read a reminder is no record of the office.
        work.leave_no_trace()
        return work.answer(MarkedNotificationsRead(marked))
