"""Wall two, with wall one taken away: the database itself shows nobody what is not theirs."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import Column, true
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Boolean, Date, DateTime, LargeBinary, Numeric, Text, Uuid

from guanhu import registry
from guanhu.access.actor import Actor
from guanhu.cases import visibility
from guanhu.plumbing.database import Base
from support.builders_cases import a_case, an_intake
from support.world import OTHER_OFFICE, World

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

OUTSIDERS = {
    "wang": ("officer", "another officer"),
    "far": ("officer", "an officer of another office"),
    "far-chief": ("supervisor", "the supervisor of another office"),
    "worker": ("social_worker", "a worker who is not on the team"),
    "mother": ("guardian", "a guardian of another child"),
    "blocked": ("guardian", "a guardian who was blocked"),
    "child": ("young_person", "another child"),
    "eyes": ("auditor", "the auditor"),
    "admin": ("administrator", "the administrator"),
}
REGISTERS = {"trail_entries", "seal_orders"}
"""What the auditor of the office reads: that something happened, and no content of any case."""

PRIVATE = {"drafts", "check_in_addenda", "seal_orders"}
"""What the officer of the case does not see either: others' own words, and the register."""


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


@pytest.fixture
async def planted(world: World) -> Planted:
    case_id = await a_case(world)
    minor_id, guardian_id = world.sql(
        "SELECT c.minor_id, g.id FROM case_files c JOIN guardians g ON g.minor_id = c.minor_id"
    )[0]
    for who, (role, _) in OUTSIDERS.items():
        office = {"office": OTHER_OFFICE} if who.startswith("far") else {}
        world.person(who, role, **office)
    # The other officer has a case too, whose guardian and child are the guardian and child above.
    await a_case(world, "wang")
    await world.done("far", "openCase", **an_intake(receivedOn="2026-03-02"))
    account = {who: world.actors[who].account_id for who in ("mother", "blocked", "child")}
    world.sql(
        "UPDATE guardians SET account_id = %s WHERE minor_id IN (SELECT minor_id FROM case_files"
        " WHERE officer_id = %s)",
        [account["mother"], world.actors["wang"].account_id],
    )
    world.sql(
        "UPDATE minors SET account_id = %s WHERE id IN (SELECT minor_id FROM case_files"
        " WHERE officer_id = %s)",
        [account["child"], world.actors["wang"].account_id],
    )
    world.sql(
        "UPDATE guardians SET account_id = %s WHERE id = %s", [account["blocked"], guardian_id]
    )
    world.sql("UPDATE guardianships SET blocked_at = now() WHERE guardian_id = %s", [guardian_id])
    made = Planted(world, case_id, str(minor_id))
    made.fill()
    return made


@pytest.fixture
def without_wall_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every repository believes that everybody may see everything."""
    one = visibility.visible
    for module in [m for name, m in sys.modules.items() if name.startswith("guanhu.")]:
        for name, thing in list(vars(module).items()):
            if thing is one:
                monkeypatch.setattr(module, name, lambda _look: true())
    assert visibility.visible is not one


# -- what the database shows ----------------------------------------------------------------------


async def test_the_officer_sees_a_row_in_every_table_of_the_case(planted: Planted) -> None:
    seen = planted.seen_by("li")

    assert set(CASE_TABLES) - set(seen) == PRIVATE & set(CASE_TABLES)


async def test_nobody_without_a_part_in_the_case_sees_a_row_of_it(planted: Planted) -> None:
    seen = {who: planted.seen_by(who) for who in OUTSIDERS}
    assert seen["eyes"].keys() <= REGISTERS
    seen["eyes"] = {}

    assert seen == {who: {} for who in OUTSIDERS}


async def test_without_entering_every_table_is_empty(planted: Planted) -> None:
    with planted.entered(None) as app:
        shown = {
            table: app.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()  # noqa: S608
            for table in WALLED
        }

    assert shown == dict.fromkeys(WALLED, (0,))


async def test_what_one_transaction_entered_is_forgotten_by_the_next(planted: Planted) -> None:
    with planted.entered(planted.world.actors["li"]) as app:
        assert app.execute("SELECT count(*) FROM case_files").fetchone() == (1,)
        app.commit()
        assert app.execute("SELECT count(*) FROM case_files").fetchone() == (0,)


async def test_a_table_whose_wall_is_missing_is_noticed(planted: Planted) -> None:
    planted.world.sql("ALTER TABLE acts DISABLE ROW LEVEL SECURITY")

    assert planted.seen_by("wang") == {"acts": 1}


async def test_nobody_without_a_part_in_the_case_changes_or_adds_a_row_of_it(
    planted: Planted,
) -> None:
    done = []
    for who in OUTSIDERS:
        with planted.entered(planted.world.actors[who]) as app:
            for table in CASE_TABLES:
                condition, wanted = planted.about(table)
                change = f"UPDATE {table} SET office_id = office_id WHERE {condition}"  # noqa: S608
                attempts = [(change.encode(), [wanted])]
                if table not in ITSELF:
                    attempts.append(planted.insert(table))
                for statement, values in attempts:
                    with (
                        suppress(psycopg.errors.InsufficientPrivilege),
                        app.transaction(force_rollback=True),
                    ):
                        if app.execute(statement, values).rowcount:
                            done.append((who, table, statement[:6]))

    assert done == []


@pytest.mark.parametrize(
    "how",
    ["another's session", "another role", "another office", "ended", "expired", "deactivated"],
)
async def test_entering_with_what_is_not_ones_own_is_refused(world: World, how: str) -> None:
    for who, role in (("li", "officer"), ("wang", "officer"), ("far-chief", "supervisor")):
        world.person(who, role)
    planted = Planted(world, str(uuid.uuid4()), str(uuid.uuid4()))
    wang, li = world.actors["wang"], world.actors["li"]
    given = {
        "another's session": Actor(li.account_id, li.office_id, li.role, wang.session_id),
        "another role": Actor(
            wang.account_id, wang.office_id, world.actors["far-chief"].role, wang.session_id
        ),
        "another office": Actor(
            wang.account_id, world.office(OTHER_OFFICE), wang.role, wang.session_id
        ),
    }.get(how, wang)
    change = {
        "ended": "UPDATE sessions SET ended_at = now() WHERE id = %s",
        "expired": "UPDATE sessions SET expires_at = '2026-03-02T01:00:00Z' WHERE id = %s",
        "deactivated": "UPDATE accounts SET deactivated_at = now() WHERE id ="
        " (SELECT account_id FROM sessions WHERE id = %s)",
    }.get(how)
    if change is not None:
        world.sql(change, [wang.session_id])

    with pytest.raises(psycopg.DatabaseError, match="session ended"), planted.entered(given):
        pass


# -- the same through the API, with wall one away -----------------------------------------------


async def shown_through_the_api(planted: Planted, who: str) -> dict[str, Any]:
    world = planted.world
    case_id = planted.ids["case_id"]
    page = await world.post(who, "query($id: UUID!) { caseFile(id: $id) { id } }", {"id": case_id})
    listed = await world.post(
        who, "query($s: String) { caseFiles(filter: {search: $s}) { total } }", {"s": "林小禾"}
    )
    return {
        "page": page["errors"][0]["extensions"]["code"] if page.get("errors") else "SEEN",
        "listed": (listed["data"] or {}).get("caseFiles", {}).get("total"),
    }


async def test_with_wall_one_away_wall_two_answers_with_nothing(
    planted: Planted, without_wall_one: None
) -> None:
    del without_wall_one
    shown = {who: await shown_through_the_api(planted, who) for who in OUTSIDERS}

    # The officers see their own case, and whoever does not work on cases may not even list.
    hidden = {"page": "NOT_VISIBLE", "listed": 1}
    closed = {"page": "NOT_PERMITTED", "listed": None}
    assert shown == {
        "wang": hidden, "far": hidden, "far-chief": hidden, "worker": hidden | {"listed": 0},
        "mother": closed, "blocked": closed, "child": closed, "eyes": closed, "admin": closed,
    }  # fmt: skip


async def test_with_both_walls_away_the_case_would_be_seen(
    planted: Planted, without_wall_one: None
) -> None:
    del without_wall_one
    for table in ("case_files", "minors", "record_keys", "guardians", "guardianships"):
        planted.world.sql(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    assert await shown_through_the_api(planted, "wang") == {"page": "SEEN", "listed": 3}


# -- how the walls are built ----------------------------------------------------------------------


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


POINTS_ONLY = {"enrolments", "seal_checks"}
"""Tables that point to a case table and tell nothing about the case: codes and counts."""


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
