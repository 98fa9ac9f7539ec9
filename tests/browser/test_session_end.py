"""Ten minutes before a session ends the page says so; staying keeps what was typed (S58)."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from support.browsing import CHINESE, Screen, let_sign_in
from support.builders_cases import a_case
from support.builders_checkins import a_check_in
from support.builders_family import a_young_person
from support.builders_identity import PASSWORD, a_browser
from support.builders_plans import a_supervised_case_with_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TYPED = "初犯，认罪认罚。"


async def test_s58_staying_keeps_the_page_and_ending_signs_out_everywhere(screen: Screen) -> None:
    world, page = screen.world, screen.page
    world.person("li", "officer")
    case_id = await a_case(world)
    await screen.at("2026-03-02T09:00")
    await screen.enter("li", f"/admin/#/cases/{case_id}/screening/new")
    reason = page.get_by_label("这样估计的理由")
    await reason.fill(TYPED)
    await expect(page.get_by_text("草稿已保存")).to_be_visible()
    warning = page.get_by_role("alertdialog", name="登录快要结束了")
    await screen.at("2026-03-02T20:49")
    await expect(warning).to_have_count(0)

    await screen.at("2026-03-02T20:51:30")
    await expect(warning).to_be_visible()
    await expect(warning.get_by_role("timer")).to_have_text("8:30")
    stay = warning.get_by_role("button", name="延长登录")
    await expect(stay).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    assert await page.evaluate(
        "document.activeElement.closest('[role=alertdialog]') !== null"
        " || document.activeElement.dataset.testid?.startsWith('sentinel')"
    )
    await screen.settled("session-ending")
    await stay.click()
    await expect(warning).to_have_count(0)
    await expect(reason).to_have_value(TYPED)
    await expect(page.get_by_role("heading", level=1)).to_have_text("审查是否符合条件")

    # Lengthened by twelve hours; another device has signed in meanwhile, and a second page is open.
    other = await page.context.new_page()
    await other.goto(f"{screen.origin}/admin/#/cases/{case_id}/show")
    await expect(other.get_by_role("heading", level=1)).to_be_visible()
    async with a_browser(world) as elsewhere:
        answer = await elsewhere.post("/auth/sign-in", json={"login": "li", "password": PASSWORD})
    assert answer.status_code == 200
    await screen.at("2026-03-03T08:50")
    await expect(warning.get_by_role("status")).to_have_text("登录还剩 2 分钟。")
    await warning.get_by_role("button", name="退出登录（所有设备）").click()
    for each in (page, other):
        await expect(each.get_by_role("heading", level=1)).to_have_text("登录")
    ended = world.sql("SELECT ended_because FROM sessions ORDER BY ended_because DESC")
    assert ended == [("signed_out",), ("ended_by_owner",), ("ended_by_owner",)]
    await other.close()
    await screen.settled("session-ended")

    await page.get_by_label("账号").fill("li")
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    # A page asked for before the answer is there would show the sign-in again.
    await expect(page.get_by_role("heading", level=1)).not_to_have_text("登录")
    await page.goto(f"{screen.origin}/admin/#/cases/{case_id}/screening/new")
    await expect(reason).to_have_value(TYPED)


async def test_s49_s58_in_english_the_draft_and_the_warning_hold_no_chinese(
    screen: Screen,
) -> None:
    world, page = screen.world, screen.page
    world.person("li", "officer")
    case_id = await a_case(world)
    ((number,),) = world.sql("SELECT case_number FROM case_files")
    await screen.at("2026-03-02T09:00")
    await screen.enter("li", f"/admin/#/cases/{case_id}/screening/new")
    await page.get_by_role("button", name="English").click()
    await page.get_by_label("Why this sentence is expected").fill(TYPED)
    await expect(page.get_by_text("Draft saved at")).to_be_visible()

    await screen.at("2026-03-02T20:51:30")
    warning = page.get_by_role("alertdialog", name="You will be signed out soon")
    await expect(warning.get_by_role("timer")).to_have_text("8:30")
    await screen.settled("session-ending-en")
    assert CHINESE.findall(await warning.inner_text()) == []
    await warning.get_by_role("button", name="Stay signed in").click()
    await expect(warning).to_have_count(0)
    await screen.settled("draft-en")
    words = await page.get_by_role("main").inner_text()
    for known in (str(number), "林某", TYPED, "检察院P330100"):
        words = words.replace(known, "")
    assert CHINESE.findall(words) == []


async def test_s58_a_family_page_warns_too_and_ends_by_itself(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, _plan = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id)
    check_in = await a_check_in(world, case_id, kind="SELF_REPORT", firstDueOn="2026-04-01")
    await let_sign_in(world, "xiaohe")
    await screen.at("2026-03-02T09:00")
    await screen.enter("xiaohe", f"/#/report/{check_in}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("现在不能填")
    warning = page.get_by_role("alertdialog", name="登录快要结束了")

    await screen.at("2026-04-01T08:55")
    await expect(warning.get_by_role("timer")).to_have_text("5:00")
    await expect(warning.get_by_role("button", name="延长登录")).to_be_focused()
    await screen.settled("session-ending-family")
    await page.keyboard.press("Escape")
    await expect(warning).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_have_text("现在不能填")

    await screen.at("2026-05-01T08:55")
    await expect(page.get_by_role("alert")).to_have_text("登录已结束，请重新登录。")
    await screen.settled("session-over-family")
