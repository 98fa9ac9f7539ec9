"""The rows of a database, past both walls: taken away, copied out, put back.

Triggers and foreign keys are asleep meanwhile (`session_replication_role`), so the order of the
tables does not matter and the trail lets itself be emptied. The connection is a superuser's and
in no transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[Any, ...]]

KEPT = "alembic_version"
"""The one table that has a row in an empty database."""

# A table that never held a row has no pages; one that was emptied still has.
TABLES = f"""
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '{KEPT}'
  AND pg_relation_size(oid) > 0
ORDER BY relname
"""  # noqa: S608

SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""

RESTART = """
SELECT setval(format('public.%I', sequencename)::regclass, start_value, false) FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""

NO_ROWS = 21
"""Bytes of a binary copy of an empty table: its head and its end."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a database, as PostgreSQL copies them, and where its sequences stood."""

    tables: dict[str, bytes]
    sequences: dict[str, int]


def empty(connection: Connection) -> None:
    """Leave no row in any table, and every sequence at its start."""
    with _asleep(connection):
        deletions = [
            sql.SQL("DELETE FROM public.{}").format(sql.Identifier(name))
            for (name,) in connection.execute(TABLES).fetchall()
        ]
        connection.execute(sql.SQL("; ").join(deletions))  # in one go: it is done before each test
        connection.execute(RESTART)


def copied(connection: Connection) -> Rows:
    """What the database holds."""
    tables = {}
    with connection.transaction():
        for (name,) in connection.execute(TABLES).fetchall():
            with connection.cursor().copy(_copy(name, "TO STDOUT")) as copy:
                content = b"".join(bytes(part) for part in copy)
            if len(content) > NO_ROWS:
                tables[str(name)] = content
        sequences = dict(connection.execute(SEQUENCES).fetchall())
    return Rows(tables, sequences)


def put(connection: Connection, rows: Rows) -> None:
    """Let the database hold `rows` and nothing else."""
    empty(connection)
    with _asleep(connection):
        for name, content in rows.tables.items():
            with connection.cursor().copy(_copy(name, "FROM STDIN")) as copy:
                copy.write(content)
        for name, value in rows.sequences.items():
            connection.execute("SELECT setval(%s::regclass, %s)", [f"public.{name}", value])


def _copy(table: str, way: str) -> sql.Composed:
    return sql.SQL("COPY public.{} {} (FORMAT binary)").format(
        sql.Identifier(table),
        sql.SQL(way),  # type: ignore[arg-type]
    )


@contextmanager
def _asleep(connection: Connection) -> Iterator[None]:
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        yield
