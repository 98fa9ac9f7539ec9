"""SQL of the job log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import func, or_, select

from guanhu.access.actor import Actor
from guanhu.audit.work import Look, entry_of
from guanhu.identity.tables import OfficeRow
from guanhu.jobs.facts import JobRunSeen
from guanhu.jobs.tables import JobRunRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.ids import new_id
from guanhu.kernel.tally import Failure, Tally
from guanhu.plumbing.database import Database

# A transaction of its own each time, in one message: a job that is killed leaves a row without an
# end. The wall is up before the row is written (as when a command is claimed).
RUN: Final = """
INSERT INTO job_runs (id, run_id, name, office_id, started_at, ended_at, done, errors)
SELECT $7::uuid, $8::uuid, $9::text, $10::uuid, $11::timestamptz, $12::timestamptz,
       $13::int, $14::text::jsonb
WHERE guanhu_enter($1, $2, $3, $4, $5, $6) IS NOT NULL
ON CONFLICT (id) DO UPDATE
SET ended_at = excluded.ended_at, done = excluded.done, errors = excluded.errors
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A job that has begun: its row, and what stands in it."""

    id: UUID
    of: UUID
    """The daily run it belongs to."""
    name: str
    office_id: UUID | None
    started_at: datetime


class JobLog:
    """One row per job and office, as the actor may read them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def offices(self) -> Sequence[UUID]:
        """Every office, in a fixed order."""
        return (await self._session.scalars(select(OfficeRow.id).order_by(OfficeRow.code))).all()

    async def page(
        self, name: str | None, *, failed_only: bool, records: bool, limit: int, offset: int
    ) -> tuple[list[JobRunSeen], int]:
        """One page of the runs the actor may see, the latest first, and how many there are.

        Which record a failure is about is told with `records` only.
        """
        conditions = []
        if name is not None:
            conditions.append(JobRunRow.name == name)
        if failed_only:
            conditions.append(
                or_(func.jsonb_array_length(JobRunRow.errors) > 0, JobRunRow.ended_at.is_(None))
            )
        rows = await self._session.execute(
            select(JobRunRow, OfficeRow)
            .outerjoin(OfficeRow, OfficeRow.id == JobRunRow.office_id)
            .where(*conditions)
            .order_by(JobRunRow.started_at.desc(), JobRunRow.id)
            .limit(limit)
            .offset(offset)
        )
        total = await self._session.scalar(
            select(func.count()).select_from(JobRunRow).where(*conditions)
        )
        return [_seen(row, office, records=records) for row, office in rows], int(total or 0)


async def begin_run(
    database: Database, clock: Clock, actor: Actor, run_id: UUID, name: str, office_id: UUID | None
) -> Run:
    """Say that a job has begun."""
    run = Run(new_id(), run_id, name, office_id, clock.now())
    await _write(database, actor, run, None, Tally(0))
    return run


async def end_run(database: Database, clock: Clock, actor: Actor, run: Run, tally: Tally) -> None:
    """Say what a job did and what failed."""
    await _write(database, actor, run, clock.now(), tally)


async def _write(
    database: Database, actor: Actor, run: Run, ended_at: datetime | None, tally: Tally
) -> None:
    errors = [
        {"record": None if each.record is None else str(each.record), "kind": each.kind}
        for each in tally.failures
    ]
    entry = entry_of(actor, ended_at or run.started_at)
    given = (run.id, run.of, run.name, run.office_id, run.started_at, ended_at, tally.done,
             orjson.dumps(errors).decode())  # fmt: skip
    await database.alone(RUN, [*entry.values(), *given])


def _seen(row: JobRunRow, office: OfficeRow | None, *, records: bool) -> JobRunSeen:
    return JobRunSeen(
        id=row.id,
        name=row.name,
        office_id=row.office_id,
        office_zh=None if office is None else office.name_zh,
        office_en=None if office is None else office.name_en,
        started_at=row.started_at,
        ended_at=row.ended_at,
        done=row.done,
        failures=tuple(
            Failure(UUID(each["record"]) if records and each["record"] else None, each["kind"])
            for each in row.errors
        ),
    )
