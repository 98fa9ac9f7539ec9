"""Put the next check-ins of each rhythm on record and open due windows: the job of one office."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import Look, look
from guanhu.checkins.marking import lock_files
from guanhu.checkins.opening import cases_to_open, open_files
from guanhu.checkins.use_cases.mark_missed import BATCH
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.plumbing.database import Database


async def open_due_windows(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Do what today asks for. Doing it twice changes nothing (S01).

    A check-in comes from the rhythm of the plan in force (O-02), seven days ahead. Nobody whom
    nothing reaches is asked for a self-report; the worker gets a task instead (S04). Supervision
    itself is never touched. Files go in batches; when a batch fails, its files go one by one, and
    those that fail are told (S02).
    """
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        case_ids = await cases_to_open(seen)
    return await in_batches(database, clock, actor, case_ids, BATCH, _open)


async def _open(work: Look, case_ids: Sequence[UUID]) -> int:
    await lock_files(work, case_ids)
    return (await open_files(work, case_ids)).total
