"""Migrations: up from nothing, down to nothing, up again to the same; and no drift."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory

from guanhu.plumbing.migrations import configuration, downgrade, expected_revision, upgrade
from support.cluster import Cluster

# Everything a migration makes, as text: what differs after a second way up shows its name.
MADE = """
SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
    || ' ' || coalesce(column_default, '')
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' '
    || coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies
UNION ALL SELECT 'wall ' || relname FROM pg_class
  WHERE relrowsecurity AND relforcerowsecurity AND relnamespace = 'public'::regnamespace
UNION ALL SELECT 'grant ' || grantee || ' ' || privilege_type || ' ' || table_name
  FROM information_schema.role_table_grants WHERE grantee LIKE 'guanhu%'
UNION ALL SELECT 'column grant ' || grantee || ' ' || privilege_type || ' ' || table_name || '.'
    || column_name FROM information_schema.role_column_grants WHERE grantee LIKE 'guanhu%'
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


def made(url: str) -> list[str]:
    with psycopg.connect(url, autocommit=True) as admin:
        return sorted(str(row[0]) for row in admin.execute(MADE).fetchall())


def test_down_leaves_nothing_and_up_again_gives_the_same(empty: str) -> None:
    upgrade(empty)
    first = made(empty)

    downgrade(empty, "base")
    left = [line for line in made(empty) if "alembic_version" not in line]
    upgrade(empty)

    assert left == []
    assert made(empty) == first
    assert len(first) > 500


def test_every_step_can_be_taken_back_and_taken_again(empty: str) -> None:
    upgrade(empty)
    steps = list(ScriptDirectory.from_config(configuration(empty)).walk_revisions())
    assert len(steps) >= 12

    for step in steps:
        before = made(empty)
        downgrade(empty, "-1")
        upgrade(empty, "+1")
        assert made(empty) == before, step.revision
        downgrade(empty, "-1")


def test_the_tables_of_the_code_are_the_tables_of_the_database(empty: str) -> None:
    upgrade(empty)

    command.check(configuration(empty))


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


def test_what_points_at_a_row_that_sealing_deletes_has_an_index(empty: str) -> None:
    upgrade(empty)

    with psycopg.connect(empty) as owner:
        assert owner.execute(UNINDEXED, [NEVER_DELETED]).fetchall() == []
