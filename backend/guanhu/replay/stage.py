"""A fresh database, the whole product on a fixed clock, and accounts: where scenarios play."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from pydantic import SecretStr

from guanhu.plumbing.app_role import open_app_role
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.migrations import upgrade
from guanhu.settings import Environment, Settings

BEGINNING: Final = datetime(2019, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """One migrated database: the owner's URL and the application's."""

    owner_url: str
    app_url: str
    keys_folder: Path


def rehearsal_settings(place: Place) -> Settings:
    """Settings of a rehearsal: free queries, cheap password hashing, no second factor."""
    return Settings(
        environment=Environment.TEST,
        database_url=SecretStr(place.app_url),
        keys_folder=place.keys_folder,
        totp_required=False,
        open_documents=True,
        secure_cookies=False,
        argon2_memory_kib=64,
        argon2_passes=1,
        pool_size=5,
    )


@contextmanager
def fresh_place(server: EmbeddedPostgres) -> Iterator[Place]:
    """A new migrated database with keys of its own, dropped afterwards."""
    name = f"replay_{secrets.token_hex(6)}"
    identifier = sql.Identifier(name)
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
    try:
        owner_url = server.admin_url(name)
        upgrade(owner_url)
        app_url = open_app_role(owner_url)
        with tempfile.TemporaryDirectory() as folder:
            KeyFolder.create(Path(folder))
            yield Place(owner_url, app_url, Path(folder))
    finally:
        with psycopg.connect(server.admin_url(), autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))
