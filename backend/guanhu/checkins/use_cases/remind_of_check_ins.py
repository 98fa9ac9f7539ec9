"""Remind of check-ins the day before and on the last day: the daily job of one office."""

from __future__ import annotations

from typing import Final

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import look
from guanhu.checkins.reminding import check_ins_to_remind_of, remind
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.plumbing.database import Database

BATCH: Final = 2_000
"""Check-ins per transaction."""


async def remind_of_check_ins(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Remind whose supervision is live (S05). Doing it twice on a day changes nothing."""
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        check_in_ids = await check_ins_to_remind_of(seen)
    return await in_batches(database, clock, actor, check_in_ids, BATCH, remind)
