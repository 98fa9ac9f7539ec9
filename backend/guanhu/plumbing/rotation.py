"""Rotating the master key: a new one is added, every record key is wrapped anew, the old one goes.

Fields are not touched. Processes that serve meanwhile read the key file again when it changes, so
nothing has to stop. Interrupted at any point, the next run goes on where it was left.
"""

from __future__ import annotations

import asyncio
import fcntl
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.plumbing.keys import KEY_BYTES, KeyFolder, MasterKeys
from guanhu.plumbing.tables import RecordKeyRow
from guanhu.plumbing.vault import Vault, WrappedKey

BATCH: Final = 500
POLL_SECONDS: Final = 0.1

# Ours are the only connections of this role, and each says when its transaction began.
OLDER_TRANSACTIONS: Final = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND usename = current_user AND pid <> pg_backend_pid() AND xact_start < :switched_at"
)


class RotationRefused(RuntimeError):
    """The rotation cannot go on now; running it again later is safe."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """Which key is active now, and which ones are on their way out."""

    active: str
    retiring: tuple[str, ...]


@contextmanager
def only_one(keys: KeyFolder) -> Iterator[None]:
    """Hold the folder's lock; `RotationRefused` while another rotation holds it."""
    with (keys.folder / "rotation.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            message = "another rotation is under way"
            raise RotationRefused(message) from busy
        yield


def begin(keys: KeyFolder) -> Rotation:
    """Add a new master key and make it the active one, or pick up a rotation left unfinished."""
    master = keys.master()
    if len(master.by_id) == 1:
        fresh = _next_id(master)
        by_id = master.by_id | {fresh: secrets.token_bytes(KEY_BYTES)}
        master = MasterKeys(fresh, by_id)
        keys.write_master(master)
    return Rotation(master.active, tuple(sorted(set(master.by_id) - {master.active})))


def retire(keys: KeyFolder, rotation: Rotation) -> None:
    """Remove the keys nothing is wrapped with any more."""
    master = keys.master()
    left = {name: key for name, key in master.by_id.items() if name not in rotation.retiring}
    keys.write_master(MasterKeys(master.active, left))


async def rewrap_batch(session: AsyncSession, vault: Vault, retiring: Sequence[str]) -> int:
    """Wrap up to `BATCH` record keys anew in this transaction; how many, 0 when none is left."""
    rows = (
        await session.execute(
            select(RecordKeyRow.record_id, RecordKeyRow.master_key_id, RecordKeyRow.wrapped)
            .where(RecordKeyRow.master_key_id.in_(retiring))
            .order_by(RecordKeyRow.record_id)
            .limit(BATCH)
            .with_for_update()
        )
    ).all()
    fresh = [(row[0], vault.rewrap(row[0], WrappedKey(row[1], row[2]))) for row in rows]
    if fresh:
        connection = await session.connection()
        await connection.execute(
            update(RecordKeyRow)
            .where(RecordKeyRow.record_id == bindparam("of_record"))
            .values(master_key_id=bindparam("by_key"), wrapped=bindparam("as_wrapped")),
            [
                {"of_record": record_id, "by_key": key.master_key_id, "as_wrapped": key.wrapped}
                for record_id, key in fresh
            ],
        )
    return len(fresh)


async def still_wrapped(session: AsyncSession, retiring: Sequence[str]) -> int:
    """How many record keys are still wrapped with a key on its way out."""
    found = await session.scalar(
        select(func.count())
        .select_from(RecordKeyRow)
        .where(RecordKeyRow.master_key_id.in_(retiring))
    )
    return found or 0


async def offices_with_keys(session: AsyncSession) -> list[UUID]:
    """Every office that has a record key."""
    return sorted(await session.scalars(select(RecordKeyRow.office_id).distinct()))


async def database_time(session: AsyncSession) -> datetime:
    """The database's own clock, by which transactions are compared."""
    found: datetime = (await session.scalars(select(func.clock_timestamp()))).one()
    return found


async def wait_for_older(
    session: AsyncSession, switched_at: datetime, *, patience_seconds: float
) -> None:
    """Wait until every transaction begun before `switched_at` has ended.

    Such a transaction may still store a key wrapped with the old master key.
    """
    waited = 0.0
    while await session.scalar(OLDER_TRANSACTIONS, {"switched_at": switched_at}):
        if waited >= patience_seconds:
            message = "a transaction has been open for too long; run the rotation again later"
            raise RotationRefused(message)
        await asyncio.sleep(POLL_SECONDS)
        waited += POLL_SECONDS
        # The list of transactions is a snapshot; a look a moment later needs a fresh one.
        await session.execute(text("SELECT pg_stat_clear_snapshot()"))


def _next_id(master: MasterKeys) -> str:
    numbers = [int(name[1:]) for name in master.by_id if name[1:].isdigit()]
    return f"m{max(numbers, default=0) + 1}"
