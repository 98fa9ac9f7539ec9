"""Answers to queries about sealed records: of the register, by a supervisor, and of no case."""

from __future__ import annotations

import base64
import re
from typing import Any

import psycopg
import pytest

from support.builders_afterwards import BANK, IDENTITY, a_permitted_query, a_query, a_sealed_line
from support.builders_documents import fetch, text_of
from support.refusals import refused
from support.world import OTHER_OFFICE, World

pytestmark = pytest.mark.slow

REASON = "申请单位不是办理案件的司法机关"


async def refused_query(world: World, **changes: Any) -> str:
    """A bank's query, registered by li and refused by zhou."""
    done = await world.done("li", "registerSealQuery", ("sealQuery.id",), **(BANK | changes))
    query_id = str(done["sealQuery"]["id"])
    await world.done(
        "zhou", "decideSealQuery", queryId=query_id, verdict="REFUSED", scope=[], reason=REASON
    )
    return query_id


async def query(world: World, handle: str, **given: Any) -> dict[str, Any]:
    answer = await world.post(
        handle,
        "query P($input: PreviewQueryDecisionInput!) { previewQueryDecision(input: $input) {"
        " __typename ... on DocumentPreview { pdf } ... on Refused { code } } }",
        {"input": given},
    )
    if answer.get("errors"):
        return dict(answer["errors"][0]["extensions"])
    return dict(answer["data"]["previewQueryDecision"])


@pytest.fixture
async def order_id(world: World) -> str:
    """A line of the register; a query that hits it is answered as one that hits nothing is."""
    return await a_sealed_line(world)


@pytest.fixture(params=[IDENTITY, "330103200804029999"], ids=["sealed", "nothing-sealed"])
async def query_id(world: World, order_id: str, request: pytest.FixtureRequest) -> str:
    assert order_id
    return await refused_query(world, identityNumber=request.param)


async def test_a_bank_is_refused_on_paper_whether_or_not_something_is_sealed(
    world: World, query_id: str
) -> None:
    # F-05, F-09
    shown = await query(world, "zhou", queryId=query_id)
    done = await world.done(
        "zhou", "issueQueryDecision",
        ("document.path", "document.number", "document.editablePath", "sealQuery.paper.number"),
        queryId=query_id,
    )  # fmt: skip

    assert "预" in text_of(base64.b64decode(shown["pdf"]))
    paper = done["document"]
    assert paper["number"] == done["sealQuery"]["paper"]["number"] == "检未封查〔2026〕1号"
    assert paper["editablePath"] is None
    for who in ("zhou", "li"):
        answer = await fetch(world, who, paper["path"])
        text = re.sub(r"\s", "", text_of(answer.content))
        assert "某银行云州分行：" in text
        assert f"决定不许可查询。理由：{REASON}。" in text
    assert (await fetch(world, "zhou", paper["path"][:-3] + "docx")).status_code == 422
    # It hangs on no line of the register, and the sealed file stays what it is: found nowhere.
    assert world.sql("SELECT seal_order_id FROM register_documents") == [(None,)]
    assert world.count("case_files") == 0
    actions = world.sql(
        "SELECT action, case_id FROM trail_entries WHERE action LIKE 'documents.%%' ORDER BY seq"
    )
    assert [action for action, _ in actions] == [
        "documents.previewed", "documents.issued", "documents.downloaded", "documents.downloaded",
    ]  # fmt: skip
    assert {case_id for _, case_id in actions} == {None}


async def test_a_permitted_query_names_its_parts_in_words(world: World, order_id: str) -> None:
    query_id = await a_permitted_query(world, order_id)

    done = await world.done("zhou", "issueQueryDecision", ("document.path",), queryId=query_id)

    text = re.sub(
        r"\s", "", text_of((await fetch(world, "zhou", done["document"]["path"])).content)
    )
    assert "决定许可查询。查询范围：起诉材料。" in text


async def test_what_was_not_decided_is_not_put_on_paper(world: World, order_id: str) -> None:
    assert order_id
    waiting = await a_query(world, "li", identityNumber="330103200804029999")
    await refused(world, "zhou", "issueQueryDecision", "QUERY_UNDECIDED", "F-09", queryId=waiting)
    await world.done(
        "zhou", "decideSealQuery", queryId=waiting, verdict="NOTHING_SEALED", scope=[],
        reason="登记簿中没有相符的记录",
    )  # fmt: skip
    await refused(world, "zhou", "issueQueryDecision", "NO_QUERY_DECISION", "F-09", queryId=waiting)


async def test_a_decision_is_put_on_paper_once(world: World, order_id: str) -> None:
    assert order_id
    query_id = await refused_query(world)
    await world.done("zhou", "issueQueryDecision", queryId=query_id)

    await refused(
        world, "zhou", "issueQueryDecision", "QUERY_DECISION_ISSUED", None, queryId=query_id
    )


async def test_it_is_not_a_paper_of_a_case(world: World, order_id: str) -> None:
    answer = await world.do(
        "li", "issueDocument", ("problems.path", "problems.code"), caseId=order_id,
        kind="QUERY_DECISION", blanks=[],
    )  # fmt: skip

    assert [(each["path"], each["code"]) for each in answer["problems"]] == [
        ("kind", "OF_THE_REGISTER")
    ]


@pytest.mark.parametrize(
    ("who", "role", "where", "status", "code"),
    [
        ("yu", "officer", {}, 404, "NOT_PERMITTED"),
        ("far", "supervisor", {"office": OTHER_OFFICE}, 404, "NOT_VISIBLE"),
        ("worker", "social_worker", {}, 403, "NOT_PERMITTED"),
        ("eyes", "auditor", {}, 403, "NOT_PERMITTED"),
        ("admin", "administrator", {}, 403, "NOT_PERMITTED"),
    ],
)
async def test_others_neither_issue_nor_fetch(
    world: World, order_id: str, who: str, role: str, where: dict[str, str], status: int, code: str
) -> None:
    assert order_id
    given = {"queryId": await refused_query(world)}
    done = await world.done("zhou", "issueQueryDecision", ("document.path",), **given)
    world.person(who, role, **where)

    issued = await world.do(who, "issueQueryDecision", **given)

    assert issued["code"] == code
    assert (await fetch(world, who, done["document"]["path"])).status_code == status
    assert (await query(world, who, **given))["code"] == code
    assert world.count("register_documents") == 1


async def test_the_database_shows_and_grants_no_more(world: World, order_id: str) -> None:
    assert order_id
    await world.done("zhou", "issueQueryDecision", queryId=await refused_query(world))
    world.person("far", "supervisor", office=OTHER_OFFICE)
    world.person("eyes", "auditor")

    def rows(who: str, statement: str) -> int:
        actor = world.actors[who]
        with psycopg.connect(world.product.database.url) as app:
            app.execute(
                "SELECT guanhu_enter(%s, %s, %s, %s, %s, %s)",
                [actor.session_id, actor.account_id, actor.role_name, actor.office_id,
                 world.today, world.clock.now()],
            )  # fmt: skip
            return len(app.execute(statement.encode()).fetchall())

    seen = {
        who: rows(who, "SELECT id FROM register_documents")
        for who in ("zhou", "li", "wang", "far", "eyes")
    }
    assert seen == {"zhou": 1, "li": 1, "wang": 0, "far": 0, "eyes": 0}
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows("zhou", "UPDATE register_documents SET sha256 = 'x' RETURNING id")
