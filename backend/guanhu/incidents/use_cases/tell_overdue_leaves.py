"""Tell the officer of a return that is overdue: a daily job of one office (O-03)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import Look, look
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plumbing.database import Database

BATCH: Final = 500
"""Returns per transaction."""


async def tell_overdue_leaves(database: Database, clock: Clock, actor: Actor) -> Tally:
    """One message for each overdue return; doing it twice tells nothing anew.

    What the absence means is for a person to say: nothing is reported here. One that fails stops
    none of the others (S02).
    """
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        leave_ids = [one.leave_id for one in await LeaveRepository(seen).overdue()]
    return await in_batches(database, clock, actor, leave_ids, BATCH, _tell)


async def _tell(work: Look, leave_ids: Sequence[UUID]) -> int:
    return await tell_all(
        work,
        [
            Message(
                Cause.LEAVE_OVERDUE, one.leave_id, Audience.OFFICER, one.case_id,
                facts=(("due", one.until),),
            )
            for one in await LeaveRepository(work).overdue(leave_ids)
        ],
    )  # fmt: skip
