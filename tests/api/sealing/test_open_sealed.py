"""Lawful unsealing at the machine: with the private key, on the trail, and not otherwise."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from guanhu.access.actor import system_actor
from guanhu.kernel.errors import NotPermitted, NotVisible
from guanhu.plumbing.vault import VaultUnreadable
from guanhu.sealing.archive import ArchiveDamaged
from guanhu.sealing.use_cases.open_sealed import SealNumber, open_sealed
from guanhu.unsealing import as_json, key_of
from support.builders_sealing import a_finished_case
from support.world import OFFICE, World

NOBODY = system_actor(UUID(int=0))
FIRST = SealNumber(OFFICE, 2026, 1)


async def a_sealed_case(world: World) -> str:
    case_id = await a_finished_case(world)
    await world.done("li", "sealCase", caseId=case_id)
    return case_id


def private_key(world: World) -> X25519PrivateKey:
    key = world.product.keys.seal_private()
    assert key is not None
    return key


async def test_the_file_is_printed_whole_and_the_opening_is_on_the_trail(world: World) -> None:
    case_id = await a_sealed_case(world)

    opened = await open_sealed(
        world.product.database, world.clock, NOBODY, FIRST, private_key(world)
    )

    shown = json.loads(as_json(opened))
    assert shown["case_id"] == case_id
    assert shown["tables"]["minors"][0]["name"] == "林小禾"
    assert shown["tables"]["check_in_records"][0]["note"] == "按时到校，情绪稳定。"
    trail = world.sql("SELECT role, office_id FROM trail_entries WHERE action = 'sealing.opened'")
    assert trail == [("system", world.office())]


@pytest.mark.parametrize(
    ("number", "own_key", "expected"),
    [
        pytest.param(FIRST, False, VaultUnreadable, id="another-key"),
        pytest.param(SealNumber(OFFICE, 2026, 2), True, NotVisible, id="no-such-number"),
        pytest.param(SealNumber("P330200", 2026, 1), True, NotVisible, id="another-office"),
    ],
)
async def test_nothing_opens_otherwise(
    world: World,
    number: SealNumber,
    own_key: bool,  # noqa: FBT001 - a parameter of the table above
    expected: type[Exception],
) -> None:
    await a_sealed_case(world)
    world.office("P330200")
    before = world.counts()
    key = private_key(world) if own_key else X25519PrivateKey.generate()

    with pytest.raises(expected):
        await open_sealed(world.product.database, world.clock, NOBODY, number, key)

    assert world.counts() == before


async def test_changed_bytes_are_told_apart_from_a_wrong_key(world: World) -> None:
    await a_sealed_case(world)
    world.sql("UPDATE sealed_archives SET ciphertext = ciphertext || '\\x00'")

    with pytest.raises(ArchiveDamaged):
        await open_sealed(world.product.database, world.clock, NOBODY, FIRST, private_key(world))


async def test_no_person_opens_an_archive(world: World) -> None:
    await a_sealed_case(world)
    for role in ("officer", "supervisor", "auditor", "administrator"):
        actor = world.person(f"one_{role}", role)
        with pytest.raises(NotPermitted):
            await open_sealed(world.product.database, world.clock, actor, FIRST, private_key(world))


def test_the_key_file_is_the_one_that_init_keys_writes(tmp_path: Path) -> None:
    key = X25519PrivateKey.generate()
    file = tmp_path / "seal.key"
    file.write_bytes(base64.b64encode(key.private_bytes_raw()))

    assert key_of(file).private_bytes_raw() == key.private_bytes_raw()
