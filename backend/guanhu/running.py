"""Commands that run the product and serve nothing: worker, migrate; and what all of them share."""

from __future__ import annotations

import asyncio
import sys
from typing import NoReturn

import click
import psycopg
from pydantic import ValidationError
from sqlalchemy.engine import make_url

from guanhu.plumbing import logs
from guanhu.plumbing.app_role import APP_ROLE, set_app_password
from guanhu.plumbing.keys import KeysUnreadable
from guanhu.plumbing.migrations import upgrade
from guanhu.product import assemble, url_with_password
from guanhu.settings import Settings


@click.command()
def worker() -> None:
    """Run the jobs: reminders, daily checks, what other parts put off."""
    settings = read_settings()
    logs.configure(settings.log_level)

    # It loads the queue, which nothing else here needs.
    from guanhu.jobs.runner import run_worker  # noqa: PLC0415

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
