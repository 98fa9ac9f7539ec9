"""A case with a row in every table there is, for the tests of the walls."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import psycopg
from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Boolean, Date, DateTime, LargeBinary, Numeric, Text, Uuid

from guanhu import registry
from guanhu.access.actor import Actor
from guanhu.plumbing.database import Base
from support.world import World

registry.load()

TABLES = Base.metadata.tables
ITSELF = {"case_files": "case_id", "minors": "minor_id"}
"""Tables whose own id is the case's or the minor's."""

CASE_TABLES = sorted(
    name
    for name, table in TABLES.items()
    if name in ITSELF or {"case_id", "minor_id"} & set(table.columns.keys())
)
WALLED = sorted({*CASE_TABLES, "record_keys", "idempotency_keys", "trail_heads"})


class Planted:
    """One case of li's with a row in every case table, and everybody who has no part in it."""

    def __init__(self, world: World, case_id: str, minor_id: str) -> None:
        self.world = world
        self.ids = {"case_id": case_id, "minor_id": minor_id}

    def about(self, table: str) -> tuple[str, str]:
        """A condition for the rows about the case or its minor, and its parameter."""
        columns = TABLES[table].columns
        if table in ITSELF:
            return "id = %s", self.ids[ITSELF[table]]
        column = "case_id" if "case_id" in columns else "minor_id"
        return f"{column} = %s", self.ids[column]

    def fill(self) -> None:
        """Put a row about the case into every case table that has none.

        What stands in the rows makes no sense; whether they are seen is what is asked. They are
        put in past constraints and triggers, in this test's own database.
        """
        with psycopg.connect(self.world.admin_url, autocommit=True) as admin:
            for table, constraint in admin.execute(
                "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint"
                " WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace"
            ).fetchall():
                admin.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}".encode())
            admin.execute("SET session_replication_role = replica")
            for table in CASE_TABLES:
                condition, wanted = self.about(table)
                seek = f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1"  # noqa: S608
                if admin.execute(seek.encode(), [wanted]).fetchone() is None:
                    statement, values = self.insert(table)
                    admin.execute(statement, values)

    def insert(self, table: str) -> tuple[bytes, list[Any]]:
        """A statement that adds a row about the case."""
        values = {
            column.name: self._any_value(column)
            for column in TABLES[table].columns
            if column.computed is None
        }
        marks = ", ".join(["%s"] * len(values))
        statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608
        return statement.encode(), list(values.values())

    def _any_value(self, column: Column[Any]) -> Any:
        kinds: list[tuple[type[Any], Callable[[], Any]]] = [
            (Uuid, uuid.uuid4),
            (Boolean, lambda: False),
            (DateTime, lambda: datetime(2026, 3, 2, tzinfo=UTC)),
            (Date, lambda: date(2026, 3, 2)),
            (LargeBinary, lambda: b"x"),
            (ARRAY, list),
            (JSONB, lambda: "{}"),
            (Text, lambda: "x"),
            (Numeric, lambda: 1),
        ]
        if column.name in self.ids:
            return self.ids[column.name]
        if column.name == "office_id":
            return self.world.office()
        if column.name == "valid_during" or "range" in str(column.type).lower():
            return "[2026-01-01,2027-01-01)"
        return next((make() for kind, make in kinds if isinstance(column.type, kind)), 1)

    def seen_by(self, who: str) -> dict[str, int]:
        """How many rows about the case each table shows to somebody, where it shows any."""
        found = {}
        with self.entered(self.world.actors[who]) as app:
            for table in CASE_TABLES:
                condition, wanted = self.about(table)
                row = app.execute(
                    f"SELECT count(*) FROM {table} WHERE {condition}".encode(),  # noqa: S608
                    [wanted],
                ).fetchone()
                if row and row[0]:
                    found[table] = row[0]
        return found

    @contextmanager
    def entered(self, actor: Actor | None) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """The application's connection, in a transaction of somebody; rolled back at the end."""
        with psycopg.connect(self.world.product.database.url) as app:
            if actor is not None:
                app.execute(
                    "SELECT guanhu_enter(%s, %s, %s, %s, %s, %s)",
                    [actor.session_id, actor.account_id, actor.role_name, actor.office_id,
                     self.world.today, self.world.clock.now()],
                )  # fmt: skip
            yield app
            app.rollback()
