"""Drafts: kept from the first keystroke, for nobody else, and gone when submitted or forgotten."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import pytest

from guanhu.access.actor import system_actor
from guanhu.drafts.use_cases.expire_drafts import expire_drafts
from support.builders_cases import a_case
from support.world import OTHER_OFFICE, World

TYPED = json.dumps({"note": "家访时母亲在场\n语气平和"}, ensure_ascii=False)


async def keep(
    world: World, who: str = "li", form: str = "OTHER", content: str = TYPED, **given: Any
) -> dict[str, Any]:
    return await world.done(who, "saveDraft", form=form, content=content, **given)


async def read(world: World, who: str = "li", form: str = "OTHER", **given: Any) -> Any:
    return await world.ask(who, "draft", form=form, **given)


async def expire(world: World) -> int:
    return await expire_drafts(world.product.database, world.clock, system_actor(world.office()))


async def test_the_last_content_saved_is_the_one_kept(world: World) -> None:
    case_id = await a_case(world)
    first = await keep(world, form="LOG_CHECK_IN", recordId=case_id)
    world.later(minutes=1)

    second = await keep(world, form="LOG_CHECK_IN", recordId=case_id, content='{"note": "二"}')

    assert first["draft"]["id"] == second["draft"]["id"]
    found = await read(world, form="LOG_CHECK_IN", recordId=case_id)
    assert found["content"] == '{"note": "二"}'
    assert found["savedAt"] == "2026-03-02T01:01:00+00:00"
    assert found["caseId"] == case_id
    assert world.count("drafts") == 1


async def test_one_draft_per_person_form_and_record(world: World) -> None:
    case_id = await a_case(world)
    world.person("chief", "supervisor")
    mine = await keep(world, form="OPINION", recordId=case_id)
    by_another = await keep(world, "chief", form="OPINION", recordId=case_id)
    other_form = await keep(world, form="SCREENING", recordId=case_id)
    no_record = await keep(world)
    again = await keep(world)

    ids = {shown["draft"]["id"] for shown in (mine, by_another, other_form, no_record)}
    assert len(ids) == 4
    assert again["draft"]["id"] == no_record["draft"]["id"]


async def test_only_its_owner_sees_a_draft(world: World) -> None:
    case_id = await a_case(world)
    world.person("chief", "supervisor")
    world.person("wang", "officer")
    await keep(world, form="PROPOSAL", recordId=case_id)

    for other in ("chief", "wang"):
        assert await read(world, other, form="PROPOSAL", recordId=case_id) is None
    found = await read(world, form="PROPOSAL", recordId=case_id)
    assert found["content"] == TYPED


async def test_two_first_keystrokes_at_once_make_one_draft(world: World) -> None:
    world.person("li", "officer")

    answers = await asyncio.gather(*(keep(world) for _ in range(6)))

    assert len({answer["draft"]["id"] for answer in answers}) == 1
    assert world.count("drafts") == 1
    assert world.sql("SELECT count(*) FROM record_keys WHERE kind = 'account'") == [(1,)]


async def test_a_draft_about_a_case_is_sealed_with_the_key_of_the_case(world: World) -> None:
    case_id = await a_case(world)
    await keep(world, form="LOG_CHECK_IN", recordId=str(uuid.uuid4()), caseId=case_id)
    await keep(world, form="OPINION", recordId=case_id)

    world.sql("DELETE FROM record_keys WHERE record_id = %s", [case_id])

    assert await read(world, form="OPINION", recordId=case_id) is None
    assert await expire(world) == 2
    assert world.count("drafts") == 0


async def test_nothing_typed_stands_readable_in_the_database(world: World) -> None:
    await a_case(world)
    await keep(world, content='{"name": "赵小满"}')

    stored = world.sql("SELECT content, form FROM drafts")[0]

    assert "赵小满".encode() not in bytes(stored[0])
    assert stored[1] == "other"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param({"content": "{half"}, ("content", "NOT_JSON"), id="not-json"),
        pytest.param({"content": '"' + "字" * 33_400 + '"'}, ("content", "TOO_LONG"), id="bytes"),
        pytest.param({"content": '"' + "a" * 100_000 + '"'}, ("content", "TOO_LONG"), id="long"),
        pytest.param({"content": "  "}, ("content", "REQUIRED"), id="empty"),
        pytest.param({"form": "OPINION"}, ("caseId", "REQUIRED"), id="about-no-case"),
    ],
)
async def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    world: World, given: dict[str, str], problem: tuple[str, str]
) -> None:
    world.person("li", "officer")
    before = world.counts()

    refused = await world.do("li", "saveDraft", **({"form": "OTHER", "content": TYPED} | given))

    assert refused["code"] == "INVALID_INPUT"
    assert [(p["path"], p["code"]) for p in refused["problems"]] == [problem]
    assert world.counts() == before


@pytest.mark.parametrize("by", ["caseId", "recordId"])
async def test_a_draft_about_a_hidden_case_is_refused_like_one_about_nothing(
    world: World, by: str
) -> None:
    case_id = await a_case(world)
    world.person("wang", "officer", OTHER_OFFICE)
    before = world.counts()

    refused = await world.do("wang", "saveDraft", form="OPINION", content=TYPED, **{by: case_id})
    absent = await world.do(
        "wang", "saveDraft", form="OPINION", content=TYPED, **{by: str(uuid.uuid4())}
    )

    assert refused["code"] == absent["code"]
    assert refused["code"] == ("NOT_VISIBLE" if by == "caseId" else "INVALID_INPUT")
    assert world.counts() == before


@pytest.mark.parametrize("role", ["auditor", "administrator"])
async def test_who_has_no_forms_keeps_no_drafts(world: World, role: str) -> None:
    world.person("who", role)
    before = world.counts()

    assert (await world.do("who", "saveDraft", form="OTHER", content="{}"))["code"] == (
        "NOT_PERMITTED"
    )
    assert world.counts() == before


async def test_discarding_removes_the_draft_and_says_whether_there_was_one(world: World) -> None:
    world.person("li", "officer")
    await keep(world)

    assert (await world.done("li", "discardDraft", form="OTHER"))["found"] is True
    assert (await world.done("li", "discardDraft", form="OTHER"))["found"] is False
    assert world.count("drafts") == 0


async def test_nobody_discards_the_draft_of_another(world: World) -> None:
    case_id = await a_case(world)
    world.person("chief", "supervisor")
    await keep(world, form="PROPOSAL", recordId=case_id)

    answer = await world.done("chief", "discardDraft", form="PROPOSAL", recordId=case_id)

    assert answer["found"] is False
    assert world.count("drafts") == 1


async def test_a_draft_that_was_never_submitted_expires_after_seven_days(world: World) -> None:
    await a_case(world)
    await keep(world)
    world.later(days=7)
    assert await expire(world) == 0

    world.later(seconds=1)

    assert await expire(world) == 1
    assert await expire(world) == 0
    assert world.count("drafts") == 0
    assert world.sql("SELECT action, details FROM trail_entries ORDER BY seq DESC LIMIT 1") == [
        ("drafts.expired", {"count": 1})
    ]


async def test_saving_again_begins_the_seven_days_anew(world: World) -> None:
    world.person("li", "officer")
    await keep(world)
    world.later(days=5)
    await keep(world, content='{"note": "二"}')

    world.later(days=5)

    assert await expire(world) == 0


async def test_a_draft_of_something_once_submitted_does_not_expire(world: World) -> None:
    case_id = await a_case(world)
    about = {"form": "OUTCOME_REVIEW", "recordId": case_id}
    await keep(world, **about)
    await world.done("li", "discardDraft", **about, submitted=True)
    assert await world.ask("li", "draft", **about) is None

    await keep(world, **about, content='{"note": "退回后修改"}')
    world.later(days=400)

    assert await expire(world) == 0
    found = await world.ask("li", "draft", **about)
    assert (found["content"], found["submittedOnce"]) == ('{"note": "退回后修改"}', True)


async def test_a_submitted_form_without_a_record_starts_anew(world: World) -> None:
    world.person("li", "officer")
    await keep(world, form="OPEN_CASE")

    await world.done("li", "discardDraft", form="OPEN_CASE", submitted=True)

    assert world.count("drafts") == 0


async def test_another_offices_drafts_are_left_alone(world: World) -> None:
    world.person("li", "officer")
    world.person("wang", "officer", OTHER_OFFICE)
    await keep(world)
    await keep(world, "wang")
    world.later(days=8)

    assert await expire(world) == 1
    assert await read(world, "wang") is not None


async def test_an_expired_or_discarded_draft_does_not_break_a_repeated_save(world: World) -> None:
    world.person("li", "officer")
    key = uuid.uuid4().hex
    await keep(world, idempotencyKey=key)
    await world.done("li", "discardDraft", form="OTHER")

    repeated = await keep(world, idempotencyKey=key)

    assert repeated["draft"] is None
    assert world.count("drafts") == 0


async def test_saving_a_draft_leaves_no_trail_entry(world: World) -> None:
    world.person("li", "officer")

    await keep(world)

    assert world.count("trail_entries") == 0
