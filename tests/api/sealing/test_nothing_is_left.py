"""N04: after sealing, a planted marker is found nowhere, by no key the server has."""

from __future__ import annotations

import json
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from guanhu.access.actor import system_actor
from guanhu.plumbing.vault import RecordKey, VaultUnreadable, unseal_key
from guanhu.sealing.archive import open_archive
from guanhu.sealing.use_cases.recheck_sealed import recheck_sealed
from support.builders_cases import an_intake
from support.builders_checkins import a_check_in, a_visit
from support.builders_sealing import finish, put_under_supervision
from support.traces import (
    MARKER,
    archive_of,
    archived_texts,
    identifiers,
    marked_texts,
    places,
    rows,
    server_keys,
)
from support.world import World


async def a_marked_case(world: World) -> str:
    """A finished file with the marker in every text that can be written so far."""
    world.person("li", "officer")
    # Typed before the file existed, left behind under the officer's own key.
    await world.done(
        "li", "saveDraft", form="OPEN_CASE", content=json.dumps({"name": f"林{MARKER}"})
    )
    intake = an_intake(caseNumber=f"杭检未〔2026〕{MARKER}号")
    intake["minor"] |= {
        "name": f"林{MARKER}", "phone": f"139{MARKER}", "address": MARKER, "school": MARKER,
        "identityNumber": f"ID{MARKER}",
    }  # fmt: skip
    intake["guardians"][0] |= {"name": f"林大{MARKER}", "phone": MARKER}
    intake["charges"][0]["acts"][0]["note"] = MARKER
    intake["involvement"] |= {"platform": MARKER, "recruitedBy": MARKER, "note": MARKER}
    case_id = str((await world.done("li", "openCase", **intake))["caseFile"]["id"])
    put_under_supervision(world, case_id)
    first, second, third = [
        await a_check_in(world, case_id, firstDueOn=day)
        for day in ("2026-03-02", "2026-03-09", "2026-03-16")
    ]
    await world.done(
        "li", "logCheckIn",
        **a_visit(first, note=MARKER, nextStep=MARKER, privateAddendum=MARKER),
    )  # fmt: skip
    await world.done("li", "addCheckInRemark", checkInId=first, note=MARKER, concernLevel="HIGH")
    await world.done("li", "excuseCheckIn", checkInId=second, kind="EXAM", reason=MARKER)
    await world.done(
        "li", "rescheduleCheckIn",
        checkInId=third, newDueOn="2026-03-20", askedBy="MINOR", reason=MARKER, sensitive=True,
    )  # fmt: skip
    await world.done(
        "li", "saveDraft",
        form="LOG_CHECK_IN", recordId=first, caseId=case_id, content=json.dumps({"n": MARKER}),
    )  # fmt: skip
    finish(world, case_id)
    return case_id


async def test_the_marker_is_found_nowhere_after_sealing(world: World) -> None:
    case_id = await a_marked_case(world)
    ((minor_id,),) = world.sql("SELECT minor_id::text FROM case_files")
    before = places(world)

    await world.done("li", "sealCase", caseId=case_id)

    assert {
        "minors", "guardians", "case_files", "acts", "involvements", "check_in_records",
        "check_in_remarks", "check_in_addenda", "check_in_changes", "drafts",
    } <= before  # fmt: skip
    assert places(world) == set()
    assert identifiers(world, {case_id, minor_id}) == set()


async def test_blind_indexes_of_the_person_are_found_nowhere(world: World) -> None:
    case_id = await a_marked_case(world)
    index = world.product.vault.blind_index
    digests = {
        index("minors.name", f"林{MARKER}"), index("minors.identity_number", f"ID{MARKER}"),
    }  # fmt: skip

    def holders() -> set[str]:
        return {name for name, row in rows(world) if digests & {*map(_plain, row.values())}}

    before = holders()
    await world.done("li", "sealCase", caseId=case_id)

    assert before == {"minors"}
    assert holders() == set()


async def test_the_archive_opens_with_the_private_seal_key_and_holds_everything(
    world: World,
) -> None:
    case_id = await a_marked_case(world)
    before = marked_texts(world)
    await world.done("li", "sealCase", caseId=case_id)
    private = world.product.keys.seal_private()
    assert private is not None

    archive, sealed_case = archive_of(world)
    seen = open_archive(archive, sealed_case, private)

    assert (str(seen.case_id), seen.sealed_at) == (case_id, world.clock.now())
    after = archived_texts(seen.readable())
    assert after.pop("case_files") == [f"杭检未〔2026〕{MARKER}号"]
    assert after == before


async def test_the_archive_does_not_open_with_every_other_key(world: World) -> None:
    case_id = await a_marked_case(world)
    await world.done("li", "sealCase", caseId=case_id)
    archive, sealed_case = archive_of(world)

    for key in server_keys(world):
        with pytest.raises(VaultUnreadable):
            key.open_bytes("sealed_archives.ciphertext", archive.id, archive.ciphertext)
    keys = world.product.keys
    for raw in (*keys.master().by_id.values(), keys.index()):
        with pytest.raises(VaultUnreadable):
            RecordKey(raw).open_bytes("sealed_archives.ciphertext", archive.id, archive.ciphertext)
    private = keys.seal_private()
    assert private is not None
    with pytest.raises(VaultUnreadable):
        unseal_key(archive.id, archive.sealed_key, private)  # bound to the case, not the archive
    assert world.product.vault.seal_public == private.public_key()
    assert sealed_case == UUID(case_id)


async def test_without_the_deletion_the_command_itself_finds_the_traces(world: World) -> None:
    # F-07: nothing stays where it could be searched or shared.
    case_id = await a_marked_case(world)
    world.sql(
        "CREATE OR REPLACE FUNCTION guanhu_forget_case(p_case uuid, p_archive uuid,"
        " p_drafts uuid[], p_now timestamptz) RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$"
    )
    before = world.counts()

    refused = await world.do("li", "sealCase", caseId=case_id)

    assert refused["code"] == "TRACES_LEFT"
    assert world.counts() == before
    assert places(world) >= {"minors", "check_in_records"}


async def test_nothing_is_deleted_without_an_archive_of_the_same_transaction(world: World) -> None:
    case_id = await a_marked_case(world)
    other = await a_marked_case_of_somebody_else(world)
    await world.done("li", "sealCase", caseId=other)
    ((old,),) = world.sql("SELECT id FROM sealed_archives")
    actor = world.actors["li"]
    before = world.counts()

    with psycopg.connect(_app_url(world), autocommit=False) as app:
        app.execute(
            "SELECT guanhu_enter(%s, %s, 'officer', %s, '2026-03-02', %s)",
            [actor.session_id, actor.account_id, actor.office_id, world.clock.now()],
        )
        with pytest.raises(psycopg.DatabaseError, match="no archive") as refused:
            app.execute("SELECT guanhu_forget_case(%s, %s, '{}', now())", [case_id, old])

    assert refused.value.sqlstate == "GH423"
    assert world.counts() == before


async def test_the_application_deletes_no_row_of_a_file_by_itself(world: World) -> None:
    await a_marked_case(world)
    actor = world.actors["li"]
    before = world.counts()

    for table in ("case_files", "minors", "check_ins", "check_in_records", "record_keys"):
        with psycopg.connect(_app_url(world)) as app:
            app.execute(
                "SELECT guanhu_enter(%s, %s, 'officer', %s, '2026-03-02', %s)",
                [actor.session_id, actor.account_id, actor.office_id, world.clock.now()],
            )
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

    assert world.counts() == before


async def test_the_nightly_check_is_green_and_a_planted_trace_is_found(world: World) -> None:
    case_id = await a_marked_case(world)
    await world.done("li", "sealCase", caseId=case_id)
    system = system_actor(world.office())
    world.at("2026-03-03T00:10")

    green = await recheck_sealed(world.product.database, world.clock, system)
    world.sql(
        "INSERT INTO idempotency_keys (account_id, key, command, input_digest, answer, done_at)"
        " VALUES (%s, 'planted1', 'X', '', jsonb_build_object('case', %s::text), now())",
        [world.actors["li"].account_id, case_id],
    )
    red = await recheck_sealed(world.product.database, world.clock, system)

    assert (green.done, green.failures) == (1, ())
    ((order_id, found, checked_at),) = world.sql("SELECT id, found, checked_at FROM seal_orders")
    assert [failure.record for failure in red.failures] == [order_id]
    assert (found, checked_at) == (1, world.clock.now())
    lines = world.sql("SELECT surface, found FROM seal_checks WHERE found > 0")
    assert lines == [("table:idempotency_keys", 1)]


async def test_an_identifier_is_found_in_a_text_however_it_stands_there(world: World) -> None:
    case_id = await a_marked_case(world)
    await world.done("li", "sealCase", caseId=case_id)
    system = system_actor(world.office())
    other = "0f0e0d0c-1111-4222-8333-0123456789ab"
    # The last is read as two that share digits: the first of them is nobody's.
    shares = f"11111111-2222-3333-4444-5555{case_id}"
    planted = [
        case_id, f"见 {case_id}。", f"{other}{case_id}", f"00{case_id}00", f"{case_id}-{other}",
        f"{other} {other} {case_id}", shares,
    ]  # fmt: skip
    for text in (*planted, other, case_id[:-1], f"{other}-{other}"):
        world.sql("UPDATE accounts SET display_name = %s WHERE display_name IS NOT NULL", [text])
        world.sql("UPDATE seal_orders SET found = 0")

        await recheck_sealed(world.product.database, world.clock, system)

        found = world.sql("SELECT surface FROM seal_checks WHERE found > 0")
        world.sql("DELETE FROM seal_checks WHERE found > 0")
        assert found == ([("table:accounts",)] if text in planted else []), text


async def test_a_changed_archive_is_found_by_night(world: World) -> None:
    case_id = await a_marked_case(world)
    await world.done("li", "sealCase", caseId=case_id)
    world.sql("UPDATE sealed_archives SET ciphertext = ciphertext || '\\x00'")

    red = await recheck_sealed(world.product.database, world.clock, system_actor(world.office()))

    assert [failure.kind for failure in red.failures] == ["TraceFound"]
    assert world.sql("SELECT surface FROM seal_checks WHERE found > 0") == [("archive",)]


async def a_marked_case_of_somebody_else(world: World) -> str:
    case_id = str((await world.done("li", "openCase", **an_intake()))["caseFile"]["id"])
    put_under_supervision(world, case_id)
    finish(world, case_id)
    return case_id


def _app_url(world: World) -> str:
    return world.product.database.url.replace("postgresql+asyncpg://", "postgresql://")


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview | bytes) else None
