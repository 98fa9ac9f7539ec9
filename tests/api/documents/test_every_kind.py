"""Every paper is made from the records of a file that went its whole way."""

from __future__ import annotations

import re
from typing import Any

import pytest

from support.builders_documents import DECISION, LEAVE, blanks, fetch, issued, text_of
from support.traces import MARKER
from support.whole_journey import a_marked_journey
from support.world import World

ORDER = {
    "deficiency": "疏于管教", "requirements": "当面谈话", "until": "2026-10-30",
    "check": "每月回访",
}  # fmt: skip
PERSON = {
    "defender": "赵某，某律师事务所律师", "measures": "取保候审", "police_organ": "某公安分局",
    "higher_office": "某市人民检察院",
}  # fmt: skip
BLANKS: dict[str, dict[str, str]] = {
    "VICTIM_NOTICE": {
        "victim_name": "吴某", "office_phone": "000", "higher_office": "某市人民检察院",
    },
    "ANNOUNCEMENT_RECORD": {
        "time": "9时至10时", "recorder": "孙某", "minor_statement": "听明白了",
        "representative_statement": "听明白了",
    },
    "OPINION_RECORD": {"heard_person": "吴某", "place": "听证室", "recorder": "孙某"},
    "SUPERVISION_AGREEMENT": {"office_phone": "000", "reporting": "每月提交思想汇报"},
    "LEAVE_APPROVAL": LEAVE,
    "GUARDIANSHIP_ORDER": ORDER,
    "FAMILY_EDUCATION_ORDER": {
        "reason": "管教方式不当", "organiser": "某指导中心", "from_day": "2026-04-01",
        "until": "2026-09-19", "rhythm": "每月不少于1次，每次不少于40分钟", "content": "亲子沟通",
    },
    "PERIOD_CHANGE": {},
    "INSPECTION_OPINION": {},
    "FINAL_DECISION": PERSON | {"conduct": "表现良好", "seized": "无"},
    "SEAL_NOTICE": {"recipient_kind": "person"},
    "SERVICE_RECEIPT": {"place": "本院", "recipient": "某公安分局"},
}  # fmt: skip
TELLS = {
    "VICTIM_NOTICE": "于2026年", "ANNOUNCEMENT_RECORD": f"地点{MARKER}", "OPINION_RECORD": MARKER,
    "SUPERVISION_AGREEMENT": "公益", "LEAVE_APPROVAL": "平湖", "GUARDIANSHIP_ORDER": "疏于管教",
    "FAMILY_EDUCATION_ORDER": "每次不少于40分钟",
    "PERIOD_CHANGE": "延长为七个月", "INSPECTION_OPINION": "考验期内未认定有违反规定的情形",
    "FINAL_DECISION": "第二百八十四条第二款",
    "SEAL_NOTICE": "封存范围", "SERVICE_RECEIPT": "直接送达",
}  # fmt: skip
"""Something that only the record, or the blank, can have put there."""


@pytest.mark.slow
async def test_every_kind_is_made_from_the_record(world: World) -> None:
    case_id = await a_marked_journey(world)
    sources = await the_sources(world, case_id)
    # The journey blocked one of two guardians; which one, the order of their rows says.
    world.sql("UPDATE guardianships SET blocked_at = NULL, block_reason = NULL")

    said = {
        kind: await said_by(world, case_id, kind, values, sources.get(kind))
        for kind, values in BLANKS.items()
    }

    assert {kind: TELLS[kind] in said[kind] for kind in BLANKS} == dict.fromkeys(BLANKS, True)
    # The name in full, wherever the paper is about the person.
    assert [kind for kind in BLANKS if f"林{MARKER}" not in said[kind]] == []


@pytest.mark.slow
async def test_after_a_change_each_paper_prints_its_own_period(world: World) -> None:
    # P-05: the decision as it was made, its change, and what is left of it all in one reading.
    case_id = await a_marked_journey(world)
    world.sql("UPDATE guardianships SET blocked_at = NULL, block_reason = NULL")
    sources = await the_sources(world, case_id)

    decision = await said_by(world, case_id, "CONDITIONAL_DECISION", DECISION, None)
    change = await said_by(world, case_id, "PERIOD_CHANGE", {}, sources["PERIOD_CHANGE"])
    final = await said_by(world, case_id, "FINAL_DECISION", BLANKS["FINAL_DECISION"], None)

    # Nobody confirmed a printed end, and nobody can any more: the later reading.
    assert "考验期为六个月，自2026年3月2日起至2026年9月2日止" in decision
    assert "至2026年9月2日止" in change
    assert "延长为七个月，自2026年3月2日起至2026年10月2日止" in change
    assert "考验期为七个月，自2026年3月2日起至2026年10月2日止" in final


async def said_by(
    world: World, case_id: str, kind: str, values: dict[str, str], source: str | None
) -> str:
    """The text of a paper without white space."""
    given: dict[str, Any] = {"caseId": case_id, "kind": kind, "blanks": blanks(values)}
    if source is not None:
        given["sourceId"] = source
    document = await issued(world, "li", **given)
    return re.sub(r"\s", "", text_of((await fetch(world, "li", document["path"])).content))


async def the_sources(world: World, case_id: str) -> dict[str, str]:
    """Which record each paper is made from, on a file that has them all."""
    page = await world.ask(
        "li", "caseFile",
        ("opinions.id", "opinions.party", "opinions.impossibleBecause", "decisions.id",
         "decisions.kind", "decisions.services.id", "decisions.services.addressee",
         "periodChanges.id", "periodChanges.state"),
        id=case_id,
    )  # fmt: skip
    decided = next(d for d in page["decisions"] if d["kind"] == "CONDITIONAL_NON_PROSECUTION")
    return {
        "VICTIM_NOTICE": decided["id"],
        "ANNOUNCEMENT_RECORD": decided["id"],
        "OPINION_RECORD": next(o["id"] for o in page["opinions"] if o["party"] == "VICTIM"),
        "SERVICE_RECEIPT": decided["services"][0]["id"],
        "PERIOD_CHANGE": page["periodChanges"][0]["id"],
    }
