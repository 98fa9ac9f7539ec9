"""Drafting a version: the statutory duties, one version at a time, a variation as a full copy."""

from __future__ import annotations

from support.builders_cases import a_case
from support.builders_plans import a_draft, a_supervised_case_with_plan, with_condition
from support.world import World

DUTIES = ["OBEY_AND_ACCEPT_SUPERVISION", "REPORT_ACTIVITIES", "LEAVE_WITH_APPROVAL",
          "ACCEPT_EDUCATION"]  # fmt: skip


async def test_first_version_holds_the_four_statutory_duties(world: World) -> None:
    case_id = await a_case(world)

    draft = await a_draft(world, case_id)

    assert draft["number"] == 1
    assert draft["state"] == "DRAFT"
    found = await world.ask("li", "planVersion", ("conditions",), id=draft["id"])
    assert [each["code"] for each in found["conditions"]] == DUTIES
    assert {each["category"] for each in found["conditions"]} == {"STATUTORY"}
    assert {each["change"] for each in found["conditions"]} == {"NONE"}
    report = found["conditions"][1]
    assert "14天" in report["sentence"]
    assert "14天" in report["plainWording"]


async def test_s17_self_report_never_replaces_human_contact(world: World) -> None:
    # O-02: the plan sets how often, and it is not by self-report alone.
    case_id = await a_case(world)
    before = world.counts()

    answer = await world.do(
        "li", "draftPlan", caseId=case_id, checkInKind="SELF_REPORT", checkInEveryDays=14
    )

    assert answer["code"] == "SELF_REPORT_ALONE"
    assert world.counts() == before


async def test_second_open_version_is_refused(world: World) -> None:
    case_id = await a_case(world)
    await a_draft(world, case_id)
    before = world.counts()

    answer = await world.do(
        "li", "draftPlan", caseId=case_id, checkInKind="VISIT", checkInEveryDays=7
    )

    assert answer["code"] == "PLAN_VERSION_OPEN"
    assert world.counts() == before


async def test_variation_without_a_reason_is_refused(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    before = world.counts()

    answer = await world.do(
        "li", "draftPlan", caseId=case_id, checkInKind="VISIT", checkInEveryDays=7
    )

    assert answer["code"] == "VARIATION_NEEDS_REASON"
    assert world.counts() == before


async def test_variation_is_a_full_copy_of_the_version_in_force(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)

    draft = await a_draft(world, case_id, reason="学校调整了课表")

    copy = await world.ask("li", "planVersion", ("conditions.slots",), id=draft["id"])
    parent = await world.ask("li", "planVersion", ("conditions.slots",), id=plan["id"])
    assert copy["number"] == 2
    assert copy["reason"] == "学校调整了课表"
    kept = ("code", "sentence", "proportionality", "lineageId", "slots")
    assert [{k: c[k] for k in kept} for c in copy["conditions"]] == [
        {k: c[k] for k in kept} for c in parent["conditions"]
    ]
    assert {each["change"] for each in copy["conditions"]} == {"NONE"}
    assert not {c["id"] for c in copy["conditions"]} & {c["id"] for c in parent["conditions"]}


async def test_another_officer_sees_no_plan(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    world.person("chen", "officer")

    drafted = await world.do(
        "chen", "draftPlan", caseId=case_id, checkInKind="VISIT", checkInEveryDays=7
    )
    read = await world.ask("chen", "planVersion", id=plan["id"])

    assert drafted["code"] == "NOT_VISIBLE"
    assert read["code"] == "NOT_VISIBLE"


async def test_repeated_key_gives_the_first_answer(world: World) -> None:
    case_id = await a_case(world)
    given = {"caseId": case_id, "checkInKind": "VISIT", "checkInEveryDays": 14}

    first = await world.done("li", "draftPlan", **given, idempotencyKey="same-key-1")
    again = await world.done("li", "draftPlan", **given, idempotencyKey="same-key-1")

    assert again["planVersion"]["id"] == first["planVersion"]["id"]
    assert world.count("plan_versions") == 1


async def test_no_draft_after_the_period_has_ended(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    world.at("2026-09-03")

    answer = await world.do(
        "li", "draftPlan", caseId=case_id, checkInKind="VISIT", checkInEveryDays=7, reason="延后"
    )

    assert answer["code"] == "MOVE_NOT_ALLOWED"


async def test_case_page_shows_the_plan_in_force_and_its_versions(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    draft = await with_condition(
        world,
        await a_draft(world, case_id, reason="加强"),
        code="NO_CARD_TRADE",
        slots=[],
    )

    page = await world.ask(
        "li", "caseFile", ("plan.conditions", "planVersions.id", "allowedActions"), id=case_id
    )

    assert page["plan"]["id"] == plan["id"]
    assert page["plan"]["state"] == "IN_FORCE"
    assert len(page["plan"]["conditions"]) == 5
    assert [each["id"] for each in page["planVersions"]] == [plan["id"], draft["id"]]
    allowed = {each["action"]: each["code"] for each in page["allowedActions"]}
    assert allowed["DRAFT_PLAN"] == "PLAN_VERSION_OPEN"
    assert allowed["APPROVE_PLAN"] == "NOT_PERMITTED"
