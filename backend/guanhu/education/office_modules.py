"""SQL of modules an office writes itself, and how they get into the catalogue.

A published version never changes and its code is the office's own, so what was read once is kept
by the process: whoever has read an assignment finds its module without asking the database again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import func, select, tuple_

from guanhu.audit.work import Look
from guanhu.education.module_catalogue import modules
from guanhu.education.module_facts import Module
from guanhu.education.module_reader import read_folder
from guanhu.education.office_facts import OfficeModuleSeen, OfficeModuleState
from guanhu.education.office_rules import is_own
from guanhu.education.tables import OfficeModuleRow
from guanhu.identity.tables import OfficeRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id

PUBLISHED = OfficeModuleState.PUBLISHED.value


class OfficeModuleRepository:
    """The modules the actor's office wrote."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def office_code(self) -> str:
        """The code of the actor's office."""
        found = await self._session.scalar(
            select(OfficeRow.code).where(OfficeRow.id == self._look.actor.office_id)
        )
        if found is None:
            raise NotVisible
        return str(found)

    async def newest(self, code: str) -> OfficeModuleRow | None:
        """The newest version of a module, whatever its state."""
        row: OfficeModuleRow | None = await self._session.scalar(
            select(OfficeModuleRow)
            .where(
                OfficeModuleRow.office_id == self._look.actor.office_id,
                OfficeModuleRow.code == code,
            )
            .order_by(OfficeModuleRow.version.desc())
            .limit(1)
            .with_for_update()
        )
        return row

    async def lock(self, module_id: UUID) -> OfficeModuleRow:
        """One version, locked; or `NotVisible`."""
        row = await self._session.scalar(
            select(OfficeModuleRow)
            .where(
                OfficeModuleRow.id == module_id,
                OfficeModuleRow.office_id == self._look.actor.office_id,
            )
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row is None:
            raise NotVisible
        return row

    async def draft(
        self, open_one: OfficeModuleRow | None, module: Module, files: Mapping[str, str]
    ) -> UUID:
        """Store a draft, over the open one if there is one; whoever writes is its author."""
        row = open_one
        if row is None:
            row = OfficeModuleRow(
                id=new_id(), office_id=self._look.actor.office_id, code=module.code,
                version=module.version, writers=[],
            )  # fmt: skip
            self._session.add(row)
        row.state = OfficeModuleState.DRAFT.value
        row.files = dict(files)
        author_id = self._look.actor.account_id
        row.author_id, row.drafted_at = author_id, self._look.now
        row.writers = [*(each for each in row.writers if each != author_id), author_id]
        row.reviewer_id, row.decided_at = None, None
        await self._session.flush()
        return row.id

    async def decide(
        self, row: OfficeModuleRow, state: OfficeModuleState, feedback: str | None = None
    ) -> None:
        """Store what a second person decided."""
        office_id = self._look.actor.office_id
        row.state = state.value
        row.reviewer_id, row.decided_at = self._look.actor.account_id, self._look.now
        if feedback is not None:
            key = await self._look.keys.ensure("office", office_id, office_id)
            row.feedback = key.seal("office_modules.feedback", row.id, feedback)
        await self._session.flush()

    async def retire(self, code: str) -> UUID | None:
        """Offer no version of a module from today; the newest one's id, None if none is offered."""
        rows = (
            await self._session.scalars(
                select(OfficeModuleRow)
                .where(
                    OfficeModuleRow.office_id == self._look.actor.office_id,
                    OfficeModuleRow.code == code,
                    OfficeModuleRow.state == PUBLISHED,
                    OfficeModuleRow.retired_on.is_(None),
                )
                .order_by(OfficeModuleRow.version.desc())
                .with_for_update()
            )
        ).all()
        for row in rows:
            row.retired_on, row.retired_by = self._look.today, self._look.actor.account_id
        await self._session.flush()
        return rows[0].id if rows else None

    async def page(self, limit: int, offset: int) -> tuple[list[OfficeModuleSeen], int]:
        """Versions by code, the newest first, and how many there are."""
        mine = OfficeModuleRow.office_id == self._look.actor.office_id
        total = await self._session.scalar(
            select(func.count()).select_from(OfficeModuleRow).where(mine)
        )
        rows = (
            await self._session.scalars(
                select(OfficeModuleRow)
                .where(mine)
                .order_by(OfficeModuleRow.code, OfficeModuleRow.version.desc())
                .limit(limit)
                .offset(offset)
            )
        ).all()
        return await self._seen(rows), int(total or 0)

    async def get(self, module_id: UUID) -> OfficeModuleSeen:
        """One version, or `NotVisible`."""
        row = await self._session.scalar(
            select(OfficeModuleRow).where(
                OfficeModuleRow.id == module_id,
                OfficeModuleRow.office_id == self._look.actor.office_id,
            )
        )
        if row is None:
            raise NotVisible
        return (await self._seen([row]))[0]

    async def offered(self) -> list[Module]:
        """What the office itself offers today, by number: of each module the newest version."""
        rows = await self._session.scalars(
            select(OfficeModuleRow)
            .where(
                OfficeModuleRow.office_id == self._look.actor.office_id,
                OfficeModuleRow.state == PUBLISHED,
                OfficeModuleRow.retired_on.is_(None),
            )
            .order_by(OfficeModuleRow.code, OfficeModuleRow.version.desc())
        )
        newest: dict[str, OfficeModuleRow] = {}
        for row in rows:
            newest.setdefault(row.code, row)
        found = [_kept(row) for row in newest.values()]
        return sorted(found, key=lambda module: (module.number, module.code))

    async def learn(self, wanted: Iterable[tuple[str, int]]) -> None:
        """Have these versions of own modules known to the process's catalogue."""
        missing = {
            (code, version)
            for code, version in wanted
            if is_own(code) and not modules().knows(code, version)
        }
        if not missing:
            return
        rows = await self._session.scalars(
            select(OfficeModuleRow).where(
                tuple_(OfficeModuleRow.code, OfficeModuleRow.version).in_(missing),
                OfficeModuleRow.state == PUBLISHED,
            )
        )
        for row in rows:
            _kept(row)

    async def _seen(self, rows: Iterable[OfficeModuleRow]) -> list[OfficeModuleSeen]:
        listed = list(rows)
        told = any(row.feedback is not None for row in listed)
        key = await self._look.keys.of(self._look.actor.office_id) if told else None
        return [
            OfficeModuleSeen(
                id=row.id,
                code=row.code,
                version=row.version,
                state=OfficeModuleState(row.state),
                files=row.files,
                module=_module(row),
                author_id=row.author_id,
                drafted_at=row.drafted_at,
                reviewer_id=row.reviewer_id,
                decided_at=row.decided_at,
                feedback=None
                if key is None
                else key.open_optional("office_modules.feedback", row.id, row.feedback),
                retired_on=row.retired_on,
            )
            for row in listed
        ]


def _module(row: OfficeModuleRow) -> Module:
    return read_folder("module", row.files)


def _kept(row: OfficeModuleRow) -> Module:
    """The module of a published row, kept by the process."""
    if not modules().knows(row.code, row.version):
        modules().remember(_module(row))
    return modules().entry(row.code, row.version)
