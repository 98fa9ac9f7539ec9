"""Rotating the master key, while others work, and interrupted in the middle."""

from __future__ import annotations

import asyncio
import fcntl
import json
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from guanhu.access.actor import system_actor
from guanhu.audit.use_cases.rotate_master_key import (
    RotatedKeys,
    RotationRefused,
    rotate_master_key,
)
from guanhu.plumbing import rotation
from guanhu.plumbing.keys import KeyFolder, MasterKeys
from guanhu.plumbing.vault import Vault, VaultUnreadable, WrappedKey
from guanhu.product import assemble
from support.builders_cases import a_case
from support.world import World


@pytest.fixture
def keys_folder(tmp_path: Path) -> Path:
    """Keys of this test's own, since it changes them."""
    return KeyFolder.create(tmp_path / "keys").folder


async def rotate(world: World, **options: Any) -> RotatedKeys:
    """As a process of its own would: with keys read anew."""
    keeper = assemble(world.product.settings, world.clock)
    try:
        return await rotate_master_key(
            keeper.database, world.clock, system_actor(world.office()), keeper.keys, **options
        )
    finally:
        await keeper.database.close()


def master_keys(world: World) -> tuple[str, list[str]]:
    stored = json.loads((world.product.keys.folder / "master.json").read_text())
    return stored["active"], sorted(stored["keys"])


def wrapped_with(world: World) -> list[str]:
    rows = world.sql("SELECT DISTINCT master_key_id FROM record_keys ORDER BY 1")
    return [str(row[0]) for row in rows]


async def full_name(world: World, case_id: str) -> str:
    page = await world.ask("li", "caseFile", ("identity.fullName",), id=case_id)
    return str(page["identity"]["fullName"])


async def test_every_key_is_rewrapped_and_every_field_still_opens(world: World) -> None:
    cases = [await a_case(world) for _ in range(3)]
    fields = world.sql("SELECT id, name FROM minors ORDER BY id")
    old = world.product.keys.master()

    done = await rotate(world)

    assert done == RotatedKeys("m2", ("m1",), 6)
    assert wrapped_with(world) == ["m2"]
    assert master_keys(world) == ("m2", ["m2"])
    assert world.sql("SELECT id, name FROM minors ORDER BY id") == fields
    # The process that served all along, and one that starts with the new folder.
    assert [await full_name(world, case_id) for case_id in cases] == ["林小禾"] * 3
    fresh = Vault(KeyFolder(world.product.keys.folder))
    stored = world.sql("SELECT record_id, master_key_id, wrapped FROM record_keys")
    for record_id, key_id, wrapped in stored:
        fresh.open_key(record_id, WrappedKey(key_id, bytes(wrapped)))
    # What the old key could open, it no longer opens.
    world.product.keys.write_master(old)
    with pytest.raises(VaultUnreadable):
        Vault(world.product.keys).open_key(
            stored[0][0], WrappedKey(stored[0][1], bytes(stored[0][2]))
        )


async def test_a_process_that_served_all_along_wraps_with_the_new_key(world: World) -> None:
    await a_case(world)

    await rotate(world)
    case_id = await a_case(world)

    assert wrapped_with(world) == ["m2"]
    assert await full_name(world, case_id) == "林小禾"


async def test_a_rotation_leaves_an_entry_in_the_trail(world: World) -> None:
    await a_case(world)

    await rotate(world)

    assert world.sql(
        "SELECT role, action, details FROM trail_entries ORDER BY seq DESC LIMIT 1"
    ) == [("system", "vault.master_key_rotated", {"active": "m2", "retired": "m1"})]


async def test_interrupted_in_the_middle_it_goes_on_where_it_was_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [await a_case(world) for _ in range(3)]
    monkeypatch.setattr(rotation, "BATCH", 2)
    rewrap, batches = rotation.rewrap_batch, []

    async def torn(*arguments: Any) -> int:
        batches.append(1)
        if len(batches) == 3:
            raise KeyboardInterrupt
        return await rewrap(*arguments)

    monkeypatch.setattr(rotation, "rewrap_batch", torn)
    with pytest.raises(KeyboardInterrupt):
        await rotate(world)
    assert wrapped_with(world) == ["m1", "m2"]
    assert master_keys(world) == ("m2", ["m1", "m2"])
    assert [await full_name(world, case_id) for case_id in cases] == ["林小禾"] * 3

    done = await rotate(world)

    assert done == RotatedKeys("m2", ("m1",), 2)
    assert wrapped_with(world) == ["m2"]
    assert master_keys(world) == ("m2", ["m2"])
    assert [await full_name(world, case_id) for case_id in cases] == ["林小禾"] * 3


async def test_interrupted_before_the_old_key_goes_it_only_has_to_go(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await a_case(world)
    with monkeypatch.context() as patched:
        patched.setattr(rotation, "retire", _stop)
        with pytest.raises(KeyboardInterrupt):
            await rotate(world)

    done = await rotate(world)

    assert done == RotatedKeys("m2", ("m1",), 0)
    assert master_keys(world) == ("m2", ["m2"])
    assert await full_name(world, case_id) == "林小禾"


async def test_a_transaction_begun_under_the_old_key_is_waited_for(world: World) -> None:
    await a_case(world)
    late = await asyncpg.connect(world.product.database.url)
    transaction = late.transaction()
    await transaction.start()
    await late.execute("SELECT 1")

    with pytest.raises(RotationRefused, match="open for too long"):
        await rotate(world, patience_seconds=0.2)
    assert master_keys(world) == ("m2", ["m1", "m2"])
    rotating = asyncio.create_task(rotate(world, patience_seconds=30))
    await asyncio.sleep(0.5)
    assert not rotating.done()
    await transaction.rollback()
    await late.close()

    assert (await rotating).retired == ("m1",)


async def test_a_key_wrapped_late_with_the_old_master_key_is_not_left_behind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await a_case(world)
    old = Vault(world.product.keys)
    stored = world.sql("SELECT master_key_id, wrapped FROM record_keys WHERE kind = 'case'")[0]
    wait = rotation.wait_for_older

    async def store_late(*arguments: Any, **options: Any) -> None:
        await wait(*arguments, **options)
        world.sql(
            "UPDATE record_keys SET master_key_id = %s, wrapped = %s WHERE kind = 'case'", stored
        )

    monkeypatch.setattr(rotation, "wait_for_older", store_late)

    done = await rotate(world)

    assert done.rewrapped == 3
    assert wrapped_with(world) == ["m2"]
    assert old.active_master_key == "m1"
    assert await full_name(world, case_id) == "林小禾"


async def test_two_rotations_at_once_are_refused(world: World) -> None:
    await a_case(world)
    with (world.product.keys.folder / "rotation.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        with pytest.raises(RotationRefused, match="another rotation is under way"):
            await rotate(world)

    assert master_keys(world) == ("m1", ["m1"])


async def test_each_rotation_counts_on(world: World) -> None:
    await a_case(world)

    assert (await rotate(world)).active == "m2"
    assert (await rotate(world)).active == "m3"
    assert master_keys(world) == ("m3", ["m3"])


def test_a_crash_while_writing_keys_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = KeyFolder.create(tmp_path / "keys")
    before = (keys.folder / "master.json").read_bytes()
    monkeypatch.setattr(Path, "replace", _stop)

    with pytest.raises(KeyboardInterrupt):
        keys.write_master(MasterKeys("m2", {"m2": b"2" * 32}))

    assert (keys.folder / "master.json").read_bytes() == before


def _stop(*_arguments: Any) -> None:
    raise KeyboardInterrupt
