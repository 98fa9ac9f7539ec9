"""`guanhu create-admin`, run as the command it is."""

from __future__ import annotations

import re

from guanhu.kernel.clock import SystemClock
from support.builders_identity import PASSWORD, a_browser
from support.command import run
from support.world import World


async def test_it_makes_office_and_administrator_and_prints_a_code_to_join_by(
    world: World,
) -> None:
    world.clock.set(SystemClock().now())

    made = run(
        world, "create-admin", "--office", "P330300", "--name", "管理员", "--office-name-zh",
        "某区人民检察院", "--office-name-en", "A District", "--region", "330300",
    )  # fmt: skip
    again = run(world, "create-admin", "--office", "P330300", "--name", "第二位")

    assert (made.returncode, made.stderr) == (0, "")
    code = re.search(r"one-time code: ((?:[A-Z2-7]{4}-){3}[A-Z2-7]{4})\n", made.stdout)
    assert code is not None
    assert made.stdout.startswith("office P330300 made\n")
    assert (again.returncode, "made" in again.stdout) == (0, False)
    assert world.sql("SELECT code, name_zh, name_en, region_code FROM offices") == [
        ("P330300", "某区人民检察院", "A District", "330300")
    ]
    async with a_browser(world) as browser:
        joined = await browser.post(
            "/auth/join", json={"code": code[1], "login": "admin", "password": PASSWORD}
        )
    assert joined.json()["account"]["role"] == "administrator"
    assert joined.json()["account"]["office"]["name"] == "某区人民检察院"
    assert world.sql("SELECT role, details FROM trail_entries ORDER BY seq LIMIT 1") == [
        ("system", {"role": "administrator"})
    ]


async def test_an_unknown_office_without_a_name_makes_nothing(world: World) -> None:
    before = world.counts()

    refused = run(world, "create-admin", "--office", "P999999", "--name", "管理员")

    assert refused.returncode == 1
    assert refused.stderr == (
        "there is no office P999999; give --office-name-zh and --region to make it\n"
    )
    assert world.counts() == before


async def test_a_malformed_name_makes_nothing(world: World) -> None:
    world.office("P330300")
    before = world.counts()

    refused = run(world, "create-admin", "--office", "P330300", "--name", "管" * 61)

    assert (refused.returncode, refused.stderr) == (1, "displayName: TOO_LONG\n")
    assert world.counts() == before
