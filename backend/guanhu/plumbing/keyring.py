"""The record keys a transaction needs, opened once each."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.tables import RecordKeyRow
from guanhu.plumbing.vault import RecordKey, Vault, WrappedKey


class KeyRing:
    """Opens record keys through row-level security: a key one may not see is `NotVisible`."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._open: dict[UUID, RecordKey] = {}

    async def create(self, kind: str, record_id: UUID, office_id: UUID) -> RecordKey:
        """A fresh key for a new record, stored wrapped in this transaction."""
        key, stored = self._vault.new_key(record_id)
        await self._session.execute(
            insert(RecordKeyRow).values(
                record_id=record_id,
                kind=kind,
                office_id=office_id,
                master_key_id=stored.master_key_id,
                wrapped=stored.wrapped,
            )
        )
        self._open[record_id] = key
        return key

    async def ensure(self, kind: str, record_id: UUID, office_id: UUID) -> RecordKey:
        """The key of a record that gets one when it first needs it; two at once agree on one."""
        known = (await self.of_all([record_id])).get(record_id)
        if known is not None:
            return known
        _, stored = self._vault.new_key(record_id)
        await self._session.execute(
            upsert(RecordKeyRow)
            .values(
                record_id=record_id,
                kind=kind,
                office_id=office_id,
                master_key_id=stored.master_key_id,
                wrapped=stored.wrapped,
            )
            .on_conflict_do_nothing()
        )
        return await self.of(record_id)

    async def of(self, record_id: UUID) -> RecordKey:
        """The open key of one record; `NotVisible` when it is hidden, absent or sealed."""
        keys = await self.of_all([record_id])
        key = keys.get(record_id)
        if key is None:
            raise NotVisible
        return key

    async def of_all(self, record_ids: Iterable[UUID]) -> dict[UUID, RecordKey]:
        """The open keys of many records in one statement; hidden ones are left out."""
        wanted = set(record_ids)
        missing = wanted - self._open.keys()
        if missing:
            found = await self._session.execute(
                select(
                    RecordKeyRow.record_id, RecordKeyRow.master_key_id, RecordKeyRow.wrapped
                ).where(RecordKeyRow.record_id.in_(missing))
            )
            for record_id, master_key_id, wrapped in found:
                self.keep(record_id, master_key_id, wrapped)
        return {record_id: self._open[record_id] for record_id in wanted & self._open.keys()}

    def keep(self, record_id: UUID, master_key_id: str, wrapped: bytes) -> RecordKey:
        """Open a wrapped key that a query has already read beside its record."""
        key = self._open.get(record_id)
        if key is None:
            key = self._vault.open_key(record_id, WrappedKey(master_key_id, wrapped))
            self._open[record_id] = key
        return key
