"""Identical plans of linked files warn (O-06); plans stay behind both walls."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, select

from guanhu.audit.work import look
from guanhu.plans.tables import PlanConditionRow, PlanFeedbackRow, PlanVersionRow
from support.builders_cases import a_case
from support.builders_plans import (
    PUBLIC_WORK,
    a_draft,
    a_member,
    a_supervised_case_with_plan,
    with_condition,
)
from support.world import World


async def linked_pair(world: World) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Two files of li, linked, with a draft each."""
    cases = [await a_case(world), await a_case(world)]
    await world.done("li", "linkCases", caseIds=cases, kind="JOINT")
    return await a_draft(world, cases[0]), await a_draft(world, cases[1]), cases


async def warnings(world: World, version_id: str, who: str = "li") -> list[dict[str, Any]]:
    found = await world.ask(who, "planVersion", ("warnings.basis",), id=version_id)
    return list(found["warnings"])


async def test_o06_identical_conditions_of_linked_files_warn(world: World) -> None:
    one, two, cases = await linked_pair(world)
    assert await warnings(world, one["id"]) == []
    await with_condition(world, one)
    later = [*PUBLIC_WORK["slots"][:2], {"name": "until", "value": "2026-07-15"}]
    same = await with_condition(world, two, slots=later)

    found = await warnings(world, one["id"])

    number = world.sql("SELECT case_number FROM case_files WHERE id = %s", [cases[1]])[0][0]
    assert [(each["code"], each["caseNumber"]) for each in found] == [
        ("IDENTICAL_TO_LINKED_CASE", number)
    ]
    assert found[0]["basis"]["rule"] == "O-06"
    assert found[0]["message"].startswith("与关联案件")
    await with_condition(world, same, code="NO_CARD_TRADE", slots=[])
    assert await warnings(world, one["id"]) == []


async def test_other_hours_are_another_condition(world: World) -> None:
    one, two, _ = await linked_pair(world)
    await with_condition(world, one)
    await with_condition(
        world, two, slots=[{"name": "hours", "value": "30"}, *PUBLIC_WORK["slots"][1:]]
    )

    assert await warnings(world, one["id"]) == []


async def test_files_that_are_not_linked_do_not_warn(world: World) -> None:
    one = await with_condition(world, await a_draft(world, await a_case(world)))
    await with_condition(world, await a_draft(world, await a_case(world)))

    assert await warnings(world, one["id"]) == []


async def test_plan_page_takes_a_fixed_number_of_statements(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    draft = await a_draft(world, case_id, reason="加强")

    async def statements() -> int:
        seen: list[str] = []

        def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        engine = world.product.database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        await world.ask("li", "planVersion", ("conditions", "goals", "warnings"), id=plan["id"])
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    before = await statements()
    draft = await with_condition(world, draft, code="NO_CARD_TRADE", slots=[])
    draft = await with_condition(
        world, draft, code="NO_GROUP_ADMIN", slots=[{"name": "until", "value": "2026-06-01"}]
    )
    await world.done(
        "li", "addGoal", planVersionId=draft["id"], expectedVersion=draft["version"],
        text="全勤", owner="MINOR", targetOn="2026-06-01",
    )  # fmt: skip

    # A first goal brings its marks and its steps; nothing grows with the number of rows.
    assert await statements() <= before + 2


async def test_second_wall_hides_plans_without_the_first(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_member(world, case_id)
    world.person("chen", "officer")
    draft = await a_draft(world, case_id, reason="加强", checkInEveryDays=7)

    async def rows(handle: str, table: type[Any]) -> int:
        product = world.product
        async with look(product.database, product.clock, world.actors[handle]) as seen:
            return len((await seen.session.execute(select(table))).all())

    assert await rows("li", PlanVersionRow) == 2
    assert await rows("zhao", PlanConditionRow) == 10
    assert await rows("chen", PlanVersionRow) == 0
    assert await rows("chen", PlanConditionRow) == 0
    assert await rows("zhao", PlanFeedbackRow) == 0
    assert draft["number"] == 2


async def test_stored_plan_tells_nothing(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)

    stored = world.sql(
        "SELECT slots, proportionality FROM plan_conditions WHERE case_id = %s"
        " AND code = 'PUBLIC_WORK'",
        [case_id],
    )

    (slots, proportionality) = stored[0]
    assert "图书馆".encode() not in bytes(slots)
    assert "公益".encode() not in bytes(proportionality)


async def test_o06_a_colleagues_plan_is_told_as_a_number_only(world: World) -> None:
    mine = await a_case(world)
    world.person("chen", "officer")
    world.person("wang", "supervisor")
    other = await a_case(world, officer="chen")
    await world.done("wang", "linkCases", caseIds=[mine, other], kind="JOINT")
    one, two = await a_draft(world, mine), await a_draft(world, other, by="chen")
    one, two = await with_condition(world, one), await with_condition(world, two, by="chen")

    handed = await world.done(
        "li", "submitPlan", ("planVersion.warnings",), planVersionId=one["id"],
        expectedVersion=one["version"],
    )  # fmt: skip

    number = world.sql("SELECT case_number FROM case_files WHERE id = %s", [other])[0][0]
    told = handed["planVersion"]["warnings"]
    assert [(each["code"], each["caseNumber"], each["files"]) for each in told] == [
        ("IDENTICAL_TO_LINKED_CASE", None, 1)
    ]
    assert number not in str(told)
    assert other not in str(told)
    # Whoever approves sees both files.
    approver = await warnings(world, one["id"], who="wang")
    assert [(each["caseNumber"], each["files"]) for each in approver] == [(number, 1)]
    noted = world.sql("SELECT details FROM trail_entries WHERE action = 'plans.submitted'")
    assert noted[0][0]["alike"] == 1
    # What the system looked up leaves no wider view behind.
    assert (await world.ask("li", "planVersion", id=two["id"]))["code"] == "NOT_VISIBLE"
    await with_condition(world, two, by="chen", code="NO_CARD_TRADE", slots=[])
    assert await warnings(world, one["id"]) == []
