"""Forget passes that nobody matched."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.courses.passes import PassRepository, expiry
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def expire_passes(database: Database, clock: Clock, actor: Actor, days: int) -> int:
    """Forget what waited for more than `days` in one office; how many.

    For the daily job, as the system actor of the office; doing it twice changes nothing.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        gone = await PassRepository(work).throw_away(expiry(work.now, days))
        if gone:
            work.record("courses.passes_expired", "office", actor.office_id, count=gone)
        return gone
