"""Commands that run the product: serve, worker, migrate."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
from typing import Final, NoReturn

import click
import psycopg
import uvicorn
from pydantic import ValidationError
from sqlalchemy.engine import make_url

from guanhu.api.http.pages import NotBuilt
from guanhu.jobs.runner import run_worker
from guanhu.main import Product, assemble, create_app, url_with_password
from guanhu.plumbing import logs
from guanhu.plumbing.app_role import APP_ROLE, set_app_password
from guanhu.plumbing.keys import KeysUnreadable
from guanhu.plumbing.migrations import upgrade
from guanhu.settings import Settings

GRACE_SECONDS: Final = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port of API and pages.")
def serve(host: str, port: int) -> None:
    """Serve the API and the built front ends. Any number of these share one database."""
    settings = read_settings()
    logs.configure(settings.log_level)
    try:
        door = open_door(host, port)
        server = make_server(assemble(settings))
    except (KeysUnreadable, NotBuilt, OSError) as problem:
        give_up(str(problem))
    server.run(sockets=[door])


@click.command()
def worker() -> None:
    """Run the jobs: reminders, daily checks, what other parts put off."""
    settings = read_settings()
    logs.configure(settings.log_level)

    async def work() -> None:
        product = assemble(settings)
        try:
            await run_worker(product)
        finally:
            await product.database.close()

    try:
        asyncio.run(work())
    except (KeysUnreadable, OSError) as problem:
        give_up(str(problem))


@click.command()
def migrate() -> None:
    """Bring the database up to date, and give the application's role its password."""
    settings = read_settings()
    if settings.owner_database_url is None:
        give_up("GUANHU_OWNER_DATABASE_URL is needed: the role that owns the tables")
    owner_url = url_with_password(
        settings.owner_database_url.get_secret_value(), settings.owner_database_password_file
    )
    try:
        upgrade(owner_url)
        app_url = make_url(
            url_with_password(
                settings.database_url.get_secret_value(), settings.database_password_file
            )
        )
        if app_url.username == APP_ROLE and app_url.password is not None:
            set_app_password(owner_url, str(app_url.password))
    except (psycopg.OperationalError, OSError) as problem:
        give_up(f"the database cannot be reached: {type(problem).__name__}")
    click.echo("the database is up to date")


def open_door(host: str, port: int) -> socket.socket:
    """Take `host`:`port`; who runs a server on it listens. Raises `OSError` naming the port.

    Taken first, so that a port in use is told before anything is started, yet nobody connects and
    waits before there is somebody to answer.
    """
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as problem:
        door.close()
        raise OSError(f"cannot listen on {host} port {port}: {problem.strerror}") from problem
    return door


def make_server(product: Product) -> uvicorn.Server:
    """A server for one process; it runs on sockets opened before."""
    app = create_app(product)
    # What is built by now stays for good: the collector need not look at it again, and with
    # answers as large as ours it need not run so often.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            loop="uvloop",
            http="httptools",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )


def read_settings() -> Settings:
    """The settings of the environment; ends the program with a clear list when they are wrong."""
    try:
        return Settings()
    except ValidationError as wrong:
        for error in wrong.errors(include_input=False, include_url=False):
            place = "_".join(("GUANHU", *(str(part) for part in error["loc"]))).upper()
            click.echo(f"{place if error['loc'] else 'settings'}: {error['msg']}", err=True)
        sys.exit(2)


def give_up(reason: str) -> NoReturn:
    """End the program with a reason that tells its user what to do; exit code 2."""
    click.echo(f"cannot start: {reason}", err=True)
    sys.exit(2)
