"""A module is chosen for one young person, with a date and a reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from playwright.async_api import expect

from support.browsing import Screen
from support.builders_plans import a_supervised_case_with_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REASON = "曾把银行卡借给同学，还不清楚后果。"
TITLE = "两张卡：借出去的不只是一张卡"


async def test_a_module_is_assigned_and_stands_on_the_page(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, plan = await a_supervised_case_with_plan(world)

    await screen.enter("li", f"/admin/#/cases/{case_id}/show?tab=education")
    await expect(page.get_by_text("还没有布置课程")).to_be_visible()
    await page.get_by_role("tabpanel").get_by_role("link", name="布置课程").click()
    await expect(page.get_by_label(TITLE)).to_be_visible()
    await screen.settled("assign-empty")
    await page.get_by_label(TITLE).check()
    await page.get_by_role("radio", name="社区图书馆").check()
    await page.get_by_label("完成期限", exact=True).fill("2026-04-15")
    await page.get_by_label("布置理由").fill(REASON)
    await page.get_by_role("button", name="检查并提交").click()
    await expect(page.get_by_text("2026年4月15日")).to_be_visible()
    await screen.settled("assign-check")
    assert world.count("assignments") == 0
    await page.get_by_role("button", name="布置课程").click()

    await expect(page.get_by_text("课程已布置")).to_be_visible()
    row = page.get_by_role("tabpanel").get_by_role("listitem")
    await expect(row).to_have_count(1)
    await expect(row).to_contain_text(TITLE)
    await expect(row).to_contain_text("2026年4月15日")
    await screen.settled("assign-done")
    ((assignment_id, *stored),) = world.sql(
        "SELECT id, case_id, module_code, module_version, condition_id, due_on, status,"
        " assigned_by FROM assignments"
    )
    assert stored == [
        UUID(case_id), "TWO_CARDS", 1, UUID(plan["conditionId"]), date(2026, 4, 15), "assigned",
        world.actors["li"].account_id,
    ]  # fmt: skip
    assert world.sql(
        "SELECT action, account_id, details FROM trail_entries WHERE record_id = %s",
        [assignment_id],
    ) == [
        ("education.assigned", world.actors["li"].account_id,
         {"module": "TWO_CARDS", "version": 1}),
    ]  # fmt: skip
