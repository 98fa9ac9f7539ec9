"""All SQL that reads the trail, and the one statement that stores a signed head."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    cast,
    column,
    func,
    select,
    table,
    union,
)
from sqlalchemy.dialects.postgresql import insert

from guanhu.audit.facts import Head, Link, SignedHead, TrailFilter, TrailSeen
from guanhu.audit.tables import TrailEntryRow, TrailHeadRow, TrailSignatureRow
from guanhu.audit.work import Look
from guanhu.kernel.clock import OFFICE_ZONE

BATCH: Final = 5_000

# Names of who acted, by one join. The accounts room stands above this one, so its tables are named
# here and not imported; families have no name in them.
ACCOUNTS: Final = table("accounts", column("id"), column("display_name"))
OFFICES: Final = table("offices", column("id"), column("code"))


class TrailRepository:
    """The trail as the actor may read it; row-level security holds the second wall."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def page(
        self, wanted: TrailFilter, *, limit: int, offset: int
    ) -> tuple[list[TrailSeen], int]:
        """One page of the actor's office, newest first, and how many entries match in all."""
        conditions = self._conditions(wanted)
        total = await self._session.scalar(
            select(func.count()).select_from(TrailEntryRow).where(*conditions)
        )
        rows = await self._session.execute(
            _seen()
            .where(*conditions)
            .order_by(TrailEntryRow.seq.desc())
            .limit(limit)
            .offset(offset)
        )
        return [_as_seen(row) for row in rows], total or 0

    async def of_case(
        self,
        case_id: UUID,
        visible: Select[Any],
        *,
        hidden_rooms: Sequence[str],
        limit: int,
        only: Sequence[str] = (),
    ) -> list[TrailSeen]:
        """What happened to one case, newest first, views left out.

        `visible` selects the ids of the case files the actor may see (wall one); `only` keeps to
        these actions.
        """
        conditions = [
            TrailEntryRow.office_id == self._look.actor.office_id,
            TrailEntryRow.case_id == case_id,
            TrailEntryRow.case_id.in_(visible),
            TrailEntryRow.action.not_like("%viewed"),
            *(TrailEntryRow.action.not_like(f"{room}.%") for room in hidden_rooms),
            *([TrailEntryRow.action.in_(only)] if only else ()),
        ]
        rows = await self._session.execute(
            _seen().where(*conditions).order_by(TrailEntryRow.seq.desc()).limit(limit)
        )
        return [_as_seen(row) for row in rows]

    def _conditions(self, wanted: TrailFilter) -> list[ColumnElement[bool]]:
        conditions = [TrailEntryRow.office_id == self._look.actor.office_id]
        if wanted.case_id is not None:
            conditions.append(TrailEntryRow.case_id == wanted.case_id)
        if wanted.account_id is not None:
            conditions.append(TrailEntryRow.account_id == wanted.account_id)
        if wanted.action is not None:
            conditions.append(TrailEntryRow.action == wanted.action)
        if wanted.first_day is not None:
            conditions.append(TrailEntryRow.at >= _midnight(wanted.first_day))
        if wanted.last_day is not None:
            conditions.append(TrailEntryRow.at < _midnight(wanted.last_day + timedelta(days=1)))
        return conditions

    # -- the chain itself, for the system actor -------------------------------------------------

    async def offices(self) -> list[UUID]:
        """Every office that has an entry, a head or a signed head."""
        found = await self._session.scalars(
            union(
                select(TrailEntryRow.office_id),
                select(TrailHeadRow.office_id),
                select(TrailSignatureRow.office_id),
            )
        )
        return sorted(found)

    async def office_codes(self) -> dict[UUID, str]:
        """The code of every office, e.g. P330100."""
        rows = await self._session.execute(select(OFFICES.c.id, OFFICES.c.code))
        return {office_id: code for office_id, code in rows}  # noqa: C416 - rows are no pairs

    async def links(self, office_id: UUID, *, after: int = 0) -> AsyncIterator[list[Link]]:
        """The stored entries of one office after a number, ascending, batch by batch."""
        details = cast(TrailEntryRow.details, Text)
        while True:
            rows = await self._session.execute(
                select(
                    TrailEntryRow.office_id, TrailEntryRow.seq, TrailEntryRow.at,
                    TrailEntryRow.account_id, TrailEntryRow.role, TrailEntryRow.action,
                    TrailEntryRow.record_kind, TrailEntryRow.record_id, TrailEntryRow.case_id,
                    details, TrailEntryRow.previous_hash, TrailEntryRow.hash,
                )
                .where(TrailEntryRow.office_id == office_id, TrailEntryRow.seq > after)
                .order_by(TrailEntryRow.seq)
                .limit(BATCH)
            )  # fmt: skip
            batch = [Link(*tuple(row)) for row in rows]
            if not batch:
                return
            yield batch
            after = batch[-1].seq

    async def head(self, office_id: UUID) -> Head | None:
        """Where the office's chain ends, by the database's own count."""
        row = await self._session.get(TrailHeadRow, office_id)
        return None if row is None else Head(row.office_id, row.seq, row.hash)

    async def signed_heads(self, office_id: UUID) -> list[SignedHead]:
        """Every signed head of one office, oldest first."""
        rows = await self._session.scalars(
            select(TrailSignatureRow)
            .where(TrailSignatureRow.office_id == office_id)
            .order_by(TrailSignatureRow.seq)
        )
        return [_signed(row) for row in rows]

    async def last_signed_head(self, office_id: UUID) -> SignedHead | None:
        """The newest signed head of one office."""
        row = await self._session.scalar(
            select(TrailSignatureRow)
            .where(TrailSignatureRow.office_id == office_id)
            .order_by(TrailSignatureRow.seq.desc())
            .limit(1)
        )
        return None if row is None else _signed(row)

    async def keep_signed(self, signed: SignedHead) -> None:
        """Store a signed head, unless this very head is signed already."""
        await self._session.execute(
            insert(TrailSignatureRow)
            .values(
                office_id=signed.office_id,
                seq=signed.seq,
                hash=signed.hash,
                signed_at=signed.signed_at,
                signature=signed.signature,
            )
            .on_conflict_do_nothing()
        )


def _seen() -> Select[Any]:
    same_account = ACCOUNTS.c.id == TrailEntryRow.account_id
    return select(
        TrailEntryRow.seq,
        TrailEntryRow.at,
        TrailEntryRow.account_id,
        ACCOUNTS.c.display_name,
        TrailEntryRow.role,
        TrailEntryRow.action,
        TrailEntryRow.record_kind,
        TrailEntryRow.record_id,
        TrailEntryRow.case_id,
        TrailEntryRow.details,
    ).join_from(TrailEntryRow, ACCOUNTS, same_account, isouter=True)


def _as_seen(row: Row[Any]) -> TrailSeen:
    return TrailSeen(*tuple(row))


def _midnight(day: date) -> datetime:
    """The instant at which a calendar date of the office begins."""
    return datetime.combine(day, time(), OFFICE_ZONE)


def _signed(row: TrailSignatureRow) -> SignedHead:
    return SignedHead(row.office_id, row.seq, row.hash, row.signed_at, row.signature)
