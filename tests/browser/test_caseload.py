"""Staff sign in and see whose turn it is."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from support.browsing import CHINESE, Screen, let_sign_in
from support.builders_cases import an_intake
from support.builders_decisions import a_case_on_probation
from support.builders_identity import OTHER_PASSWORD, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]


async def test_a_wrong_password_is_told_in_words(screen: Screen) -> None:
    screen.world.person("li", "officer")
    await let_sign_in(screen.world, "li")
    page = screen.page

    await screen.open("/admin/")
    await expect(page.get_by_role("heading", name="登录")).to_be_visible()
    await screen.settled("sign-in")
    await page.get_by_label("账号").fill("li")
    await page.get_by_label("密码", exact=True).fill(OTHER_PASSWORD)
    await page.keyboard.press("Enter")

    await expect(page.get_by_text("账号或密码不正确，请核对后再试。")).to_be_visible()
    await screen.settled("sign-in-wrong")
    assert screen.world.sql("SELECT count(*) FROM refresh_tokens") == [(0,)]


async def test_the_caseload_shows_masked_names_ages_status_and_what_is_next(
    screen: Screen,
) -> None:
    world, page = screen.world, screen.page
    case_id = await a_case_on_probation(world, "li")
    world.person("wang", "officer")
    await world.done("wang", "openCase", **an_intake(caseNumber="杭检未〔2026〕9001号"))
    await let_sign_in(world, "li")
    ((number,),) = world.sql("SELECT case_number FROM case_files WHERE id = %s", [case_id])

    await screen.sign_in("li")
    await expect(page.get_by_role("heading", name="我的案件")).to_be_visible()
    link = page.get_by_role("link", name=f"打开林某的案件 {number}")
    await expect(link).to_be_visible()
    await screen.settled("caseload")

    words = await screen.words()
    assert "林某" in words
    assert "林小禾" not in words
    assert "行为时 17 岁" in words
    assert "现在 17 岁" in words
    assert "考验期中" in words
    asked = await world.ask("li", "caseFile", ("nextDeadline.title",), id=case_id)
    assert asked["nextDeadline"]["title"] in words
    assert "9001号" not in words
    stored = await page.evaluate("[localStorage.length, sessionStorage.length]")
    assert stored == [0, 0]


async def test_in_english_nothing_but_data_is_chinese(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id = await a_case_on_probation(world, "li")
    await let_sign_in(world, "li")
    ((number,),) = world.sql("SELECT case_number FROM case_files WHERE id = %s", [case_id])

    await screen.sign_in("li")
    await expect(page.get_by_role("link", name="打开林某的案件")).to_be_visible()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="My cases")).to_be_visible()
    await screen.settled("caseload-en")

    words = await screen.words()
    data = (str(number), "林某", "检察院P330100", "中文")
    for known in data:
        words = words.replace(known, "")
    assert CHINESE.findall(words) == []
    assert await page.evaluate("document.documentElement.lang") == "en"
    assert PASSWORD not in page.url
