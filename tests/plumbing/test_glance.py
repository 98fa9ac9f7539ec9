"""A look over the bare driver: the walls are entered, and nothing of it outlives it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from asyncpg import PostgresError

from guanhu.plumbing.database import Database, Entry, SessionEnded
from support.builders_cases import a_case
from support.world import World

HERE = "SELECT pg_backend_pid()"
SEEN = "SELECT count(*) FROM case_files"


def entry_of(world: World, handle: str = "li") -> Entry:
    actor = world.actors[handle]
    return Entry(
        actor.session_id, actor.account_id, actor.role_name, actor.office_id, world.today,
        world.clock.now(),
    )  # fmt: skip


@pytest.fixture
async def narrow(world: World) -> AsyncIterator[Database]:
    """A database with one connection: whoever comes next gets what the last one left."""
    database = Database(world.product.database.url, world.product.vault, pool_size=1)
    yield database
    await database.close()


async def test_it_sees_what_the_walls_let_through(world: World, narrow: Database) -> None:
    await a_case(world, "li")
    world.person("far", "officer", "P330200")

    async with narrow.glance(entry_of(world)) as driver:
        assert await driver.fetchval(SEEN) == 1
    async with narrow.glance(entry_of(world, "far")) as driver:
        assert await driver.fetchval(SEEN) == 0


async def test_it_cannot_write(world: World, narrow: Database) -> None:
    await a_case(world, "li")

    with pytest.raises(PostgresError, match="read-only transaction"):
        async with narrow.glance(entry_of(world)) as driver:
            await driver.execute("UPDATE case_files SET version = version + 1")

    assert world.sql("SELECT version FROM case_files") == [(1,)]


async def test_one_cut_short_leaves_no_open_door_to_the_next(
    world: World, narrow: Database
) -> None:
    await a_case(world, "li")
    before: list[int] = []

    async def cut_short() -> None:
        async with narrow.glance(entry_of(world)) as driver:
            before.append(await driver.fetchval(HERE))
            raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        await cut_short()

    assert narrow.connections_in_use() == 0
    async with narrow.doorstep() as session:
        connection = await session.connection()
        assert (await connection.exec_driver_sql(HERE)).scalar() != before[0]
        assert (await connection.exec_driver_sql(SEEN)).scalar() == 0


async def test_an_ended_session_is_told_and_the_connection_goes_on(
    world: World, narrow: Database
) -> None:
    await a_case(world, "li")
    async with narrow.glance(entry_of(world)) as driver:
        before = await driver.fetchval(HERE)
    world.sql("UPDATE sessions SET ended_at = now()")

    with pytest.raises(SessionEnded):
        async with narrow.glance(entry_of(world)):
            pass

    async with narrow.doorstep() as session:
        connection = await session.connection()
        assert (await connection.exec_driver_sql(HERE)).scalar() == before


@pytest.mark.parametrize("role", ["officer'", "officer; ROLLBACK", "", "officer--"])
async def test_what_is_written_out_is_never_more_than_a_word(world: World, role: str) -> None:
    world.person("li", "officer")

    with pytest.raises(ValueError, match="a role is one word"):
        replace(entry_of(world), role=role).literals()


async def test_what_is_written_out_is_what_is_bound(world: World) -> None:
    world.person("li", "officer")
    entry = entry_of(world)

    assert entry.literals() == (
        f"'{entry.session_id}', '{entry.account_id}', 'officer', '{entry.office_id}',"
        " '2026-03-02', '2026-03-02T01:00:00+00:00'"
    )
    assert replace(entry, session_id=None).literals().startswith("NULL, '")
