"""`guanhu demo`: the whole product on the embedded PostgreSQL, filled with an invented office."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import click
import psycopg
from psycopg import sql
from pydantic import SecretStr

from guanhu.api.http.pages import NotBuilt
from guanhu.demo.fill import CASES, DemoBroken, fill_office
from guanhu.demo.people import FAMILY, PASSWORD, PHONE, STAFF
from guanhu.jobs.daily import run_daily
from guanhu.kernel.clock import FixedClock, SystemClock
from guanhu.plumbing import logs
from guanhu.plumbing.app_role import open_app_role
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.migrations import ROOT, upgrade
from guanhu.plumbing.passwords import Passwords
from guanhu.plumbing.postgres_home import PostgresUnavailable
from guanhu.product import assemble
from guanhu.replay.stage import Place, rehearsal_settings
from guanhu.running import give_up
from guanhu.serving import make_server, open_door
from guanhu.settings import Environment, Settings

DATABASE: Final = "guanhu"
FILLING: Final = "guanhu_filling"
"""The office is filled here, then renamed: a first start cut short leaves nothing half done."""
LOG_LEVEL: Final = "WARNING"
WORKER_SECONDS: Final = 15.0
ROLES: Final = {
    "officer": "检察官 officer",
    "supervisor": "部门负责人 supervisor",
    "social_worker": "司法社工 social worker",
    "auditor": "审计员 auditor",
    "administrator": "管理员 administrator",
    "guardian": "监护人 guardian",
    "young_person": "未成年人 young person",
}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port of API and pages.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / ".guanhu",
    help="Where the data lies; .guanhu in the project by default.",
)
@click.option(
    "--cases",
    type=click.IntRange(1),
    default=CASES,
    show_default=True,
    help="How many cases to invent at the first start.",
)
def demo(host: str, port: int, folder: Path, cases: int) -> None:
    """Start everything with an invented office. Ctrl-C stops it; the data stays."""
    for goodbye in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(goodbye, _leave)
    logs.configure(LOG_LEVEL)
    try:
        door = open_door(host, port)
        folder.mkdir(parents=True, exist_ok=True)
        KeyFolder.create(folder / "keys")
        with EmbeddedPostgres(folder / "postgres") as server:
            _prepare(server, folder / "keys", cases)
            settings = demo_settings(
                open_app_role(server.admin_url(DATABASE)), folder / "keys", port
            )
            asyncio.run(_catch_up(settings))
            with _worker(settings):
                web = make_server(assemble(settings))
                click.echo(_welcome(port))
                web.run(sockets=[door])
    except (PostgresUnavailable, NotBuilt, DemoBroken, OSError) as problem:
        give_up(str(problem))
    except KeyboardInterrupt:
        click.echo("\nStopped; the data is kept for the next start.")


def demo_settings(app_url: str, keys_folder: Path, port: int) -> Settings:
    """Settings of the demo: free queries, no second factor, plain HTTP on this machine."""
    return Settings(
        environment=Environment.DEMO,
        database_url=SecretStr(app_url),
        keys_folder=keys_folder,
        public_url=f"http://localhost:{port}",
        static_folder=ROOT / "frontend" / "dist",
        trusted_documents=ROOT / "graphql" / "trusted-documents.json",
        totp_required=False,
        open_documents=True,
        secure_cookies=False,
        log_level=LOG_LEVEL,
        family_phone=PHONE,
        messages_folder=keys_folder.parent / "messages",
    )


def _prepare(server: EmbeddedPostgres, keys_folder: Path, cases: int) -> None:
    """Make and fill the database when it is not there; bring it up to date when it is."""
    if _exists(server, DATABASE):
        upgrade(server.admin_url(DATABASE))
        return
    click.echo(f"First start: filling the office with {cases} invented cases; a few minutes.")
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        filling = sql.Identifier(FILLING)
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(filling))
        admin.execute(sql.SQL("CREATE DATABASE {}").format(filling))
        # Until it is whole, nothing in it is worth waiting for the disk.
        admin.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(filling))
    owner_url = server.admin_url(FILLING)
    upgrade(owner_url)
    asyncio.run(_fill(Place(owner_url, open_app_role(owner_url), keys_folder), cases))
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} RESET synchronous_commit").format(filling))
        admin.execute("CHECKPOINT")
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(filling, sql.Identifier(DATABASE))
        )


async def _fill(place: Place, cases: int) -> None:
    now = SystemClock().now()
    clock = FixedClock(now)
    product = assemble(rehearsal_settings(place), clock)
    try:
        await fill_office(product, clock, place.owner_url, Passwords(), now, cases=cases)
    finally:
        await product.database.close()


def _exists(server: EmbeddedPostgres, name: str) -> bool:
    with psycopg.connect(server.admin_url()) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


async def _catch_up(settings: Settings) -> None:
    """Do what fell due while the demo was off; doing it twice changes nothing."""
    product = assemble(settings)
    try:
        await run_daily(product, product.clock)
    finally:
        await product.database.close()


@contextmanager
def _worker(settings: Settings) -> Iterator[None]:
    """A worker beside the server, in a process of its own."""
    variables = {
        f"GUANHU_{name}".upper(): value.get_secret_value()
        if isinstance(value, SecretStr)
        else str(value)
        for name, value in settings
        if value is not None
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "guanhu.cli", "worker"],
        env=os.environ | variables,
        # Ctrl-C goes to the whole group of a terminal; the worker is told by us instead.
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(WORKER_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _welcome(port: int) -> str:
    seen: set[str] = set()
    lines = [
        "",
        f"  观护 Guanhu  http://localhost:{port}/admin/   staff 办案人员",
        f"               http://localhost:{port}/         families 家庭",
        f"               http://localhost:{port}/graphql  API",
        "",
        f"  password 密码 {PASSWORD}",
    ]
    for person in (*STAFF, *FAMILY):
        if person["role"] not in seen:
            seen.add(person["role"])
            lines.append(f"  {person['handle']:<12} {ROLES[person['role']]}")
    return "\n".join([*lines, "", "  Ctrl-C stops everything. 按 Ctrl-C 停止。", ""])


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
