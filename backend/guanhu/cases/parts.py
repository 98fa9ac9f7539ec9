"""What the repositories of a case's records share: its key, storing, and the file locked first."""

from __future__ import annotations

from typing import Protocol, TypeVar
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.plumbing.vault import RecordKey


class PartRow(Protocol):
    """A row of a table that belongs to a case."""

    id: UUID
    office_id: UUID
    case_id: UUID


Part = TypeVar("Part", bound=PartRow)


class CaseParts:
    """Records of visible cases; a room's repository builds on it."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def key(self, case_id: UUID) -> RecordKey:
        """The case's key, for the texts of a new row."""
        return await self._look.keys.of(case_id)

    async def add(self, row: PartRow) -> UUID:
        """Store a new row under a fresh or given id; it belongs to the actor's office."""
        row.office_id = self._look.actor.office_id
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def with_case(self, table: type[Part], row_id: UUID) -> tuple[CaseFileRow, Part]:
        """A row of a visible case beside its case file, which is locked; else `NotVisible`.

        The case file is always locked first: commands on one case queue up and never wait for
        each other in a circle. What stands in the row is read again behind that lock.
        """
        case = await CaseRepository(self._look).lock_of(table, row_id)
        row = await self._session.get_one(table, row_id, populate_existing=True)
        return case, row
