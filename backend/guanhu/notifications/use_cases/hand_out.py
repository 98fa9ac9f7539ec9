"""Hand out what waits in the outbox: the job of one office, every minute."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.notifications.facts import Channel
from guanhu.notifications.handing_out import hand_out_some, messages_wait
from guanhu.plumbing.database import Database

BATCH: Final = 2_000
"""Messages per transaction."""


async def hand_out_messages(
    database: Database, clock: Clock, actor: Actor, channels: Collection[Channel]
) -> Tally:
    """Turn messages into notifications and deliveries by `channels`. Twice changes nothing."""
    actor.require(Permission.JOBS_RUN)
    done = 0
    while True:
        async with look_on_record(database, clock, actor) as work:
            messages, _people = await hand_out_some(work, channels, BATCH)
        done += messages
        if messages < BATCH:
            return Tally(done)


async def anything_to_hand_out(database: Database, clock: Clock, actor: Actor) -> bool:
    """Whether a message of the office waits."""
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        return await messages_wait(seen)
