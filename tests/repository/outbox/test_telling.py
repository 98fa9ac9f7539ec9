"""A message exists once per cause and audience, exactly if its cause does, and holds no words."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import DBAPIError

from guanhu.audit.work import look_on_record
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from support.builders_cases import a_case
from support.world import OTHER_OFFICE, World

DAY = date(2026, 3, 3)


def told(world: World) -> list[tuple[Any, ...]]:
    return world.sql(
        "SELECT cause, audience, occurrence, facts FROM outbox_messages ORDER BY audience, cause"
    )


async def tell_as(world: World, who: str, case_id: str, **more: Any) -> int:
    given: dict[str, Any] = {"to": (Audience.OFFICER, Audience.GUARDIANS), "due": DAY} | more
    async with look_on_record(world.product.database, world.clock, world.actors[who]) as work:
        return await tell(
            work, Cause.CHECK_IN_MISSED, UUID(case_id), case_id=UUID(case_id), **given
        )


async def test_the_same_cause_is_told_once_to_each_audience(world: World) -> None:
    case_id = await a_case(world)

    first = await tell_as(world, "li", case_id)
    again = await tell_as(world, "li", case_id)
    another_day = await tell_as(world, "li", case_id, to=Audience.OFFICER, occurrence=DAY)

    assert (first, again, another_day) == (2, 0, 1)
    assert told(world) == [
        ("checkins.missed", "guardians", "", {"due": "2026-03-03"}),
        ("checkins.missed", "officer", "", {"due": "2026-03-03"}),
        ("checkins.missed", "officer", "2026-03-03", {"due": "2026-03-03"}),
    ]


async def test_two_who_tell_the_same_at_once_tell_it_once(world: World) -> None:
    case_id = await a_case(world)

    done = await asyncio.gather(*(tell_as(world, "li", case_id) for _ in range(8)))

    assert (sum(done), world.count("outbox_messages")) == (2, 2)


async def test_a_message_dies_with_its_cause(world: World) -> None:
    case_id = await a_case(world)

    async def tell_and_fail() -> None:
        async with look_on_record(world.product.database, world.clock, world.actors["li"]) as work:
            await tell(
                work, Cause.CHECK_IN_DUE, UUID(case_id), Audience.OFFICER, case_id=UUID(case_id)
            )
            raise LookupError

    with pytest.raises(LookupError):
        await tell_and_fail()

    assert world.count("outbox_messages") == 0


async def test_only_days_and_numbers_reach_a_message(world: World) -> None:
    case_id = await a_case(world)

    with pytest.raises(TypeError):
        await tell_as(world, "li", case_id, name="林小禾")

    assert world.count("outbox_messages") == 0


async def test_nobody_tells_of_a_case_they_have_no_part_in(world: World) -> None:
    case_id = await a_case(world)
    world.person("wang", "officer")
    world.person("far", "officer", OTHER_OFFICE)
    world.person("eyes", "auditor")

    for who in ("wang", "far", "eyes"):
        with pytest.raises(DBAPIError, match="row-level security"):
            await tell_as(world, who, case_id)

    assert world.count("outbox_messages") == 0
