"""Looking for a marker with everything the server has: every row, every key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from guanhu.plumbing.vault import RecordKey, VaultUnreadable, WrappedKey
from guanhu.sealing.archive import Archive
from support.world import World

CORE = "MARKER"
MARKER = f"鸢尾{CORE}七三"
KEPT = frozenset({"seal_orders", "sealed_archives", "seal_checks", "trail_entries"})


def rows(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table, as the superuser sees them."""
    with psycopg.connect(world.admin_url, autocommit=True) as admin:
        tables = admin.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
            " 'public'::regnamespace ORDER BY 1"
        ).fetchall()
        for (name,) in tables:
            cursor = admin.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name)))
            columns = [column.name for column in cursor.description or ()]
            for row in cursor:
                yield name, dict(zip(columns, row, strict=True))


def server_keys(world: World) -> list[RecordKey]:
    """Every record key that the server's master keys open."""
    stored = world.sql("SELECT record_id, master_key_id, wrapped FROM record_keys")
    return [
        world.product.vault.open_key(record_id, WrappedKey(master, bytes(wrapped)))
        for record_id, master, wrapped in stored
    ]


def opened(name: str, row: dict[str, Any], keys: list[RecordKey]) -> Iterator[str]:
    """Every byte column of a row in the open, by whatever key opens it."""
    row_ids = {value for value in row.values() if isinstance(value, UUID)}
    for column, value in row.items():
        if not isinstance(value, bytes):
            continue
        for key in keys:
            for row_id in row_ids:
                try:
                    content = key.open_bytes(f"{name}.{column}", row_id, value)
                except VaultUnreadable:
                    continue
                yield content.decode("utf-8", "replace")


def places(world: World) -> set[str]:
    """Tables in which the marker stands, in the open or under a key the server has."""
    keys = server_keys(world)
    found = set()
    for name, row in rows(world):
        told = [*(str(value) for value in row.values()), *opened(name, row, keys)]
        raw = [value for value in row.values() if isinstance(value, bytes)]
        told += [value.decode("utf-8", "replace") for value in raw]
        told += [str(json.loads(each)) for each in told if each.startswith('{"')]
        if any(CORE in each for each in told):
            found.add(name)
    return found


def identifiers(world: World, wanted: set[str]) -> set[str]:
    """Tables outside register and trail that still hold one of these identifiers."""
    return {
        name
        for name, row in rows(world)
        if name not in KEPT and any(each in str(row) for each in wanted)
    }


def marked_texts(world: World) -> dict[str, list[str]]:
    """The texts of case files with the marker in them, by table, opened with the server's keys.

    Drafts outside any file do not belong to one, so they are left out.
    """
    keys = server_keys(world)
    found: dict[str, list[str]] = {}
    for name, row in rows(world):
        if name == "drafts" and row["case_id"] is None:
            continue
        told = [text for text in opened(name, row, keys) if CORE in text]
        if told:
            found.setdefault(name, []).extend(told)
    return {name: sorted(texts) for name, texts in found.items()}


def archive_of(world: World) -> tuple[Archive, UUID]:
    """The one archive there is, and the id of the file in it."""
    ((archive_id, form, ciphertext, sealed_key, digest, case_id),) = world.sql(
        "SELECT a.id, a.format, a.ciphertext, a.sealed_key, a.digest, o.case_id"
        " FROM sealed_archives a JOIN seal_orders o ON o.archive_id = a.id"
    )
    archive = Archive(archive_id, form, bytes(ciphertext), bytes(sealed_key), bytes(digest))
    return archive, case_id


def archived_texts(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """The texts of an opened archive with the marker in them, by table."""
    found = {
        name: sorted(
            value
            for row in found
            for value in row.values()
            if isinstance(value, str) and CORE in value
        )
        for name, found in tables.items()
    }
    return {name: texts for name, texts in found.items() if texts}
