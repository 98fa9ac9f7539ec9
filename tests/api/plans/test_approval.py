"""Handing in, approving, sending back and discarding a version."""

from __future__ import annotations

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.builders_plans import (
    a_draft,
    a_member,
    a_supervised_case_with_plan,
    approved,
    submitted,
    with_condition,
)
from support.world import OTHER_OFFICE, World


async def test_approval_puts_the_version_in_force(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    version = await submitted(world, await with_condition(world, await a_draft(world, case_id)))
    world.person("wang", "supervisor")
    world.later(hours=3)

    await world.done("wang", "approvePlan", planVersionId=version["id"])

    page = await world.ask("li", "caseFile", ("plan.approver.displayName",), id=case_id)
    assert page["plan"]["id"] == version["id"]
    assert page["plan"]["from"] == "2026-03-02T04:00:00+00:00"
    assert page["plan"]["until"] is None
    assert page["plan"]["approver"]["displayName"] == "wang"


async def test_s22_whoever_wrote_in_it_does_not_approve_it(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    draft = await a_draft(world, case_id)
    world.person("wang", "supervisor")
    version = await submitted(world, await with_condition(world, draft, by="wang"))
    world.person("he", "supervisor", OTHER_OFFICE)
    before = world.counts()

    own = await world.do("wang", "approvePlan", planVersionId=version["id"])
    officer = await world.do("li", "approvePlan", planVersionId=version["id"])
    elsewhere = await world.do("he", "approvePlan", planVersionId=version["id"])
    returned = await world.do("wang", "returnPlan", planVersionId=version["id"], feedback="请补充")

    assert own["code"] == "APPROVER_IS_AUTHOR"
    assert officer["code"] == "NOT_PERMITTED"
    assert elsewhere["code"] == "NOT_VISIBLE"
    assert returned["code"] == "APPROVER_IS_AUTHOR"
    assert world.counts() == before
    await approved(world, version, by="sun")


async def test_draft_is_not_approved_before_it_is_handed_in(world: World) -> None:
    draft = await a_draft(world, await a_case_under_supervision(world))
    world.person("wang", "supervisor")

    answer = await world.do("wang", "approvePlan", planVersionId=draft["id"])

    assert answer["code"] == "PLAN_MOVE_NOT_ALLOWED"


async def test_no_plan_comes_into_force_before_the_decision(world: World) -> None:
    draft = await with_condition(world, await a_draft(world, await a_case(world)))
    version = await submitted(world, draft)
    world.person("wang", "supervisor")
    before = world.counts()

    answer = await world.do("wang", "approvePlan", planVersionId=version["id"])

    assert answer["code"] == "MOVE_NOT_ALLOWED"
    assert world.counts() == before
    assert world.sql("SELECT count(*) FROM plan_versions WHERE in_force IS NOT NULL") == [(0,)]


async def test_s23_conversation_is_kept_and_the_first_version_steps_back(world: World) -> None:
    case_id, first = await a_supervised_case_with_plan(world)
    world.later(days=30)
    draft = await with_condition(
        world, await a_draft(world, case_id, reason="加强约束"), code="NO_GROUP_ADMIN",
        slots=[{"name": "until", "value": "2026-08-01"}],
    )  # fmt: skip
    version = await submitted(world, draft)
    await world.done("wang", "returnPlan", planVersionId=version["id"], feedback="期限过长")
    world.later(days=1)
    again = await world.ask("li", "planVersion", ("conditions",), id=version["id"])
    assert again["state"] == "RETURNED"
    await world.done(
        "li", "changeCondition", conditionId=draft["conditionId"],
        expectedVersion=again["version"], slots=[{"name": "until", "value": "2026-06-01"}],
        proportionality="缩短到三个月",
    )  # fmt: skip
    again = await world.ask("li", "planVersion", id=version["id"])
    await world.done(
        "li", "submitPlan", planVersionId=version["id"], expectedVersion=again["version"],
        reply="已缩短",
    )  # fmt: skip
    await approved(world, version)

    page = await world.ask("li", "caseFile", ("planVersions.feedback.by.displayName",), id=case_id)

    old, new = page["planVersions"]
    assert (old["state"], new["state"]) == ("SUPERSEDED", "IN_FORCE")
    assert old["id"] == first["id"]
    assert old["until"] == new["from"]
    assert [(each["by"]["displayName"], each["text"]) for each in new["feedback"]] == [
        ("wang", "期限过长"), ("li", "已缩短"),
    ]  # fmt: skip


async def test_submitted_version_is_not_edited(world: World) -> None:
    draft = await with_condition(world, await a_draft(world, await a_case(world)))
    version = await submitted(world, draft)
    before = world.counts()

    answer = await world.do(
        "li", "addGoal", planVersionId=version["id"], expectedVersion=version["version"],
        text="按时到校", owner="MINOR", targetOn="2026-06-01",
    )  # fmt: skip

    assert answer["code"] == "PLAN_MOVE_NOT_ALLOWED"
    assert world.counts() == before


async def test_s26_variation_that_changes_nothing_is_refused(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    same = await a_draft(world, case_id, reason="看看")
    before = world.counts()

    answer = await world.do(
        "li", "submitPlan", planVersionId=same["id"], expectedVersion=same["version"]
    )

    assert answer["code"] == "PLAN_UNCHANGED"
    assert world.counts() == before


async def test_rhythm_alone_is_a_change(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    draft = await a_draft(world, case_id, reason="表现稳定", checkInEveryDays=28)

    version = await submitted(world, draft)

    assert version["state"] == "SUBMITTED"


async def test_s25_discarding_leaves_the_parent_alone_and_the_trail_knows(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    draft = await with_condition(
        world, await a_draft(world, case_id, reason="试拟"), code="NO_CARD_TRADE", slots=[]
    )

    done = await world.done("li", "discardPlan", planVersionId=draft["id"])

    assert done["planVersionId"] == draft["id"]
    page = await world.ask("li", "caseFile", ("planVersions.state", "plan"), id=case_id)
    assert [(each["id"], each["state"]) for each in page["planVersions"]] == [
        (plan["id"], "IN_FORCE")
    ]
    assert page["plan"]["version"] == plan["version"]
    last = world.sql("SELECT action, record_id FROM trail_entries ORDER BY seq DESC LIMIT 1")
    assert [(action, str(record)) for action, record in last] == [("plans.discarded", draft["id"])]
    await a_draft(world, case_id, reason="重新拟定")


async def test_plan_in_force_cannot_be_discarded(world: World) -> None:
    _, plan = await a_supervised_case_with_plan(world)

    answer = await world.do("li", "discardPlan", planVersionId=plan["id"])

    assert answer["code"] == "PLAN_MOVE_NOT_ALLOWED"


async def test_approver_who_saw_an_older_version_is_told(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    version = await submitted(world, await with_condition(world, await a_draft(world, case_id)))
    world.person("wang", "supervisor")

    answer = await world.do(
        "wang", "approvePlan", planVersionId=version["id"], expectedVersion=version["version"] - 1
    )

    assert answer["code"] == "STALE_VERSION"


async def test_social_worker_does_not_read_the_prosecutors_conversation(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    version = await submitted(world, await with_condition(world, await a_draft(world, case_id)))
    world.person("wang", "supervisor")
    await world.done("wang", "returnPlan", planVersionId=version["id"], feedback="再想想")
    await a_member(world, case_id)

    officer = await world.ask("li", "planVersion", ("feedback.text",), id=version["id"])
    worker = await world.ask("zhao", "planVersion", ("feedback.text",), id=version["id"])

    assert [each["text"] for each in officer["feedback"]] == ["再想想"]
    assert worker["feedback"] == []
