"""Totals of learning by team: hours by kind, people with nothing at zero (S47)."""

from __future__ import annotations

from typing import Any

from support.builders_cases import a_case
from support.builders_checkins import put_under_supervision
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.sent import sent_by
from support.world import World

TOTALS = (
    "total", "sum.online", "sum.inPerson", "sum.outside", "sum.total", "sum.credited",
    "items.caseId", "items.maskedName", "items.minutes.online", "items.minutes.inPerson",
    "items.minutes.outside", "items.minutes.total", "items.minutes.credited",
)  # fmt: skip
KINDS = ("online", "inPerson", "outside", "credited")


async def totals(world: World, who: str = "li", **wanted: Any) -> dict[str, Any]:
    page: dict[str, Any] = await world.ask(who, "learningTotals", TOTALS, **wanted)
    return page


def shown(page: dict[str, Any]) -> dict[str, list[int]]:
    return {each["caseId"]: [each["minutes"][kind] for kind in KINDS] for each in page["items"]}


async def test_s47_two_people_with_nothing_appear_with_zero(world: World) -> None:
    busy, plan = await a_supervised_case_with_plan(world)
    idle = [await a_case(world), await a_case(world)]
    for case_id in idle:
        put_under_supervision(world, case_id)
    await a_case(world)  # undecided: nothing is owed yet
    for case_id in (busy, *idle):
        await a_member(world, case_id)
    given = await world.done(
        "li", "assignModule", ("assignment.id",), caseId=busy, moduleCode="TWO_CARDS",
        dueOn="2026-04-01", reason="对应角色", conditionId=plan["conditionId"],
    )  # fmt: skip
    await world.done(
        "li", "completeAssignment", assignmentId=given["assignment"]["id"],
        completedOn="2026-03-02", minutes=50, how="ONLINE", creditedMinutes=20,
    )  # fmt: skip
    world.at("2026-03-10")
    entry = {"caseId": busy, "topic": "讲座", "learnedOn": "2026-03-09"}
    await world.done(
        "li", "recordLearning", **entry, how="IN_PERSON", hours=1, conditionId=plan["conditionId"]
    )
    await world.done("li", "recordLearning", **entry, how="OUTSIDE", minutes=7)

    team = await totals(world, "zhao", filter={"memberId": str(world.actors["zhao"].account_id)})

    assert shown(team) == {busy: [50, 60, 7, 80], idle[0]: [0] * 4, idle[1]: [0] * 4}
    assert team["total"] == 3
    assert [team["sum"][kind] for kind in (*KINDS, "total")] == [50, 60, 7, 80, 117]
    march_nine = await totals(world, filter={"from": "2026-03-09", "to": "2026-03-09"})
    assert shown(march_nine)[busy] == [0, 60, 7, 60]
    pages = [await totals(world, page=number, perPage=1) for number in (1, 2, 3)]
    assert [(len(each["items"]), each["total"]) for each in pages] == [(1, 3)] * 3
    assert [each["sum"]["total"] for each in pages] == [117] * 3
    assert {case_id for each in pages for case_id in shown(each)} == {busy, *idle}
    world.person("chen", "officer")
    none = await totals(world, "chen", filter={"officerId": str(world.actors["li"].account_id)})
    assert (none["items"], none["total"], none["sum"]["total"]) == ([], 0, 0)
    backwards = await totals(world, filter={"from": "2026-03-09", "to": "2026-03-08"})
    assert backwards["code"] == "INVALID_INPUT"


async def test_what_completed_an_assignment_counts_once(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    given = await world.done(
        "li", "assignModule", ("assignment.id",), caseId=case_id, moduleCode="TWO_CARDS",
        dueOn="2026-04-01", reason="对应角色", conditionId=plan["conditionId"],
    )  # fmt: skip
    planned = await world.done(
        "li", "planLearningSession", caseIds=[case_id], startsAt="2026-03-02T07:00:00+08:00",
        minutes=60, venue="院内", leader="周老师", moduleCode="TWO_CARDS",
    )  # fmt: skip
    session = world.sql("SELECT session_id FROM session_places")[0][0]
    person = {
        "placeId": planned["placeIds"][0], "attended": True, "minutes": 60,
        "assignmentId": given["assignment"]["id"],
    }  # fmt: skip
    await world.done("li", "recordSessionAttendance", sessionId=str(session), people=[person])

    page = await totals(world)

    assert shown(page) == {case_id: [0, 60, 0, 60]}


async def test_ten_people_cost_as_many_statements_as_two(world: World) -> None:
    counts = []
    for more in (2, 8):
        for _ in range(more):
            put_under_supervision(world, await a_case(world))
        async with sent_by(world.product.database) as seen:
            page = await totals(world)
        counts.append(len(seen))
        assert len(page["items"]) == page["total"]

    assert counts[0] == counts[1]
