"""Sessions and transactions, and the settings that row-level security reads.

Nobody shares a session: every use case and every loader opens its own (style.md §1.4, 1). The
actor's scope is set for the transaction by one database function, which also refuses a session
that has ended; without that call every case table answers with zero rows.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from asyncpg import PostgresError
from sqlalchemy import MetaData, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import greenlet_spawn

from guanhu.kernel.errors import SessionEnded
from guanhu.plumbing.passwords import Passwords
from guanhu.plumbing.vault import Vault

SESSION_ENDED_STATE: Final = "GH401"
STATEMENTS_REMEMBERED: Final = 1_024
STATEMENTS_BUILT: Final = 2_000
"""Of all the product sends some hundreds are in use at a time; each takes milliseconds to build."""
STATEMENTS_PREPARED: Final = 500
"""For each connection; the library keeps 100, and what was pushed out is planned anew."""

REVISION: Final = text("SELECT version_num FROM alembic_version")

HOLD: Final = text("SELECT pg_advisory_xact_lock(hashtext(:record_id))")

DRIVER: Final = "driver"
ENTER: Final = "SELECT guanhu_enter($1, $2, $3, $4, $5, $6)"


class Base(DeclarativeBase):
    """Every table of the project. Names of constraints are fixed, so migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters the database, as row-level security knows them; `today` is the office's date."""

    session_id: UUID | None
    account_id: UUID
    role: str
    office_id: UUID
    today: date
    now: datetime

    def values(self) -> tuple[Any, ...]:
        """What `guanhu_enter` takes, in its order."""
        return (
            self.session_id, self.account_id, self.role, self.office_id, self.today, self.now,
        )  # fmt: skip


class Database:
    """One engine for one database, the vault that opens its fields, and its password hashes.

    `url` is a ``postgresql://`` URL of the application's role.
    """

    def __init__(
        self, url: str, vault: Vault, *, passwords: Passwords | None = None, pool_size: int = 10
    ) -> None:
        self.url = url
        self.vault = vault
        self.passwords = passwords or Passwords()
        self.engine: AsyncEngine = create_async_engine(
            make_url(url).set(drivername="postgresql+asyncpg"),
            pool_size=pool_size,
            max_overflow=0,
            pool_pre_ping=False,
            # The connection used last comes first: what it has prepared and cached is warm.
            pool_use_lifo=True,
            hide_parameters=True,
            query_cache_size=STATEMENTS_BUILT,
            connect_args={
                "prepared_statement_cache_size": STATEMENTS_PREPARED,
                "statement_cache_size": STATEMENTS_PREPARED,
                "server_settings": {"application_name": "guanhu", "timezone": "UTC"},
                # A case page is longer than the driver would keep by itself (15 KB), and would
                # be planned at each sending: that cost six times what it takes to run it.
                "max_cacheable_statement_size": 0,
            },
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    async def close(self) -> None:
        await self.engine.dispose()

    async def revision(self) -> str | None:
        """The migration the database stands at; None when it cannot be asked."""
        try:
            async with self.engine.connect() as connection:
                found: str | None = await connection.scalar(REVISION)
                return found
        except (DBAPIError, OSError, TimeoutError):
            return None

    def connections_in_use(self) -> int:
        """How many connections of the pool are lent out."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    @asynccontextmanager
    async def transaction(self, entry: Entry) -> AsyncIterator[AsyncSession]:
        """One unit of work as `entry`; committed at the end, rolled back on any exception."""
        async with self._sessions() as session, session.begin():
            await enter(session, entry)
            yield session

    @asynccontextmanager
    async def read(self, entry: Entry, *, snapshot: bool = False) -> AsyncIterator[AsyncSession]:
        """A read-only look as `entry`; with `snapshot` every statement sees the same instant."""
        options: dict[str, Any] = {"postgresql_readonly": True}
        if snapshot:
            options["isolation_level"] = "REPEATABLE READ"
        async with self._sessions() as session, session.begin():
            await session.connection(execution_options=options)
            await enter(session, entry)
            yield session

    async def glance(
        self, entry: Entry, statement: str, values: Sequence[Any] = ()
    ) -> Sequence[Any]:
        """The rows of one SELECT, read as `entry` over the bare driver, in one message.

        The same pool, the same wall; no session, which costs more than such a list does. It is for
        pages: planned before anybody has entered, it is planned for the few rows that a page has,
        and what looks through a whole office would take for ever. The statement is a transaction of
        its own, which cannot write. It has the driver's placeholders
        ($1, $2, …) for its values. Raises `SessionEnded`.
        """
        return await self.alone(entered(statement, len(values)), [*values, *entry.values()])

    async def alone(self, statement: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement that enters the walls itself, and is a transaction of its own.

        In one message over the bare driver. Raises `SessionEnded`.
        """
        pooled = await self.engine.raw_connection()
        driver: Any = pooled.driver_connection
        whole = False
        try:
            found = await _entering(driver.fetch(statement, *values))
            whole = True
        except (PostgresError, SessionEnded):
            whole = True
            raise
        finally:
            if not whole or driver.is_closed():
                # Cut short: what is left of it must not meet the next one who comes.
                await greenlet_spawn(pooled.invalidate)
            await greenlet_spawn(pooled.close)
        return found

    @asynccontextmanager
    async def doorstep(self) -> AsyncIterator[AsyncSession]:
        """A transaction of nobody: case tables answer with zero rows until somebody enters."""
        async with self._sessions() as session, session.begin():
            yield session


@lru_cache(maxsize=STATEMENTS_REMEMBERED)
def entered(statement: str, values: int) -> str:
    """A SELECT with `values` placeholders as one that enters the walls before it is asked.

    The condition concerns no row, so the database asks it once, before the first row; `OFFSET 0`
    keeps it from being moved among the conditions inside. Were it asked later all the same, the
    walls would show nothing: whoever has not entered sees no row. Inside of FROM nothing can be
    changed by a statement, and what a function might change is refused by the setting, which is
    made first: what is offered to an officer is entered with by those who cannot write.
    """
    session, account, role, office, today, now = (f"${values + n}" for n in range(1, 7))
    return (
        f"SELECT told.* FROM (SELECT * FROM ({statement}) AS asked OFFSET 0) AS told"  # noqa: S608
        " WHERE (SELECT CASE WHEN set_config('transaction_read_only', 'on', true) = 'on' THEN"
        f" guanhu_enter({session}, {account}, {role}, {office}, {today}, {now}) IS NOT NULL END)"
    )


async def hold(session: AsyncSession, record_id: UUID) -> None:
    """Keep others who hold the same record waiting until the end of this transaction.

    For records that grow by rows and have none of their own that could be locked.
    """
    await session.execute(HOLD, {"record_id": str(record_id)})


async def enter(session: AsyncSession, entry: Entry) -> None:
    """Set the scope of row-level security for this transaction; again after a scope changed.

    Raises `SessionEnded` when the person's session is no longer live or their role has changed.
    """
    await entering(session, ENTER, entry.values())


async def entering(session: AsyncSession, statement: str, values: Sequence[Any]) -> Sequence[Any]:
    """The rows of a statement that calls `guanhu_enter`; raises `SessionEnded`."""
    return await _entering(sent(session, statement, values))


async def _entering(sending: Awaitable[Sequence[Any]]) -> Sequence[Any]:
    try:
        return await sending
    except PostgresError as refused:
        if refused.sqlstate == SESSION_ENDED_STATE:
            raise SessionEnded from refused
        raise


async def sent(session: AsyncSession, statement: str, values: Sequence[Any]) -> Sequence[Any]:
    """The rows of a statement given as text ($1, $2, …), in the session's transaction.

    Over the bare driver: the library around it costs more than sending. What the session holds
    and has not flushed is not seen. Raises the driver's own errors.
    """
    driver: Any = session.info.get(DRIVER) or await _begun(session)
    rows: Sequence[Any] = await driver.fetch(statement, *values)
    return rows


async def _begun(session: AsyncSession) -> Any:
    """The driver's connection of a session, which lasts as long as its one transaction."""
    connection = await session.connection()
    pooled = await connection.get_raw_connection()
    # The library begins at the first statement that goes through it; this one may be the first.
    library: Any = pooled.dbapi_connection
    if library._transaction is None:  # noqa: SLF001 - it has no public way to begin
        await library._start_transaction()  # noqa: SLF001
    driver = session.info[DRIVER] = pooled.driver_connection
    return driver
