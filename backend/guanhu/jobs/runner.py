"""The worker: takes jobs from the queue in PostgreSQL, and defers each job by the clock.

Every job has a task, a lock and a place in the day of its own. A worker that was killed leaves a
task marked as running, and its lock with it; those are put back once its heartbeat is gone.
"""

from __future__ import annotations

from typing import Final, Protocol

import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.tasks import Task
from sqlalchemy.engine import make_url

from guanhu.jobs.daily import DAILY_JOBS, EACH_MINUTE, Parts, run_job
from guanhu.kernel.clock import Clock
from guanhu.plumbing.queue import QUEUE

log = structlog.get_logger("guanhu.jobs")

FIRST_MINUTE: Final = 10
MINUTES_APART: Final = 3
"""In UTC from 16:10: from 00:10 in Asia/Shanghai, where the date has changed by then."""
EVERY_MINUTE: Final = "* * * * *"
PUT_BACK: Final = "guanhu.put_back"
HEARTBEAT_GONE_SECONDS: Final = 30.0


class Running(Parts, Protocol):
    """A running product."""

    @property
    def clock(self) -> Clock: ...


class JobsFailed(RuntimeError):
    """Some of a job failed; the job log tells which."""


def task_name(job: str) -> str:
    """The name under which a job stands in the queue."""
    return f"guanhu.{job}"


def build_app(product: Running) -> App:
    """The queue with every task of the product."""
    url = make_url(product.database.url).set(drivername="postgresql")
    app = App(connector=PsycopgConnector(conninfo=url.render_as_string(hide_password=False)))
    for number, job in enumerate(DAILY_JOBS):
        minute = FIRST_MINUTE + MINUTES_APART * number
        _add(app, product, job, f"{minute % 60} {16 + minute // 60} * * *")
    for job, _run, _waits in EACH_MINUTE:
        _add(app, product, job, EVERY_MINUTE)

    @app.periodic(cron=EVERY_MINUTE)
    @app.task(name=PUT_BACK, queue=QUEUE, queueing_lock=PUT_BACK)
    async def put_back(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue says for when
        await put_back_stalled(app)

    return app


def _add(app: App, product: Running, job: str, cron: str) -> None:
    name = task_name(job)

    # One waiting and one running at most, over all workers.
    @app.periodic(cron=cron)
    @app.task(name=name, queue=QUEUE, lock=name, queueing_lock=name)
    async def run(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue says for when it was
        reports = await run_job(product, product.clock, job)
        if any(report.tally.failures for report in reports):
            raise JobsFailed(job)


async def put_back_stalled(app: App, seconds: float = HEARTBEAT_GONE_SECONDS) -> int:
    """Put back what a worker without heartbeat was doing; answers how many tasks.

    Where the same task waits already, the stalled one ends as failed and gives its lock free.
    """
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        log.warning("task put back", task=job.task_name)
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            if job.id is not None:
                await app.job_manager.finish_job_by_id_async(
                    job.id, Status.FAILED, delete_job=False
                )
    return len(stalled)


async def catch_up(app: App) -> None:
    """Defer every daily job now: whatever fell due while no worker ran. Each does it once."""
    for job in DAILY_JOBS:
        task: Task[..., object, ...] = app.tasks[task_name(job)]
        try:
            await task.defer_async(timestamp=0)
        except AlreadyEnqueued:
            continue


async def run_worker(product: Running, *, until_empty: bool = False) -> None:
    """Work until stopped by a signal; with `until_empty` only until nothing waits."""
    app = build_app(product)
    async with app.open_async():
        if until_empty:
            await app.run_worker_async(queues=[QUEUE], wait=False, install_signal_handlers=False)
            return
        await put_back_stalled(app)
        await catch_up(app)
        # What succeeded stands in the job log; kept in the queue it would be a row a minute.
        await app.run_worker_async(queues=[QUEUE], delete_jobs="successful")
