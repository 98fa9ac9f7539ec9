"""What parties answer to a plan, and where its goals stand."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.builders_plans import a_draft, a_member, approved, submitted, with_condition
from support.world import World

PLAN = ("agreements", "goals", "agreed", "conditions.change")


async def with_goal(world: World, draft: dict[str, Any], **overrides: Any) -> dict[str, Any]:
    given = {
        "planVersionId": draft["id"],
        "expectedVersion": draft["version"],
        "text": "每周到校五天",
        "owner": "MINOR",
        "targetOn": "2026-06-01",
    }
    added = await world.done("li", "addGoal", ("planVersion.version",), **(given | overrides))
    return added["planVersion"] | {"goalId": added["goalId"]}


async def answer(
    world: World, version_id: str, party: str, given: str, by: str = "li", **more: Any
) -> dict[str, Any]:
    return await world.do(
        by, "recordAgreement", planVersionId=version_id, party=party, answer=given,
        answeredOn=world.today.isoformat(), **more,
    )  # fmt: skip


@pytest.mark.parametrize("given", ["NO", "COULD_NOT_ANSWER"])
async def test_s19_no_takes_a_reason_and_earlier_answers_are_kept(world: World, given: str) -> None:
    # S-05: the agreement holds the answer of each who signs.
    draft = await a_draft(world, await a_case(world))
    before = world.counts()
    refused = await answer(world, draft["id"], "MINOR", given)
    assert refused["code"] == "ANSWER_NEEDS_REASON"
    assert world.counts() == before

    await answer(world, draft["id"], "MINOR", given, reason="觉得时间太长")
    await answer(world, draft["id"], "LEGAL_REPRESENTATIVE", "YES")
    stored = await world.ask("li", "planVersion", PLAN, id=draft["id"])
    assert stored["agreed"] is False
    world.later(days=1)
    await answer(world, draft["id"], "MINOR", "YES")

    found = await world.ask("li", "planVersion", PLAN, id=draft["id"])
    assert found["agreed"] is True
    assert [(e["party"], e["answer"], e["reason"], e["current"]) for e in found["agreements"]] == [
        ("MINOR", given, "觉得时间太长", False),
        ("LEGAL_REPRESENTATIVE", "YES", None, True),
        ("MINOR", "YES", None, True),
    ]


async def test_answer_is_to_the_content_as_it_was(world: World) -> None:
    draft = await a_draft(world, await a_case(world))
    for party in ("MINOR", "LEGAL_REPRESENTATIVE"):
        await answer(world, draft["id"], party, "YES")

    changed = await with_condition(world, draft)

    found = await world.ask("li", "planVersion", PLAN, id=draft["id"])
    assert found["agreed"] is False
    refused = await world.do(
        "li", "removeCondition", conditionId=changed["conditionId"],
        expectedVersion=changed["version"],
    )  # fmt: skip
    assert refused["code"] == "REMOVAL_NEEDS_NOTE"


async def test_answers_are_dated_between_draft_and_today(world: World) -> None:
    draft = await a_draft(world, await a_case(world))
    given = {"planVersionId": draft["id"], "party": "MINOR", "answer": "YES"}
    before = world.counts()

    early = await world.do("li", "recordAgreement", **given, answeredOn="2026-03-01")
    late = await world.do("li", "recordAgreement", **given, answeredOn="2026-03-03")

    assert early["code"] == "DATE_TOO_EARLY"
    assert late["code"] == "DATE_IN_FUTURE"
    assert world.counts() == before


async def test_social_worker_records_an_answer(world: World) -> None:
    case_id = await a_case(world)
    draft = await a_draft(world, case_id)
    await a_member(world, case_id)

    given = await answer(world, draft["id"], "MINOR", "YES", by="zhao")

    assert given["__typename"] == "RecordAgreementSuccess"


async def test_superseded_version_takes_no_more_answers(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    first = await approved(
        world, await submitted(world, await with_condition(world, await a_draft(world, case_id)))
    )
    second = await a_draft(world, case_id, reason="放宽", checkInEveryDays=30)
    await approved(world, await submitted(world, second))

    refused = await answer(world, first["id"], "MINOR", "YES")

    assert refused["code"] == "PLAN_MOVE_NOT_ALLOWED"


async def test_goals_are_marked_by_the_worker_and_follow_into_a_variation(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    draft = await with_goal(world, await a_draft(world, case_id))
    plan = await approved(world, await submitted(world, draft))
    world.later(days=40)

    await world.done("zhao", "markGoal", goalId=draft["goalId"], status="DONE", note="全勤一个月")
    same = await world.do("zhao", "markGoal", goalId=draft["goalId"], status="DONE")
    variation = await a_draft(world, case_id, reason="放宽", checkInEveryDays=30)

    assert same["code"] == "GOAL_UNCHANGED"
    found = await world.ask("li", "planVersion", PLAN, id=plan["id"])
    assert [(g["text"], g["status"], g["note"]) for g in found["goals"]] == [
        ("每周到校五天", "DONE", "全勤一个月")
    ]
    assert found["updatedAt"] == "2026-04-11T01:00:00+00:00"
    copied = await world.ask("li", "planVersion", PLAN, id=variation["id"])
    assert [(g["text"], g["status"]) for g in copied["goals"]] == [("每周到校五天", "DONE")]


async def test_s20_goal_in_force_is_removed_with_a_note_only(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    draft = await with_goal(world, await a_draft(world, case_id))
    plan = await approved(world, await submitted(world, draft))
    before = world.counts()

    without = await world.do("li", "markGoal", goalId=draft["goalId"], status="REMOVED")
    assert without["code"] == "GOAL_MARK_NEEDS_NOTE"
    assert world.counts() == before

    await world.done("li", "markGoal", goalId=draft["goalId"], status="REMOVED", note="已转学")
    found = await world.ask("li", "planVersion", PLAN, id=plan["id"])
    assert [(g["status"], g["note"]) for g in found["goals"]] == [("REMOVED", "已转学")]
    again = await world.do("li", "markGoal", goalId=draft["goalId"], status="OPEN")
    assert again["code"] == "GOAL_REMOVED"


async def test_goal_of_a_draft_is_not_done_yet(world: World) -> None:
    draft = await with_goal(world, await a_draft(world, await a_case(world)))

    done = await world.do("li", "markGoal", goalId=draft["goalId"], status="DONE")
    gone = await world.do("li", "markGoal", goalId=draft["goalId"], status="REMOVED")

    assert done["code"] == "PLAN_MOVE_NOT_ALLOWED"
    assert gone["__typename"] == "MarkGoalSuccess"


async def test_goal_lies_within_the_period(world: World) -> None:
    draft = await a_draft(world, await a_case_under_supervision(world))
    given = {
        "planVersionId": draft["id"], "expectedVersion": draft["version"], "text": "目标",
        "owner": "GUARDIAN",
    }  # fmt: skip
    before = world.counts()

    past = await world.do("li", "addGoal", **given, targetOn="2026-03-01")
    after = await world.do("li", "addGoal", **given, targetOn="2026-09-03")

    assert past["code"] == "DATE_TOO_EARLY"
    assert after["code"] == "AFTER_PERIOD_END"
    assert world.counts() == before
    await world.done("li", "addGoal", **given, targetOn="2026-09-02")


async def test_no_goal_is_marked_after_the_period(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    draft = await with_goal(world, await a_draft(world, case_id))
    await approved(world, await submitted(world, draft))
    world.at("2026-09-03")

    answered = await world.do("li", "markGoal", goalId=draft["goalId"], status="DONE")

    assert answered["code"] == "SUPERVISION_NOT_LIVE"
