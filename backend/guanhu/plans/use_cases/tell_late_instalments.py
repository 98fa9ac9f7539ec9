"""Tell of a part of what is owed that is late: a daily job of one office (O-05)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import Look, look
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plans.late_instalments import files_that_owe, late_instalments
from guanhu.plumbing.database import Database

BATCH: Final = 500
"""Files per transaction."""


async def tell_late_instalments(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Tell the officer and the lead worker of each late part once; twice tells nothing anew.

    What it means a person finds (S-01): the condition says to speak up when a part is hard. A file
    that fails stops none of the others (S02).
    """
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        case_ids = await files_that_owe(seen)
    return await in_batches(database, clock, actor, case_ids, BATCH, _tell)


async def _tell(work: Look, case_ids: Sequence[UUID]) -> int:
    return await tell_all(
        work,
        [
            Message(
                Cause.INSTALMENT_LATE, late.lineage_id, to, late.case_id,
                occurrence=late.due_on.isoformat(), facts=(("due", late.due_on),),
            )
            for late in await late_instalments(work, case_ids)
            for to in (Audience.LEAD_WORKER, Audience.OFFICER)
        ],
    )  # fmt: skip
