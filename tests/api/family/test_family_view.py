"""The family page: own child or self only, dates and duties only, nothing while blocked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from guanhu.audit.work import look
from guanhu.plans.tables import PlanConditionRow, PlanGoalRow, PlanStepRow, PlanVersionRow
from support.builders_cases import a_case
from support.builders_checkins import a_check_in, a_visit
from support.builders_family import a_guardian, a_young_person, block_guardian
from support.builders_identity import reopened
from support.builders_plans import a_draft, a_member, a_supervised_case_with_plan
from support.world import OTHER_OFFICE, World

VIEW = ("done", "thisWeek", "contacts", "conditions")


async def view(world: World, who: str = "ma", **arguments: Any) -> Any:
    return await world.ask(who, "familyView", VIEW, **arguments)


async def test_guardian_sees_dates_conditions_and_whom_to_call(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_member(world, case_id)
    a_guardian(world, case_id)
    world.later(days=10)

    found = await view(world)

    assert found["caseId"] == case_id
    assert found["youngPersonName"] == "林某"
    assert found["status"] == "ON_PROBATION"
    assert (found["startsOn"], found["today"], found["endsOn"]) == (
        "2026-03-02", "2026-03-12", "2026-09-02",
    )  # fmt: skip
    assert found["reviewOn"] == "2026-09-03"
    assert (found["elapsedDays"], found["totalDays"]) == (10, 184)
    assert [each["plainWording"] for each in found["conditions"]][-1] == (
        "到社区图书馆做公益，一共20小时，2026年6月30日以前做完。时间避开上课，那里的人不需要知道原因。"
    )
    assert len(found["conditions"]) == 5
    assert [(each["name"], each["role"], each["phone"]) for each in found["contacts"]] == [
        ("li", "承办检察官 · 检察院P330100", None),
        ("zhao", "司法社工 · 检察院P330100", None),
    ]
    assert [(each["kind"], each["date"], each["state"]) for each in found["done"]] == [
        ("MILESTONE", "2026-03-02", "DONE")
    ] * 3
    assert len(found["howToDisagree"]) == 4
    assert found["urgentHelp"].startswith("如果有人正面临危险")


@pytest.mark.parametrize(
    ("status", "review_on"),
    [("on_probation", "2026-09-03"), ("final_decision", "2026-09-03"), ("revoked", None)],
)
async def test_the_review_comes_after_the_last_day_unless_the_road_is_left(
    world: World, status: str, review_on: str | None
) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    world.sql("UPDATE case_files SET status = %s WHERE id = %s", [status, case_id])

    assert (await view(world))["reviewOn"] == review_on


async def test_young_person_sees_what_is_done_and_what_comes(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id)
    kept = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(kept))
    await a_check_in(world, case_id, kind="PHONE", firstDueOn="2026-03-05")
    await a_check_in(world, case_id, kind="OFFICE", firstDueOn="2026-04-20")
    for code, due in (("TWO_CARDS", "2026-03-06"), ("THE_LAW", "2026-05-30")):
        await world.done(
            "li", "assignModule", caseId=case_id, moduleCode=code, dueOn=due, reason="对应其角色"
        )

    found = await view(world, "xiaohe")

    assert [(each["kind"], each["title"], each["state"]) for each in found["thisWeek"]] == [
        ("MODULE", "两张卡：借出去的不只是一张卡", "OPEN"),
        ("CHECK_IN", "电话联系", "OPEN"),
    ]
    kinds = [each["kind"] for each in found["done"]]
    assert kinds.count("CHECK_IN") == 1
    assert kinds.count("MODULE") == 0


async def test_missed_check_in_and_overdue_module_are_marked_missed(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    await a_check_in(world, case_id)
    await world.done(
        "li", "assignModule", caseId=case_id, moduleCode="TWO_CARDS", dueOn="2026-03-06",
        reason="对应其角色",
    )  # fmt: skip
    world.later(days=20)

    found = await view(world)

    assert [(each["kind"], each["state"]) for each in found["thisWeek"]] == [
        ("CHECK_IN", "MISSED"), ("MODULE", "MISSED"),
    ]  # fmt: skip


async def test_nobody_was_reached_is_not_done(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    tried = await a_check_in(world, case_id)
    await world.done(
        "li", "logCheckIn",
        **a_visit(tried, contactMade=False, noContactReason="NOT_HOME", present=[]),
    )  # fmt: skip

    found = await view(world)

    assert "CHECK_IN" not in [each["kind"] for each in found["done"]]


async def test_s65_other_peoples_child_is_not_found(world: World) -> None:
    mine, _ = await a_supervised_case_with_plan(world)
    other = await a_case(world)
    a_guardian(world, mine)
    world.person("stranger", "guardian")

    by_id = await view(world, caseId=other)
    nobody = await view(world, "stranger", caseId=mine)
    at_all = await view(world, "stranger")

    assert by_id["code"] == "NOT_VISIBLE"
    assert nobody["code"] == "NOT_VISIBLE"
    assert at_all["code"] == "NOT_VISIBLE"
    assert (await view(world))["caseId"] == mine


async def test_blocked_guardian_sees_nothing_at_all(world: World) -> None:
    # a guardian in conflict sees nothing.
    case_id, plan = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    block_guardian(world, case_id)

    assert (await view(world))["code"] == "NOT_VISIBLE"
    assert (await view(world, caseId=case_id))["code"] == "NOT_VISIBLE"
    assert (await view(world, "xiaohe"))["caseId"] == case_id
    assert plan["state"] == "IN_FORCE"


async def test_drafts_notes_and_reasons_stay_outside(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    draft = await a_draft(world, case_id, reason="草稿的理由标记")
    await world.done(
        "li", "addCondition", planVersionId=draft["id"], expectedVersion=draft["version"],
        code="NO_CONTACT", proportionality="相当性说明标记",
        slots=[{"name": "persons", "value": "草稿中的某人"},
               {"name": "until", "value": "2026-06-01"}],
    )  # fmt: skip
    kept = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(kept, note="走访记录标记"))
    await world.done(
        "li", "assignModule", caseId=case_id, moduleCode="TWO_CARDS", dueOn="2026-03-06",
        reason="安排理由标记",
    )  # fmt: skip

    shown = json.dumps(await view(world), ensure_ascii=False)
    page = await world.ask("ma", "caseFile", id=case_id)
    version = await world.ask("ma", "planVersion", id=plan["id"])

    assert "标记" not in shown
    assert "草稿中的某人" not in shown
    assert page["code"] == "NOT_PERMITTED"
    assert version["code"] == "NOT_PERMITTED"


async def test_second_wall_shows_families_no_drafts(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    draft = await a_draft(world, case_id, reason="加强", checkInEveryDays=7)
    goal = await world.done(
        "li", "addGoal", ("planVersion.version",),
        planVersionId=draft["id"], expectedVersion=draft["version"], text="还没有谈过",
        owner="MINOR", targetOn="2026-06-01",
    )  # fmt: skip
    await world.done(
        "li", "addStep",
        goalId=goal["goalId"], expectedVersion=goal["planVersion"]["version"], text="第一步",
        owner="MINOR", targetOn="2026-06-01",
    )  # fmt: skip
    product = world.product

    async with look(product.database, product.clock, world.actors["ma"]) as seen:
        versions = (await seen.session.scalars(select(PlanVersionRow.id))).all()
        conditions = (await seen.session.scalars(select(PlanConditionRow.plan_version_id))).all()
        goals = (await seen.session.scalars(select(PlanGoalRow.id))).all()
        steps = (await seen.session.scalars(select(PlanStepRow.id))).all()

    assert [str(each) for each in versions] == [plan["id"]]
    assert {str(each) for each in conditions} == {plan["id"]}
    assert (goals, steps) == ([], [])


async def test_conditions_are_owed_no_longer_once_the_period_has_ended(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    world.at("2026-09-02")
    assert len((await view(world))["conditions"]) == 5

    world.at("2026-09-03")

    found = await view(world)
    assert found["status"] == "PERIOD_ENDED"
    assert found["conditions"] == []
    assert found["thisWeek"] == []


async def test_before_the_decision_there_is_no_period(world: World) -> None:
    case_id = await a_case(world)
    a_guardian(world, case_id)

    found = await view(world)

    assert found["startsOn"] is None
    assert found["totalDays"] is None
    assert found["done"] == []
    assert [each["name"] for each in found["contacts"]] == ["li"]


@pytest.mark.parametrize("role", ["officer", "supervisor", "social_worker", "auditor"])
async def test_staff_have_no_family_page(world: World, role: str) -> None:
    world.person("staff", role, OTHER_OFFICE)

    assert (await view(world, "staff"))["code"] == "NOT_PERMITTED"


async def test_office_sets_its_number_and_its_line_for_urgent_help(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    reopened(world, family_phone="0571-0000000", urgent_help_zh="请拨打本院值班电话")

    found = await view(world)

    assert found["contacts"][0]["phone"] == "0571-0000000"
    assert found["urgentHelp"] == "请拨打本院值班电话"
