"""Wall two, with wall one taken away: the database itself shows nobody what is not theirs."""

from __future__ import annotations

import sys
import uuid
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from sqlalchemy import true

from guanhu import registry
from guanhu.access.actor import Actor
from guanhu.cases import visibility
from support.builders_cases import a_case, an_intake
from support.walls import CASE_TABLES, ITSELF, WALLED, Planted
from support.world import OTHER_OFFICE, World

registry.load()

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

PRIVATE = {
    "drafts", "check_in_addenda", "field_note_addenda", "notifications", "outbox_messages",
    "retracted_entries", "seal_orders",
}  # fmt: skip
"""What the officer of the case does not see: others' words, messages under way, the register."""


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
