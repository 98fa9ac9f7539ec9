"""Preview, issue, list and download papers."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest

from guanhu.documents.facts import DocumentKind
from guanhu.documents.templates.registry import LATEST
from support.builders_cases import a_case, an_intake
from support.builders_documents import (
    DECISION,
    a_confirmed_case,
    a_paper,
    blanks,
    fetch,
    issued,
    preview,
    text_of,
)
from support.refusals import refused
from support.world import World

pytestmark = pytest.mark.slow


@pytest.fixture
async def case_id(world: World) -> str:
    world.at("2026-03-20")
    world.person("li", "officer")
    return await a_case(world)


def the_name() -> str:
    return str(an_intake()["minor"]["name"])


async def test_a_paper_is_issued_listed_and_fetched(world: World, case_id: str) -> None:
    document = await issued(world, "li", **a_paper(case_id))

    page = await world.ask(
        "li", "caseFile",
        ("documents.id", "documents.title", "documents.issuedBy.displayName", "timeline.title"),
        id=case_id,
    )  # fmt: skip
    answer = await fetch(world, "li", document["path"])
    assert [each["id"] for each in page["documents"]] == [document["id"]]
    assert page["documents"][0]["title"] == "外出（迁居）审批表"
    assert page["documents"][0]["issuedBy"]["displayName"] == "li"
    assert page["timeline"][0]["title"] == "制发文书：外出（迁居）审批表"
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert hashlib.sha256(answer.content).hexdigest() == document["sha256"]
    # A legal paper names the person in full.
    assert the_name() in text_of(answer.content)


async def test_the_file_name_names_nobody(world: World, case_id: str) -> None:
    document = await issued(world, "li", **a_paper(case_id))

    pdf = await fetch(world, "li", document["path"])
    docx = await fetch(world, "li", document["editablePath"])

    names = [unquote(each.headers["content-disposition"]) for each in (pdf, docx)]
    assert names == [
        "attachment; filename*=UTF-8''外出（迁居）审批表-2026-03-20.pdf",
        "attachment; filename*=UTF-8''外出（迁居）审批表-2026-03-20.docx",
    ]
    assert docx.content[:2] == b"PK"


async def test_it_is_the_same_bytes_whatever_changes_afterwards(world: World, case_id: str) -> None:
    document = await issued(world, "li", **a_paper(case_id))
    before = (await fetch(world, "li", document["path"])).content

    world.at("2026-05-04")
    world.sql("UPDATE offices SET name_zh = '另一个检察院'")

    assert (await fetch(world, "li", document["path"])).content == before


async def test_the_database_grants_no_change(world: World, case_id: str) -> None:
    await issued(world, "li", **a_paper(case_id))
    actor = world.actors["li"]

    for statement in (
        "UPDATE documents SET sha256 = 'x'", "UPDATE documents SET pdf = ''",
        "DELETE FROM documents",
    ):  # fmt: skip
        with psycopg.connect(world.product.database.url) as app:
            app.execute(
                "SELECT guanhu_enter(%s, %s, %s, %s, %s, %s)",
                [actor.session_id, actor.account_id, actor.role_name, actor.office_id,
                 world.today, world.clock.now()],
            )  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement.encode())


async def test_a_preview_is_marked_kept_nowhere_and_takes_no_number(world: World) -> None:
    world.at("2026-03-20")
    world.person("li", "officer")
    case_id, _ = await a_confirmed_case(world)
    given = a_paper(case_id, "CONDITIONAL_DECISION", blanks=blanks(DECISION))

    shown = await preview(world, "li", **given)
    document = await issued(world, "li", **given)

    text = text_of(base64.b64decode(shown["pdf"]))
    assert "预" in text
    assert "〔2026〕1号" not in text
    assert document["number"] == "检未附不诉〔2026〕1号"
    assert world.count("documents") == 1


async def test_numbers_run_by_office_series_and_year(world: World) -> None:
    world.at("2026-03-20")
    world.person("li", "officer")
    case_id, _ = await a_confirmed_case(world)
    given = a_paper(case_id, "CONDITIONAL_DECISION", blanks=blanks(DECISION))
    order = {
        "deficiency": "疏于管教", "requirements": "当面谈话", "until": "2026-04-30",
        "check": "每月回访",
    }  # fmt: skip

    first = await issued(world, "li", **given)
    second = await issued(world, "li", **given, officeWord="云江检")
    other = await issued(
        world, "li", **a_paper(case_id, "GUARDIANSHIP_ORDER", blanks=blanks(order))
    )
    world.at("2027-01-04")
    next_year = await issued(world, "li", **given)

    assert [each["number"] for each in (first, second, other, next_year)] == [
        "检未附不诉〔2026〕1号", "云江检未附不诉〔2026〕2号", "检未督监〔2026〕1号",
        "检未附不诉〔2027〕1号",
    ]  # fmt: skip


async def test_papers_issued_at_once_get_numbers_of_their_own(world: World) -> None:
    world.at("2026-03-20")
    world.person("li", "officer")
    cases = [(await a_confirmed_case(world))[0] for _ in range(3)]

    documents = await asyncio.gather(
        *(
            issued(
                world, "li",
                **a_paper(case_id, "CONDITIONAL_DECISION", blanks=blanks(DECISION)),
            )
            for case_id in cases
        )
    )  # fmt: skip

    assert sorted(each["number"] for each in documents) == [
        f"检未附不诉〔2026〕{number}号" for number in (1, 2, 3)
    ]


async def test_the_decision_says_what_was_decided(world: World) -> None:
    world.at("2026-03-20")
    world.person("li", "officer")
    case_id, _ = await a_confirmed_case(world)

    document = await issued(
        world, "li", **a_paper(case_id, "CONDITIONAL_DECISION", blanks=blanks(DECISION))
    )

    text = re.sub(r"\s", "", text_of((await fetch(world, "li", document["path"])).content))
    assert "附条件不起诉，考验期为六个月，自2026年3月20日起至2026年9月19日止" in text
    assert "认罪认罚、退赃退赔等悔罪表现" in text
    assert "每月提交思想汇报" in text
    assert "向云州市人民检察院申诉" in text
    assert "被害人不能就本决定向人民法院提起诉讼" in text  # D-15


async def test_the_decision_waits_for_the_printed_end(world: World) -> None:
    # the officer confirms the day that is printed.
    world.at("2026-03-20")
    world.person("li", "officer")
    case_id, _ = await a_confirmed_case(world)
    world.sql("UPDATE case_files SET printed_end = NULL WHERE id = %s", [case_id])

    answer = await refused(
        world, "li", "issueDocument", "DOCUMENT_PART_MISSING", None,
        **a_paper(case_id, "CONDITIONAL_DECISION", blanks=blanks(DECISION)),
    )  # fmt: skip

    assert facts(answer) == {"kind": "CONDITIONAL_DECISION", "part": "printed_end"}


@pytest.mark.parametrize("missing", ["measures", "evidence", "police_organ", "conditions"])
async def test_what_is_missing_is_named_and_no_number_is_lost(world: World, missing: str) -> None:
    world.at("2026-03-20")
    world.person("li", "officer")
    case_id, _ = await a_confirmed_case(world)
    left = {name: value for name, value in DECISION.items() if name != missing}
    given = a_paper(case_id, "CONDITIONAL_DECISION", blanks=blanks(left))

    answer = await refused(world, "li", "issueDocument", "DOCUMENT_PART_MISSING", None, **given)
    shown = await preview(world, "li", **given)

    assert facts(answer)["part"] == missing
    assert shown["code"] == "DOCUMENT_PART_MISSING"


async def test_bad_input_names_its_path(world: World, case_id: str) -> None:
    wrong = [
        {"name": "destination", "value": "某地\n某处"}, {"name": "until", "value": "2026-02-30"},
        {"name": "leave_kind", "value": "fly"}, {"name": "else", "value": "x"},
    ]  # fmt: skip

    answer = await world.do(
        "li", "issueDocument", ("problems.path", "problems.code"), **a_paper(case_id, blanks=wrong)
    )

    assert answer["code"] == "INVALID_INPUT"
    assert [(each["path"], each["code"]) for each in answer["problems"]] == [
        ("blanks.0.value", "FORBIDDEN_CHARACTER"), ("blanks.1.value", "NOT_A_DATE"),
        ("blanks.2.value", "NOT_A_CHOICE"), ("blanks.3.name", "UNKNOWN"),
    ]  # fmt: skip
    assert world.count("documents") == 0


async def test_a_source_is_of_the_right_kind_and_case(world: World) -> None:
    world.at("2026-03-20")
    world.person("li", "officer")
    case_id, decision_id = await a_confirmed_case(world)
    other = await a_case(world)
    victim = blanks(
        {"victim_name": "吴某", "office_phone": "000-0000123", "higher_office": "云州市人民检察院"}
    )
    given = a_paper(case_id, "VICTIM_NOTICE", blanks=victim)

    without = await world.do("li", "issueDocument", ("problems.path",), **given)
    needless = await world.do(
        "li", "issueDocument", ("problems.path",), **a_paper(case_id), sourceId=decision_id
    )
    elsewhere = await world.do(
        "li", "issueDocument", **(given | {"caseId": other}), sourceId=decision_id
    )
    right = await issued(world, "li", **given, sourceId=decision_id)

    assert [each["path"] for each in without["problems"]] == ["sourceId"]
    assert [each["path"] for each in needless["problems"]] == ["sourceId"]
    assert elsewhere["code"] == "NOT_VISIBLE"
    text = re.sub(r"\s", "", text_of((await fetch(world, "li", right["path"])).content))
    # D-15
    assert "吴某：" in text
    assert "不适用被害人向人民法院起诉的规定" in text
    assert "可以向人民法院" not in text


async def test_the_same_command_again_gives_the_same_paper(world: World, case_id: str) -> None:
    given = a_paper(case_id, idempotencyKey="paper-0001")

    first = await issued(world, "li", **given)
    second = await issued(world, "li", **given)

    assert first["id"] == second["id"]
    assert world.count("documents") == 1


async def test_looks_and_downloads_stand_in_the_trail(world: World, case_id: str) -> None:
    await preview(world, "li", **a_paper(case_id))
    document = await issued(world, "li", **a_paper(case_id))
    await fetch(world, "li", document["path"])
    await fetch(world, "li", document["editablePath"])

    found = world.sql(
        "SELECT action, details::text FROM trail_entries WHERE action LIKE 'documents.%%'"
        " ORDER BY seq"
    )
    assert [action for action, _ in found] == [
        "documents.previewed", "documents.issued", "documents.downloaded", "documents.downloaded",
    ]  # fmt: skip
    assert not any(the_name() in details or "平湖" in details for _, details in found)


async def test_a_blocked_guardian_stands_on_no_paper(world: World, case_id: str) -> None:
    #
    page = await world.ask("li", "caseFile", ("guardians.id",), id=case_id)
    await world.done(
        "li", "blockGuardian", caseId=case_id, guardianshipId=page["guardians"][0]["id"],
        reason="涉嫌共同犯罪",
    )  # fmt: skip
    order = {"deficiency": "疏于管教", "requirements": "当面谈话", "until": "2026-04-30",
             "check": "每月回访"}  # fmt: skip

    answer = await refused(
        world, "li", "issueDocument", "DOCUMENT_PART_MISSING", None,
        **a_paper(case_id, "GUARDIANSHIP_ORDER", blanks=blanks(order)),
    )  # fmt: skip

    assert facts(answer)["part"] == "legal_representative"


async def test_the_forms_tell_every_blank_in_both_languages(world: World) -> None:
    world.person("li", "officer")
    forms: list[dict[str, Any]] = (
        await world.post(
            "li",
            "{ documentForms { kind title en: title(language: EN) source editable numbered"
            " blanks { name label en: label(language: EN) type required choices { code } } } }",
        )
    )["data"]["documentForms"]

    assert [form["kind"] for form in forms] == [kind.name for kind in DocumentKind]
    for form in forms:
        template = LATEST[DocumentKind[form["kind"]]]
        assert form["en"].isascii()
        assert [blank["name"] for blank in form["blanks"]] == [b.name for b in template.blanks]
        for blank in form["blanks"]:
            assert blank["en"].isascii()
            assert blank["en"] != blank["label"]
            assert (blank["type"] == "CHOICE") == bool(blank["choices"])


def facts(answer: dict[str, Any]) -> dict[str, str]:
    return {fact["name"]: fact["value"] for fact in answer["facts"]}
