"""S76: what is closed is touched by no job, and counted on no screen."""

from __future__ import annotations

from typing import Any

import pytest

from guanhu.jobs.daily import run_daily
from support.builders_afterwards import a_permitted_query, a_query, a_sealed_line
from support.world import World

TOUCHED = ("job_runs", "trail_signatures", "trail_heads", "idempotency_keys", "refresh_tokens")
"""What a daily run keeps of itself, and what it forgets of everybody."""


def without(world: World, *tables: str) -> dict[str, int]:
    return {name: count for name, count in world.counts().items() if name not in tables}


@pytest.mark.parametrize("day", ["2026-10-13", "2027-10-13"])
async def test_s76_no_job_touches_a_sealed_file_or_what_follows_it(world: World, day: str) -> None:
    order_id = await a_sealed_line(world)
    await a_permitted_query(world, order_id)
    await a_query(world)
    await world.done(
        "li", "beginFollowUp", sealOrderId=order_id, ofAge=True, minorConsentedOn="2026-10-12"
    )
    before = without(world, *TOUCHED)
    lines = rows(world)
    world.at(f"{day}T05:00")

    report = await run_daily(world.product, world.clock)

    assert report.failures == []
    assert without(world, *TOUCHED) == before
    assert rows(world) == lines
    for who in ("li", "zhou"):
        for name in ("caseFiles", "checkIns"):
            assert (await world.ask(who, name))["total"] == 0, (who, name)


def rows(world: World) -> list[Any]:
    return world.sql(
        "SELECT q::text FROM seal_queries q UNION ALL SELECT d::text FROM seal_query_decisions d"
        " UNION ALL SELECT f::text FROM follow_ups f UNION ALL"
        " SELECT concat(o.id, o.found, o.archive_id) FROM seal_orders o ORDER BY 1"
    )
