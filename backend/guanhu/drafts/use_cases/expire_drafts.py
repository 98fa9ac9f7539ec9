"""Remove drafts nobody came back to."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.drafts.repository import DraftRepository
from guanhu.kernel.clock import Clock
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plumbing.database import Database


async def expire_drafts(database: Database, clock: Clock, actor: Actor) -> int:
    """Remove one office's drafts older than seven days that were never submitted; how many.

    Removed, too, are those of staff who have no part in the file any more; they are told (S56).
    For the daily job, as the system actor of the office; doing it twice changes nothing.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        drafts = DraftRepository(work)
        lost = await drafts.clear_lost()
        if lost:
            await tell_all(
                work,
                [
                    Message(
                        Cause.DRAFTS_CLEARED, account_id, Audience.ACCOUNT,
                        account_id=account_id, occurrence=work.today.isoformat(),
                        facts=(("count", number),),
                    )
                    for account_id, number in sorted(lost.items())
                ],
            )  # fmt: skip
            work.record("drafts.cleared", "office", actor.office_id, count=sum(lost.values()))
        removed = await drafts.expire()
        if removed:
            work.record("drafts.expired", "office", actor.office_id, count=removed)
        return removed + sum(lost.values())
