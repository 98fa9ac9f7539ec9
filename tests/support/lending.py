"""Databases lent to one test after another.

Making a database and dropping it costs more than most tests do (docs/decisions/0016…). So one that
is given back is emptied and lent again, with its open connections. If something else than rows was
changed in it, or somebody is still in it, it is put aside, and the next test gets a new one.
"""

from __future__ import annotations

import dataclasses
import time
from typing import Any

import psycopg

from guanhu.plumbing.database import Database
from guanhu.product import Product
from guanhu.settings import Settings
from support import rows
from support.cluster import Cluster

LENT_AT_MOST = 100
"""Times; what was deleted is never cleared away, and slows the tables down in the end."""

PATIENCE_SECONDS = 0.2
"""For connections that were closed a moment ago."""

# What a database is but for its rows. Whoever changes a definition writes a new version of its
# row in the catalogue, with the number of the transaction (xmin) that did so: a higher one.
CATALOGUES = (
    "pg_class", "pg_attrdef", "pg_constraint", "pg_index", "pg_trigger", "pg_policy",
    "pg_namespace", "pg_extension", "pg_event_trigger", "pg_rewrite", "pg_default_acl",
)  # fmt: skip
LARGE_CATALOGUES = {
    "pg_attribute": "attrelid", "pg_proc": "oid", "pg_type": "oid", "pg_description": "objoid",
}  # fmt: skip
"""Catalogue → whose row it is. Of these only our own objects: PostgreSQL's are thousands."""
FIRST_OF_OURS = 16384
"""The first object identifier that is not PostgreSQL's own."""

READ = (
    *CATALOGUES,
    *(f"{name} WHERE {of} >= {FIRST_OF_OURS}" for name, of in LARGE_CATALOGUES.items()),
)
SHAPE = f"""
{
    " ".join(
        f"SELECT '{read.split()[0]}', count(*), max(xmin::text::bigint) FROM {read} UNION ALL"
        for read in READ
    )
}
SELECT 'settings', count(*), 0 FROM pg_db_role_setting
JOIN pg_database ON pg_database.oid = setdatabase WHERE datname = current_database()
UNION ALL SELECT version_num, 0, 0 FROM {rows.KEPT}
"""  # noqa: S608

OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend'
  AND pid <> pg_backend_pid()
"""


class Lent:
    """One database, empty when it is lent."""

    def __init__(self, cluster: Cluster) -> None:
        self.name = cluster.clone()
        self.admin: rows.Connection = cluster.admin(self.name)
        self.times = 0
        self._shape = self._read_shape()
        self._database: Database | None = None
        self._made_for: tuple[Any, ...] = ()

    async def serve(self, product: Product) -> Product:
        """`product`, on the connections that are open already."""
        made_for = _connects_by(product.settings)
        if self._database is None or made_for != self._made_for or _is_watched(self._database):
            await self._close_database()
            self._database, self._made_for = product.database, made_for
        return dataclasses.replace(product, vault=self._database.vault, database=self._database)

    async def emptied(self) -> bool:
        """Make it as it was; whether that could be done."""
        if self.times >= LENT_AT_MOST or self.admin.closed:
            return False
        try:
            self.admin.execute("DISCARD ALL")
            if not self._alone() or self._read_shape() != self._shape:
                return False
            rows.empty(self.admin)
        except psycopg.Error:
            return False
        return True

    async def close(self) -> None:
        """Close every connection of it."""
        await self._close_database()
        self.admin.close()

    def _alone(self) -> bool:
        """Nobody is connected but this and the pool, and of the pool nothing is in use."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self._others() != 0:
            if time.monotonic() > until:
                return False
            time.sleep(0.005)
        return True

    def _others(self) -> int:
        ((connected,),) = self.admin.execute(OTHERS).fetchall()
        if self._database is None:
            return int(connected)
        pool: Any = self._database.engine.pool
        return int(connected) - pool.checkedin() if pool.checkedout() == 0 else -1

    def _read_shape(self) -> list[tuple[Any, ...]]:
        return self.admin.execute(SHAPE).fetchall()

    async def _close_database(self) -> None:
        if self._database is not None:
            await self._database.close()
            self._database = None


def _is_watched(database: Database) -> bool:
    """Whether a test still listens to what is sent."""
    return bool(database.engine.sync_engine.dispatch.before_cursor_execute)


def _connects_by(settings: Settings) -> tuple[Any, ...]:
    return (
        settings.database_url.get_secret_value(),
        settings.keys_folder,
        settings.pool_size,
        settings.argon2_memory_kib,
        settings.argon2_passes,
    )


class Lender:
    """Lends databases, and makes one when none is at hand."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._at_hand: list[Lent] = []
        self._over: list[str] = []

    def lend(self) -> Lent:
        lent = self._at_hand.pop() if self._at_hand else Lent(self._cluster)
        lent.times += 1
        return lent

    async def take_back(self, lent: Lent) -> None:
        if await lent.emptied():
            self._at_hand.append(lent)
        else:
            await lent.close()
            self._over.append(lent.name)

    async def end(self) -> None:
        """Drop them all. Not before: where files were deleted, making new ones is slow."""
        while self._at_hand:
            lent = self._at_hand.pop()
            await lent.close()
            self._over.append(lent.name)
        while self._over:
            self._cluster.drop(self._over.pop())
