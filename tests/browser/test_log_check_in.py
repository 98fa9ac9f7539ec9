"""A visit is written down from the field form, and no typed word is lost on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.async_api import expect

from support.browsing import Screen
from support.builders_checkins import a_check_in
from support.builders_plans import a_supervised_case_with_plan
from support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTE = "到家时母亲在场。\n说起上月的流水，本人主动拿出银行卡清单。"
NEXT_STEP = "下周三去学校。"
PRIVATE = "父亲最近不在本地。"


async def assert_recorded(world: World, case_id: str, check_in_id: str, condition: str) -> None:
    """The check-in, its trail and no draft are in the database, each value as it was typed."""
    li = world.actors["li"].account_id
    assert world.sql("SELECT content, submitted_once FROM drafts") == [(None, True)]
    assert await world.ask("li", "draft", form="LOG_CHECK_IN", recordId=check_in_id) is None
    assert world.sql(
        "SELECT kind, happened_at, recorded_at, recorded_by, contact_made, late FROM check_ins"
    ) == [
        ("visit", datetime(2026, 3, 2, 8, 5, tzinfo=UTC), datetime(2026, 3, 3, 7, 10, tzinfo=UTC),
         li, True, False),
    ]  # fmt: skip
    assert world.sql(
        "SELECT how, present, no_contact_reason, topics, concern_level FROM check_in_records"
    ) == [("visit", ["guardian", "minor"], None, ["money"], "some")]
    assert world.sql("SELECT condition_id FROM check_in_evidence") == [(UUID(condition),)]
    assert world.sql(
        "SELECT action, account_id, details FROM trail_entries WHERE record_id = %s", [check_in_id]
    ) == [("checkins.logged", li, {"contact": True, "late": False, "concern": "some"})]
    asked = await world.ask(
        "li", "caseFile",
        ("checkIns.note", "checkIns.nextStep", "checkIns.privateAddendum"),
        id=case_id,
    )  # fmt: skip
    (found,) = asked["checkIns"]
    assert (found["note"], found["nextStep"], found["privateAddendum"]) == (
        NOTE, NEXT_STEP, PRIVATE,
    )  # fmt: skip


async def test_a_check_in_is_typed_reloaded_and_logged(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, plan = await a_supervised_case_with_plan(world)
    check_in_id = await a_check_in(world, case_id)
    await screen.at("2026-03-03T15:10")
    untouched = world.counts()

    await screen.enter("li")
    await page.get_by_role("link", name=re.compile("打开林某的案件")).click()
    await page.get_by_role("tab", name="打卡").click()
    await screen.settled("check-ins-before")
    await page.get_by_role("tabpanel").get_by_role("link", name="记录打卡").click()
    await expect(page.get_by_role("heading", name="记录打卡", level=1)).to_be_visible()
    await screen.settled("log-empty")
    assert world.count("drafts") == untouched["drafts"] == 0

    await page.get_by_role("button", name="昨天").click()
    await page.get_by_label("时间", exact=True).fill("16:05")
    await page.get_by_label("上门走访").check()
    await page.get_by_label("联系上了", exact=True).check()
    await page.get_by_label("监护人").check()
    await page.get_by_label("用钱").check()
    await page.get_by_label("经过").fill(NOTE)
    await expect(page.get_by_text("草稿已保存 15:10")).to_be_visible()
    ((stored,),) = world.sql("SELECT content FROM drafts")
    assert "银行卡".encode() not in bytes(stored)
    # These last words have had no pause after them.
    await page.get_by_label("下一步").fill(NEXT_STEP)
    await page.reload()

    await expect(page.get_by_text("已取回 15:10 的草稿。")).to_be_visible()
    await expect(page.get_by_label("经过")).to_have_value(NOTE)
    await expect(page.get_by_label("下一步")).to_have_value(NEXT_STEP)
    await expect(page.get_by_label("日期", exact=True)).to_have_value("2026年3月2日")
    await expect(page.get_by_label("时间", exact=True)).to_have_value("16:05")
    for chosen in ("上门走访", "联系上了", "监护人", "用钱"):
        await expect(page.get_by_label(chosen, exact=True)).to_be_checked()
    await screen.settled("log-restored")

    await page.get_by_label("未成年人", exact=True).check()
    await page.get_by_label(re.compile("社区图书馆")).check()
    await page.get_by_label("有一些").check()
    await page.get_by_label("内部补充").fill(PRIVATE)
    await page.get_by_role("button", name="检查并提交").click()
    await expect(page.get_by_role("heading", name="检查填写内容")).to_be_visible()
    await screen.settled("log-check")
    await page.get_by_role("button", name="确认提交").click()

    await expect(page.get_by_text("打卡已记录")).to_be_visible()
    row = page.get_by_role("region", name="以往打卡").get_by_role("listitem")
    await expect(row).to_have_count(1)
    await expect(row).to_contain_text("2026年3月2日 16:05")
    await expect(row).to_contain_text("说起上月的流水")
    await screen.settled("log-done")

    await assert_recorded(world, case_id, check_in_id, plan["conditionId"])
