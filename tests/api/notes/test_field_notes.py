"""Field notes through the API: whose they are, what they refuse, and that none is doubled."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from support.builders_cases import a_case, an_intake
from support.builders_files import an_attachment
from support.builders_notes import NOTE, a_note, a_part, a_written_note
from support.builders_plans import a_member
from support.sent import sent_by
from support.world import OTHER_OFFICE, World

TEXTS = ("fieldNotes.note", "fieldNotes.shared", "fieldNotes.privateAddendum")


async def two_cases(world: World) -> tuple[str, str]:
    world.at("2026-03-01T08:00")
    world.person("li", "officer")
    first = await a_case(world)
    second = await world.done("li", "openCase", **another_intake())
    world.at("2026-03-02")
    return first, str(second["caseFile"]["id"])


def another_intake() -> dict[str, Any]:
    intake = an_intake(caseNumber="杭检未〔2026〕77号", receivedOn="2026-03-01")
    intake["minor"] |= {"name": "孙某甲", "identityNumber": "330100200903057777"}
    return intake


async def test_a_note_keeps_when_it_happened_apart_from_when_it_was_entered(world: World) -> None:
    case_id, _ = await two_cases(world)
    attachment = await an_attachment(world, case_id)

    done = await world.done(
        "li", "recordFieldNote", NOTE,
        **a_note(a_part(
            case_id, nextStep="下周联系学校", privateAddendum="只给主管", sensitive=True,
            attachmentIds=[attachment],
        )),
    )  # fmt: skip

    note = done["fieldNote"]
    assert done["noteIds"] == [note["id"]]
    assert note == note | {
        "caseId": case_id, "happenedAt": "2026-03-01T10:30:00+00:00",
        "enteredAt": "2026-03-02T01:00:00+00:00", "how": "VISIT", "ofGroup": False,
        "contactMade": True, "noContactReason": None, "present": ["MINOR"], "topics": ["SCHOOL"],
        "concernLevel": "NONE", "sensitive": True, "note": "情绪平稳，愿意返校。", "shared": None,
        "nextStep": "下周联系学校", "privateAddendum": "只给主管", "remarks": [], "followUps": [],
    }  # fmt: skip
    assert [each["id"] for each in note["attachments"]] == [attachment]
    page = await world.ask("li", "caseFile", ("attachments.items.recordId",), id=case_id)
    assert [each["recordId"] for each in page["attachments"]["items"]] == [note["id"]]
    stored = world.sql("SELECT note, next_step FROM field_notes")
    assert all("联系".encode() not in bytes(text) for row in stored for text in row)
    trail = world.sql("SELECT details FROM trail_entries WHERE action = 'notes.recorded'")
    assert trail == [({"how": "visit", "contact": True, "group": False, "concern": "none"},)]


@pytest.mark.parametrize(
    ("given", "part", "problems"),
    [
        pytest.param({"topics": ["SCHOOL"] * 2}, {}, [("topics", "REPEATED")], id="topics"),
        pytest.param({"parts": []}, {}, [("parts", "TOO_FEW")], id="nobody"),
        pytest.param({}, {"note": " "}, [("parts.0.note", "REQUIRED")], id="empty"),
        pytest.param(
            {}, {"contactMade": False}, [("parts.0.noContactReason", "REQUIRED")], id="no-reason"
        ),
        pytest.param(
            {}, {"caseId": str(uuid.uuid4())}, [("parts.0.caseId", "NOT_THERE")], id="nobody's"
        ),
        pytest.param(
            {}, {"attachmentIds": [str(uuid.uuid4())]},
            [("parts.0.attachmentIds.0", "NOT_THERE")], id="no-file",
        ),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    world: World, given: dict[str, Any], part: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    case_id, _ = await two_cases(world)
    before = world.counts()

    refused = await world.do("li", "recordFieldNote", **a_note(a_part(case_id, **part), **given))

    assert refused["code"] == "INVALID_INPUT"
    assert [(each["path"], each["code"]) for each in refused["problems"]] == problems
    assert world.counts() == before


@pytest.mark.parametrize(
    ("happened_at", "code"),
    [
        ("2026-03-02T09:00:01+08:00", "HAPPENED_IN_FUTURE"),
        ("2026-02-28T23:59:00+08:00", "DATE_TOO_EARLY"),
        ("1899-12-31T00:00:00+08:00", "INVALID_INPUT"),
    ],
)
async def test_s46_contact_is_neither_ahead_nor_before_the_file(
    world: World, happened_at: str, code: str
) -> None:
    _, case_id = await two_cases(world)
    before = world.counts()

    refused = await world.do(
        "li", "recordFieldNote", **a_note(a_part(case_id), happenedAt=happened_at)
    )

    assert refused["code"] == code
    assert world.counts() == before


async def test_an_unknown_outcome_is_refused_at_the_door(world: World) -> None:
    case_id, _ = await two_cases(world)
    before = world.counts()
    query = (
        "mutation N($input: RecordFieldNoteInput!) { recordFieldNote(input: $input)"
        " { __typename } }"
    )
    given = a_note(a_part(case_id, contactMade=False, noContactReason="SLEPT"))

    answer = await world.post("li", query, {"input": given | {"idempotencyKey": "k" * 12}})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert world.counts() == before


async def test_a_group_note_leaves_in_each_file_its_own_part_only(world: World) -> None:
    first, second = await two_cases(world)
    await a_member(world, first, "zhao")
    world.person("mother", "guardian")

    done = await world.done(
        "li", "recordFieldNote",
        **a_note(
            a_part(first, note="林某较为积极", present=["GUARDIAN"], privateAddendum="甲"),
            a_part(second, note="孙某甲迟到", concernLevel="SOME", sensitive=True),
            shared="三人参加了反诈小组活动", how="OFFICE",
        ),
    )  # fmt: skip

    shown = await world.ask("zhao", "caseFile", TEXTS, id=first)
    (mine,) = shown["fieldNotes"]
    assert mine == mine | {
        "id": done["noteIds"][0], "ofGroup": True, "note": "林某较为积极", "sensitive": False,
        "shared": "三人参加了反诈小组活动", "present": ["GUARDIAN"], "concernLevel": "NONE",
        "privateAddendum": None,
    }  # fmt: skip
    assert "孙某甲" not in str(shown)
    assert second not in str(shown)
    assert done["noteIds"][1] not in str(shown)
    assert (await world.ask("zhao", "fieldNote", id=done["noteIds"][1])) is None
    rows = world.sql("SELECT to_jsonb(f)::text FROM field_notes f WHERE case_id = %s", [first])
    trail = world.sql(
        "SELECT to_jsonb(t)::text FROM trail_entries t WHERE case_id = %s"
        " AND action = 'notes.recorded'", [first],
    )  # fmt: skip
    for (row,) in [*rows, *trail]:
        assert second not in row
        assert done["noteIds"][1] not in row
    assert (await world.ask("mother", "fieldNotes")) == {"code": "NOT_PERMITTED"}


async def test_a_group_note_is_written_whole_or_not_at_all(world: World) -> None:
    first, second = await two_cases(world)
    world.person("wang", "officer")
    world.person("far", "officer", OTHER_OFFICE)
    foreign = await world.done("wang", "openCase", **an_intake(caseNumber="杭检未〔2026〕8号"))
    hidden = str(foreign["caseFile"]["id"])
    before = world.counts()

    refused = await world.do(
        "li", "recordFieldNote",
        **a_note(a_part(first), a_part(hidden), a_part(second), shared="小组活动"),
    )  # fmt: skip

    assert [(each["path"], each["code"]) for each in refused["problems"]] == [
        ("parts.1.caseId", "NOT_THERE")
    ]
    world.sql("UPDATE case_files SET status = 'sealed' WHERE id = %s", [second])
    over = await world.do(
        "li", "recordFieldNote", **a_note(a_part(first), a_part(second), shared="小组活动")
    )
    assert over["code"] == "MOVE_NOT_ALLOWED"
    assert world.counts() == before


async def test_a_group_costs_as_many_statements_as_one_person(world: World) -> None:
    first, second = await two_cases(world)
    # Connections are open, and the last contact of both is known.
    await world.done("li", "recordFieldNote", **a_note(a_part(first), a_part(second)))

    sent = []
    for parts in ([first], [first, second]):
        async with sent_by(world.product.database) as seen:
            await world.done(
                "li", "recordFieldNote", ("noteIds",), **a_note(*(a_part(each) for each in parts))
            )
        # Rows of one statement are told each by the driver; the trail is a line for each file.
        sent.append({each.split(" VALUES")[0][:60] for each in seen if "trail" not in each})

    assert sent[0] == sent[1]
    assert len(sent[0]) > 8


async def test_s55_the_same_queued_note_sent_twice_is_one_note(world: World) -> None:
    first, second = await two_cases(world)
    queued = a_note(a_part(first), a_part(second), shared="小组活动")
    done = await world.done("li", "recordFieldNote", **queued)
    before = world.counts() | {"idempotency_keys": 0}

    again = await world.done("li", "recordFieldNote", **queued)
    changed = await world.do("li", "recordFieldNote", **(queued | {"shared": "另一活动"}))
    others = await world.do(
        "li", "recordFieldNote", **(queued | {"parts": [a_part(first)], "shared": None})
    )

    assert again["noteIds"] == done["noteIds"]
    assert (changed["code"], others["code"]) == ("IDEMPOTENCY_KEY_REUSED",) * 2
    assert world.counts() | {"idempotency_keys": 0} == before
    fresh = a_note(a_part(first))
    answers = await asyncio.gather(
        *(world.done("li", "recordFieldNote", **fresh) for _ in range(8))
    )
    assert len({answer["noteIds"][0] for answer in answers}) == 1
    assert world.count("field_notes") == 3


async def test_s11_concern_and_sensitivity_only_ever_rise(world: World) -> None:
    case_id, _ = await two_cases(world)
    note = (await a_written_note(world, case_id))["id"]
    seen = []

    for level, sensitive in (("HIGH", True), ("NONE", False), ("SOME", False)):
        world.later(hours=1)
        done = await world.done(
            "li", "addFieldNoteRemark", NOTE,
            noteId=note, note=f"补充{level}", concernLevel=level, sensitive=sensitive,
        )  # fmt: skip
        seen.append((done["fieldNote"]["concernLevel"], done["fieldNote"]["sensitive"]))

    assert seen == [("HIGH", True)] * 3
    remarks = done["fieldNote"]["remarks"]
    assert [(each["note"], each["sensitive"]) for each in remarks] == [
        ("补充HIGH", True), ("补充NONE", False), ("补充SOME", False)
    ]  # fmt: skip
    assert done["fieldNote"]["note"] == "情绪平稳，愿意返校。"


async def test_s53_one_follow_up_is_open_and_either_side_resolves_it(world: World) -> None:
    case_id, _ = await two_cases(world)
    await a_member(world, case_id, "zhao")
    world.person("chen", "supervisor")
    note = (await a_written_note(world, case_id, "zhao"))["id"]

    asked = await world.done("chen", "requestNoteFollowUp", noteId=note, request="请核实返校日期")
    twice = await world.do("li", "requestNoteFollowUp", noteId=note, request="再问")
    told = world.sql("SELECT cause, audience, account_id, facts FROM outbox_messages")
    world.sql(
        "UPDATE accounts SET display_name = '陈某某' WHERE id = %s",
        [world.actors["chen"].account_id],
    )
    waiting = await world.ask("zhao", "fieldNotes", NOTE_ITEMS, filter={"toFollowUp": True})
    resolved = await world.done(
        "zhao", "resolveNoteFollowUp", NOTE, followUpId=asked["followUpId"], resolution="已返校"
    )
    late = await world.do(
        "li", "resolveNoteFollowUp", followUpId=asked["followUpId"], resolution="重复"
    )

    assert twice["code"] == "FOLLOW_UP_OPEN"
    assert told == [("notes.follow_up", "account", world.actors["zhao"].account_id, {})]
    (open_one,) = waiting["items"][0]["followUps"]
    assert open_one["requestedBy"]["displayName"] == "陈某某"
    (closed,) = resolved["fieldNote"]["followUps"]
    assert (closed["resolution"], closed["resolvedBy"]["displayName"]) == ("已返校", "zhao")
    assert late["code"] == "FOLLOW_UP_RESOLVED"
    assert (await world.ask("zhao", "fieldNotes", filter={"toFollowUp": True}))["total"] == 0
    world.later(hours=1)
    mine = await world.done("li", "requestNoteFollowUp", noteId=note, request="第二件事")
    back = await world.done(
        "li", "resolveNoteFollowUp", NOTE, followUpId=mine["followUpId"], resolution="我已处理"
    )
    assert [each["resolution"] for each in back["fieldNote"]["followUps"]] == ["我已处理", "已返校"]
    assert (await world.do("zhao", "requestNoteFollowUp", noteId=note, request="x")) == {
        "code": "NOT_PERMITTED"
    }


NOTE_ITEMS = ("items.id", "items.followUps.requestedBy.displayName")


async def test_a_private_addendum_is_its_writers_and_the_supervisors(world: World) -> None:
    case_id, _ = await two_cases(world)
    await a_member(world, case_id, "zhao")
    world.person("chen", "supervisor")
    await a_written_note(world, case_id, "zhao", privateAddendum="仅限主管")

    seen = {
        who: (await world.ask(who, "fieldNotes", ("items.privateAddendum",)))["items"][0]
        for who in ("zhao", "li", "chen")
    }

    assert {who: each["privateAddendum"] for who, each in seen.items()} == {
        "zhao": "仅限主管", "li": None, "chen": "仅限主管"
    }  # fmt: skip
    assert len({each["note"] for each in seen.values()}) == 1


async def test_notes_are_found_by_day_and_only_ones_own(world: World) -> None:
    first, second = await two_cases(world)
    world.person("wang", "officer")
    for day, case_id in (("2026-03-01T23:59", first), ("2026-03-02T00:00", second)):
        await world.done(
            "li", "recordFieldNote",
            **a_note(a_part(case_id), happenedAt=f"{day}:00+08:00"),
        )  # fmt: skip

    async def found(**wanted: Any) -> list[str]:
        page = await world.ask("li", "fieldNotes", ("items.caseId",), filter=wanted)
        assert page["total"] == len(page["items"])
        return [each["caseId"] for each in page["items"]]

    assert await found() == [second, first]
    assert await found(to="2026-03-01") == [first]
    assert await found(**{"from": "2026-03-02"}) == [second]
    assert await found(caseId=first, **{"from": "2026-03-02"}) == []
    bad = await world.ask("li", "fieldNotes", filter={"from": "2026-03-02", "to": "2026-03-01"})
    assert bad["code"] == "INVALID_INPUT"
    assert (await world.ask("wang", "fieldNotes"))["total"] == 0


async def test_what_was_written_down_is_no_draft_any_more(world: World) -> None:
    case_id, _ = await two_cases(world)
    form = {"form": "FIELD_NOTE", "recordId": case_id}
    await world.done("li", "saveDraft", content='{"note":"半句"}', **form)

    refused = await world.do("li", "recordFieldNote", **a_note(a_part(case_id, note=None)))
    assert refused["code"] == "INVALID_INPUT"
    assert (await world.ask("li", "draft", **form))["content"] == '{"note":"半句"}'
    await world.done("li", "recordFieldNote", **a_note(a_part(case_id)))

    assert await world.ask("li", "draft", **form) is None
