"""A command is done once under its key, however often and however many at once it is sent."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from guanhu.access.actor import system_actor
from guanhu.identity.use_cases.forget_expired import forget_expired
from support.builders_cases import a_case, an_intake
from support.world import OTHER_OFFICE, World

KEY = "k" * 32
ANSWERED = ("caseFile.id",)


async def send(world: World, who: str = "li", **overrides: Any) -> dict[str, Any]:
    intake = an_intake(caseNumber="杭检未〔2026〕7号") | {"idempotencyKey": KEY}
    intake["minor"]["identityNumber"] = "330100200810050007"
    return await world.do(who, "openCase", ANSWERED, **(intake | overrides))


@pytest.mark.parametrize("at_once", [2, 10])
async def test_requests_at_once_with_one_key_open_one_case(world: World, at_once: int) -> None:
    world.person("li", "officer")

    answers = await asyncio.gather(*(send(world) for _ in range(at_once)))

    assert {answer["__typename"] for answer in answers} == {"OpenCaseSuccess"}
    assert len({answer["caseFile"]["id"] for answer in answers}) == 1
    assert world.count("case_files") == 1
    assert world.count("minors") == 1
    assert world.count("trail_entries") == 1
    assert world.count("idempotency_keys") == 1


async def test_a_repetition_later_gets_the_first_answer_and_does_nothing(world: World) -> None:
    world.person("li", "officer")
    first = await send(world)
    before = world.counts()
    world.later(days=3)

    repeated = await send(world)

    assert repeated["caseFile"]["id"] == first["caseFile"]["id"]
    assert world.counts() == before


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"caseNumber": "杭检未〔2026〕8号"}, id="another-number"),
        pytest.param({"hasVictim": False}, id="another-fact"),
        pytest.param({"minorId": str(uuid.uuid4()), "minor": None}, id="another-person"),
    ],
)
async def test_the_same_key_with_other_input_is_refused(
    world: World, changed: dict[str, Any]
) -> None:
    world.person("li", "officer")
    await send(world)
    before = world.counts()

    refused = await send(world, **changed)

    assert refused["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert world.counts() == before


async def test_the_same_key_with_another_command_is_refused(world: World) -> None:
    world.person("li", "officer")
    await send(world)
    before = world.counts()

    refused = await world.do("li", "saveDraft", form="OTHER", content="{}", idempotencyKey=KEY)

    assert refused["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert world.counts() == before


async def test_a_key_of_one_account_does_not_touch_another(world: World) -> None:
    world.person("li", "officer")
    world.person("wang", "officer")
    world.person("far", "officer", OTHER_OFFICE)
    first = await send(world)

    others = [
        await send(world, who, caseNumber=f"杭检未〔2026〕{number}号")
        for number, who in ((8, "wang"), (9, "far"))
    ]

    assert [answer["__typename"] for answer in others] == ["OpenCaseSuccess"] * 2
    assert len({answer["caseFile"]["id"] for answer in (first, *others)}) == 3
    assert world.count("case_files") == 3


async def test_a_key_is_known_for_thirty_days_and_then_forgotten(world: World) -> None:
    world.person("li", "officer")
    await send(world)
    database, system = world.product.database, system_actor(world.office())

    world.later(days=30)
    assert await forget_expired(database, world.clock, system, 30) == 0
    repeated = await send(world)
    assert repeated["__typename"] == "OpenCaseSuccess"
    assert world.count("case_files") == 1

    world.later(seconds=1)
    assert await forget_expired(database, world.clock, system, 30) == 1
    assert world.count("idempotency_keys") == 0


async def test_a_refused_command_leaves_its_key_free(world: World) -> None:
    world.person("li", "officer")
    refused = await send(world, receivedOn="2099-01-01")
    assert refused["code"] == "DATE_IN_FUTURE"
    assert world.count("idempotency_keys") == 0

    assert (await send(world))["__typename"] == "OpenCaseSuccess"


async def test_different_requests_at_once_about_one_case_queue_up(world: World) -> None:
    case_id = await a_case(world)
    charge = {"offence": "266", "acts": [{"occurredOn": "2025-12-01", "amountFen": 1}]}

    answers = await asyncio.gather(
        *(
            world.do(
                "li", "changeCharges",
                caseId=case_id, expectedVersion=1, charges=[charge], reason=f"第{number}次",
            )
            for number in range(5)
        )
    )  # fmt: skip

    done = [answer for answer in answers if answer["__typename"] == "ChangeChargesSuccess"]
    assert len(done) == 1
    assert sorted(answer.get("code", "") for answer in answers) == ["", *["STALE_VERSION"] * 4]
    assert world.sql("SELECT version FROM case_files") == [(2,)]


async def test_what_is_kept_of_a_command_tells_nothing_it_said(world: World) -> None:
    world.person("li", "officer")
    await send(world)

    [(answer, digest)] = world.sql("SELECT answer::text, input_digest FROM idempotency_keys")

    assert set(answer) - set('{}":, _-0123456789abcdefghijklmnopqrstuvwxyz') == set()
    assert len(digest) == 32


@pytest.mark.parametrize("key", ["short", "x" * 65, "        ", "换行\n换行换行换行"])
async def test_a_key_that_is_none_is_refused(world: World, key: str) -> None:
    world.person("li", "officer")
    before = world.counts()

    refused = await send(world, idempotencyKey=key)

    assert refused["code"] == "INVALID_INPUT"
    assert {problem["path"] for problem in refused["problems"]} == {"idempotencyKey"}
    assert world.counts() == before
