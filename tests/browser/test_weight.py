"""The family page is opened on a phone, now and then, with nothing cached: it has to be light."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.async_api import Response, expect

from support.browsing import DIST, Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUDGET_BYTES = 100_000


async def test_the_first_load_of_the_portal_is_light_and_has_no_admin_in_it(
    screen: Screen,
) -> None:
    got: list[Response] = []
    screen.page.on("response", lambda response: got.append(response))  # noqa: PLW0108 - playwright marks it

    await screen.open("/")
    await expect(screen.page.get_by_role("heading", name="登录")).to_be_visible()
    await screen.settled("portal-sign-in")

    scripts = [await each.body() for each in got if each.url.endswith(".js")]
    assert scripts
    assert sum(len(gzip.compress(script)) for script in scripts) <= BUDGET_BYTES
    assert not any("/admin/" in each.url for each in got)
    assert {each.url.split("/")[2] for each in got} == {screen.origin.split("/")[2]}


def test_no_script_of_the_portal_holds_the_admin() -> None:
    scripts = list((DIST / "portal").rglob("*.js"))

    assert scripts
    for script in scripts:
        assert not re.search(r"react-admin|RaLayout|MuiButton", script.read_text("utf-8"))
