"""What was typed is there after the browser was closed; throwing it away asks first (S49, S50)."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from support.browsing import Screen
from support.builders_checkins import a_check_in
from support.builders_plans import a_supervised_case_with_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTE = "到家时母亲在场。"
DISCARD = "不要这份草稿"


async def test_s49_s50_a_draft_outlives_the_browser_and_errors_keep_every_answer(
    screen: Screen,
) -> None:
    world, page = screen.world, screen.page
    case_id, _plan = await a_supervised_case_with_plan(world)
    check_in = await a_check_in(world, case_id)
    await screen.at("2026-03-03T15:10")
    address = f"/admin/#/cases/{case_id}/check-ins/{check_in}/log"
    await screen.enter("li", address)
    discard = page.get_by_role("button", name=DISCARD)

    await page.get_by_label("经过").fill(NOTE)
    await page.get_by_role("button", name="昨天").click()
    await page.get_by_label("时间", exact=True).fill("16:05")
    await page.get_by_label("联系上了", exact=True).check()
    await page.get_by_label("监护人").check()
    await expect(page.get_by_text("草稿已保存 15:10")).to_be_visible()
    await expect(discard).to_have_count(0)

    # Sent without how contact was made: the error stands beside it, and nothing else has moved.
    await page.get_by_label("有一些").check()
    await page.get_by_role("button", name="检查并提交").click()
    alert = page.get_by_role("alert")
    await expect(alert).to_be_focused()
    await expect(alert.get_by_role("link")).to_have_text(["请选择：怎么联系"])
    await screen.settled("draft-error")
    await alert.get_by_role("link").click()
    await expect(page.locator("#how")).to_be_focused()
    await expect(page.get_by_label("经过")).to_have_value(NOTE)
    await expect(page.get_by_label("日期", exact=True)).to_have_value("2026年3月2日")
    await expect(page.get_by_label("时间", exact=True)).to_have_value("16:05")
    for chosen in ("联系上了", "监护人", "有一些"):
        await expect(page.get_by_label(chosen, exact=True)).to_be_checked()
    await expect(page.get_by_text("草稿已保存 15:10")).to_be_visible()

    # The browser is closed; only the cookie of the session is left.
    await page.goto("about:blank")
    await screen.at("2026-03-03T17:40")
    await screen.open(address)
    await expect(page.get_by_text("已取回 15:10 的草稿。")).to_be_visible()
    await expect(page.get_by_label("经过")).to_have_value(NOTE)
    await expect(page.get_by_label("监护人")).to_be_checked()

    await discard.click()
    asked = page.get_by_role("alertdialog", name="不要上次填写的内容了吗？")
    await expect(asked.get_by_role("button", name="保留，继续填写")).to_be_focused()
    await screen.settled("draft-discard")
    await page.keyboard.press("Enter")
    await expect(asked).to_have_count(0)
    await expect(page.get_by_label("经过")).to_have_value(NOTE)
    await discard.click()
    await asked.get_by_role("button", name=DISCARD).click()

    gone = page.get_by_text("草稿已删除，表格已清空。")
    await expect(gone).to_be_focused()
    await expect(page.get_by_label("经过")).to_have_value("")
    await expect(page.get_by_label("监护人")).to_have_count(0)
    await expect(discard).to_have_count(0)
    await screen.settled("draft-gone")
    assert world.sql("SELECT count(*) FROM drafts WHERE content IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
async def test_s49_a_draft_that_could_not_be_saved_is_tried_again(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, _plan = await a_supervised_case_with_plan(world)
    check_in = await a_check_in(world, case_id)
    await screen.at("2026-03-07T15:10")
    await screen.enter("li", f"/admin/#/cases/{case_id}/check-ins/{check_in}/review")
    await expect(page.get_by_role("heading", level=1)).to_have_text("处理漏打卡")
    await screen.quiet()

    await page.context.set_offline(True)
    await page.get_by_label("说明").fill(NOTE)
    await expect(page.get_by_text("草稿没有保存，请检查网络；内容仍在本页。")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_text("草稿已保存 15:10")).to_be_visible()
    # The browser says in its console that it was cut off: that is what is tried here.
    screen.errors.clear()

    await page.reload()
    await expect(page.get_by_label("说明")).to_have_value(NOTE)
