"""Mark missed check-ins: the daily job of one office."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look, look_on_record
from guanhu.checkins.marking import cases_with_unmarked, count_unreviewed, lock_files, mark_missed
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Failure, Tally
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
    return await in_batches(case_ids, partial(_mark, database, clock, actor))


async def in_batches(
    case_ids: Sequence[UUID], do: Callable[[Sequence[UUID]], Awaitable[int]]
) -> Tally:
    """Do something to files, a batch to a transaction; where one fails, file by file."""
    done, failures = 0, list[Failure]()
    for start in range(0, len(case_ids), BATCH):
        batch = case_ids[start : start + BATCH]
        try:
            done += await do(batch)
        except Exception:  # noqa: BLE001 - S02: found again below, file by file, and told
            for case_id in batch:
                try:
                    done += await do([case_id])
                except Exception as failed:  # noqa: BLE001 - S02: told, never swallowed
                    failures.append(Failure(case_id, type(failed).__name__))
    return Tally(done, tuple(failures))


async def _mark(database: Database, clock: Clock, actor: Actor, case_ids: Sequence[UUID]) -> int:
    async with look_on_record(database, clock, actor) as work:
        await lock_files(work, case_ids)
        marked = await mark_missed(work, case_ids)
        await count_unreviewed(work, case_ids)
    return len(marked)
