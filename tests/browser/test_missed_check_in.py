"""A missed check-in is looked into by a person, who writes down why."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from support.browsing import Screen
from support.builders_checkins import a_check_in
from support.builders_plans import a_supervised_case_with_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTE = "班主任来电说明：当天在市里参加技能考试。"


async def test_a_missed_check_in_is_reviewed_with_a_reason(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, _plan = await a_supervised_case_with_plan(world)
    check_in_id = await a_check_in(world, case_id)
    await screen.at("2026-03-09T10:20")

    await screen.enter("li", f"/admin/#/cases/{case_id}/show?tab=checkIns")
    mine = "我的账号" if screen.phone else "li"
    await expect(page.get_by_role("button", name=mine, exact=True)).to_be_visible()
    panel = page.get_by_role("tabpanel")
    await expect(panel.get_by_role("listitem")).to_contain_text("漏打卡")
    await panel.get_by_role("link", name="处理漏打卡").click()
    await expect(page.get_by_role("heading", name="处理漏打卡", level=1)).to_be_visible()
    await screen.settled("missed-empty")

    await page.get_by_role("button", name="检查并提交").click()
    wrong = page.get_by_role("alert")
    await expect(wrong).to_be_focused()
    await expect(wrong).to_contain_text("请选择：漏打卡的原因")
    await expect(wrong).to_contain_text("请填写：说明")
    await screen.settled("missed-wrong")
    assert world.sql("SELECT reviewed_at FROM check_ins") == [(None,)]

    await page.get_by_label("上学冲突").check()
    await page.get_by_label("说明", exact=True).fill(NOTE)
    await page.get_by_role("button", name="检查并提交").click()
    await expect(page.get_by_role("heading", name="检查填写内容")).to_be_visible()
    await screen.settled("missed-check")
    await page.get_by_role("button", name="确认处理").click()

    await expect(page.get_by_text("漏打卡已处理", exact=True).first).to_be_visible()
    row = page.get_by_role("tabpanel").get_by_role("listitem")
    await expect(row).to_contain_text("li 于 2026年3月9日 处理：上学冲突")
    await expect(page.get_by_role("link", name="处理漏打卡")).to_have_count(0)
    await screen.settled("missed-done")
    asked = await world.ask(
        "li", "caseFile", ("checkIns.status", "checkIns.review.reason", "checkIns.review.note"),
        id=case_id,
    )  # fmt: skip
    (found,) = asked["checkIns"]
    assert (found["status"], found["review"]["reason"], found["review"]["note"]) == (
        "REVIEWED", "SCHOOL", NOTE,
    )  # fmt: skip
    assert world.sql(
        "SELECT account_id, details FROM trail_entries WHERE record_id = %s AND action = %s",
        [check_in_id, "checkins.missed_reviewed"],
    ) == [(world.actors["li"].account_id, {"reason": "school"})]
