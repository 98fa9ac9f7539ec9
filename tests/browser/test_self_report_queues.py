"""Staff look at self-reports: three queues, each report in exactly one (S14)."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from support.browsing import CHINESE, Screen
from support.builders_checkins import a_check_in
from support.builders_family import a_young_person
from support.builders_plans import a_member, a_supervised_case_with_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTE = "已电话联系，约好周三到学校见面。"


async def queue(screen: Screen, name: str) -> Locator:
    """The rows of one queue, once it is shown."""
    await screen.page.get_by_role("button", name=name).click()
    await screen.quiet()
    return screen.page.get_by_role("main").get_by_role("listitem")


async def test_s14_each_report_lies_in_one_queue_and_moves_when_reviewed(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, plan = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id)
    await a_member(world, case_id, "zhao")
    await screen.enter("zhao", "/admin/#/self-reports")
    for name, empty in (
        ("需要查看 0", "没有需要查看的自我报告"),
        ("等待提交 0", "现在没有等待提交的自我报告"),
        ("已看过 0", "还没有看过的自我报告"),
    ):
        await page.get_by_role("button", name=name).click()
        await expect(page.get_by_text(empty)).to_be_visible()
    await screen.settled("queues-empty")

    first = await a_check_in(world, case_id, kind="SELF_REPORT", count=3, everyDays=7)
    own = [each["id"] for each in await world.ask("xiaohe", "ownSelfReports")]
    condition = plan["conditionId"]
    fine = {
        "checkInId": first, "mood": "GOOD", "helpWanted": False, "wantToTalk": False,
        "conditions": [{"conditionId": condition, "answer": "YES"}], "extraAnswers": [],
    }  # fmt: skip
    await world.done("xiaohe", "giveSelfReport", **fine)
    await screen.at("2026-03-09")
    troubled = fine | {
        "checkInId": own[1], "mood": "BAD", "helpWanted": True, "helpWith": "家里吵架",
        "conditions": [{"conditionId": condition, "answer": "NOT_YET"}],
    }  # fmt: skip
    await world.done("xiaohe", "giveSelfReport", **troubled)
    await screen.at("2026-03-16")
    await page.goto("about:blank")
    await screen.enter("zhao", "/admin/#/self-reports")

    await expect(await queue(screen, "等待提交 1")).to_have_count(1)
    await expect(await queue(screen, "已看过 0")).to_have_count(0)
    rows = await queue(screen, "需要查看 2")
    await expect(rows).to_have_count(2)
    for sign in ("需要帮助", "心情不好", "有约定还没做到"):
        await expect(rows.first).to_contain_text(sign)
    await screen.settled("queues")
    await rows.first.get_by_role("link").click()

    await expect(page.get_by_role("heading", level=1)).to_have_text("查看并处理")
    await expect(page.get_by_text("家里吵架")).to_be_visible()
    await page.get_by_role("button", name="检查并提交").click()
    await expect(page.get_by_role("alert")).to_contain_text("请填写：怎样处理的")
    await page.get_by_label("怎样处理的").fill(NOTE)
    await screen.settled("self-report-review")
    await page.get_by_role("button", name="检查并提交").click()
    await page.get_by_role("button", name="确认已看过").click()
    await expect(page.get_by_text("已记录为看过")).to_be_visible()
    await expect(await queue(screen, "需要查看 1")).to_have_count(1)
    rows = await queue(screen, "已看过 1")
    await expect(rows).to_have_count(1)
    await expect(rows.first).to_contain_text("zhao")
    await rows.first.get_by_role("link").click()
    await expect(page.get_by_text(NOTE)).to_be_visible()
    await screen.settled("self-report-reviewed")

    await page.goto(f"{screen.origin}/admin/?lang=en#/self-reports")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Self-reports")
    await screen.settled("queues-en")
    words = await page.get_by_role("main").inner_text()
    ((number,),) = world.sql("SELECT case_number FROM case_files WHERE id = %s", [case_id])
    for known in (str(number), "林某"):
        words = words.replace(known, "")
    assert CHINESE.findall(words) == []
