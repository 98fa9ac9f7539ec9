"""Entries are taken back or moved with a reason; nothing typed is lost (product.md §5)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from support.builders_cases import a_case, an_intake
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.builders_files import an_attachment, fetch
from support.builders_notes import a_note, a_part, a_written_note
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

WANT = tuple(
    f"retractions.{each}" for each in (
        "total", "items.id", "items.kind", "items.state", "items.reason", "items.toMove",
        "items.recordId", "items.entryBy.displayName", "items.proposedBy.displayName",
        "items.settledBy.displayName", "items.declineReason", "items.kept.texts.what",
        "items.kept.texts.text", "items.kept.marks.name", "items.kept.marks.codes",
        "items.kept.happenedAt", "items.attachments.id",
    )
)  # fmt: skip


async def taken_back(world: World, case_id: str, who: str = "li") -> list[dict[str, Any]]:
    page = await world.ask(who, "caseFile", WANT, id=case_id)
    found: list[dict[str, Any]] = page["retractions"]["items"]
    assert page["retractions"]["total"] == len(found)
    return found


def texts(retraction: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["what"], each["text"]) for each in retraction["kept"]["texts"]]


async def two_files(world: World) -> tuple[str, str]:
    """Two files of one officer, with a worker on the first one, and the supervisor."""
    world.at("2026-03-01T08:00")
    first = await a_case(world)
    intake = an_intake(caseNumber="杭检未〔2026〕77号", receivedOn="2026-03-01")
    intake["minor"] |= {"name": "孙某甲", "identityNumber": "330100200903057777"}
    second = await world.done("li", "openCase", **intake)
    world.at("2026-03-02")
    await a_member(world, first, "zhao")
    world.person("chen", "supervisor")
    return first, str(second["caseFile"]["id"])


async def a_full_note(world: World, case_id: str) -> tuple[str, str, dict[str, Any]]:
    """A worker's note with everything that can hang on it; its id, its file, and its input."""
    paper = await an_attachment(world, case_id, "zhao")
    part = a_part(
        case_id, note="写错了人", nextStep="下周再访", privateAddendum="只给主管",
        attachmentIds=[paper],
    )  # fmt: skip
    given = a_note(part, happenedAt=world.clock.now().isoformat())
    done = await world.done("zhao", "recordFieldNote", **given)
    note = str(done["noteIds"][0])
    await world.done("li", "addFieldNoteRemark", noteId=note, note="补充", concernLevel="HIGH")
    await world.done("li", "requestNoteFollowUp", noteId=note, request="请核实")
    return note, paper, given


async def test_a_note_taken_back_within_a_day_is_kept_for_its_writer_and_the_supervisor(
    world: World,
) -> None:
    case_id, _ = await two_files(world)
    await a_written_note(world, case_id, "li", note="此前的联系")
    world.at("2026-03-03")
    note, paper, given = await a_full_note(world, case_id)
    assert world.sql("SELECT count(*) FROM outbox_messages WHERE cause = 'notes.follow_up'") == [
        (1,)
    ]
    world.person("wang", "officer")
    other = {"noteId": note, "reason": "记到了另一人名下"}
    await refused(world, "wang", "retractFieldNote", "NOT_VISIBLE", None, **other)

    done = await world.done("zhao", "retractFieldNote", **other)

    assert done["done"] is True
    # Out of every list, count, note, search and notice.
    page = await world.ask("zhao", "fieldNotes", ("items.note",))
    assert [each["note"] for each in page["items"]] == ["此前的联系"]
    assert await world.ask("li", "fieldNote", id=note) is None
    assert (await world.ask("li", "fieldNotes", filter={"toFollowUp": True}))["total"] == 0
    tables = ("field_note_remarks", "field_note_addenda", "note_follow_ups")
    assert [world.count(table) for table in tables] == [0, 0, 0]
    assert world.sql("SELECT count(*) FROM outbox_messages WHERE cause = 'notes.follow_up'") == [
        (0,)
    ]
    work = await world.ask("zhao", "worklist", ("items.kind",))
    assert "FOLLOW_UP" not in {each["kind"] for each in work["items"]}
    # The day of the last contact is that of the note which stands.
    assert world.sql("SELECT last_check_in_on::text FROM case_files WHERE id = %s", [case_id]) == [
        ("2026-03-02",)
    ]
    seen = {who: (await taken_back(world, case_id, who))[0] for who in ("zhao", "li", "chen")}
    for each in seen.values():
        assert each == each | {
            "kind": "FIELD_NOTE", "state": "RETRACTED", "reason": "记到了另一人名下",
            "recordId": note, "toMove": False,
        }  # fmt: skip
        assert each["entryBy"]["displayName"] == each["settledBy"]["displayName"] == "zhao"
    assert seen["li"]["kept"] is None
    for who in ("zhao", "chen"):
        assert texts(seen[who]) == [
            ("NOTE", "写错了人"), ("NEXT_STEP", "下周再访"), ("PRIVATE_ADDENDUM", "只给主管"),
            ("REMARK", "补充"), ("FOLLOW_UP", "请核实"),
        ]  # fmt: skip
        marks = {each["name"]: each["codes"] for each in seen[who]["kept"]["marks"]}
        assert (marks["how"], marks["concern_level"]) == (["visit"], ["high"])
        assert [each["id"] for each in seen[who]["attachments"]] == [paper]
        assert (await fetch(world, who, f"/attachments/{paper}")).status_code == 200
    assert (await fetch(world, "li", f"/attachments/{paper}")).status_code == 404
    listed = await world.ask(
        "li", "caseFile", ("attachments.items.id", "attachments.total"), id=case_id
    )
    assert listed["attachments"]["total"] == 0
    # A queue on a phone does not bring it back (S55), and nobody takes back what is gone.
    await refused(world, "zhao", "recordFieldNote", "FIELD_NOTE_RETRACTED", None, **given)
    await refused(world, "zhao", "retractFieldNote", "NOT_VISIBLE", None, **other)
    stored = world.sql("SELECT r.reason, e.content FROM retractions r JOIN retracted_entries e"
                       " ON e.retraction_id = r.id")  # fmt: skip
    assert all("写错".encode() not in bytes(text) for row in stored for text in row)
    trail = world.sql("SELECT details FROM trail_entries WHERE action = 'retractions.retracted'")
    assert trail == [({},)]


async def test_a_note_in_the_wrong_file_is_moved_whole_and_neither_file_names_the_other(
    world: World,
) -> None:
    first, second = await two_files(world)
    note, paper, _given = await a_full_note(world, first)
    await refused(
        world, "li", "moveFieldNote", "MOVE_TO_ITSELF", None,
        noteId=note, toCaseId=first, reason="x",
    )  # fmt: skip
    # A worker moves it only to a file that is theirs, too.
    await refused(
        world, "zhao", "moveFieldNote", "NOT_VISIBLE", None,
        noteId=note, toCaseId=second, reason="x",
    )  # fmt: skip

    done = await world.done(
        "li", "moveFieldNote", ("fieldNote.id", "fieldNote.caseId"),
        noteId=note, toCaseId=second, reason="记错文件",
    )  # fmt: skip

    moved = await world.ask(
        "chen", "fieldNote",
        ("id", "caseId", "note", "nextStep", "privateAddendum", "remarks.note",
         "followUps.request", "by.displayName", "attachments.id", "enteredAt"),
        id=done["fieldNote"]["id"],
    )  # fmt: skip
    assert moved == moved | {
        "caseId": second, "note": "写错了人", "nextStep": "下周再访", "privateAddendum": "只给主管",
        "enteredAt": "2026-03-02T01:00:00+00:00",
    }  # fmt: skip
    assert moved["id"] != note
    assert ([each["note"] for each in moved["remarks"]], moved["by"]["displayName"]) == (
        ["补充"], "zhao",
    )  # fmt: skip
    assert [each["request"] for each in moved["followUps"]] == ["请核实"]
    (came,) = moved["attachments"]
    content = (await fetch(world, "li", f"/attachments/{came['id']}")).content
    assert content == "家访照片说明".encode()
    assert (await fetch(world, "chen", f"/attachments/{paper}")).status_code == 404
    (left,) = await taken_back(world, first, "chen")
    assert (left["state"], left["toMove"], left["reason"], left["kept"]) == (
        "MOVED", True, "记错文件", None,
    )  # fmt: skip
    assert await taken_back(world, second, "chen") == []
    for case_id, other in ((first, second), (second, first)):
        rows = world.sql(
            "SELECT to_jsonb(t)::text FROM trail_entries t WHERE case_id = %s"
            " AND action LIKE 'retractions%%'", [case_id],
        )  # fmt: skip
        assert len(rows) == 1
        assert other not in rows[0][0]
    days = world.sql("SELECT id::text, last_check_in_on::text FROM case_files")
    assert dict(days) == {first: None, second: "2026-03-02"}
    assert world.count("retracted_entries") == 0


async def test_a_note_is_not_moved_to_where_it_cannot_belong(world: World) -> None:
    first, second = await two_files(world)
    group = await world.done(
        "li", "recordFieldNote", **a_note(a_part(first), a_part(second), shared="小组活动")
    )
    early = (await a_written_note(world, first))["id"]
    to_second = {"toCaseId": second, "reason": "记错文件"}

    await refused(
        world, "li", "moveFieldNote", "TARGET_HAS_ITS_PART", None,
        noteId=group["noteIds"][0], **to_second,
    )  # fmt: skip
    world.sql("UPDATE case_files SET received_on = '2026-03-03' WHERE id = %s", [second])
    await refused(world, "li", "moveFieldNote", "DATE_TOO_EARLY", None, noteId=early, **to_second)
    world.sql("UPDATE case_files SET status = 'closed' WHERE id = %s", [second])
    await refused(world, "li", "moveFieldNote", "CASE_CLOSED", None, noteId=early, **to_second)
    assert world.count("retractions") == 0


async def test_an_entry_older_than_a_day_is_taken_back_by_two(world: World) -> None:
    case_id, second = await two_files(world)
    await a_member(world, case_id, "qian")
    note = (await a_written_note(world, case_id, "zhao", note="旧记录"))["id"]
    world.at("2026-03-03T09:01")
    asked = {"noteId": note, "reason": "对象有误"}
    await refused(world, "qian", "retractFieldNote", "NOT_YOUR_ENTRY", None, **asked)

    done = await world.done("zhao", "retractFieldNote", **asked)

    assert done["done"] is False
    proposal = {"retractionId": done["retractionId"]}
    assert (await world.ask("zhao", "fieldNote", id=note))["note"] == "旧记录"
    await refused(
        world, "li", "moveFieldNote", "RETRACTION_PENDING", None, toCaseId=second, **asked
    )
    await refused(world, "zhao", "confirmRetraction", "NOT_PERMITTED", None, **proposal)
    told = world.sql("SELECT audience FROM outbox_messages WHERE cause = 'retractions.proposed'")
    assert told == [("officer",)]
    work = await world.ask("li", "worklist", ("items.kind", "items.operation", "items.recordId"))
    (item,) = [each for each in work["items"] if each["kind"] == "RETRACTION"]
    assert (item["operation"], item["recordId"]) == ("confirmRetraction", done["retractionId"])
    declined = {**proposal, "reason": "记录无误"}
    await world.done("li", "declineRetraction", **declined)
    await refused(world, "li", "confirmRetraction", "RETRACTION_SETTLED", None, **proposal)
    (seen,) = await taken_back(world, case_id)
    assert (seen["state"], seen["declineReason"]) == ("DECLINED", "记录无误")
    assert (await world.ask("zhao", "fieldNote", id=note))["note"] == "旧记录"

    # The officer proposes: the supervisor, who sees both files, confirms the move.
    again = await world.done("li", "moveFieldNote", toCaseId=second, **asked)
    assert (again["done"], again["fieldNote"]) == (False, None)
    proposal = {"retractionId": again["retractionId"]}
    await refused(world, "li", "confirmRetraction", "SECOND_PERSON_NEEDED", None, **proposal)
    target = world.sql("SELECT target FROM retractions WHERE settled_at IS NULL")
    assert second.encode() not in bytes(target[0][0])
    await world.done("chen", "confirmRetraction", **proposal)
    page = await world.ask("li", "fieldNotes", ("items.caseId", "items.note"))
    assert [(each["caseId"], each["note"]) for each in page["items"]] == [(second, "旧记录")]
    assert world.sql("SELECT count(*) FROM retractions WHERE target IS NOT NULL") == [(0,)]


async def test_a_check_in_whose_record_is_taken_back_is_as_it_was_before(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    world.person("chen", "supervisor")
    check_in = await a_check_in(world, case_id)
    nothing = {"checkInId": check_in, "reason": "记错了人"}
    await refused(world, "zhao", "retractCheckInRecord", "NOTHING_RECORDED", None, **nothing)
    paper = await an_attachment(world, case_id, "zhao")
    visit = a_visit(check_in, privateAddendum="只给主管", attachmentIds=[paper])
    logged = await world.done("zhao", "logCheckIn", ("checkIn.attachments.id",), **visit)
    assert [each["id"] for each in logged["checkIn"]["attachments"]] == [paper]
    await world.done("li", "addCheckInRemark", checkInId=check_in, note="补充", concernLevel="SOME")
    await world.done(
        "zhao", "recordOutcome", caseId=case_id, about="CHECK_IN", checkInId=check_in,
        heldOn="2026-03-02", outcome="ATTENDED_COMPLIED", note="到场配合",
    )  # fmt: skip

    done = await world.done(
        "zhao", "retractCheckInRecord",
        ("checkIn.status", "checkIn.note", "checkIn.happenedAt", "checkIn.late"), **nothing,
    )  # fmt: skip

    shown = done["checkIn"]
    assert (shown["status"], shown["note"], shown["happenedAt"], done["done"]) == (
        "DUE", None, None, True,
    )  # fmt: skip
    (seen,) = await taken_back(world, case_id, "zhao")
    assert texts(seen) == [
        ("NOTE", "按时到校，情绪稳定。"), ("PRIVATE_ADDENDUM", "只给主管"), ("REMARK", "补充"),
        ("OUTCOME", "到场配合"),
    ]  # fmt: skip
    assert (await taken_back(world, case_id, "li"))[0]["kept"] is None
    tables = ("outcomes", "check_in_records", "check_in_addenda", "check_in_remarks")
    assert [world.count(table) for table in tables] == [0, 0, 0, 0]
    page = await world.ask("li", "caseFiles", ("items.lastCheckInOn",))
    assert page["items"][0]["lastCheckInOn"] is None
    facts = await world.ask("li", "caseFile", ("compliancePicture.total",), id=case_id)
    assert facts["compliancePicture"]["total"] == 0
    # It can be logged anew, and taken back anew; when its days are over it was missed.
    await world.done("zhao", "logCheckIn", **a_visit(check_in))
    await world.done("zhao", "retractCheckInRecord", **nothing)
    assert len(await taken_back(world, case_id)) == 2
    await world.done("zhao", "logCheckIn", **a_visit(check_in))
    world.at("2026-03-20")
    late = await world.done("zhao", "retractCheckInRecord", **nothing)
    assert late["done"] is False
    await world.done("li", "confirmRetraction", retractionId=late["retractionId"])
    (item,) = (await world.ask("li", "checkIns", ("items.status",)))["items"]
    assert item["status"] == "MISSED"
    assert world.sql("SELECT missed_to_review FROM case_files") == [(1,)]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE outcomes SET settled_on = held_on, settled_code = code, settled_version = 1",
         "SETTLED_OUTCOME"),
        ("UPDATE case_files SET outcome_drafted_on = decided_on", "OUTCOME_REVIEW"),
        ("UPDATE case_files SET revoked_on = decided_on", "REVOCATION"),
        (None, "INCIDENT"),
    ],
)  # fmt: skip
async def test_what_was_decided_on_a_record_holds_it_fast(
    world: World, change: str | None, what: str
) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    await world.done(
        "li", "logCheckIn",
        **a_visit(check_in, contactMade=False, noContactReason="NOT_HOME", present=[]),
    )  # fmt: skip
    outcome = await world.done(
        "li", "recordOutcome", caseId=case_id, about="CHECK_IN", checkInId=check_in,
        heldOn="2026-03-02", outcome="UNEXPLAINED_ABSENCE", note="未到",
    )  # fmt: skip
    if change is None:
        await world.done(
            "li", "reportIncident", caseId=case_id, kind="SUPERVISION_BREACH", duty="REPORTING",
            happenedOn="2026-03-02", foundOn="2026-03-02", facts="未按要求报到", source="OUTCOME",
            outcomeId=outcome["outcomeId"],
        )  # fmt: skip
    else:
        world.sql(change)

    answer = await refused(
        world, "li", "retractCheckInRecord", "DECISION_RESTS_ON_IT", None,
        checkInId=check_in, reason="记错",
    )  # fmt: skip

    assert [(each["name"], each["value"]) for each in answer["facts"]] == [("what", what)]


async def test_a_young_persons_own_words_are_not_taken_back_by_staff(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id, kind="SELF_REPORT")
    account = world.person("xiao", "young_person").account_id
    world.sql(
        "UPDATE check_ins SET recorded_at = now(), happened_at = now(), recorded_by = %s",
        [account],
    )

    await refused(
        world, "li", "retractCheckInRecord", "OWN_WORDS_STAY", None,
        checkInId=check_in, reason="不合适",
    )  # fmt: skip


async def test_five_who_take_the_same_note_back_at_once_take_it_back_once(world: World) -> None:
    case_id, second = await two_files(world)
    note = (await a_written_note(world, case_id, "li"))["id"]
    given = {"noteId": note, "reason": "写错了人"}

    answers = await asyncio.gather(
        *(world.do("li", "retractFieldNote", **given) for _ in range(3)),
        *(world.do("li", "moveFieldNote", toCaseId=second, **given) for _ in range(2)),
    )

    done = [each for each in answers if "code" not in each]
    assert len(done) == 1
    assert {each["code"] for each in answers if "code" in each} == {"NOT_VISIBLE"}
    assert world.count("retractions") == 1
    assert world.count("field_notes") + world.count("retracted_entries") == 1
