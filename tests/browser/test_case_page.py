"""One case: where it stands, what is due and why, what has happened."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from support.browsing import Screen, let_sign_in
from support.builders_decisions import a_case_on_probation

pytestmark = [pytest.mark.browser, pytest.mark.slow]


async def test_the_case_page_tells_where_what_next_and_why(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id = await a_case_on_probation(world, "li")
    await let_sign_in(world, "li")
    asked = await world.ask(
        "li",
        "caseFile",
        ("deadlines.title", "deadlines.state", "deadlines.explanation", "deadlines.dueOn"),
        id=case_id,
    )
    open_ones = [each for each in asked["deadlines"] if each["state"] != "DONE"]

    await screen.sign_in("li")
    await page.get_by_role("link", name=re.compile("打开林某的案件")).click()
    await expect(page.get_by_role("heading", name="林某", level=1)).to_be_visible()
    steps = page.get_by_role("navigation", name="办案进程").get_by_role("listitem")
    await expect(steps.and_(page.locator("[aria-current=step]"))).to_have_count(1)
    await expect(steps.and_(page.locator("[aria-current=step]"))).to_contain_text("考察")
    await screen.settled("case")

    await page.get_by_role("tab", name="期限").click()
    panel = page.get_by_role("tabpanel")
    assert open_ones
    for deadline in open_ones:
        await expect(panel.get_by_text(deadline["title"], exact=True).first).to_be_visible()
    await screen.settled("case-deadlines")
    explained = next(each for each in open_ones if each["explanation"])
    await panel.get_by_role("button", name=f"为什么：{explained['title']}").first.click()
    why = page.get_by_role("dialog")
    await expect(why).to_contain_text(explained["explanation"][0])
    await expect(why).to_contain_text("依据")
    await screen.settled("case-why")
    await page.keyboard.press("Escape")
    await expect(why).to_have_count(0)

    await page.get_by_role("tab", name="时间线").click()
    events = page.get_by_role("tabpanel").get_by_role("listitem")
    await expect(events.first).to_be_visible()
    told = await events.all_inner_texts()
    assert len(told) >= len(asked["deadlines"]) > 0
    assert not any(re.search(r"[a-z]+\.[a-z_]+", each) for each in told)
    await screen.settled("case-timeline")


async def test_a_case_of_somebody_else_is_not_found(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id = await a_case_on_probation(world, "wang")
    world.person("li", "officer")
    await let_sign_in(world, "li")

    await screen.sign_in("li")
    await page.goto(f"{screen.origin}/admin/#/cases/{case_id}/show")

    await expect(page.get_by_text("没有找到可以查看的内容。")).to_be_visible()
    assert "林" not in await screen.words()
    await screen.settled()
