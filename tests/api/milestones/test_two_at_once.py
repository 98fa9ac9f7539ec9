"""Two people at one milestone review at the same time wait for each other in one order."""

from __future__ import annotations

import asyncio

import psycopg

from support.builders_milestones import (
    FIRST_DUE,
    a_case_with_milestones,
    a_pause,
    first_of,
)
from support.world import World


async def waiting(world: World) -> bool:
    """Whether somebody waits for the lock of a review."""
    for _ in range(200):
        found = world.sql(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        if found != [(0,)]:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_whoever_waits_for_a_review_does_not_hold_its_file_meanwhile(world: World) -> None:
    """A guardian's evaluation needs the file's row for its foreign key: no circle may arise."""
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    with psycopg.connect(world.admin_url) as guardian:
        guardian.execute("SET lock_timeout = '2s'")
        guardian.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [review])
        pausing = asyncio.create_task(world.do("li", "pauseMilestone", **a_pause(review)))
        assert await waiting(world)

        # What the evaluation's foreign key asks of the file.
        guardian.execute("SELECT 1 FROM case_files WHERE id = %s FOR KEY SHARE", [case_id])
        guardian.commit()

    answer = await pausing
    assert "code" not in answer
