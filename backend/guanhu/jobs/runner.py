"""The worker: takes jobs from the queue in PostgreSQL, and defers the daily one by the clock."""

from __future__ import annotations

from typing import Final, Protocol

from procrastinate import App, PsycopgConnector
from sqlalchemy.engine import make_url

from guanhu.jobs.daily import Parts, run_daily
from guanhu.kernel.clock import Clock
from guanhu.plumbing.queue import QUEUE

DAILY: Final = "guanhu.daily"
AT_TEN_PAST_MIDNIGHT: Final = "10 16 * * *"
"""In UTC: 00:10 in Asia/Shanghai, where the date has changed by then."""


class Running(Parts, Protocol):
    """A running product."""

    @property
    def clock(self) -> Clock: ...


class JobsFailed(RuntimeError):
    """Some of the daily jobs failed; the job log tells which."""


def build_app(product: Running) -> App:
    """The queue with every task of the product."""
    url = make_url(product.database.url).set(drivername="postgresql")
    app = App(connector=PsycopgConnector(conninfo=url.render_as_string(hide_password=False)))

    # One waiting and one running at most, over all workers.
    @app.periodic(cron=AT_TEN_PAST_MIDNIGHT)
    @app.task(name=DAILY, queue=QUEUE, lock=DAILY, queueing_lock=DAILY)
    async def daily(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue says for when it was
        report = await run_daily(product, product.clock)
        if report.failures:
            raise JobsFailed(", ".join(sorted({name for name, _failure in report.failures})))

    return app


async def run_worker(product: Running, *, until_empty: bool = False) -> None:
    """Work until stopped by a signal; with `until_empty` only until nothing waits."""
    app = build_app(product)
    async with app.open_async():
        await app.run_worker_async(
            queues=[QUEUE], wait=not until_empty, install_signal_handlers=not until_empty
        )
