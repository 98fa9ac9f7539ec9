"""Mark missed check-ins: the daily job of one office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import Look, look
from guanhu.checkins.marking import cases_with_unmarked, count_unreviewed, lock_files, mark_missed
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.plumbing.database import Database

BATCH: Final = 200
"""Files per transaction, so that nobody waits long for an office's trail."""


async def mark_missed_check_ins(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Mark what has been missed by today. Doing it twice changes nothing.

    Files go in batches; when a batch fails, its files go one by one, and those that fail are told.
    """
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        case_ids = await cases_with_unmarked(seen)
    return await in_batches(database, clock, actor, case_ids, BATCH, _mark)


async def _mark(work: Look, case_ids: Sequence[UUID]) -> int:
    await lock_files(work, case_ids)
    marked = await mark_missed(work, case_ids)
    await count_unreviewed(work, case_ids)
    return len(marked)
