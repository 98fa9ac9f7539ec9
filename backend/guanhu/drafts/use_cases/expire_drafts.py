"""Remove drafts nobody came back to."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.drafts.repository import DraftRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def expire_drafts(database: Database, clock: Clock, actor: Actor) -> int:
    """Remove one office's drafts older than seven days that were never submitted; how many.

    For the daily job, as the system actor of the office; doing it twice changes nothing.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        removed = await DraftRepository(work).expire()
        if removed:
            work.record("drafts.expired", "office", actor.office_id, count=removed)
        return removed
