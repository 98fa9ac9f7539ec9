"""Workers that die: each runs one job in a process of its own and is killed at a statement.

Started once, so that what every worker needs is loaded once. For each line of JSON on standard
input (`job`, `now`, `settings`, `folder`, `dies_at`) a process is forked that runs the job and
kills itself before its `dies_at`-th statement or commit; a line tells how it ended.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from asyncpg import Connection
from sqlalchemy import event
from sqlalchemy.orm import configure_mappers

from guanhu import registry
from guanhu.jobs.daily import run_job
from guanhu.kernel.clock import FixedClock
from guanhu.notifications.facts import Channel
from guanhu.plumbing.sending import FileSender
from guanhu.product import assemble
from guanhu.settings import Settings


async def work(asked: dict[str, Any]) -> None:
    clock = FixedClock(datetime.fromisoformat(asked["now"]))
    product = assemble(Settings(**asked["settings"]), clock)
    folder = Path(asked["folder"])
    product = replace(
        product, senders={channel: FileSender(folder, channel.value) for channel in Channel}
    )
    steps = itertools.count(1)

    def step(*_: object) -> None:
        if next(steps) == asked["dies_at"]:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(send: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def stepped(*args: Any, **options: Any) -> Any:
            step()
            return await send(*args, **options)

        return stepped

    event.listen(product.database.engine.sync_engine, "before_cursor_execute", step)
    # What is sent over the bare driver, and every commit.
    setattr(Connection, "fetch", stepping(Connection.fetch))  # noqa: B010 - typed as fixed
    setattr(Connection, "execute", stepping(Connection.execute))  # noqa: B010
    await run_job(product, clock, asked["job"])


def main() -> None:
    registry.load()
    configure_mappers()
    # What is here stays: no worker need search it for garbage.
    gc.collect()
    gc.freeze()
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            asyncio.run(work(orjson.loads(line)))
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        ended = "killed" if killed else str(os.waitstatus_to_exitcode(status))
        sys.stdout.write(f"{ended}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
