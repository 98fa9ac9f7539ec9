"""The family page is opened on a phone, now and then, with nothing cached: it has to be light."""

from __future__ import annotations

import dataclasses
import gzip
import re

import pytest
from playwright.async_api import Response, expect

from support.browsing import DIST, Screen
from support.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUDGET_BYTES = 100_000


async def test_the_first_load_of_the_portal_is_light_and_has_no_admin_in_it(
    screen: Screen, windows: Windows
) -> None:
    got: list[Response] = []
    page = await windows.open(screen.name)
    page.on("response", lambda response: got.append(response))  # noqa: PLW0108 - playwright marks it
    unread = dataclasses.replace(screen, page=page)
    unread.watch()

    await unread.open("/")
    await expect(page.get_by_role("heading", name="登录")).to_be_visible()
    await unread.settled("portal-sign-in")

    scripts = [await each.body() for each in got if each.url.endswith(".js")]
    await page.context.close()
    assert scripts
    assert sum(len(gzip.compress(script)) for script in scripts) <= BUDGET_BYTES
    assert not any("/admin/" in each.url for each in got)
    assert {each.url.split("/")[2] for each in got} == {screen.origin.split("/")[2]}


def test_no_script_of_the_portal_holds_the_admin() -> None:
    scripts = list((DIST / "portal").rglob("*.js"))

    assert scripts
    for script in scripts:
        assert not re.search(r"react-admin|RaLayout|MuiButton", script.read_text("utf-8"))
