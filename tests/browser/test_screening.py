"""A case is screened, and direct non-prosecution considered, at the desk alone."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from support.browsing import Screen
from support.builders_cases import a_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


async def test_an_officer_screens_and_triages_without_leaving_the_desk(screen: Screen) -> None:
    world, page = screen.world, screen.page
    world.person("li", "officer")
    case_id = await a_case(world)
    await screen.enter("li", f"/admin/#/cases/{case_id}/show")

    await page.get_by_role("link", name="审查是否符合条件").click()
    await page.get_by_label("预期宣告刑（月）").fill("8")
    await page.get_by_label("这样估计的理由").fill("初犯，认罪认罚，已退赃。")
    await page.get_by_label("事实清楚，证据确实、充分").check()
    await page.get_by_label("认罪认罚", exact=True).check()
    criteria = page.locator("fieldset[id^='E_']")
    await expect(criteria).to_have_count(7)
    for index in range(7):
        await criteria.nth(index).get_by_label("符合", exact=True).check()
        code = await criteria.nth(index).get_attribute("id")
        await page.locator(f"[id='{code}-reason']").fill("经审查符合。")
    await screen.settled("screening")
    await page.get_by_role("button", name="检查并提交").click()
    await screen.settled("screening-check")
    await page.get_by_role("button", name="确认提交").click()
    await expect(page.get_by_text("审查已记录")).to_be_visible()
    assert world.sql("SELECT result, expected_months FROM screenings") == [("eligible", 8)]

    await page.get_by_role("link", name="审查能否直接不起诉").click()
    await page.get_by_label("不属于情节轻微").check()
    await page.get_by_label("属于", exact=True).check()
    await page.get_by_label("认罪认罚", exact=True).check()
    await page.get_by_label("附条件不起诉", exact=True).check()
    await page.get_by_label("理由", exact=True).fill("数额较大，情节不属轻微，需要考察帮教。")
    await screen.settled("triage")
    await page.get_by_role("button", name="检查并提交").click()
    await page.get_by_role("button", name="确认提交").click()
    await expect(page.get_by_text("已记录直接不起诉的考虑")).to_be_visible()
    assert world.sql("SELECT outcome, presumption, leniency FROM triages") == [
        ("conditional", "none", ["pleads_guilty"])
    ]
