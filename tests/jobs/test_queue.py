"""Jobs are put off in the writing transaction and run by the worker."""

from __future__ import annotations

from typing import Final

import pytest
from sqlalchemy.exc import IntegrityError

from guanhu.jobs.daily import DAILY_JOBS, EACH_MINUTE
from guanhu.jobs.runner import PUT_BACK, build_app, put_back_stalled, run_worker, task_name
from guanhu.plumbing.queue import defer
from support.builders_checkins import a_case_under_supervision, a_check_in
from support.world import World

MARK: Final = task_name("mark_missed")


def statuses(world: World) -> list[str]:
    """How far the tasks of one job have come; others are put into the queue by the minute."""
    found = world.sql(
        "SELECT status::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [MARK]
    )
    return [status for (status,) in found]


async def test_a_deferred_daily_job_runs_in_the_worker(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id)
    world.at("2026-03-10T00:10")
    async with world.product.database.doorstep() as session:
        number = await defer(session, MARK, lock=MARK, queueing_lock=MARK)

    await run_worker(world.product, until_empty=True)

    status = world.sql("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [number])
    assert status == [("succeeded",)]
    marked = world.sql("SELECT done FROM job_runs WHERE name = 'mark_missed'")
    assert marked == [(1,)]


async def test_a_job_dies_with_its_transaction(world: World) -> None:
    async def defer_and_fail() -> None:
        async with world.product.database.doorstep() as session:
            await defer(session, MARK)
            raise LookupError

    with pytest.raises(LookupError):
        await defer_and_fail()

    assert world.count("procrastinate_jobs") == 0


async def test_two_waiting_jobs_never_share_a_queueing_lock(world: World) -> None:
    async with world.product.database.doorstep() as session:
        await defer(session, MARK, queueing_lock=MARK)

    with pytest.raises(IntegrityError):
        async with world.product.database.doorstep() as session:
            await defer(session, MARK, queueing_lock=MARK)

    assert world.count("procrastinate_jobs") == 1


async def test_a_failing_daily_run_fails_in_the_queue_too(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id)
    world.sql("ALTER TABLE check_ins RENAME COLUMN marked_missed_on TO elsewhere")
    world.at("2026-03-10T00:10")
    async with world.product.database.doorstep() as session:
        await defer(session, MARK, lock=MARK, queueing_lock=MARK)

    await run_worker(world.product, until_empty=True)

    assert statuses(world) == ["failed"]
    failed = world.sql("SELECT name FROM job_runs WHERE errors <> '[]'")
    assert failed == [("mark_missed",)]


async def test_every_job_is_periodic_and_locked_by_itself(world: World) -> None:
    app = build_app(world.product)

    tasks = {each.task.name: each for each in app.periodic_registry.periodic_tasks.values()}

    assert set(tasks) - {PUT_BACK} == {
        task_name(job) for job in (*DAILY_JOBS, *(name for name, _job, _waits in EACH_MINUTE))
    }
    for name, each in tasks.items():
        assert each.task.queueing_lock == name
        assert each.task.lock == (None if name == PUT_BACK else name)
    # In UTC from 16:10, three minutes apart: after midnight in Asia/Shanghai, in the order said.
    crons = [tasks[task_name(job)].cron for job in DAILY_JOBS]
    assert crons[:3] == ["10 16 * * *", "13 16 * * *", "16 16 * * *"]
    assert len(set(crons)) == len(DAILY_JOBS)


async def test_what_a_killed_worker_was_doing_is_put_back(world: World) -> None:
    """Its lock would keep the job from ever running again."""
    world.person("li", "officer")
    async with world.product.database.doorstep() as session:
        await defer(session, MARK, lock=MARK, queueing_lock=MARK)
    world.sql(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - interval '1 hour') RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
    )
    assert statuses(world) == ["doing"]
    app = build_app(world.product)

    async with app.open_async():
        again = await put_back_stalled(app)
        nothing_more = await put_back_stalled(app)
    await run_worker(world.product, until_empty=True)

    assert (again, nothing_more) == (1, 0)
    assert statuses(world) == ["succeeded"]
    assert world.sql("SELECT name FROM job_runs") == [("mark_missed",)]


async def test_where_the_same_job_waits_already_the_dead_one_ends(world: World) -> None:
    async with world.product.database.doorstep() as session:
        await defer(session, MARK, lock=MARK, queueing_lock=MARK)
    world.sql(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - interval '1 hour') RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
    )
    async with world.product.database.doorstep() as session:
        await defer(session, MARK, lock=MARK, queueing_lock=MARK)
    app = build_app(world.product)

    async with app.open_async():
        await put_back_stalled(app)
    await run_worker(world.product, until_empty=True)

    assert statuses(world) == ["failed", "succeeded"]
