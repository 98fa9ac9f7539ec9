"""Alembic's environment: synchronous, over psycopg, as the role that owns the tables."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from guanhu import registry
from guanhu.plumbing.database import Base

registry.load()


def include_object(thing: Any, name: str | None, kind: str, *_rest: Any) -> bool:
    """Leave alone what the job queue owns: its library brings its own schema."""
    table = name if kind == "table" else getattr(getattr(thing, "table", None), "name", "")
    return not str(table or "").startswith("procrastinate_")


def run() -> None:
    """Migrate over ``attributes['connection']`` when a caller gives one, else over the URL.

    ``attributes['on_version_apply']`` is told of each step when it has been taken.
    """
    connection = context.config.attributes.get("connection")
    if connection is not None:
        configure(connection)
        return
    url = make_url(context.config.get_main_option("sqlalchemy.url") or "")
    engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect() as opened:
        configure(opened)
        opened.commit()


def configure(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object,
        compare_server_default=False,
        on_version_apply=context.config.attributes.get("on_version_apply"),
    )
    with context.begin_transaction():
        context.run_migrations()


run()
