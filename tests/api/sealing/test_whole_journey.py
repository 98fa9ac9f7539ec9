"""N04 on a file that went through every room: the marker is in every table, and then nowhere."""

from __future__ import annotations

import pytest

from guanhu.afterwards.opened_scope import HOLDS
from guanhu.plumbing.database import Base
from guanhu.sealing.archive import open_archive
from guanhu.sealing.repository import sensitive_columns
from support.traces import (
    MARKER,
    archive_of,
    archived_texts,
    identifiers,
    marked_texts,
    places,
)
from support.whole_journey import a_marked_journey
from support.world import World

OF_ACCOUNTS = {
    *("accounts", "contact_preferences", "totp_secrets", "enrolments", "register_documents"),
    *("query_undertakings", "record_certificates", "seal_queries", "seal_query_decisions"),
    *("seal_notices", "unsealings", "follow_up_notes", "secrecy_undertakings"),
}
"""Texts under keys of accounts; what stands on a line of the register is written after sealing."""

OF_CLOSED_FILES = {"case_closures"}
"""What is closed ended in no non-prosecution, and is not sealed here."""

OF_OFFICES = {"course_passes", "office_modules"}
"""Texts under keys of an office: what came for nobody yet, and what teaches."""

OF_CHOICES = {"learning_steps", "school_timetables"}
"""What was picked on a paper: keys of a module, hours of a week, never words of anybody's."""


@pytest.mark.slow
async def test_a_file_of_every_room_is_found_nowhere_and_opens_whole(world: World) -> None:
    case_id = await a_marked_journey(world)
    ((minor_id,),) = world.sql("SELECT minor_id::text FROM case_files")
    page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
    planted, texts = places(world), marked_texts(world)

    done = await world.done(
        "li", "sealCase", ("sealOrder.certificate.surfaces.found",), caseId=case_id
    )

    # A room that keeps texts of a file is planted above, or this test says nothing about it.
    keeping_texts = {table for table, _column in sensitive_columns()}
    keeping_texts -= OF_ACCOUNTS | OF_CLOSED_FILES | OF_OFFICES | OF_CHOICES
    assert keeping_texts - planted == set()
    assert [each["allowed"] for each in page["allowedActions"] if each["action"] == "SEAL"] == [
        True
    ]
    assert places(world) == set()
    assert identifiers(world, {case_id, minor_id}) == set()
    found = {each["code"]: each["found"] for each in done["sealOrder"]["certificate"]["surfaces"]}
    assert set(found.values()) == {0}
    assert {f"table:{name}" for name in texts} <= set(found)
    private = world.product.keys.seal_private()
    assert private is not None
    archive, sealed_case = archive_of(world)
    opened = open_archive(archive, sealed_case, private)
    held = frozenset().union(*HOLDS.values())
    assert {name for name, rows in opened.tables.items() if rows} - held <= {
        "deliveries", "drafts", "enrolments", "invitations", "notifications", "outbox_messages",
    }  # fmt: skip
    archived = archived_texts(opened.readable())
    assert archived.pop("case_files") == sorted([MARKER, f"杭检未〔2026〕{MARKER}号"])
    assert texts.pop("case_files") == [MARKER]
    assert archived == texts


def test_every_table_that_points_at_a_file_belongs_to_it() -> None:
    # F-06: sealing covers every record of the proceedings and beside them.
    """What the gate collects by column names is everything there is by foreign keys."""
    beside = {"enrolments"}  # collected by its foreign key to an invitation
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in {"case_files", "minors", "guardians"}
    }
    named = {
        table.name
        for table in Base.metadata.tables.values()
        if {"case_id", "minor_id"} & set(table.columns.keys())
    }

    assert pointing - named - beside == set()


def test_every_record_is_of_one_part_of_a_seal_or_read_by_no_query() -> None:
    # F-09: a permitted query reads the parts that were permitted; a new table has to say of which.
    never = {
        "deliveries", "drafts", "enrolments", "invitations", "notifications", "outbox_messages",
        "seal_orders", "trail_entries",
    }  # fmt: skip
    held = [table for part in HOLDS.values() for table in part]
    linked = {
        table.name
        for table in Base.metadata.tables.values()
        if {"case_id", "minor_id"} & set(table.columns.keys())
        or any(
            key.column.table.name in {"case_files", "minors", "guardians"}
            for key in table.foreign_keys
        )
    }

    assert len(held) == len(set(held))
    assert linked - set(held) - never == set()
    assert set(held) <= set(Base.metadata.tables)
