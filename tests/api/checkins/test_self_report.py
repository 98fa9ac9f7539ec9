"""The young person's own report, through the API (S07, S08, S10, S17)."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from support.builders_checkins import a_check_in
from support.builders_family import a_guardian, a_young_person
from support.builders_plans import a_supervised_case_with_plan
from support.refusals import refused
from support.world import World


async def asked(world: World, **series: Any) -> tuple[str, str, dict[str, Any]]:
    """A self-report that is due, its case, and the input that answers it."""
    case_id, plan = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id)
    a_guardian(world, case_id)
    await world.done(
        "li", "setSelfReportQuestions", caseId=case_id, questions=["作业按时交了吗？", "睡得好吗？"]
    )
    check_in = await a_check_in(world, case_id, kind="SELF_REPORT", **series)
    report = {
        "checkInId": check_in, "mood": "LOW", "helpWanted": True, "helpWith": "数学跟不上",
        "wantToTalk": True, "proudOf": "没有逃课", "extraAnswers": ["交了"],
        "conditions": [{"conditionId": plan["conditionId"], "answer": "PARTLY"}],
    }  # fmt: skip
    return case_id, check_in, report


async def test_s07_a_self_report_is_given_once_and_is_no_contact(world: World) -> None:
    case_id, check_in, report = await asked(world)
    form = {"form": "SELF_REPORT", "recordId": check_in}
    await world.done("xiaohe", "saveDraft", caseId=case_id, content='{"mood":"LOW"}', **form)
    key = uuid.uuid4().hex

    await world.done("xiaohe", "giveSelfReport", **report, idempotencyKey=key)
    before = world.counts()
    again = await world.done("xiaohe", "giveSelfReport", **report, idempotencyKey=key)

    assert (again["checkInId"], world.counts()) == (check_in, before)
    await refused(world, "xiaohe", "giveSelfReport", "ALREADY_RECORDED", None, **report)
    said = await world.ask(
        "li", "selfReport", ("conditions.answer", "questions.question", "questions.answer"),
        checkInId=check_in,
    )  # fmt: skip
    assert said == said | {
        "mood": "LOW", "helpWanted": True, "helpWith": "数学跟不上", "wantToTalk": True,
        "proudOf": "没有逃课",
    }  # fmt: skip
    assert [each["answer"] for each in said["conditions"]] == ["PARTLY"]
    assert [(each["question"], each["answer"]) for each in said["questions"]] == [
        ("作业按时交了吗？", "交了"), ("睡得好吗？", None),
    ]  # fmt: skip
    page = await world.ask("li", "caseFiles")
    assert page["items"][0]["lastCheckInOn"] is None
    (item,) = (await world.ask("li", "checkIns"))["items"]
    assert (item["status"], item["contactMade"], item["late"]) == ("RECORDED", None, False)
    stored = world.sql("SELECT help_with, proud_of, extra_answers FROM self_reports")
    assert all("数学".encode() not in bytes(column) for column in stored[0])
    assert await world.ask("xiaohe", "draft", **form) is None
    told = world.sql(
        "SELECT audience FROM outbox_messages WHERE cause = 'checkins.self_report_given'"
    )
    assert told == [("lead_worker",)]


async def test_a_question_left_out_stays_without_an_answer(world: World) -> None:
    _case, check_in, report = await asked(world)

    await world.done(
        "xiaohe", "giveSelfReport", **(report | {"extraAnswers": [" ", "还行。\n有时晚睡。"]})
    )

    said = await world.ask(
        "li", "selfReport", ("questions.question", "questions.answer"), checkInId=check_in
    )
    assert [each["answer"] for each in said["questions"]] == [None, "还行。\n有时晚睡。"]


async def test_s08_inside_grace_late_and_after_it_whom_to_call(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _case, check_in, report = await asked(world, count=2)
    monkeypatch.setitem(world.product.settings.__dict__, "family_phone", "0571-12345")
    world.at("2026-03-05")

    await world.done("xiaohe", "giveSelfReport", **report)
    own = await world.ask("xiaohe", "ownSelfReports", ("given.mood",))
    world.at("2026-03-21")
    second = report | {"checkInId": own[1]["id"]}
    closed = await refused(world, "xiaohe", "giveSelfReport", "SELF_REPORT_CLOSED", None, **second)

    assert own[0]["id"] == check_in
    assert (own[0]["status"], own[0]["given"]["mood"]) == ("RECORDED", "LOW")
    (item,) = (await world.ask("li", "checkIns", filter={"status": ["RECORDED"]}))["items"]
    assert item["late"] is True
    facts = {each["name"]: each["value"] for each in closed["facts"]}
    assert facts == {"graceUntil": "2026-03-20", "call": "0571-12345"}


async def test_only_the_own_report_of_the_young_person(world: World) -> None:
    case_id, check_in, report = await asked(world)
    world.person("other", "young_person")
    visit = await a_check_in(world, case_id)
    condition = report["conditions"][0]
    foreign = {"conditionId": str(uuid.uuid4()), "answer": "YES"}

    await refused(world, "other", "giveSelfReport", "NOT_VISIBLE", None, **report)
    await refused(world, "ma", "giveSelfReport", "NOT_PERMITTED", None, **report)
    await refused(world, "li", "giveSelfReport", "NOT_PERMITTED", None, **report)
    await refused(
        world, "xiaohe", "giveSelfReport", "NOT_A_SELF_REPORT", None,
        **(report | {"checkInId": visit}),
    )  # fmt: skip
    for given, code in (
        ({"conditions": [foreign]}, "CONDITION_NOT_IN_FORCE"),
        ({"conditions": [condition, condition]}, "INVALID_INPUT"),
        ({"extraAnswers": ["一", "二", "三"]}, "INVALID_INPUT"),
    ):
        await refused(world, "xiaohe", "giveSelfReport", code, None, **(report | given))
    assert await world.ask("xiaohe", "selfReport", checkInId=check_in) == {"code": "NOT_PERMITTED"}


async def test_a_due_report_keeps_the_questions_it_was_asked_with(world: World) -> None:
    case_id, _check_in, _report = await asked(world, count=2)

    await world.done("li", "setSelfReportQuestions", caseId=case_id, questions=["有新朋友吗？"])

    own = await world.ask("xiaohe", "ownSelfReports", ("questions",))
    assert [each["questions"] for each in own] == [
        ["作业按时交了吗？", "睡得好吗？"], ["有新朋友吗？"],
    ]  # fmt: skip
    await refused(
        world, "li", "setSelfReportQuestions", "INVALID_INPUT", None,
        caseId=case_id, questions=["一", "二", "三", "四"],
    )  # fmt: skip


async def test_s10_a_link_is_sent_again_once_in_ten_minutes(world: World) -> None:
    _case, check_in, _report = await asked(world)
    world.at("2026-03-02T10:00")
    await world.done("li", "sendSelfReportLink", checkInId=check_in)
    world.at("2026-03-02T10:09")

    soon = await refused(
        world, "li", "sendSelfReportLink", "LINK_JUST_SENT", None, checkInId=check_in
    )

    assert [each["value"] for each in soon["facts"]] == ["10:10:00"]
    world.at("2026-03-02T10:10")
    await world.done("li", "sendSelfReportLink", checkInId=check_in)
    told = world.sql("SELECT count(*) FROM outbox_messages WHERE cause = 'checkins.link'")
    assert told == [(2,)]
    world.sql("UPDATE minors SET account_id = NULL")  # the telephone stays; nothing asks over it
    world.at("2026-03-02T11:00")
    await refused(world, "li", "sendSelfReportLink", "NO_WAY_TO_REACH", None, checkInId=check_in)


async def test_two_hundred_submissions_at_once_make_one_record(world: World) -> None:
    _case, check_in, report = await asked(world)

    answers = await asyncio.gather(
        *(world.do("xiaohe", "giveSelfReport", **report) for _ in range(200))
    )

    codes = [each.get("code", "GIVEN") for each in answers]
    assert (codes.count("GIVEN"), codes.count("ALREADY_RECORDED")) == (1, 199)
    assert world.sql("SELECT check_in_id::text FROM self_reports") == [(check_in,)]
