"""The paper of a direct non-prosecution, made from the record (F-01, D-14, D-17)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from support.builders_challenges import serve
from support.builders_decisions import a_decided_case, an_announcement
from support.builders_direct import a_direct_case
from support.builders_documents import blanks, fetch, issued, text_of
from support.refusals import refused
from support.world import World

DIRECT = {
    "defender": "赵某，某律师事务所律师", "measures": "取保候审", "police_organ": "某公安分局",
    "higher_office": "某市人民检察院", "evidence": "书证、供述", "seized": "无",
}  # fmt: skip


async def said_by(world: World, **given: Any) -> str:
    document = await issued(world, "li", **given)
    return re.sub(r"\s", "", text_of((await fetch(world, "li", document["path"])).content))


async def test_d17_the_paper_of_a_relative_one_tells_the_minor(world: World) -> None:
    """F-01, D-17: from the record, with its number and the article it rests on."""
    case_id, _ = await a_direct_case(world)
    said = await said_by(world, caseId=case_id, kind="DIRECT_DECISION", blanks=blanks(DIRECT))
    assert "依照《中华人民共和国刑事诉讼法》第一百七十七条第二款的规定，决定对林小禾不起诉" in said
    assert "被不起诉人如不服本决定，可以自收到本决定书后七日以内向本院申诉" in said
    assert "向某市人民检察院申诉" in said
    assert "法院" not in said
    assert "相对不起诉决定" in said
    assert re.search(r"不诉〔2026〕\d+号", said)


async def test_what_a_direct_decision_asks_for_besides(world: World) -> None:
    """T-09, P-14, F-04: proof of service, announcement and seal notice; no period is printed."""
    case_id, decision_id = await a_direct_case(world)
    await serve(world, decision_id, "MINOR")
    place = "本院未检工作室"
    told = an_announcement(world, decision_id, explained=[], place=place)
    await world.done("li", "recordAnnouncement", **told)
    want = ("decisions.services.id",)
    page = await world.ask("li", "caseFile", want, id=case_id)
    (service,) = page["decisions"][0]["services"]
    receipt = await said_by(
        world, caseId=case_id, kind="SERVICE_RECEIPT", sourceId=service["id"],
        blanks=blanks({"place": "本院"}),
    )  # fmt: skip
    assert "《不起诉决定书》" in receipt
    record = await said_by(
        world, caseId=case_id, kind="ANNOUNCEMENT_RECORD", sourceId=decision_id,
        blanks=blanks({
            "time": "9时至10时", "recorder": "孙某", "minor_statement": "听明白了",
            "representative_statement": "听明白了",
        }),
    )  # fmt: skip
    assert "不起诉决定宣布笔录" in record
    assert "被不起诉人林小禾" in record
    assert "考验期" not in record
    notice = await said_by(
        world, caseId=case_id, kind="SEAL_NOTICE", blanks=blanks({"recipient_kind": "person"})
    )
    assert "封存范围" in notice


async def test_d15_no_notice_of_its_own_is_made_for_the_victim(world: World) -> None:
    """D-15 speaks of the conditional decision and the final one; the paper itself tells (D-14)."""
    case_id, decision_id = await a_direct_case(world)
    await refused(
        world, "li", "issueDocument", "DOCUMENT_SOURCE_WRONG", None,
        caseId=case_id, kind="VICTIM_NOTICE", sourceId=decision_id,
        blanks=blanks({"victim_name": "吴某", "office_phone": "000"}),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["DIRECT_DECISION"])
async def test_without_a_direct_decision_there_is_no_such_paper(world: World, kind: str) -> None:
    case_id, _ = await a_decided_case(world)
    answer = await refused(
        world, "li", "issueDocument", "DOCUMENT_PART_MISSING", None,
        caseId=case_id, kind=kind, blanks=blanks(DIRECT),
    )  # fmt: skip
    assert ("part", "decision") in [(one["name"], one["value"]) for one in answer["facts"]]
