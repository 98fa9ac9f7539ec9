"""All SQL of sealing; what touches the rows of a file goes through the gate's functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    LargeBinary,
    Text,
    Uuid,
    bindparam,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseGroupMemberRow, CaseGroupRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.identity.tables import OfficeRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Base
from guanhu.sealing.archive import Archive, Row
from guanhu.sealing.facts import (
    Certificate,
    SealedIdentity,
    SealOrderSeen,
    SealScope,
    SurfaceChecked,
)
from guanhu.sealing.tables import SealCheckRow, SealCounterRow, SealedArchiveRow, SealOrderRow

ROWS: Final = text("SELECT name, content::text, goes FROM guanhu_case_rows(:case_id)")
FORGET: Final = text("SELECT guanhu_forget_case(:case_id, :archive_id, :drafts, :now)").bindparams(
    bindparam("drafts", type_=ARRAY(Uuid))
)
FIND: Final = (
    text("SELECT name, found FROM guanhu_find_traces(:ids, :digests, :words)")
    .bindparams(
        bindparam("ids", type_=ARRAY(Uuid)),
        bindparam("digests", type_=ARRAY(LargeBinary)),
        bindparam("words", type_=ARRAY(Text)),
    )
    .columns(name=Text, found=BigInteger)
)


@dataclass(frozen=True, slots=True)
class CaseRows:
    """Every row of a file by table, and how many of them go; the others stay for another file."""

    tables: dict[str, list[Row]]
    going: int
    minor_goes: bool


class SealingRepository:
    """The register and the gate, as one actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def rows_of(self, case_id: UUID) -> CaseRows:
        """Every row that belongs to a file about to be sealed; locks its minor."""
        tables: dict[str, list[Row]] = {}
        going = 0
        minor_goes = False
        for name, content, goes in await self._session.execute(ROWS, {"case_id": case_id}):
            tables.setdefault(name, []).append(orjson.loads(content))
            going += goes
            minor_goes = minor_goes or (goes and name == "minors")
        return CaseRows(tables, going, minor_goes)

    async def keep(self, archive: Archive, row_count: int) -> None:
        """Store an archive."""
        await self._session.execute(
            insert(SealedArchiveRow).values(
                id=archive.id,
                office_id=self._look.actor.office_id,
                format=archive.format,
                ciphertext=archive.ciphertext,
                sealed_key=archive.sealed_key,
                digest=archive.digest,
                row_count=row_count,
            )
        )

    async def mark_linked(self, case_id: UUID) -> int:
        """Mark what a file about to be sealed is linked with (F-12); answers how many groups.

        The mark lies on the group and not on the other files: it names none of them, and two
        linked files that are sealed at once do not wait for each other.
        """
        mine = select(CaseGroupMemberRow.group_id).where(CaseGroupMemberRow.case_id == case_id)
        groups = await self._session.scalars(
            select(CaseGroupRow.id)
            .where(CaseGroupRow.id.in_(mine))
            .order_by(CaseGroupRow.id)
            .with_for_update()
        )
        found = groups.all()
        await self._session.execute(
            update(CaseGroupRow)
            .where(CaseGroupRow.id.in_(found))
            .values(holds_sealed=True)
            .execution_options(synchronize_session=False)
        )
        return len(found)

    async def is_marked(self, case_id: UUID) -> bool:
        """Whether a visible file is linked with one that was sealed (F-12)."""
        found = await self._session.scalar(
            select(CaseGroupRow.id)
            .join(CaseGroupMemberRow, CaseGroupMemberRow.group_id == CaseGroupRow.id)
            .where(
                CaseGroupMemberRow.case_id == case_id,
                CaseGroupMemberRow.case_id.in_(visible_case_ids(self._look)),
                CaseGroupRow.holds_sealed,
            )
            .limit(1)
        )
        return found is not None

    async def forget(self, case_id: UUID, archive_id: UUID, drafts: Sequence[UUID]) -> None:
        """Remove what the archive, written in this transaction, holds."""
        await self._session.execute(
            FORGET,
            {
                "case_id": case_id,
                "archive_id": archive_id,
                "drafts": list(drafts),
                "now": self._look.now,
            },
        )
        self._session.expunge_all()

    async def register(
        self, who: SealedIdentity, archive_id: UUID, *, minor_goes: bool, basis_rule: str
    ) -> UUID:
        """Add a line to the register; answers its id."""
        look, index = self._look, self._look.vault.blind_index
        order_id = new_id()
        await self._session.execute(
            insert(SealOrderRow).values(
                id=order_id,
                office_id=look.actor.office_id,
                archive_id=archive_id,
                year=look.today.year,
                number=await self._next_number(look.today.year),
                case_id=who.case_id,
                minor_id=who.minor_id if minor_goes else None,
                sealed_on=look.today,
                sealed_at=look.now,
                sealed_by=look.actor.account_id,
                basis_rule=basis_rule,
                scope=[part.value for part in SealScope],
                effective_on=who.effective_on,
                rulebook=who.rulebook,
                # Purposes of their own: these digests equal none that a live table holds.
                case_number_index=look.vault.blind_index(
                    "seal_orders.case_number", who.case_number
                ),
                identity_index=None
                if who.identity_number is None
                else index("seal_orders.identity_number", who.identity_number),
                checked_at=look.now,
                found=0,
            )
        )
        return order_id

    async def find(
        self, ids: Sequence[UUID], digests: Sequence[bytes], words: Sequence[str]
    ) -> list[SurfaceChecked]:
        """How many rows of each table still tell of a sealed file."""
        found = await self._session.execute(
            FIND, {"ids": list(ids), "digests": list(digests), "words": list(words)}
        )
        return [SurfaceChecked(f"table:{name}", count) for name, count in found]

    async def certify(self, order_id: UUID, surfaces: Sequence[SurfaceChecked]) -> None:
        """Write down what was looked at and what was found."""
        await self._session.execute(
            insert(SealCheckRow),
            [
                {
                    "id": new_id(),
                    "office_id": self._look.actor.office_id,
                    "seal_order_id": order_id,
                    "checked_at": self._look.now,
                    "surface": checked.surface,
                    "found": checked.found,
                }
                for checked in surfaces
            ],
        )

    async def get(self, order_id: UUID) -> SealOrderSeen:
        """One line of the register the actor may see, or `NotVisible`."""
        row = await self._session.scalar(
            select(SealOrderRow).where(
                SealOrderRow.id == order_id,
                SealOrderRow.office_id == self._look.actor.office_id,
                self._mine(),
            )
        )
        if row is None:
            raise NotVisible
        return _seen(row)

    async def many(self, order_ids: Sequence[UUID]) -> list[SealOrderSeen]:
        """Those of many lines that the actor may see, the oldest first."""
        rows = await self._session.scalars(
            select(SealOrderRow)
            .where(SealOrderRow.id.in_(order_ids), self._mine())
            .order_by(SealOrderRow.year, SealOrderRow.number)
        )
        return [_seen(row) for row in rows]

    async def page(self, limit: int, offset: int) -> tuple[list[SealOrderSeen], int]:
        """One page of the register, the latest first, and how many lines it has.

        Of an officer's own lines only.
        """
        condition = (SealOrderRow.office_id == self._look.actor.office_id) & self._mine()
        total = await self._session.scalar(
            select(func.count()).select_from(SealOrderRow).where(condition)
        )
        rows = await self._session.scalars(
            select(SealOrderRow)
            .where(condition)
            .order_by(SealOrderRow.year.desc(), SealOrderRow.number.desc())
            .limit(limit)
            .offset(offset)
        )
        return [_seen(row) for row in rows], int(total or 0)

    async def certificates(self, order_ids: Sequence[UUID]) -> dict[UUID, Certificate]:
        """The latest certificate of many orders."""
        latest = (
            select(
                SealCheckRow.seal_order_id, func.max(SealCheckRow.checked_at).label("checked_at")
            )
            .where(SealCheckRow.seal_order_id.in_(order_ids))
            .group_by(SealCheckRow.seal_order_id)
            .subquery()
        )
        rows = await self._session.scalars(
            select(SealCheckRow)
            .join(
                latest,
                (latest.c.seal_order_id == SealCheckRow.seal_order_id)
                & (latest.c.checked_at == SealCheckRow.checked_at),
            )
            .order_by(SealCheckRow.surface)
        )
        lines: dict[UUID, list[SealCheckRow]] = {}
        for row in rows:
            lines.setdefault(row.seal_order_id, []).append(row)
        return {
            order_id: Certificate(
                checks[0].checked_at,
                tuple(SurfaceChecked(check.surface, check.found) for check in checks),
            )
            for order_id, checks in lines.items()
        }

    async def _next_number(self, year: int) -> int:
        given = await self._session.scalar(
            insert(SealCounterRow)
            .values(office_id=self._look.actor.office_id, year=year, last=1)
            .on_conflict_do_update(
                index_elements=["office_id", "year"], set_={"last": SealCounterRow.last + 1}
            )
            .returning(SealCounterRow.last)
        )
        return int(given or 0)

    def _mine(self) -> ColumnElement[bool]:
        """An officer sees the orders they gave; auditor and supervisor see the office's."""
        if self._look.actor.role is Role.OFFICER:
            return SealOrderRow.sealed_by == self._look.actor.account_id
        return SealOrderRow.id.is_not(None)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the nightly check needs of one order; `intact` says whether the archive's bytes are."""

    order_id: UUID
    ids: tuple[UUID, ...]
    intact: bool


async def sealed_orders(look: Look) -> list[Sealed]:
    """Every order of the system actor's office."""
    found = await look.session.execute(
        select(
            SealOrderRow.id,
            SealOrderRow.case_id,
            SealOrderRow.minor_id,
            func.sha256(SealedArchiveRow.ciphertext) == SealedArchiveRow.digest,
        )
        .join(SealedArchiveRow, SealedArchiveRow.id == SealOrderRow.archive_id)
        .where(SealOrderRow.office_id == look.actor.office_id)
        .order_by(SealOrderRow.year, SealOrderRow.number)
    )
    return [
        Sealed(order_id, tuple(each for each in (case_id, minor_id) if each), intact)
        for order_id, case_id, minor_id, intact in found
    ]


async def find_archive(
    look: Look, office_code: str, year: int, number: int
) -> tuple[SealOrderRow, Archive]:
    """One order of one office with its archive, for the system actor; or `NotVisible`."""
    found = await look.session.execute(
        select(SealOrderRow, SealedArchiveRow)
        .join(SealedArchiveRow, SealedArchiveRow.id == SealOrderRow.archive_id)
        .join(OfficeRow, OfficeRow.id == SealOrderRow.office_id)
        .where(
            OfficeRow.code == office_code,
            SealOrderRow.year == year,
            SealOrderRow.number == number,
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotVisible
    order, stored = row
    archive = Archive(stored.id, stored.format, stored.ciphertext, stored.sealed_key, stored.digest)
    return order, archive


async def note_checked(look: Look, found: dict[UUID, int], at: datetime) -> None:
    """Write the outcome of a check into the register."""
    for count in sorted(set(found.values())):
        orders = [order_id for order_id, number in found.items() if number == count]
        await look.session.execute(
            update(SealOrderRow)
            .where(SealOrderRow.id.in_(orders))
            .values(checked_at=at, found=count)
            .execution_options(synchronize_session=False)
        )


def sensitive_columns() -> set[tuple[str, str]]:
    """Every vault column of the product, by table and name."""
    return {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.info.get("sensitive")
    }


def _seen(row: SealOrderRow) -> SealOrderSeen:
    return SealOrderSeen(
        id=row.id,
        year=row.year,
        number=row.number,
        sealed_on=row.sealed_on,
        sealed_by=row.sealed_by,
        basis_rule=row.basis_rule,
        scope=tuple(SealScope(part) for part in row.scope),
        effective_on=row.effective_on,
        rulebook=row.rulebook,
        checked_at=row.checked_at,
        found=row.found,
    )
