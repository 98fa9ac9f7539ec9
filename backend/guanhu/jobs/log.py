"""SQL of the job log."""

from __future__ import annotations

from collections.abc import Sequence
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

# Each is a transaction of its own: a job that is killed leaves a row without an end.
BEGUN: Final = (
    "INSERT INTO job_runs (id, run_id, name, office_id, started_at, done, errors)"
    " VALUES ($1, $2, $3, $4, $5, 0, '[]')"
)
ENDED: Final = (
    "UPDATE job_runs SET ended_at = $2, done = $3, errors = $4::text::jsonb WHERE id = $1"
)


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
) -> UUID:
    """Say that a job has begun; answers the row's id."""
    row_id, now = new_id(), clock.now()
    async with database.bare(entry_of(actor, now)) as driver:
        await driver.execute(BEGUN, row_id, run_id, name, office_id, now)
    return row_id


async def end_run(
    database: Database, clock: Clock, actor: Actor, row_id: UUID, tally: Tally
) -> None:
    """Say what a job did and what failed."""
    now = clock.now()
    errors = [
        {"record": None if each.record is None else str(each.record), "kind": each.kind}
        for each in tally.failures
    ]
    async with database.bare(entry_of(actor, now)) as driver:
        await driver.execute(ENDED, row_id, now, tally.done, orjson.dumps(errors).decode())


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
