"""A look over the bare driver: the walls are entered, and nothing of it outlives it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from asyncpg import PostgresError

from guanhu.plumbing.database import Database, Entry, SessionEnded
from guanhu.plumbing.passwords import Passwords
from support.builders_cases import a_case
from support.world import World

HERE = "SELECT pg_backend_pid()"
SEEN = "SELECT count(*) FROM case_files"
TRAIL = (
    "SELECT guanhu_trail_append(guanhu_office(), now(), guanhu_account(), 'officer', 'a.b', 'c',"
    " guanhu_account(), NULL, '{}')"
)


def entry_of(world: World, handle: str = "li") -> Entry:
    actor = world.actors[handle]
    return Entry(
        actor.session_id, actor.account_id, actor.role_name, actor.office_id, world.today,
        world.clock.now(),
    )  # fmt: skip


async def told(database: Database, entry: Entry, statement: str, values: Sequence[Any] = ()) -> Any:
    """The only value of the only row."""
    ((found,),) = await database.glance(entry, statement, values)
    return found


@pytest.fixture
async def narrow(world: World) -> AsyncIterator[Database]:
    """A database with one connection: whoever comes next gets what the last one left."""
    product = world.product
    cheap = Passwords(memory_kib=64, passes=1)
    database = Database(product.database.url, product.vault, passwords=cheap, pool_size=1)
    yield database
    await database.close()


async def test_it_sees_what_the_walls_let_through(world: World, narrow: Database) -> None:
    await a_case(world, "li")
    world.person("far", "officer", "P330200")

    assert await told(narrow, entry_of(world), SEEN) == 1
    assert await told(narrow, entry_of(world, "far"), SEEN) == 0


@pytest.mark.parametrize(
    "statement",
    [
        SEEN,
        "SELECT (SELECT count(*) FROM case_files)",
        "SELECT count(c.id) FROM minors m LEFT JOIN case_files c ON c.minor_id = m.id",
        "WITH c AS MATERIALIZED (SELECT id FROM case_files) SELECT count(*) FROM c",
        "WITH c AS (SELECT id FROM case_files) SELECT count(*) FROM c, c AS d",
        "SELECT 1 FROM case_files WHERE $1 = 1",
        "SELECT 1 FROM case_files ORDER BY next_deadline_on LIMIT $1",
        "SELECT count(*) FROM case_files UNION SELECT 1 FROM guardians",
    ],
)
async def test_the_walls_are_entered_before_a_row_is_looked_at(
    world: World, narrow: Database, statement: str
) -> None:
    await a_case(world, "li")
    values = [1] if "$1" in statement else []

    assert await told(narrow, entry_of(world), statement, values) == 1


async def test_rows_come_in_the_order_asked_for(world: World, narrow: Database) -> None:
    world.person("li", "officer")
    asked = "SELECT n FROM generate_series(1, 500) AS n ORDER BY md5(n::text) LIMIT 300"

    found = [row[0] for row in await narrow.glance(entry_of(world), asked)]

    assert found == [row[0] for row in world.sql(asked)]


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("UPDATE case_files SET version = version + 1", "syntax error"),
        ("UPDATE case_files SET version = version + 1 RETURNING 1", "syntax error"),
        (
            "WITH m AS (UPDATE case_files SET version = version + 1 RETURNING 1) SELECT * FROM m",
            "must be at the top level",
        ),
        ("SELECT set_config('transaction_read_only', 'off', true)", "read-write mode must be"),
        (TRAIL, "read-only transaction"),
    ],
)
async def test_it_cannot_write(
    world: World, narrow: Database, statement: str, refused: str
) -> None:
    await a_case(world, "li")
    before = world.sql("SELECT count(*) FROM trail_entries")

    with pytest.raises(PostgresError, match=refused):
        await narrow.glance(entry_of(world), statement)

    assert world.sql("SELECT version FROM case_files") == [(1,)]
    assert world.sql("SELECT count(*) FROM trail_entries") == before


async def test_nothing_of_it_outlives_it(world: World, narrow: Database) -> None:
    await a_case(world, "li")
    before = await told(narrow, entry_of(world), HERE)

    async with narrow.doorstep() as session:
        connection = await session.connection()
        assert (await connection.exec_driver_sql(HERE)).scalar() == before
        assert (await connection.exec_driver_sql(SEEN)).scalar() == 0
        assert (await connection.exec_driver_sql("SHOW transaction_read_only")).scalar() == "off"


async def test_one_cut_short_leaves_no_open_door_to_the_next(
    world: World, narrow: Database
) -> None:
    await a_case(world, "li")
    before = await told(narrow, entry_of(world), HERE)
    slow = asyncio.create_task(narrow.glance(entry_of(world), "SELECT pg_sleep(30)"))
    await asyncio.sleep(0.2)
    assert narrow.connections_in_use() == 1

    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow

    assert narrow.connections_in_use() == 0
    async with narrow.doorstep() as session:
        connection = await session.connection()
        assert (await connection.exec_driver_sql(HERE)).scalar() != before
        assert (await connection.exec_driver_sql(SEEN)).scalar() == 0


async def test_an_ended_session_is_told_and_the_connection_goes_on(
    world: World, narrow: Database
) -> None:
    await a_case(world, "li")
    before = await told(narrow, entry_of(world), HERE)
    world.sql("UPDATE sessions SET ended_at = now()")

    for statement in (SEEN, "SELECT 1 FROM case_files WHERE case_number = '-'", "SELECT 1 LIMIT 0"):
        with pytest.raises(SessionEnded):
            await narrow.glance(entry_of(world), statement)

    async with narrow.doorstep() as session:
        connection = await session.connection()
        assert (await connection.exec_driver_sql(HERE)).scalar() == before


@pytest.mark.parametrize(
    ("field", "given"),
    [("role", "supervisor"), ("office_id", UUID(int=7)), ("session_id", None)],
)
async def test_who_is_not_who_they_say_is_refused(
    world: World, narrow: Database, field: str, given: Any
) -> None:
    await a_case(world, "li")

    with pytest.raises(SessionEnded):
        await narrow.glance(replace(entry_of(world), **{field: given}), SEEN)


async def test_the_longest_statement_is_planned_once(world: World, narrow: Database) -> None:
    world.person("li", "officer", "P330100")
    long = "SELECT " + ", ".join(f"{each} AS n{each}" for each in range(1_500))
    assert len(long) > 20_000
    kept = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%n1499%'"

    await narrow.glance(entry_of(world), long)
    await narrow.glance(entry_of(world), long)

    # The question itself holds the text it looks for.
    assert await told(narrow, entry_of(world), kept) == 2
