"""Answers to queries about sealed records: of the register, by a supervisor, and of no case."""

from __future__ import annotations

import base64
import re
from typing import Any

import psycopg
import pytest

from support.builders_documents import blanks, fetch, text_of
from support.builders_sealing import a_finished_case
from support.refusals import refused
from support.world import OTHER_OFFICE, World

pytestmark = pytest.mark.slow

REFUSAL = {
    "verdict": "refuse", "applicant": "某银行", "applied_on": "2026-10-10", "person": "某人",
    "reason": "拟录用", "basis": "内部办法", "refusal_reason": "申请单位不是办理案件的司法机关",
}  # fmt: skip


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
    """The order of a sealed file of li's."""
    world.at("2026-03-02")
    world.person("li", "officer")
    world.person("zhou", "supervisor")
    case_id = await a_finished_case(world)
    sealed = await world.done("li", "sealCase", ("sealOrder.id",), caseId=case_id)
    world.at("2026-10-12")
    return str(sealed["sealOrder"]["id"])


async def test_a_bank_is_refused_on_paper(world: World, order_id: str) -> None:
    # F-05, F-09
    given = {"sealOrderId": order_id, "blanks": blanks(REFUSAL)}

    shown = await query(world, "zhou", **given)
    done = await world.done(
        "zhou", "issueQueryDecision",
        ("document.path", "document.number", "document.editablePath"), **given,
    )  # fmt: skip
    listed = await world.ask("li", "registerDocuments", ("id",), sealOrderId=order_id)

    assert "预" in text_of(base64.b64decode(shown["pdf"]))
    paper = done["document"]
    assert paper["number"] == "检未封查〔2026〕1号"
    assert paper["editablePath"] is None
    for who in ("zhou", "li"):
        answer = await fetch(world, who, paper["path"])
        text = re.sub(r"\s", "", text_of(answer.content))
        assert "决定不许可查询。理由：申请单位不是办理案件的司法机关。" in text
    assert len(listed) == 1
    assert (await fetch(world, "zhou", paper["path"][:-3] + "docx")).status_code == 422
    # The sealed file stays what it is: found nowhere.
    assert world.count("case_files") == 0
    actions = world.sql(
        "SELECT action, case_id FROM trail_entries WHERE action LIKE 'documents.%%' ORDER BY seq"
    )
    assert [action for action, _ in actions] == [
        "documents.previewed", "documents.issued", "documents.downloaded", "documents.downloaded",
    ]  # fmt: skip
    assert {case_id for _, case_id in actions} == {None}


async def test_what_is_missing_is_named(world: World, order_id: str) -> None:
    left = {name: value for name, value in REFUSAL.items() if name != "refusal_reason"}

    answer = await refused(
        world, "zhou", "issueQueryDecision", "DOCUMENT_PART_MISSING", None,
        sealOrderId=order_id, blanks=blanks(left),
    )  # fmt: skip

    found = {fact["name"]: fact["value"] for fact in answer["facts"]}
    assert found == {"kind": "QUERY_DECISION", "part": "refusal_reason"}


async def test_it_is_not_a_paper_of_a_case(world: World, order_id: str) -> None:
    answer = await world.do(
        "li", "issueDocument", ("problems.path", "problems.code"), caseId=order_id,
        kind="QUERY_DECISION", blanks=blanks(REFUSAL),
    )  # fmt: skip

    assert [(each["path"], each["code"]) for each in answer["problems"]] == [
        ("kind", "OF_THE_REGISTER")
    ]


@pytest.mark.parametrize(
    ("who", "role", "where", "status", "code"),
    [
        ("wang", "officer", {}, 404, "NOT_PERMITTED"),
        ("far", "supervisor", {"office": OTHER_OFFICE}, 404, "NOT_VISIBLE"),
        ("worker", "social_worker", {}, 403, "NOT_PERMITTED"),
        ("eyes", "auditor", {}, 403, "NOT_PERMITTED"),
        ("admin", "administrator", {}, 403, "NOT_PERMITTED"),
    ],
)
async def test_others_neither_issue_nor_fetch(
    world: World, order_id: str, who: str, role: str, where: dict[str, str], status: int, code: str
) -> None:
    given = {"sealOrderId": order_id, "blanks": blanks(REFUSAL)}
    done = await world.done("zhou", "issueQueryDecision", ("document.path",), **given)
    world.person(who, role, **where)

    issued = await world.do(who, "issueQueryDecision", **given)

    assert issued["code"] == code
    assert (await fetch(world, who, done["document"]["path"])).status_code == status
    assert (await query(world, who, **given))["code"] == code
    assert world.count("register_documents") == 1


async def test_the_database_shows_and_grants_no_more(world: World, order_id: str) -> None:
    given = {"sealOrderId": order_id, "blanks": blanks(REFUSAL)}
    await world.done("zhou", "issueQueryDecision", **given)
    world.person("wang", "officer")
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
