"""A window lent again shows nothing of the journey before."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from support.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT = """async () => [
    document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
]"""
LEAVE = """async () => {
    document.cookie = 'seen=1'; localStorage.seen = 1; sessionStorage.seen = 1;
    await caches.open('seen');
    await new Promise((done) => { indexedDB.open('seen').onsuccess = done; });
}"""


async def test_nothing_a_journey_left_is_there_for_the_next(browser: Browser, origin: str) -> None:
    windows = Windows(browser)
    page = await windows.lend("phone")
    await page.goto(f"{origin}/")
    assert await page.evaluate(KEPT) == ["", 0, 0, 0, 0]
    await page.evaluate(LEAVE)
    assert await page.evaluate(KEPT) == ["seen=1", 1, 1, 1, 1]
    await page.context.add_cookies(
        [{"name": "hidden", "value": "1", "url": origin, "httpOnly": True, "sameSite": "Strict"}]
    )
    await page.route("**/*", lambda route: route.abort())
    await page.context.new_page()
    await page.context.set_offline(True)

    await windows.take_back("phone", page, origin)
    again = await windows.lend("phone")

    assert again is page
    assert again.url == "about:blank"
    assert again.context.pages == [page]
    assert await again.context.cookies() == []
    await again.goto(f"{origin}/")
    assert await again.evaluate(KEPT) == ["", 0, 0, 0, 0]
    await again.context.close()


async def test_a_window_that_was_closed_is_replaced(browser: Browser, origin: str) -> None:
    windows = Windows(browser)
    page = await windows.lend("desktop")
    await page.close()

    await windows.take_back("desktop", page, origin)
    another = await windows.lend("desktop")

    assert another is not page
    assert another.viewport_size == {"width": 1280, "height": 800}
    await another.context.close()
