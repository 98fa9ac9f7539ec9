"""Check-ins of a social worker: while on the team, on the plan in force, and no longer."""

from __future__ import annotations

from support.builders_checkins import a_check_in, a_visit
from support.builders_plans import a_draft, a_member, a_supervised_case_with_plan, with_condition
from support.world import World


async def test_a_worker_on_the_team_logs_with_evidence_for_a_condition(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    await a_member(world, case_id, "zhao")
    check_in = await a_check_in(world, case_id, "zhao")

    done = await world.done(
        "zhao", "logCheckIn", ("checkIn.enteredBy.displayName",),
        **a_visit(check_in, conditionsEvidenced=[plan["conditionId"]]),
    )  # fmt: skip

    assert done["checkIn"]["conditionsEvidenced"] == [plan["conditionId"]]
    assert done["checkIn"]["enteredBy"]["displayName"] == "zhao"
    assert world.sql("SELECT condition_id::text FROM check_in_evidence") == [(plan["conditionId"],)]


async def test_a_condition_that_is_only_drafted_is_no_condition_yet(world: World) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    draft = await a_draft(world, case_id, reason="增加内容")
    drafted = await with_condition(
        world, draft, code="NO_CARD_TRADE", slots=[], proportionality="与其行为相当"
    )
    check_in = await a_check_in(world, case_id)
    before = world.counts()

    refused = await world.do(
        "li", "logCheckIn", **a_visit(check_in, conditionsEvidenced=[drafted["conditionId"]])
    )

    assert refused["code"] == "CONDITION_NOT_IN_FORCE"
    assert world.counts() == before


async def test_a_worker_neither_beside_nor_after_the_team_sees_a_check_in(world: World) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    member = await a_member(world, case_id, "zhao")
    world.person("qian", "social_worker")
    check_in = await a_check_in(world, case_id, "zhao")
    on_the_team = (await world.ask("zhao", "checkIns"))["total"]
    await world.done(
        "li", "endTeamMembership", memberId=member, until="2026-03-02", reason="工作调整"
    )
    world.at("2026-03-03")
    before = world.counts()

    for who in ("zhao", "qian"):
        assert (await world.ask(who, "checkIns"))["total"] == 0
        assert await world.do(who, "logCheckIn", **a_visit(check_in)) == {"code": "NOT_VISIBLE"}
    assert on_the_team == 1
    assert world.counts() == before


async def test_a_colleague_on_the_team_reads_the_note_but_not_the_addendum(world: World) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    await a_member(world, case_id, "zhao")
    check_in = await a_check_in(world, case_id)
    await world.done(
        "li", "logCheckIn", **a_visit(check_in, note="见到本人", privateAddendum="仅限")
    )

    page = await world.ask("zhao", "checkIns", ("items.privateAddendum",))

    assert [(item["note"], item["privateAddendum"]) for item in page["items"]] == [
        ("见到本人", None)
    ]
