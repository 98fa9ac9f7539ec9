"""Migrations: up from nothing, down to nothing, up again to the same; and no drift."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from guanhu.plumbing.migrations import configuration, expected_revision, upgrade
from support.cluster import Cluster

# Everything a migration makes, as text: what differs after a second way up shows its name.
MADE = """
SELECT 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
    || CASE WHEN attnotnull THEN ' not null ' ELSE ' ' END
    || coalesce(pg_get_expr(adbin, adrelid), '')
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relnamespace = 'public'::regnamespace AND relkind <> 'i'
    AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' '
    || coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies
UNION ALL SELECT 'wall ' || relname FROM pg_class
  WHERE relrowsecurity AND relforcerowsecurity AND relnamespace = 'public'::regnamespace
UNION ALL SELECT 'grant ' || oid::regclass || ' ' || acl
  FROM pg_class CROSS JOIN unnest(relacl) acl
  WHERE relnamespace = 'public'::regnamespace AND acl::text LIKE 'guanhu%'
UNION ALL SELECT 'column grant ' || attrelid::regclass || '.' || attname || ' ' || acl
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid CROSS JOIN unnest(attacl) acl
  WHERE relnamespace = 'public'::regnamespace AND acl::text LIKE 'guanhu%'
UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function ' || p.oid::regprocedure || ' ' || pg_get_userbyid(proowner) || ' '
    || md5(prosrc) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
    AND typtype IN ('e', 'd')
UNION ALL SELECT 'sequence ' || relname FROM pg_class
  WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[str]:
    """The owner's URL of a database with nothing in it."""
    name = cluster.empty()
    yield cluster.admin_url(name)
    cluster.drop(name)


@pytest.fixture
def migrated(cluster: Cluster) -> Iterator[str]:
    """The owner's URL of a database that every migration has been through."""
    name = cluster.clone()
    yield cluster.admin_url(name)
    cluster.drop(name)


def read(connection: Any) -> list[str]:
    return sorted(line for (line,) in connection.execute(MADE).fetchall())


def made(url: str) -> list[str]:
    with psycopg.connect(url) as owner:
        return read(owner)


class Made:
    """What there is after each step of one way up or down, by the revision it stands at then."""

    def __init__(self) -> None:
        self.at: dict[str, list[str]] = {}

    def note(self, ctx: MigrationContext, heads: set[str], **_step: Any) -> None:
        """Alembic calls this when a step has been taken, in the transaction of the whole way."""
        assert ctx.connection is not None
        (stands_at,) = heads or ("base",)
        self.at[stands_at] = read(ctx.connection.connection.driver_connection)


def walk(url: str, way: Callable[[Config, str], None], to: str) -> dict[str, list[str]]:
    seen = Made()
    config = configuration(url)
    config.attributes["on_version_apply"] = seen.note
    way(config, to)
    return seen.at


def test_every_step_can_be_taken_back_and_taken_again(empty: str, migrated: str) -> None:
    up = walk(empty, command.upgrade, "head")
    down = walk(empty, command.downgrade, "base")
    upgrade(empty)

    assert [line for line in down.pop("base") if "alembic_version" not in line] == []
    assert list(down) == list(up)[-2::-1]
    for step in down:
        assert down[step] == up[step], step
    assert made(empty) == made(migrated) == up[expected_revision()]
    assert len(up) >= 70
    assert len(up[expected_revision()]) > 500


def test_the_tables_of_the_code_are_the_tables_of_the_database(migrated: str) -> None:
    command.check(configuration(migrated))


def test_there_is_one_line_of_migrations() -> None:
    scripts = ScriptDirectory.from_config(configuration("postgresql://nowhere"))

    assert scripts.get_heads() == [expected_revision()]
    assert len(scripts.get_bases()) == 1


UNINDEXED = """
SELECT k.conrelid::regclass::text, a.attname FROM pg_constraint k
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
  AND k.confrelid::regclass::text <> ALL (%s)
  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
    AND (i.indkey::int2[])[0] = k.conkey[1])
ORDER BY 1, 2
"""
NEVER_DELETED = [
    "accounts", "offices", "procrastinate_workers", "query_undertakings", "register_documents",
    "sealed_archives",
]  # fmt: skip
"""Or with the whole installation: nobody has to find what points at them."""


def test_what_points_at_a_row_that_sealing_deletes_has_an_index(migrated: str) -> None:
    with psycopg.connect(migrated) as owner:
        assert owner.execute(UNINDEXED, [NEVER_DELETED]).fetchall() == []
