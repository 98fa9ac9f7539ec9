"""How the second wall is built: on every table, and around nobody in particular."""

from __future__ import annotations

from support.walls import CASE_TABLES, TABLES, WALLED
from support.world import World


def test_every_table_that_points_to_a_case_is_walled_as_one(world: World) -> None:
    walled = {
        str(name)
        for (name,) in world.sql(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
    }

    assert [name for name in WALLED if name not in walled] == []
    pointing = {
        name
        for name, table in TABLES.items()
        for key in table.foreign_keys
        if key.column.table.name in CASE_TABLES
    }
    assert sorted(pointing - set(CASE_TABLES) - POINTS_ONLY) == []


POINTS_ONLY = {
    *("enrolments", "seal_checks", "register_documents"),
    *("record_certificates", "seal_notices", "seal_query_decisions", "unsealings"),
    *("follow_ups", "secrecy_undertakings"),
}
"""Tables that point to a case table and tell nothing about the case: codes and counts. What hangs
on a line of the register has a wall and tests of its own (api/documents/test_query_decision.py,
api/afterwards)."""


def test_every_case_table_carries_the_office(world: World) -> None:
    del world
    assert [name for name in CASE_TABLES if "office_id" not in TABLES[name].columns] == []


def test_the_application_role_is_nobody_special(world: World) -> None:
    [role] = world.sql(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
        " WHERE rolname = 'guanhu_app'"
    )
    owned = world.sql(
        "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = 'guanhu_app' UNION ALL"
        " SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = 'guanhu_app'"
    )
    member_of = world.sql(
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'guanhu_app'::regrole"
    )

    assert role == (False, False, False, False, False)
    assert owned == []
    assert member_of == []
    assert world.sql("SELECT has_schema_privilege('guanhu_app', 'public', 'CREATE')") == [(False,)]


def test_the_application_role_cannot_change_the_trail(world: World) -> None:
    held = world.sql(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee IN ('guanhu_app', 'PUBLIC') AND table_name ~ '^trail_'"
        " ORDER BY 1, 2"
    )

    assert held == [
        ("trail_entries", "SELECT"),
        ("trail_heads", "SELECT"),
        ("trail_signatures", "INSERT"),
        ("trail_signatures", "SELECT"),
    ]


def test_nothing_is_granted_to_everybody(world: World) -> None:
    assert world.sql(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'PUBLIC' AND table_schema = 'public'"
    ) == []  # fmt: skip


def test_functions_that_pass_the_wall_are_the_gates_and_pinned(world: World) -> None:
    functions = world.sql(
        "SELECT proname, pg_get_userbyid(proowner),"
        " coalesce(array_to_string(proconfig, ';') ~ '^search_path=', false),"
        " has_function_privilege('public', oid, 'EXECUTE')"
        " FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND proname !~ '^procrastinate'"
    )

    assert len(functions) >= 2
    assert [
        name
        for name, owner, pinned, everybody in functions
        if owner != "guanhu_gate" or not pinned or everybody
    ] == []


def test_who_passes_the_wall_cannot_sign_in(world: World) -> None:
    assert world.sql(
        "SELECT rolname FROM pg_roles WHERE rolbypassrls AND rolcanlogin AND NOT rolsuper"
        " AND rolname ~ '^guanhu'"
    ) == []  # fmt: skip
