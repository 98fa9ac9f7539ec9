"""The caseload is one statement, and its compiled shape says what the library would say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from guanhu.api.gql.cases import CaseListItem
from guanhu.api.gql.direct import Direct
from guanhu.api.gql.shaping import ShapingExecutor
from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.sent import sent_by
from support.world import World

ROOT = Path(__file__).resolve().parents[3]
VARIABLES: dict[str, Any] = {
    "page": 1, "perPage": 25, "sort": "NEXT_DEADLINE", "order": "ASC", "filter": {},
    "language": "ZH",
}  # fmt: skip


async def never(*_: Any) -> None:
    """No plan for anything: the library answers."""


def what_the_front_end_sends() -> str:
    documents = json.loads((ROOT / "graphql" / "trusted-documents.json").read_text("utf-8"))
    return next(text for text in documents.values() if "query CaseList(" in text)


@pytest.mark.parametrize("role", ["officer", "supervisor"])
async def test_a_page_is_one_statement_however_many_cases_are_on_it(
    world: World, role: str
) -> None:
    counts = []
    for number in range(3):
        await a_case(world, "li")
        if "who" not in world.actors and role == "supervisor":
            world.person("who", role)
        async with sent_by(world.product.database) as sent:
            answer = await world.post(
                "li" if role == "officer" else "who", what_the_front_end_sends(), VARIABLES
            )
        assert answer["data"]["caseFiles"]["total"] == number + 1
        assert len(answer["data"]["caseFiles"]["items"]) == number + 1
        counts.append([text.split()[0] for text in sent])

    assert counts == [["SELECT"], ["SELECT"], ["SELECT"]]


@pytest.mark.parametrize("language", ["ZH", "EN"])
async def test_the_compiled_shape_says_what_the_library_says(
    world: World, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    await a_case(world, "li")
    await a_case_under_supervision(world)
    variables = VARIABLES | {"language": language}
    shaped = await world.post("li", what_the_front_end_sends(), variables)

    planned = await world.post("li", what_the_front_end_sends(), variables)

    monkeypatch.setattr(Direct, "answer", never)
    monkeypatch.setattr(ShapingExecutor, "_find", lambda *_: None)
    walked = await world.post("li", what_the_front_end_sends(), variables)

    assert len(shaped["data"]["caseFiles"]["items"]) == 2
    assert shaped == planned == walked
    assert list(shaped["data"]["caseFiles"]["items"][0]) == list(
        walked["data"]["caseFiles"]["items"][0]
    )


async def test_every_row_is_made_by_the_compiled_shape(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_case(world, "li")
    walked: list[str] = []
    library = StrawberryGraphQLCoreExecutionContext.complete_object_value

    def seen(self: Any, return_type: GraphQLObjectType, *rest: Any) -> Any:
        walked.append(return_type.name)
        return library(self, return_type, *rest)

    monkeypatch.setattr(StrawberryGraphQLCoreExecutionContext, "complete_object_value", seen)
    answer = await world.post("li", what_the_front_end_sends(), VARIABLES)

    assert len(answer["data"]["caseFiles"]["items"]) == 1
    assert walked == []


async def test_what_the_caller_skips_is_skipped_also_when_compiled(world: World) -> None:
    await a_case(world, "li")
    asked = "query Q($no: Boolean!) { caseFiles { items { id status @skip(if: $no) } } }"

    with_status = await world.post("li", asked, {"no": False})
    without = await world.post("li", asked, {"no": True})

    assert with_status["data"]["caseFiles"]["items"][0].keys() == {"id", "status"}
    assert without["data"]["caseFiles"]["items"][0].keys() == {"id"}


async def test_a_failing_field_is_reported_as_the_library_reports_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_case(world, "li")
    fields = CaseListItem.__strawberry_definition__.fields  # type: ignore[attr-defined]
    field = next(field for field in fields if field.python_name == "officer_name")

    def fails(_self: CaseListItem) -> str:
        raise ValueError("秘密")

    monkeypatch.setattr(field.base_resolver, "wrapped_func", fails)

    answer = await world.post("li", "{ caseFiles { items { id officerName } total } }")

    assert answer["data"] is None
    assert answer["errors"][0]["path"] == ["caseFiles", "items", 0, "officerName"]
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "秘密" not in json.dumps(answer, ensure_ascii=False)
