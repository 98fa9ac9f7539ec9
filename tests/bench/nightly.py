"""How long the jobs of one night take over every live case: by `run_daily`, on a copy.

A night writes: measured in place, it would find nothing to do the second time.
"""

from __future__ import annotations

import asyncio
import time
from typing import Final

import psycopg
import structlog
from psycopg import sql
from pydantic import SecretStr
from sqlalchemy.engine import make_url
from tests.bench.office import Size
from tests.bench.rows import Bench

from guanhu.jobs.daily import run_daily
from guanhu.kernel.clock import SystemClock
from guanhu.product import assemble
from guanhu.settings import Environment, Settings

COPY: Final = "bench_nightly"


def measure_night(bench: Bench, size: Size) -> float:
    """Seconds of one night over an office of `size`."""
    _copy(bench, size)
    try:
        return asyncio.run(_night(bench))
    finally:
        with psycopg.connect(bench.server.admin_url(), autocommit=True) as admin:
            admin.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(COPY))
            )


def _copy(bench: Bench, size: Size) -> None:
    with psycopg.connect(bench.server.admin_url(), autocommit=True) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(COPY))
        )
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(COPY), sql.Identifier(size.database)
            )
        )


async def _night(bench: Bench) -> float:
    url = make_url(bench.app_url).set(database=COPY).render_as_string(hide_password=False)
    settings = Settings(
        environment=Environment.TEST, database_url=SecretStr(url), keys_folder=bench.keys.folder
    )  # fmt: skip
    product = assemble(settings, SystemClock())
    began = time.perf_counter()
    try:
        with structlog.testing.capture_logs():
            report = await run_daily(product, product.clock)
    finally:
        await product.database.close()
    if report.failures:
        raise SystemExit(f"the night failed: {sorted({name for name, _ in report.failures})}")
    return time.perf_counter() - began
