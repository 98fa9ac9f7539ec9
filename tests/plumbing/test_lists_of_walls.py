"""The walls know an officer's files and minors in quick ways that let through the same rows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from guanhu.plumbing.database import Entry
from support.builders_cases import a_case
from support.world import World


def entry_of(world: World, handle: str) -> Entry:
    actor = world.actors[handle]
    return Entry(
        actor.session_id, actor.account_id, actor.role_name, actor.office_id, world.today,
        world.clock.now(),
    )  # fmt: skip


async def read(world: World, handle: str, statement: str) -> set[Any]:
    found = await world.product.database.glance(entry_of(world, handle), statement)
    return {row[0] for row in found}


def plant_minor(world: World, minor_id: UUID) -> None:
    """Another minor of the office, with a key, of whom nobody has a case."""
    world.sql(
        "INSERT INTO minors SELECT (jsonb_populate_record(m, jsonb_build_object('id', %s::text))).*"
        " FROM minors m LIMIT 1",
        [str(minor_id)],
    )
    world.sql(
        "INSERT INTO record_keys SELECT %s, kind, office_id, master_key_id, wrapped"
        " FROM record_keys WHERE kind = 'minor' LIMIT 1",
        [minor_id],
    )


@pytest.fixture
async def two_officers(world: World) -> World:
    for officer in ("li", "li", "li", "zhou", "zhou"):
        await a_case(world, officer)
    world.person("wang", "supervisor")
    world.person("far", "officer", "P330200")
    return world


@pytest.mark.parametrize(("handle", "files"), [("li", 3), ("zhou", 2), ("far", 0)])
async def test_an_officer_reads_what_is_listed_and_nothing_else(
    two_officers: World, handle: str, files: int
) -> None:
    world = two_officers
    cases = await read(world, handle, "SELECT unnest(guanhu_cases())")
    minors = await read(world, handle, "SELECT unnest(guanhu_minors())")

    assert len(cases) == len(minors) == files
    assert await read(world, handle, "SELECT id FROM case_files") == cases
    assert await read(world, handle, "SELECT id FROM minors") == minors
    keys = "SELECT record_id FROM record_keys WHERE kind = '{}'"
    assert await read(world, handle, keys.format("minor")) == minors
    assert await read(world, handle, keys.format("case")) <= cases


async def test_a_file_handed_over_is_out_of_sight_of_the_next_reading(two_officers: World) -> None:
    world = two_officers
    given = (await read(world, "li", "SELECT min(id::text)::uuid FROM case_files")).pop()
    world.sql(
        "UPDATE case_files SET officer_id = %s WHERE id = %s",
        [world.actors["zhou"].account_id, given],
    )

    assert given not in await read(world, "li", "SELECT id FROM case_files")
    assert given in await read(world, "zhou", "SELECT id FROM case_files")
    assert len(await read(world, "li", "SELECT id FROM minors")) == 2


@pytest.mark.parametrize("role", ["supervisor", "guardian", "auditor"])
async def test_to_have_the_account_of_an_officer_and_another_role_is_no_way_in(
    two_officers: World, role: str
) -> None:
    world = two_officers
    li = world.actors["li"].account_id
    world.sql("UPDATE accounts SET role = %s, office_id = %s WHERE id = %s", [
        role, world.actors["far"].office_id, li,
    ])  # fmt: skip
    actor = world.actors["li"]
    entry = Entry(
        actor.session_id, li, role, world.actors["far"].office_id, world.today, world.clock.now()
    )

    for statement in ("SELECT id FROM case_files", "SELECT id FROM minors"):
        assert list(await world.product.database.glance(entry, statement)) == []


async def test_bytes_that_only_look_like_an_identifier_open_nothing(two_officers: World) -> None:
    """The list is searched as bytes; what lies across two identifiers is none of them."""
    world = two_officers
    listed = await read(world, "li", "SELECT guanhu_minor_bytes()")
    sent = bytes(listed.pop())
    between = [UUID(bytes=sent[at : at + 16]) for at in range(25, len(sent) - 16, 20)]
    assert len(between) == 2
    for minor_id in between:
        plant_minor(world, minor_id)

    minors = await read(world, "li", "SELECT id FROM minors")
    keys = await read(world, "li", "SELECT record_id FROM record_keys WHERE kind = 'minor'")

    assert minors == keys == await read(world, "li", "SELECT unnest(guanhu_minors())")
    assert minors.isdisjoint(between)
    assert set(between) < await read(world, "wang", "SELECT id FROM minors")


async def test_who_has_not_entered_reads_nothing(two_officers: World) -> None:
    world = two_officers
    async with world.product.database.doorstep() as session:
        connection = await session.connection()
        for statement in (
            "SELECT id FROM case_files",
            "SELECT id FROM minors",
            "SELECT record_id FROM record_keys WHERE kind <> 'account'",
        ):
            assert (await connection.exec_driver_sql(statement)).all() == []
