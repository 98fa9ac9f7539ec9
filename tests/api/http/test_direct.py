"""A repeated question is answered by its plan: by the same resolver, for whoever asks now."""

from __future__ import annotations

from typing import Any

import pytest
import strawberry

from guanhu.api.gql.direct import CODES, Direct
from support.builders_cases import a_case
from support.world import World

LISTED = """
query Listed($filter: CaseFilterInput, $per: Int, $language: Language!) {
  mine: caseFiles(filter: $filter, perPage: $per) {
    total items { id maskedName nextDeadline { title(language: $language) dueOn } }
  }
}
"""
VALUES: dict[str, Any] = {"filter": {"missedOnly": False}, "per": 10, "language": "ZH"}


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Direct]:
    """The plans of every door that is asked."""
    found: list[Direct] = []
    learn = Direct.learn

    def seen(self: Direct, *asked: Any) -> None:
        found.append(self)
        learn(self, *asked)

    monkeypatch.setattr(Direct, "learn", seen)
    return found


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the library was asked."""
    asked: list[str] = []
    execute = strawberry.Schema.execute

    async def seen(self: strawberry.Schema, query: str, **more: Any) -> Any:
        asked.append(query)
        return await execute(self, query, **more)

    monkeypatch.setattr(strawberry.Schema, "execute", seen)
    return asked


@pytest.mark.parametrize("language", ["ZH", "EN"])
async def test_the_second_time_nobody_walks_the_document(
    world: World, library: list[str], language: str
) -> None:
    await a_case(world, "li")
    values = VALUES | {"language": language}

    first = await world.post("li", LISTED, values)
    library.clear()
    second = await world.post("li", LISTED, values)

    assert library == []
    assert first == second
    assert first["data"]["mine"]["total"] == 1


async def test_a_plan_keeps_no_answer_and_knows_no_caller(world: World, library: list[str]) -> None:
    await a_case(world, "li")
    world.person("zhang", "officer")
    await world.post("li", LISTED, VALUES)
    library.clear()
    await a_case(world, "li")
    library.clear()

    more = await world.post("li", LISTED, VALUES)
    others = await world.post("zhang", LISTED, VALUES)

    assert library == []
    assert (more["data"]["mine"]["total"], others["data"]["mine"]["total"]) == (2, 0)


async def test_whoever_may_not_is_refused_as_by_the_library(world: World) -> None:
    await a_case(world, "li")
    world.person("admin", "administrator")
    expected = await world.post("admin", LISTED, VALUES)
    await world.post("li", LISTED, VALUES)

    assert await world.post("admin", LISTED, VALUES) == expected
    assert expected["errors"][0]["extensions"]["code"] == "NOT_PERMITTED"
    world.sql("UPDATE sessions SET ended_at = now() WHERE id = %s",
              [world.actors["li"].session_id])  # fmt: skip
    ended = await world.post("li", LISTED, VALUES)
    assert ended["data"] is None
    assert ended["errors"][0]["extensions"]["code"] != "INTERNAL"


async def test_a_name_that_was_searched_for_is_kept_in_no_plan(
    world: World, plans: list[Direct]
) -> None:
    await a_case(world, "li")
    for wanted in ("林小禾", "lin xiaohe", "linxiaohe", "LIN", "LINXIAOHE"):
        await world.post("li", LISTED, VALUES | {"filter": {"search": wanted}})
    await world.post("li", "query Q($q: String) { caseFiles(filter: {search: $q}) { total } }",
                     {"q": "LINXIAOHE"})  # fmt: skip
    await world.post("li", LISTED, VALUES)

    (kept,) = {id(each): each for each in plans}.values()
    assert [values for _, _, values in kept._plans] == [
        b'{"filter":{"missedOnly":false},"language":"ZH","per":10}'
    ]


async def test_only_a_single_plain_query_has_a_plan(world: World, plans: list[Direct]) -> None:
    case_id = await a_case(world, "li")
    for asked in (
        "{ a: caseFiles { total } b: caseFiles { total } }",
        "query Q($no: Boolean! = false) { caseFiles @skip(if: $no) { total } }",
        "{ __typename }",
        f'{{ caseFile(id: "{case_id}") {{ allowedActions {{ code }} }} }}',
    ):
        answer = await world.post("li", asked)
        assert "errors" not in answer
    assert [plan for plan in plans[-1]._plans.values() if plan is not None] == []


@pytest.mark.parametrize(
    ("variables", "kept"),
    [
        (b'{"page":1,"sort":"NEXT_DEADLINE","filter":{}}', True),
        (b'{"id":"0198f000-0000-7000-8000-000000000001","on":"2026-03-02","x":null}', True),
        (b'{"search":"lin"}', False),
        ('{"search":"\u6797"}'.encode(), False),
        (b'{"search":"a\\"b"}', False),
    ],
)
def test_only_codes_days_and_identifiers_are_kept(variables: bytes, kept: bool) -> None:  # noqa: FBT001
    assert (CODES.fullmatch(variables) is not None) is kept
