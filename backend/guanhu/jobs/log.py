"""SQL of the job log."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select, update

from guanhu.audit.work import Look
from guanhu.identity.tables import OfficeRow
from guanhu.jobs.tables import JobRunRow
from guanhu.kernel.ids import new_id
from guanhu.kernel.tally import Failure


class JobLog:
    """Keeps one row per job and office; each write is a transaction of its own."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def offices(self) -> Sequence[UUID]:
        """Every office, in a fixed order."""
        return (await self._session.scalars(select(OfficeRow.id).order_by(OfficeRow.code))).all()

    async def begin(self, run_id: UUID, name: str, office_id: UUID | None) -> UUID:
        """Say that a job has begun; answers the row's id."""
        row_id = new_id()
        await self._session.execute(
            insert(JobRunRow).values(
                id=row_id,
                run_id=run_id,
                name=name,
                office_id=office_id,
                started_at=self._look.now,
                done=0,
                errors=[],
            )
        )
        return row_id

    async def end(self, row_id: UUID, done: int, failures: Sequence[Failure]) -> None:
        """Say what a job did and what failed."""
        await self._session.execute(
            update(JobRunRow)
            .where(JobRunRow.id == row_id)
            .values(
                ended_at=self._look.now,
                done=done,
                errors=[
                    {"record": None if each.record is None else str(each.record), "kind": each.kind}
                    for each in failures
                ],
            )
        )
