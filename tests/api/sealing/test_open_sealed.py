"""Lawful unsealing at the machine: with the private key, on the trail, and not otherwise."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from guanhu.access.actor import system_actor
from guanhu.afterwards.errors import NotToBeOpened, UndertakingMissing
from guanhu.afterwards.opened_scope import HOLDS
from guanhu.afterwards.use_cases.open_sealed import OpeningGround, SealNumber, open_sealed
from guanhu.kernel.errors import NotPermitted, NotVisible
from guanhu.plumbing.vault import VaultUnreadable, unseal_key
from guanhu.sealing.archive import FIELD, ArchiveDamaged, digest_of
from guanhu.sealing.facts import SealScope
from guanhu.unsealing import as_json, key_of
from support.builders_afterwards import a_permitted_query, a_query, a_sealed_line
from support.builders_sealing import a_finished_case
from support.world import OFFICE, World

NOBODY = system_actor(UUID(int=0))
FIRST = SealNumber(OFFICE, 2026, 1)


async def a_sealed_case(world: World) -> tuple[str, OpeningGround]:
    """The id of a sealed file, and an approved unsealing of it."""
    case_id = await a_finished_case(world)
    sealed = await world.done("li", "sealCase", ("sealOrder.id",), caseId=case_id)
    unsealing = await a_proposal(world, sealed["sealOrder"]["id"])
    world.person("zhou", "supervisor")
    await world.done(
        "zhou", "decideUnsealing", unsealingId=unsealing, verdict="APPROVED", reason="再审"
    )
    return case_id, OpeningGround(unsealing_id=UUID(unsealing))


async def a_proposal(world: World, order_id: str) -> str:
    done = await world.done(
        "li", "proposeUnsealing", sealOrderId=order_id, ground="RETRIAL",
        judgment="再审决定书", judgedOn=world.today.isoformat(),
    )  # fmt: skip
    return str(done["unsealingId"])


async def opened_on(world: World, ground: OpeningGround, number: SealNumber = FIRST) -> Any:
    return await open_sealed(
        world.product.database, world.clock, NOBODY, number, ground, private_key(world)
    )


def private_key(world: World) -> X25519PrivateKey:
    key = world.product.keys.seal_private()
    assert key is not None
    return key


async def test_the_file_is_printed_whole_and_the_opening_is_on_the_trail(world: World) -> None:
    case_id, ground = await a_sealed_case(world)

    opened = await opened_on(world, ground)

    shown = json.loads(as_json(opened))
    assert shown["case_id"] == case_id
    assert shown["tables"]["minors"][0]["name"] == "林小禾"
    assert shown["tables"]["check_in_records"][0]["note"] == "按时到校，情绪稳定。"
    trail = world.sql(
        "SELECT role, office_id, details FROM trail_entries WHERE action = 'sealing.opened'"
    )
    said = {"unsealing": str(ground.unsealing_id), "query": None, "scope": None}
    assert trail == [("system", world.office(), said)]


async def test_an_archive_of_the_first_format_still_opens(world: World) -> None:
    case_id, ground = await a_sealed_case(world)
    [(archive_id, sealed_key, ciphertext)] = world.sql(
        "SELECT id, sealed_key, ciphertext FROM sealed_archives"
    )
    key = unseal_key(UUID(case_id), sealed_key, private_key(world))
    content = zlib.decompress(key.open_bytes(FIELD, archive_id, ciphertext))
    before = key.seal_bytes(FIELD, archive_id, content)
    world.sql(
        "UPDATE sealed_archives SET format = 'guanhu-archive-1', ciphertext = %s, digest = %s",
        [before, digest_of(before)],
    )

    shown = json.loads(as_json(await opened_on(world, ground)))

    assert len(ciphertext) < len(before) * 0.7
    assert shown["case_id"] == case_id
    assert shown["tables"]["minors"][0]["name"] == "林小禾"


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
    _, ground = await a_sealed_case(world)
    world.office("P330200")
    before = world.counts()
    key = private_key(world) if own_key else X25519PrivateKey.generate()

    with pytest.raises(expected):
        await open_sealed(world.product.database, world.clock, NOBODY, number, ground, key)

    assert world.counts() == before


async def test_changed_bytes_are_told_apart_from_a_wrong_key(world: World) -> None:
    _, ground = await a_sealed_case(world)
    world.sql("UPDATE sealed_archives SET ciphertext = ciphertext || '\\x00'")

    with pytest.raises(ArchiveDamaged):
        await opened_on(world, ground)


async def test_no_person_opens_an_archive(world: World) -> None:
    _, ground = await a_sealed_case(world)
    for role in ("officer", "supervisor", "auditor", "administrator"):
        actor = world.person(f"one_{role}", role)
        with pytest.raises(NotPermitted):
            await open_sealed(
                world.product.database, world.clock, actor, FIRST, ground, private_key(world)
            )


async def test_f13_nothing_opens_without_an_approved_unsealing_of_that_file(world: World) -> None:
    _, ground = await a_sealed_case(world)
    second = await a_finished_case(world, caseNumber="杭检未〔2026〕封2号")
    sealed = await world.done("li", "sealCase", ("sealOrder.id",), caseId=second)
    waiting = await a_proposal(world, sealed["sealOrder"]["id"])
    before = world.counts()

    for on, number in (
        (OpeningGround(), FIRST),
        (OpeningGround(unsealing_id=UUID(int=1)), FIRST),
        (ground, SealNumber(OFFICE, 2026, 2)),
        (OpeningGround(unsealing_id=UUID(waiting)), SealNumber(OFFICE, 2026, 2)),
    ):
        with pytest.raises(NotToBeOpened):
            await opened_on(world, on, number)

    assert world.counts() == before


async def test_f09_it_opens_for_a_permitted_query_once_its_reader_has_signed(world: World) -> None:
    order_id = await a_sealed_line(world)
    waiting = OpeningGround(query_id=UUID(await a_query(world)))
    permitted = OpeningGround(query_id=UUID(await a_permitted_query(world, order_id)))
    with pytest.raises(NotToBeOpened):
        await opened_on(world, waiting)
    with pytest.raises(UndertakingMissing):
        await opened_on(world, permitted)
    await world.done(
        "wang", "signQueryUndertaking", queryId=str(permitted.query_id), person="陈法官",
        signedOn="2026-10-12",
    )  # fmt: skip

    opened = await opened_on(world, permitted)

    # The files of the prosecution were permitted, what the social worker wrote was not.
    assert json.loads(as_json(opened))["tables"]["minors"][0]["name"] == "林小禾"
    assert set(opened.tables) <= HOLDS[SealScope.PROSECUTION]
    assert "check_in_records" not in opened.tables
    [(details,)] = world.sql("SELECT details FROM trail_entries WHERE action = 'sealing.opened'")
    assert details == {
        "unsealing": None, "query": str(permitted.query_id), "scope": "prosecution",
    }  # fmt: skip


def test_the_key_file_is_the_one_that_init_keys_writes(tmp_path: Path) -> None:
    key = X25519PrivateKey.generate()
    file = tmp_path / "seal.key"
    file.write_bytes(base64.b64encode(key.private_bytes_raw()))

    assert key_of(file).private_bytes_raw() == key.private_bytes_raw()
