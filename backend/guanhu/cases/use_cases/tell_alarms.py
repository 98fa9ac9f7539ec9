"""Tell of silent files and of periods running out: daily jobs of one office."""

from __future__ import annotations

from functools import partial
from typing import Final

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import look
from guanhu.cases.telling import periods_running_out, silent_files, tell_of_periods, tell_of_silence
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.plumbing.database import Database

BATCH: Final = 2_000
"""Files per transaction."""


async def tell_silent_files(database: Database, clock: Clock, actor: Actor, days: int) -> Tally:
    """Tell of live files without human contact for `days`. Doing it twice changes nothing."""
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        case_ids = await silent_files(seen, days)
    tell = partial(tell_of_silence, days=days)
    return await in_batches(database, clock, actor, case_ids, BATCH, tell)


async def tell_period_alarms(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Tell of periods that end undrafted in 30, 10, 1 days, or ended (N10). Once each."""
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        case_ids = await periods_running_out(seen)
    return await in_batches(database, clock, actor, case_ids, BATCH, tell_of_periods)
