"""The trail under attack: by somebody with every right on the database, and by the application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from click.testing import Result

from guanhu.access.actor import system_actor
from guanhu.audit.chain import beginning, hash_of
from guanhu.audit.repository import TrailRepository
from guanhu.audit.use_cases.sign_trail import SigningReport, sign_trail
from guanhu.audit.use_cases.verify_chain import verify_chain
from guanhu.audit.work import look
from support.builders_cases import a_case
from support.stages import staged
from support.world import OFFICE, OTHER_OFFICE, World

Command = Callable[..., Awaitable[Result]]
UNDER_ATTACK = "SET session_replication_role = replica; {}"


def attack(world: World, statement: str) -> None:
    """Run a statement as the superuser, with the triggers off."""
    world.sql(UNDER_ATTACK.format(statement))


@staged
async def six_entries(world: World) -> None:
    """Two cases opened, each looked at by the supervisor, then two more cases: entries 1 to 6."""
    world.person("chief", "supervisor")
    for _ in range(2):
        case_id = await a_case(world)
        world.later(minutes=1)
        await world.ask("chief", "caseFile", ("id",), id=case_id)
    await a_case(world)
    await a_case(world)
    assert world.count("trail_entries") == 6


async def findings(world: World) -> list[tuple[str, int, int, int | None]]:
    [report] = await verify_chain(
        world.product.database,
        world.clock,
        system_actor(world.office()),
        world.product.keys.trail_public(),
    )
    return [(found.flaw.value, found.first, found.last, found.other) for found in report.findings]


async def signed(world: World) -> list[SigningReport]:
    return await sign_trail(
        world.product.database,
        world.clock,
        system_actor(world.office()),
        world.product.keys.trail(),
    )


async def links(world: World) -> list[Any]:
    system = system_actor(world.office())
    async with look(world.product.database, world.clock, system) as seen:
        return [
            link async for batch in TrailRepository(seen).links(world.office()) for link in batch
        ]


def rewrite_from(world: World, all_links: list[Any], first: int) -> None:
    """What an attacker who knows the rule does: compute every hash anew from `first` on."""
    previous = all_links[first - 2].hash if first > 1 else beginning(world.office())
    for link in all_links[first - 1 :]:
        fresh = type(link)(
            **{name: getattr(link, name) for name in link.__slots__ if name != "previous_hash"},
            previous_hash=previous,
        )
        previous = hash_of(fresh)
        attack(
            world,
            f"UPDATE trail_entries SET previous_hash = '\\x{fresh.previous_hash.hex()}',"  # noqa: S608
            f" hash = '\\x{previous.hex()}' WHERE seq = {link.seq}",
        )
    attack(world, f"UPDATE trail_heads SET hash = '\\x{previous.hex()}'")  # noqa: S608


async def test_an_untouched_trail_is_intact(world: World, guanhu: Command) -> None:
    await six_entries(world)

    assert await findings(world) == []
    done = await guanhu("verify-trail")
    assert done.output == f"{OFFICE}: intact, 6 entries, compared with 0 signed heads\n"
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("statement", "expected", "said"),
    [
        pytest.param(
            "UPDATE trail_entries SET action = 'cases.linked' WHERE seq = 3",
            [("changed", 3, 3, None)],
            "entry 3: changed; what stands there does not give the stored hash",
            id="changed-action",
        ),
        pytest.param(
            "UPDATE trail_entries SET details = '{\"note\": 1}' WHERE seq = 6",
            [("changed", 6, 6, None)],
            "entry 6: changed; what stands there does not give the stored hash",
            id="changed-last",
        ),
        pytest.param(
            "UPDATE trail_entries SET at = at + interval '1 microsecond' WHERE seq = 1",
            [("changed", 1, 1, None)],
            "entry 1: changed; what stands there does not give the stored hash",
            id="changed-by-a-microsecond",
        ),
        pytest.param(
            "DELETE FROM trail_entries WHERE seq IN (3, 4)",
            [("missing", 3, 4, None)],
            "entries 3 to 4: missing",
            id="deleted",
        ),
        pytest.param(
            "DELETE FROM trail_entries WHERE seq = 1",
            [("missing", 1, 1, None)],
            "entry 1: missing",
            id="deleted-first",
        ),
        pytest.param(
            "DELETE FROM trail_entries WHERE seq > 4",
            [("truncated", 5, 6, None)],
            "entries 5 to 6: cut off at the end",
            id="cut-off",
        ),
        pytest.param(
            "DELETE FROM trail_heads",
            [("head_wrong", 6, 6, None)],
            "entry 6: differs from the head of the chain",
            id="no-head",
        ),
        pytest.param(
            "UPDATE trail_entries SET seq = 99 WHERE seq = 2;"
            " UPDATE trail_entries SET seq = 2 WHERE seq = 3;"
            " UPDATE trail_entries SET seq = 3 WHERE seq = 99",
            [("moved", 2, 2, 3), ("moved", 3, 3, 2)],
            "entry 2: moved; written as 3",
            id="swapped",
        ),
        pytest.param(
            "DELETE FROM trail_entries WHERE seq = 3;"
            " UPDATE trail_entries SET seq = seq + 100 WHERE seq > 3;"
            " UPDATE trail_entries SET seq = seq - 101 WHERE seq > 100;"
            " UPDATE trail_heads SET seq = 5",
            [("missing", 3, 3, None), *(("moved", n, n, n + 1) for n in (3, 4, 5))],
            "entries 3 to 5: moved; written as 4 to 6",
            id="deleted-and-closed-up",
        ),
        pytest.param(
            "UPDATE trail_entries SET seq = seq + 100 WHERE seq > 2;"
            " UPDATE trail_entries SET seq = seq - 99 WHERE seq > 100;"
            " INSERT INTO trail_entries SELECT office_id, 3, at, account_id, role, 'cases.linked',"
            " record_kind, record_id, case_id, details, previous_hash, hash FROM trail_entries"
            " WHERE seq = 2; UPDATE trail_heads SET seq = 7",
            [("inserted", 3, 3, None), *(("moved", n, n, n - 1) for n in (4, 5, 6, 7))],
            "entry 3: inserted; was not written there",
            id="inserted",
        ),
        pytest.param(
            "INSERT INTO trail_entries SELECT office_id, 7, at, account_id, role, action,"
            " record_kind, record_id, case_id, details, hash, sha256(hash) FROM trail_entries"
            " WHERE seq = 6",
            [("changed", 7, 7, None), ("inserted", 7, 7, None)],
            "entry 7: inserted; was not written there",
            id="inserted-at-the-end",
        ),
    ],
)
async def test_an_attack_is_found_and_named(
    world: World,
    guanhu: Command,
    statement: str,
    expected: list[tuple[str, int, int, int | None]],
    said: str,
) -> None:
    await six_entries(world)

    attack(world, statement)

    assert sorted(await findings(world)) == sorted(expected)
    done = await guanhu("verify-trail")
    assert f"{OFFICE}: {said}\n" in done.output
    assert done.exit_code == 1


async def test_a_change_with_its_own_hash_made_right_breaks_the_link_after_it(
    world: World,
) -> None:
    await six_entries(world)
    attack(world, "UPDATE trail_entries SET role = 'auditor' WHERE seq = 3")
    changed = (await links(world))[2]
    attack(
        world,
        f"UPDATE trail_entries SET hash = '\\x{hash_of(changed).hex()}' WHERE seq = 3",  # noqa: S608
    )

    assert await findings(world) == [("unlinked", 4, 4, None)]


async def test_a_chain_computed_anew_contradicts_its_signed_head(
    world: World, guanhu: Command
) -> None:
    await six_entries(world)
    assert [report.signed.seq for report in await signed(world) if report.signed] == [6]
    attack(world, "UPDATE trail_entries SET action = 'cases.linked' WHERE seq = 3")
    rewrite_from(world, await links(world), 3)

    assert await findings(world) == [("signed_head_contradicted", 6, 6, None)]
    done = await guanhu("verify-trail", "--office", OFFICE)
    assert done.output == f"{OFFICE}: entry 6: differs from the head signed for it\n"
    assert done.exit_code == 1


async def test_a_cut_with_the_head_put_back_contradicts_the_signed_head(world: World) -> None:
    await six_entries(world)
    await signed(world)
    attack(world, "DELETE FROM trail_entries WHERE seq > 4")
    attack(
        world,
        "UPDATE trail_heads SET seq = 4, hash = (SELECT hash FROM trail_entries WHERE seq = 4)",
    )

    assert await findings(world) == [("truncated", 5, 6, None)]


async def test_a_forged_signature_is_not_believed(world: World) -> None:
    await six_entries(world)
    await signed(world)
    attack(world, "UPDATE trail_signatures SET signed_at = signed_at - interval '1 day'")

    assert await findings(world) == [("signature_invalid", 6, 6, None)]


async def test_signed_heads_kept_elsewhere_outlive_those_in_the_database(
    world: World, guanhu: Command, tmp_path: Path
) -> None:
    await six_entries(world)
    kept = tmp_path / "heads.jsonl"
    kept.write_text((await guanhu("sign-trail")).output, encoding="utf-8")
    attack(world, "DELETE FROM trail_signatures")
    attack(world, "DELETE FROM trail_entries WHERE seq > 2")
    attack(
        world,
        "UPDATE trail_heads SET seq = 2, hash = (SELECT hash FROM trail_entries WHERE seq = 2)",
    )
    assert (await guanhu("verify-trail")).exit_code == 0

    done = await guanhu("verify-trail", "--signatures", str(kept))

    assert done.output == f"{OFFICE}: entries 3 to 6: cut off at the end\n"
    assert done.exit_code == 1


async def test_signing_twice_changes_nothing_and_a_grown_chain_is_signed_again(
    world: World,
) -> None:
    await six_entries(world)
    await signed(world)
    before = world.sql("SELECT * FROM trail_signatures")
    assert await signed(world) == []
    assert world.sql("SELECT * FROM trail_signatures") == before

    await a_case(world)

    assert [report.signed.seq for report in await signed(world) if report.signed] == [7]
    assert await findings(world) == []


async def test_a_broken_chain_is_not_signed(world: World, guanhu: Command) -> None:
    await six_entries(world)
    attack(world, "UPDATE trail_entries SET action = 'cases.linked' WHERE seq = 3")

    done = await guanhu("sign-trail")

    assert done.exit_code == 1
    assert done.output == (
        f"{OFFICE}: entry 3: changed; what stands there does not give the stored hash\n"
        "a broken chain is not signed\n"
    )
    assert world.count("trail_signatures") == 0


async def test_each_office_has_a_chain_of_its_own(world: World, guanhu: Command) -> None:
    await six_entries(world)
    world.person("wang", "officer", OTHER_OFFICE)
    await a_case(world, "wang")
    attack(
        world,
        "UPDATE trail_entries SET role = 'auditor' WHERE seq = 2",
    )

    mine = await guanhu("verify-trail", "--office", OFFICE)
    theirs = await guanhu("verify-trail", "--office", OTHER_OFFICE)
    nobodys = await guanhu("verify-trail", "--office", "P999999")

    assert (mine.exit_code, theirs.exit_code, nobodys.exit_code) == (1, 0, 2)
    assert theirs.output == f"{OTHER_OFFICE}: intact, 1 entries, compared with 0 signed heads\n"


async def test_what_cannot_be_reached_was_not_verified(
    guanhu: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GUANHU_KEYS_FOLDER", str(tmp_path))

    assert (await guanhu("verify-trail")).exit_code == 2


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE trail_entries SET role = 'x'", id="update"),
        pytest.param("DELETE FROM trail_entries", id="delete"),
        pytest.param("TRUNCATE trail_entries", id="truncate"),
        pytest.param(
            "INSERT INTO trail_entries SELECT office_id, seq + 1, at, account_id, role, action,"
            " record_kind, record_id, case_id, details, hash, hash FROM trail_entries",
            id="insert",
        ),
        pytest.param("UPDATE trail_heads SET seq = 0", id="update-head"),
        pytest.param("DELETE FROM trail_heads", id="delete-head"),
        pytest.param("UPDATE trail_signatures SET seq = 0", id="update-signature"),
        pytest.param("DELETE FROM trail_signatures", id="delete-signature"),
        pytest.param("ALTER TABLE trail_entries DISABLE TRIGGER ALL", id="disable-triggers"),
        pytest.param("SET session_replication_role = replica", id="replica"),
        pytest.param("SET ROLE guanhu_gate", id="become-the-gate"),
    ],
)
async def test_the_application_cannot_touch_what_was_written(world: World, statement: str) -> None:
    await six_entries(world)
    await signed(world)
    before = world.sql("SELECT * FROM trail_entries ORDER BY seq")
    app = await asyncpg.connect(world.product.database.url)
    try:
        await app.execute(
            "SELECT guanhu_enter(NULL, $1, 'system', $1, $2, $3)",
            world.office(), world.today, world.clock.now(),
        )  # fmt: skip

        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute(statement)
    finally:
        await app.close()

    assert world.sql("SELECT * FROM trail_entries ORDER BY seq") == before


@pytest.mark.parametrize("table", ["trail_entries", "trail_signatures"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET seq = seq", "DELETE FROM {}", "TRUNCATE {}"])
async def test_even_the_owner_is_stopped_by_a_trigger(world: World, table: str, verb: str) -> None:
    await six_entries(world)
    await signed(world)

    with pytest.raises(Exception, match=f"{table} is append-only"):
        world.sql(verb.format(table))

    assert world.count("trail_entries") == 6
