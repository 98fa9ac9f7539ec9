"""Papers about breaches and the revocation: made from established facts and from nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from support.builders_decisions import a_case_on_probation
from support.builders_documents import blanks, fetch, issued, text_of
from support.builders_incidents import (
    a_finding,
    a_revoked_case,
    an_established_incident,
    an_incident,
)
from support.world import World

pytestmark = pytest.mark.slow

REVOCATION = {"defender": "赵某，某律师事务所律师"}
ADMONITION = {"requirements": "今后离开本县一律事先申请"}


@pytest.fixture
async def case_id(world: World) -> str:
    """On probation since today, the printed end confirmed."""
    world.at("2026-03-20")
    world.person("li", "officer")
    made = await a_case_on_probation(world)
    await world.done("li", "confirmPeriodEnd", caseId=made, printedEnd="2026-09-19")
    world.at("2026-04-20")
    return made


async def said(world: World, **given: Any) -> str:
    document = await issued(world, "li", **given)
    return re.sub(r"\s", "", text_of((await fetch(world, "li", document["path"])).content))


async def test_an_admonition_names_the_fact_and_the_rule(world: World, case_id: str) -> None:
    #
    incident_id = await an_established_incident(world, case_id)

    text = await said(
        world, caseId=case_id, kind="ADMONITION", sourceId=incident_id, blanks=blanks(ADMONITION)
    )

    assert "2026年4月20日，未经批准离开本县，当晚返回。" in text
    assert "第二百八十三条第三款第（三）项" in text


@pytest.mark.parametrize("finding", [None, "EXPLAINED", "NOT_ESTABLISHED"])
async def test_nobody_is_admonished_for_what_is_not_established(
    world: World, case_id: str, finding: str | None
) -> None:
    incident_id = await an_incident(world, case_id)
    if finding is not None:
        await world.done("li", "decideIncident", **a_finding(incident_id, finding=finding))

    answer = await world.do(
        "li", "issueDocument", caseId=case_id, kind="ADMONITION", sourceId=incident_id,
        blanks=blanks(ADMONITION),
    )  # fmt: skip

    assert answer["code"] == "DOCUMENT_SOURCE_WRONG"
    assert world.count("documents") == 0


async def test_there_is_no_paper_of_a_revocation_that_was_not_decided(
    world: World, case_id: str
) -> None:
    #
    await an_established_incident(world, case_id)

    answer = await world.do(
        "li", "issueDocument", ("facts.name", "facts.value"), caseId=case_id, kind="REVOCATION",
        blanks=blanks(REVOCATION),
    )  # fmt: skip

    assert answer["code"] == "DOCUMENT_PART_MISSING"
    assert {"name": "part", "value": "revocation"} in [
        {"name": each["name"], "value": each["value"]} for each in answer["facts"]
    ]


@pytest.mark.parametrize(
    ("ground", "item"),
    [
        ("NEW_CRIME", "第一款第（一）项、《人民检察院刑事诉讼规则》第四百七十九条第一项"),
        ("MISSED_CRIME", "第一款第（一）项、《人民检察院刑事诉讼规则》第四百七十九条第二项"),
        ("PUBLIC_SECURITY", "第一款第（二）项、《人民检察院刑事诉讼规则》第四百七十九条第三项"),
        ("SUPERVISION_RULES", "第一款第（二）项、《人民检察院刑事诉讼规则》第四百七十九条第四项"),
    ],
)
async def test_the_revocation_stands_on_its_ground(
    world: World, case_id: str, ground: str, item: str
) -> None:
    #
    decision_id = await a_revoked_case(world, case_id, ground)
    world.at("2026-04-21")

    text = await said(world, caseId=case_id, kind="REVOCATION", blanks=blanks(REVOCATION))
    notice = await world.do(
        "li", "issueDocument", caseId=case_id, kind="VICTIM_NOTICE", sourceId=decision_id,
        blanks=blanks({"victim_name": "吴某", "office_phone": "000"}),
    )  # fmt: skip

    assert item in text
    assert "未经批准离开本县" in text
    assert "谈话笔录、车票记录" in text
    assert "未成年犯罪嫌疑人的意见：没有异议" in text
    # The decision bears its own day, whenever the paper was made.
    assert "2026年4月20日（院印）" in text
    assert notice["code"] == "DOCUMENT_SOURCE_WRONG"
