"""Send what is due by e-mail and SMS: the job of one office, every minute."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Failure, Tally
from guanhu.notifications.facts import Channel
from guanhu.notifications.sending import Claimed, DeliveryRepository
from guanhu.notifications.texts import SentenceMissing, outside, sentence, subject
from guanhu.plumbing.database import Database
from guanhu.plumbing.sending import Outgoing, Sender, SendingFailed

BATCH: Final = 20
"""Deliveries of one claim; all of them are sent well within its lease."""


async def deliver_messages(
    database: Database,
    clock: Clock,
    actor: Actor,
    senders: Mapping[Channel, Sender],
    *,
    url: str,
    per_hour: int,
) -> Tally:
    """Send the office's deliveries that are due: claim, send, mark.

    Each is a transaction of its own, so one that fails stops none of the others; it is told, and
    tried again later. `url` is where people read on; `per_hour` limits what one account is sent.
    """
    actor.require(Permission.JOBS_RUN)
    done, failures = 0, list[Failure]()
    while True:
        async with look_on_record(database, clock, actor) as work:
            claimed, seen = await DeliveryRepository(work).claim(senders, per_hour, BATCH)
        for each in claimed:
            failure = await _send(database, clock, actor, senders[each.channel], each, url)
            if failure is None:
                done += 1
            else:
                failures.append(failure)
        if seen < BATCH:
            return Tally(done, tuple(failures))


async def _send(
    database: Database, clock: Clock, actor: Actor, sender: Sender, claimed: Claimed, url: str
) -> Failure | None:
    try:
        said = sentence(claimed.cause, claimed.facts, claimed.language)
        text = outside(said, url, claimed.language)
        await sender.send(
            Outgoing(claimed.id, claimed.address, subject(claimed.language), text, claimed.told_at)
        )
    except (SendingFailed, SentenceMissing) as failed:
        final = isinstance(failed, SendingFailed) and failed.final
        async with look_on_record(database, clock, actor) as work:
            await DeliveryRepository(work).failed(claimed, final=final)
        kind = failed.kind if isinstance(failed, SendingFailed) else type(failed).__name__
        return Failure(claimed.id, kind)
    async with look_on_record(database, clock, actor) as work:
        await DeliveryRepository(work).sent(claimed)
    return None


async def anything_to_deliver(
    database: Database, clock: Clock, actor: Actor, channels: Collection[Channel]
) -> bool:
    """Whether a delivery of the office is due."""
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        return await DeliveryRepository(seen).any_due(channels)
