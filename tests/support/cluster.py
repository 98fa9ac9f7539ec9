"""One PostgreSQL for the test run, a migrated template database, and clones of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from guanhu.plumbing.app_role import open_app_role
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.migrations import ROOT, upgrade


class Cluster:
    """Makes databases. `GUANHU_TEST_DATABASE_URL` (a superuser's) replaces the embedded server."""

    def __init__(self, folder: Path) -> None:
        given = os.environ.get("GUANHU_TEST_DATABASE_URL")
        self._embedded = None if given else EmbeddedPostgres(folder, durable=False)
        self._given = given
        self._app_url = ""
        self._template = f"guanhu_template_{migrations_digest()}"

    def start(self) -> None:
        if self._embedded is not None:
            self._embedded.start()
        self._presence = self.admin()
        with self.admin() as admin:
            admin.execute("SELECT pg_advisory_lock(4711)")
            self._drop_left_behind(admin)
            self._presence.execute("SELECT pg_advisory_lock_shared(4712)")
            if self._embedded is not None:
                # A statement is planned once for a connection, not anew for each value: in tables
                # of a few rows every plan is a good one. Set for this server, and kept by it.
                admin.execute("ALTER SYSTEM SET plan_cache_mode = force_generic_plan")
                admin.execute("SELECT pg_reload_conf()")
            if not self._exists(admin, self._template):
                self._make_template(admin)
            self._app_url = open_app_role(self.admin_url())
            admin.execute("SELECT pg_advisory_unlock(4711)")

    def stop(self) -> None:
        self._presence.close()
        if self._embedded is not None:
            self._embedded.stop()

    def admin_url(self, database: str = "postgres") -> str:
        if self._embedded is not None:
            return self._embedded.admin_url(database)
        given = make_url(self._given or "").set(database=database)
        return given.render_as_string(hide_password=False)

    def app_url(self, database: str) -> str:
        return make_url(self._app_url).set(database=database).render_as_string(hide_password=False)

    def admin(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        # Nothing prepared: a session is reset (DISCARD ALL) between two tests.
        return psycopg.connect(self.admin_url(database), autocommit=True, prepare_threshold=None)

    def clone(self) -> str:
        """A new database with every migration and no rows; its name."""
        name = f"t_{secrets.token_hex(6)}"
        with self.admin() as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(name), sql.Identifier(self._template)
                )
            )
        return name

    def empty(self) -> str:
        name = f"e_{secrets.token_hex(6)}"
        with self.admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return name

    def drop(self, name: str) -> None:
        with self.admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _make_template(self, admin: psycopg.Connection[tuple[object, ...]]) -> None:
        making = f"{self._template}_making"
        self._drop_old_templates(admin)
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making))
        )
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
        upgrade(self.admin_url(making))
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(making), sql.Identifier(self._template)
            )
        )

    @staticmethod
    def _drop_left_behind(admin: psycopg.Connection[tuple[object, ...]]) -> None:
        """What runs that were killed have made, when no other run is going on."""
        found = admin.execute("SELECT pg_try_advisory_lock(4712)").fetchone()
        if found != (True,):
            return
        for (name,) in admin.execute(
            r"SELECT datname FROM pg_database WHERE datname ~ '^[et]_[0-9a-f]{12}$'"
        ).fetchall():
            admin.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(name)))
            )
        admin.execute("SELECT pg_advisory_unlock(4712)")

    @staticmethod
    def _drop_old_templates(admin: psycopg.Connection[tuple[object, ...]]) -> None:
        """Those of earlier migrations; the newest stay, for other runs may be cloning them."""
        for (name,) in admin.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'guanhu_template_%'"
            " ORDER BY oid DESC OFFSET 4"
        ).fetchall():
            with contextlib.suppress(psycopg.errors.ObjectInUse):
                admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(str(name))))

    @staticmethod
    def _exists(admin: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def migrations_digest() -> str:
    """Changes whenever a migration does, so that a stale template is never used."""
    digest = hashlib.sha256()
    for file in sorted((ROOT / "migrations").rglob("*.py")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
