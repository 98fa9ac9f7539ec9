"""Write the digest on Mondays: the daily job of one office."""

from __future__ import annotations

from functools import partial
from typing import Final

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.tally import Tally
from guanhu.notifications.digest import staff_with_work, tell_digest
from guanhu.plumbing.database import Database

MONDAY: Final = 0
BATCH: Final = 500
"""Accounts per transaction."""


async def write_digest(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Tell each member of staff for whom something waits; on other days than Monday nothing.

    Doing it twice changes nothing.
    """
    actor.require(Permission.JOBS_RUN)
    if office_date(clock.now()).weekday() != MONDAY:
        return Tally(0)
    async with look(database, clock, actor) as seen:
        numbers = await staff_with_work(seen)
    tell = partial(tell_digest, numbers=numbers)
    return await in_batches(database, clock, actor, sorted(numbers), BATCH, tell)
