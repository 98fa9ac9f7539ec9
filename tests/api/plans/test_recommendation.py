"""Suggested conditions and modules, each with its reasons; nothing attaches itself."""

from __future__ import annotations

from typing import Any

from support.builders_cases import a_case
from support.builders_needs import assessed
from support.builders_plans import a_draft, a_member, with_condition
from support.world import World

WANT = ("conditions.condition", "conditions.why.facts", "modules.module", "modules.why.facts")


async def suggested(world: World, case_id: str) -> dict[str, dict[str, Any]]:
    found = await world.ask("li", "planRecommendation", WANT, caseId=case_id)
    return {each["condition"]["code"]: each for each in found["conditions"]}


def facts(suggestion: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["name"], each["value"]) for each in suggestion["why"]["facts"]]


async def test_suggestions_tell_role_tier_means_and_needs(world: World) -> None:
    case_id = await a_case(
        world,
        involvement={
            "chainRole": "CARD_RECRUITER", "tier": "LEAD", "means": ["BANK_CARD", "CHAT_GROUP"],
            "gainFen": 90000,
        },
    )  # fmt: skip
    draft = await with_condition(world, await a_draft(world, case_id))
    before = await suggested(world, case_id)

    assert facts(before["NO_CARD_TRADE"]) == [("role", "CARD_RECRUITER"), ("means", "BANK_CARD")]
    assert facts(before["RETURN_GAIN"]) == [("role", "CARD_RECRUITER"), ("tier", "LEAD")]
    assert before["NO_CARD_TRADE"]["why"]["rule"] == "O-05"
    assert before["NO_CARD_TRADE"]["why"]["steps"] == [
        "在犯罪链条中的角色：收卡人（卡商、卡头）。",
        "使用的手段：银行卡。",
        "这只是建议，角色与措施的对应尚待未检检察官确认；是否选用由承办检察官决定。",
    ]
    # Neither role, means nor need speaks for these; a tier alone is no ground.
    assert not set(before) & {
        "NIGHT_DEVICE_PLAN", "FAMILY_COUNSELLING", "PEER_EDUCATION", "NO_TEACHING_METHODS",
        "OBEY_AND_ACCEPT_SUPERVISION",
    }  # fmt: skip
    assert before["PUBLIC_WORK"]["alreadyThere"] is True
    assert before["NO_CARD_TRADE"]["alreadyThere"] is False

    await assessed(world, case_id)
    after = await suggested(world, case_id)

    # Every domain is assessed as SOME: what asks for a marked need is not reached.
    assert facts(after["FAMILY_COUNSELLING"]) == [("need", "FAMILY")]
    assert "评估的方面：家庭（有一些）。" in after["FAMILY_COUNSELLING"]["why"]["steps"]
    assert after["NIGHT_DEVICE_PLAN"]["grounds"] == ["NEED"]
    assert "OBSERVATION_BASE" not in after
    assert facts(after["PEER_GROUP"]) == [("role", "CARD_RECRUITER"), ("need", "PEERS")]
    found = await world.ask("li", "planRecommendation", WANT, caseId=case_id)
    modules = {each["module"]["code"]: each for each in found["modules"]}
    assert facts(modules["TWO_CARDS"]) == [
        ("role", "CARD_RECRUITER"), ("means", "BANK_CARD"), ("need", "MONEY"), ("need", "PEERS"),
    ]  # fmt: skip
    assert facts(modules["BEHIND_THE_SCRIPT"]) == [
        ("role", "CARD_RECRUITER"), ("means", "CHAT_GROUP"), ("need", "ATTITUDE_TO_OFFENCE"),
    ]  # fmt: skip
    assert modules["TWO_CARDS"]["alreadyThere"] is False

    # Nothing attached itself: the draft holds what the officer chose, and no module is assigned.
    version = await world.ask("li", "planVersion", ("conditions",), id=draft["id"])
    assert [each["code"] for each in version["conditions"]][4:] == ["PUBLIC_WORK"]
    assert world.count("assignments") == 0


async def test_suggestions_are_for_whoever_writes_the_plan_of_the_case(world: World) -> None:
    case_id = await a_case(world)
    await a_member(world, case_id)
    world.person("chen", "officer")

    worker = await world.ask("zhao", "planRecommendation", caseId=case_id)
    stranger = await world.ask("chen", "planRecommendation", caseId=case_id)

    assert worker["code"] == "NOT_PERMITTED"
    assert stranger["code"] == "NOT_VISIBLE"
