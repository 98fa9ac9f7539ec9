"""GraphiQL, served by ourselves, asks as the account that is signed in in the browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Response, expect

from guanhu.settings import Environment, Settings
from support.browsing import DIST, Screen, Unbuilt, let_sign_in
from support.builders_cases import a_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    if not (DIST / "graphiql" / "index.html").is_file():
        raise Unbuilt("graphiql is missing: run `make build`")
    return settings.model_copy(update={"environment": Environment.DEMO})


def _asks_for_case_files(response: Response) -> bool:
    return "caseFiles" in (response.request.post_data or "")


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
async def test_a_query_is_answered_as_the_account_that_is_signed_in(screen: Screen) -> None:
    case_id = await a_case(screen.world)
    await let_sign_in(screen.world, "li")
    await screen.sign_in("li")
    asked = []
    screen.page.on("request", lambda request: asked.append(request.url))

    await screen.open("/graphql")
    run = screen.page.get_by_role("button", name="Execute query")
    # What is run is what the editor shows, once it shows it.
    editor = screen.page.get_by_role("region", name="Query Editor")
    await expect(editor).to_contain_text("caseNumber")
    # GraphiQL asks for the schema, too, and on a busy machine is still at it.
    async with screen.page.expect_response(_asks_for_case_files) as answering:
        await run.click()
    answer = await (await answering.value).json()

    number = screen.world.sql("SELECT case_number FROM case_files WHERE id = %s", [case_id])
    assert answer["data"]["caseFiles"]["total"] == 1
    assert answer["data"]["caseFiles"]["items"][0]["caseNumber"] == number[0][0]
    await expect(screen.page.get_by_role("region", name="Result Window")).to_be_visible()
    assert [url for url in asked if not url.startswith((screen.origin, "data:"))] == []
    assert screen.errors == []
