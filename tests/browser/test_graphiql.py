"""GraphiQL, served by ourselves, asks as the account that is signed in in the browser."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from guanhu.settings import Environment, Settings
from support.browsing import DIST, Screen, Unbuilt, let_sign_in
from support.builders_cases import a_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    if not (DIST / "graphiql" / "index.html").is_file():
        raise Unbuilt("graphiql is missing: run `make build`")
    return settings.model_copy(update={"environment": Environment.DEMO})


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
async def test_a_query_is_answered_as_the_account_that_is_signed_in(screen: Screen) -> None:
    case_id = await a_case(screen.world)
    await let_sign_in(screen.world, "li")
    await screen.sign_in("li")
    asked = []
    screen.page.on("request", lambda request: asked.append(request.url))

    await screen.open("/graphql")
    await screen.page.get_by_role("button", name="Execute query").click()

    answer = screen.page.get_by_label("Result Window")
    await expect(answer).to_contain_text('"caseNumber"')
    await expect(answer).to_contain_text('"total": 1')
    number = screen.world.sql("SELECT case_number FROM case_files WHERE id = %s", [case_id])
    await expect(answer).to_contain_text(str(number[0][0]))
    assert [url for url in asked if not url.startswith((screen.origin, "data:"))] == []
    assert screen.errors == []
