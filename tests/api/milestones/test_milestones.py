"""Milestone reviews: scheduled over the period, evaluated by each, completed or exempted."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.builders_milestones import (
    FIRST_DUE,
    FIRST_OPENS,
    SECOND_DUE,
    SECOND_OPENS,
    a_case_with_milestones,
    a_completion,
    a_pause,
    an_evaluation,
    first_of,
    reviews_of,
)
from support.builders_plans import a_member
from support.refusals import refused
from support.sent import sent_by
from support.world import World

LISTED = """
query Listed($id: UUID!) {
  caseFile(id: $id) {
    milestoneReviews {
      state pauses { by { id } }
      evaluations { text recordedBy { id } }
      conclusion { text by { id } }
    }
  }
}
"""


async def due(world: World, case_id: str) -> list[tuple[Any, ...]]:
    page = await world.ask("li", "caseFile", ("deadlines.basis.rule",), id=case_id)
    return [
        (each["dueOn"], each["state"], each["basis"]["rule"])
        for each in page["deadlines"]
        if each["kind"] == "MILESTONE_REVIEW"
    ]


async def test_s06_two_reviews_are_spread_over_the_period_and_are_due(world: World) -> None:
    case_id = await a_case_with_milestones(world)

    found = await reviews_of(world, case_id)
    assert [(each["number"], each["nodes"], each["state"]) for each in found] == [
        (1, 2, "SCHEDULED"),
        (2, 2, "SCHEDULED"),
    ]
    assert [(each["opensOn"], each["dueOn"], each["late"]) for each in found] == [
        (FIRST_OPENS, FIRST_DUE, False),
        (SECOND_OPENS, SECOND_DUE, False),
    ]
    assert {each["basis"]["rule"] for each in found} == {"S-06"}
    assert await due(world, case_id) == [
        (FIRST_DUE, "OPEN", "S-06"),
        (SECOND_DUE, "OPEN", "S-06"),
    ]


async def test_the_state_is_that_of_the_day(world: World) -> None:
    case_id = await a_case_with_milestones(world)

    seen = {}
    for day in ("2026-05-04", FIRST_OPENS, FIRST_DUE, "2026-05-19", "2026-09-03"):
        world.at(day)
        seen[day] = [(each["state"], each["late"]) for each in await reviews_of(world, case_id)]
    assert seen == {
        "2026-05-04": [("SCHEDULED", False), ("SCHEDULED", False)],
        FIRST_OPENS: [("DUE", False), ("SCHEDULED", False)],
        FIRST_DUE: [("DUE", False), ("SCHEDULED", False)],
        "2026-05-19": [("OVERDUE", True), ("SCHEDULED", False)],
        "2026-09-03": [("OVERDUE", True), ("OVERDUE", True)],
    }


async def test_how_many_is_a_local_matter(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    for nodes in (0, 7):
        await refused(
            world, "li", "scheduleMilestones", "INVALID_INPUT", None, caseId=case_id, nodes=nodes
        )

    done = await world.done("li", "scheduleMilestones", caseId=case_id, nodes=3)

    assert done["nodes"] == 3
    assert [each["dueOn"] for each in await reviews_of(world, case_id)] == [
        "2026-04-22",
        "2026-06-12",
        SECOND_DUE,
    ]


async def test_they_are_scheduled_once_and_only_under_supervision(world: World) -> None:
    before = await a_case(world)
    await refused(world, "li", "scheduleMilestones", "MOVE_NOT_ALLOWED", None, caseId=before)
    case_id = await a_case_with_milestones(world)
    await refused(world, "li", "scheduleMilestones", "MILESTONES_SCHEDULED", None, caseId=case_id)
    late = await a_case_under_supervision(world)
    world.sql("UPDATE case_files SET status = 'decided' WHERE id = %s", [late])
    world.at("2026-09-03")
    await refused(world, "li", "scheduleMilestones", "SUPERVISION_NOT_LIVE", "P-02", caseId=late)


async def test_each_is_heard_side_by_side_and_the_review_is_completed(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    world.person("chen", "supervisor")
    await a_member(world, case_id)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    for who, by in (
        ("li", "OFFICER"), ("zhao", "SOCIAL_WORKER"), ("li", "GUARDIAN"), ("li", "SCHOOL"),
    ):  # fmt: skip
        world.later(minutes=1)
        await world.done(who, "evaluateMilestone", **an_evaluation(review, by))

    done = await world.done(
        "chen", "completeMilestone", ("milestone.conclusion.by.id", "milestone.evaluations.text"),
        milestoneId=review, findings="表现良好", following="VARY_PLAN",
    )  # fmt: skip

    seen = done["milestone"]
    assert [(each["by"], each["text"]) for each in seen["evaluations"]] == [
        ("OFFICER", "OFFICER：按时到校"),
        ("SOCIAL_WORKER", "SOCIAL_WORKER：按时到校"),
        ("GUARDIAN", "GUARDIAN：按时到校"),
        ("SCHOOL", "SCHOOL：按时到校"),
    ]
    assert (seen["state"], seen["completedOn"], seen["late"]) == ("COMPLETED", FIRST_DUE, False)
    assert (seen["conclusion"]["text"], seen["conclusion"]["following"]) == (
        "表现良好",
        "VARY_PLAN",
    )
    assert seen["conclusion"]["by"]["id"] == str(world.actors["chen"].account_id)
    assert (FIRST_DUE, "DONE", "S-06") in await due(world, case_id)
    # The worker sees what each said, and not what the prosecution concluded.
    worker = (await reviews_of(world, case_id, "zhao"))[0]
    assert (len(worker["evaluations"]), worker["conclusion"]) == (4, None)


async def test_s73_completed_is_final_and_an_exemption_is_not_exempted_again(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    first, second = (each["id"] for each in await reviews_of(world, case_id))
    await world.done("li", "exemptMilestone", milestoneId=second, reason="转学，改由学校评价")
    world.at(FIRST_OPENS)
    await world.done("li", "completeMilestone", **a_completion(first))

    for review, code in ((first, "MILESTONE_COMPLETED"), (second, "MILESTONE_EXEMPTED")):
        for mutation, given in (
            ("exemptMilestone", {"milestoneId": review, "reason": "再次免除"}),
            ("pauseMilestone", a_pause(review)),
            ("completeMilestone", a_completion(review)),
            ("evaluateMilestone", an_evaluation(review, "OFFICER")),
        ):
            await refused(world, "li", mutation, code, None, **given)

    world.at("2026-08-20")
    assert [each["state"] for each in await reviews_of(world, case_id)] == [
        "COMPLETED",
        "EXEMPTED",
    ]
    assert await due(world, case_id) == [(FIRST_DUE, "DONE", "S-06")]


async def test_a_window_that_is_not_open_is_not_evaluated(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)

    for mutation, given in (
        ("pauseMilestone", a_pause(review)),
        ("completeMilestone", a_completion(review)),
        ("evaluateMilestone", an_evaluation(review, "OFFICER")),
    ):
        await refused(world, "li", mutation, "MILESTONE_NOT_OPEN", None, **given)


async def test_whoever_gave_no_evaluation_is_accounted_for(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    await world.done("li", "evaluateMilestone", **an_evaluation(review, "OFFICER"))

    given = a_completion(review)
    del given["missingBecause"]
    answer = await refused(world, "li", "completeMilestone", "PARTS_MISSING", "S-06", **given)
    assert [(each["name"], each["value"]) for each in answer["facts"]] == [
        ("missing", "SOCIAL_WORKER"), ("missing", "GUARDIAN"), ("missing", "SCHOOL"),
    ]  # fmt: skip

    await world.done("li", "completeMilestone", **a_completion(review, missingBecause="已毕业"))
    (seen, _) = await reviews_of(world, case_id)
    assert seen["conclusion"]["missingBecause"] == "已毕业"


async def test_tc_t4_no_review_proposes_to_shorten_below_six_months(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)

    await refused(
        world, "li", "completeMilestone", "PERIOD_OUT_OF_RANGE", "P-01",
        **a_completion(review, following="PROPOSE_SHORTENING"),
    )  # fmt: skip
    await world.done(
        "li", "completeMilestone", **a_completion(review, following="PROPOSE_EXTENDING")
    )
    # A proposal and nothing more: the period stands as it was.
    stored = world.sql("SELECT probation_months FROM case_files WHERE id = %s", [case_id])
    assert stored == [(6,)]


async def test_a_worker_writes_the_workers_part_only(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    await a_member(world, case_id)
    world.person("qian", "social_worker")
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)

    for by in ("OFFICER", "GUARDIAN", "SCHOOL"):
        await refused(
            world, "zhao", "evaluateMilestone", "PART_OF_ANOTHER", None,
            **an_evaluation(review, by),
        )  # fmt: skip
    await world.done("zhao", "evaluateMilestone", **an_evaluation(review, "SOCIAL_WORKER"))
    await refused(
        world, "qian", "evaluateMilestone", "NOT_VISIBLE", None,
        **an_evaluation(review, "SOCIAL_WORKER"),
    )  # fmt: skip
    for mutation, given in (
        ("completeMilestone", a_completion(review)),
        ("pauseMilestone", a_pause(review)),
        ("exemptMilestone", {"milestoneId": review, "reason": "免除"}),
    ):
        await refused(world, "zhao", mutation, "NOT_PERMITTED", None, **given)


@pytest.mark.parametrize("status", ["revoked", "quashed", "final_decision"])
async def test_when_supervision_has_ended_otherwise_the_windows_are_cancelled(
    world: World, status: str
) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at("2026-05-19")
    assert await due(world, case_id) == [
        (FIRST_DUE, "OVERDUE", "S-06"),
        (SECOND_DUE, "OPEN", "S-06"),
    ]
    world.sql("UPDATE case_files SET status = %s WHERE id = %s", [status, case_id])

    assert [each["state"] for each in await reviews_of(world, case_id)] == ["CANCELLED"] * 2
    assert await due(world, case_id) == []
    await refused(
        world, "li", "completeMilestone", "MOVE_NOT_ALLOWED", None, **a_completion(review)
    )


async def test_after_the_period_what_is_overdue_is_held_late_and_stays_late(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at("2026-09-03")

    await world.done("li", "evaluateMilestone", **an_evaluation(review, "OFFICER"))
    await world.done("li", "completeMilestone", **a_completion(review))

    (first, second) = await reviews_of(world, case_id)
    assert (first["state"], first["late"], first["completedOn"]) == (
        "COMPLETED",
        True,
        "2026-09-03",
    )
    assert (second["state"], second["late"]) == ("OVERDUE", True)
    await refused(world, "li", "pauseMilestone", "MOVE_NOT_ALLOWED", None, **a_pause(second["id"]))


async def test_another_officers_reviews_are_not_there(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.person("sun", "officer")
    world.at(FIRST_DUE)

    for mutation, given in (
        ("scheduleMilestones", {"caseId": case_id}),
        ("completeMilestone", a_completion(review)),
        ("pauseMilestone", a_pause(review)),
        ("exemptMilestone", {"milestoneId": review, "reason": "免除"}),
        ("evaluateMilestone", an_evaluation(review, "OFFICER")),
    ):
        await refused(world, "sun", mutation, "NOT_VISIBLE", None, **given)


async def test_more_reviews_cost_no_more_statements(world: World) -> None:
    one = await a_case_under_supervision(world)
    six = await a_case_under_supervision(world)
    await world.done("li", "scheduleMilestones", caseId=one, nodes=1)
    await world.done("li", "scheduleMilestones", caseId=six, nodes=6)
    world.at("2026-08-03")
    for case_id in (one, six):
        for each in await reviews_of(world, case_id):
            await world.done("li", "evaluateMilestone", **an_evaluation(each["id"], "OFFICER"))
            await world.done("li", "completeMilestone", **a_completion(each["id"]))

    cost = []
    for case_id in (one, six):
        async with sent_by(world.product.database) as statements:
            answer = await world.post("li", LISTED, {"id": case_id})
        listed = answer["data"]["caseFile"]["milestoneReviews"]
        assert all(each["conclusion"]["by"] for each in listed)
        cost.append(len(statements))
    assert cost[0] == cost[1]
