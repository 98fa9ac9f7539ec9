"""The database itself asks who wrote, what is changed, and who reads: past the application."""

from __future__ import annotations

import contextlib

import psycopg
import pytest

from support.builders_checkins import a_case_under_supervision
from support.builders_family import a_guardian
from support.builders_files import an_attachment
from support.builders_notes import a_written_note
from support.builders_plans import a_member
from support.walls import TABLES, Planted
from support.world import World

AUTHORS = {
    "field_notes": "author_id",
    "field_note_remarks": "author_id",
    "field_note_addenda": "author_id",
    "note_follow_ups": "requested_by",
    "attachments": "uploaded_by",
    "breach_answers": "answered_by",
}


async def test_nobody_writes_in_anothers_name(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    planted = Planted(world, case_id, "")
    zhao = world.actors["zhao"]
    for table, author in AUTHORS.items():
        statement, values = planted.insert(table)
        columns = [each.name for each in TABLES[table].columns if each.computed is None]
        with (
            planted.entered(zhao) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
        ):
            app.execute(statement, values)
        values[columns.index(author)] = zhao.account_id
        # What it points to makes no sense; the wall lets it through.
        unknown = contextlib.suppress(psycopg.errors.ForeignKeyViolation)
        with planted.entered(zhao) as app, unknown:
            app.execute(statement, values)


async def test_what_was_written_stays_as_it_was(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    for who in ("zhao", "qian"):
        await a_member(world, case_id, who)
    note = await a_written_note(world, case_id, "zhao")
    await world.done("li", "requestNoteFollowUp", noteId=note["id"], request="联系学校")
    await an_attachment(world, case_id, "zhao")
    planted = Planted(world, case_id, "")

    for change in (
        "UPDATE field_notes SET happened_at = now()",
        "UPDATE field_notes SET note = NULL",
        "UPDATE attachments SET uploaded_by = guanhu_account()",
        "UPDATE note_follow_ups SET request = ''",
        "UPDATE breach_answers SET question = 'x'",
    ):
        with (
            planted.entered(world.actors["li"]) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"),
        ):
            app.execute(change.encode())
    attach = "UPDATE attachments SET attached_to = 'evidence'"
    resolve = "UPDATE note_follow_ups SET resolved_at = now()"
    for who, changed in (("qian", (0, 0)), ("zhao", (1, 1)), ("li", (0, 1))):
        with planted.entered(world.actors[who]) as app:
            done = tuple(app.execute(each.encode()).rowcount for each in (attach, resolve))
            assert done == changed, who


async def test_families_and_workers_are_given_no_text_that_is_not_theirs(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    a_guardian(world, case_id)
    minor_id = str(world.sql("SELECT minor_id FROM case_files")[0][0])
    planted = Planted(world, case_id, minor_id)
    planted.fill()

    read = {who: planted.seen_by(who) for who in ("ma", "zhao", "li")}

    for table, readers in (
        ("outcomes", {"zhao", "li"}),
        ("restitution_entries", {"zhao", "li"}),
        ("consultations", {"li"}),
    ):
        assert {who for who, seen in read.items() if table in seen} == readers, table
    for table, texts in (
        ("outcomes", "note, settlement, held_on"),
        ("restitution_entries", "source, reason, paid_on"),
    ):
        given = f"SELECT {texts} FROM guanhu_family_{table}(%s)".encode()  # noqa: S608
        for who, number in (("ma", 1), ("zhao", 0), ("li", 0)):
            with planted.entered(world.actors[who]) as app:
                rows = app.execute(given, [case_id]).fetchall()
                assert [row[:2] for row in rows] == [(None, None)] * number, (table, who)
                assert all(row[2] is not None for row in rows)
    for who in ("ma", "zhao", "li"):
        with planted.entered(world.actors[who]) as app:
            facts = app.execute("SELECT * FROM guanhu_consulted_facts(%s)", [case_id]).fetchall()
            assert facts == [], who  # the row that was put in names none
