"""Jobs are put off in the writing transaction and run by the worker."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from guanhu.jobs.runner import DAILY, build_app, run_worker
from guanhu.plumbing.queue import defer
from support.builders_checkins import a_case_under_supervision, a_check_in
from support.world import World


async def test_a_deferred_daily_job_runs_in_the_worker(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id)
    world.at("2026-03-10T00:10")
    async with world.product.database.doorstep() as session:
        number = await defer(session, DAILY, lock=DAILY, queueing_lock=DAILY)

    await run_worker(world.product, until_empty=True)

    status = world.sql("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [number])
    assert status == [("succeeded",)]
    marked = world.sql("SELECT done FROM job_runs WHERE name = 'mark_missed'")
    assert marked == [(1,)]


async def test_a_job_dies_with_its_transaction(world: World) -> None:
    async def defer_and_fail() -> None:
        async with world.product.database.doorstep() as session:
            await defer(session, DAILY)
            raise LookupError

    with pytest.raises(LookupError):
        await defer_and_fail()

    assert world.count("procrastinate_jobs") == 0


async def test_two_waiting_jobs_never_share_a_queueing_lock(world: World) -> None:
    async with world.product.database.doorstep() as session:
        await defer(session, DAILY, queueing_lock=DAILY)

    with pytest.raises(IntegrityError):
        async with world.product.database.doorstep() as session:
            await defer(session, DAILY, queueing_lock=DAILY)

    assert world.count("procrastinate_jobs") == 1


async def test_a_failing_daily_run_fails_in_the_queue_too(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id)
    world.sql("ALTER TABLE check_ins RENAME COLUMN marked_missed_on TO elsewhere")
    world.at("2026-03-10T00:10")
    async with world.product.database.doorstep() as session:
        await defer(session, DAILY, lock=DAILY, queueing_lock=DAILY)

    await run_worker(world.product, until_empty=True)

    assert world.sql("SELECT status::text FROM procrastinate_jobs") == [("failed",)]
    failed = world.sql("SELECT name FROM job_runs WHERE errors <> '[]' ORDER BY name")
    assert failed == [("mark_missed",), ("open_due_windows",)]


async def test_the_daily_job_is_periodic_and_locked(world: World) -> None:
    app = build_app(world.product)

    ((_key, periodic),) = app.periodic_registry.periodic_tasks.items()

    assert (periodic.cron, periodic.task.name) == ("10 16 * * *", DAILY)
    assert (periodic.task.lock, periodic.task.queueing_lock) == (DAILY, DAILY)
