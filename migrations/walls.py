"""Wall two: forced row-level security, one policy for every table with case data.

Used by migrations only and never changed in meaning; a new kind of wall is a new function.
Settings are read through functions inside a sub-select, so that the planner calls each once per
statement and not once per row.
"""

from __future__ import annotations

from alembic import op

STAFF = ("officer", "supervisor", "social_worker", "system")
PROSECUTION = ("officer", "supervisor", "system")
EVERYONE = ("officer", "supervisor", "social_worker", "guardian", "young_person", "system")

IN_OFFICE = "office_id = (SELECT guanhu_office())"


def build_case_wall(
    table: str, *, readers: tuple[str, ...], writers: tuple[str, ...], case: str = "case_id"
) -> None:
    """Only rows of cases the actor entered with; `readers` see them, `writers` add and change."""
    build_wall(table, f"{case} = ANY ((SELECT guanhu_cases())::uuid[])", readers, writers)


def build_minor_wall(
    table: str, *, readers: tuple[str, ...], writers: tuple[str, ...], minor: str = "minor_id"
) -> None:
    """Only rows of minors the actor entered with."""
    build_wall(table, f"{minor} = ANY ((SELECT guanhu_minors())::uuid[])", readers, writers)


def build_wall(
    table: str,
    mine: str,
    readers: tuple[str, ...],
    writers: tuple[str, ...],
    *,
    insert: str | None = None,
) -> None:
    """`mine` says which rows of the office are the actor's; `insert` which new rows, if others."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    scope = _scope(mine)
    new = _scope(insert or mine)
    op.execute(
        f"CREATE POLICY {table}_read ON {table} FOR SELECT TO guanhu_app"
        f" USING ({scope} AND {_role_in(readers)})"
    )
    op.execute(
        f"CREATE POLICY {table}_insert ON {table} FOR INSERT TO guanhu_app"
        f" WITH CHECK ({new} AND {_role_in(writers)})"
    )
    op.execute(
        f"CREATE POLICY {table}_update ON {table} FOR UPDATE TO guanhu_app"
        f" USING ({scope} AND {_role_in(writers)})"
    )
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO guanhu_app")


def change_readers(table: str, mine: str, readers: tuple[str, ...]) -> None:
    """Read by another condition from now on; what it lets through should be the same."""
    op.execute(
        f"ALTER POLICY {table}_read ON {table} USING ({_scope(mine)} AND {_role_in(readers)})"
    )


def drop_wall(table: str) -> None:
    """Take the policies away again, for a downgrade that keeps the table."""
    for verb in ("read", "insert", "update"):
        op.execute(f"DROP POLICY IF EXISTS {table}_{verb} ON {table}")


def _scope(mine: str) -> str:
    return (
        f"((SELECT guanhu_scope()) = 'all' OR ({IN_OFFICE}"
        f" AND ((SELECT guanhu_scope()) = 'office' OR {mine})))"
    )


def _role_in(roles: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{role}'" for role in roles)
    return f"(SELECT guanhu_role()) = ANY (ARRAY[{listed}])"
