"""A guardian's own part of a milestone review: own words only, and nobody else's."""

from __future__ import annotations

from typing import Any

from support.builders_afterwards import as_app
from support.builders_family import a_guardian, a_young_person, block_guardian
from support.builders_milestones import (
    FIRST_DUE,
    FIRST_OPENS,
    a_case_with_milestones,
    a_completion,
    an_evaluation,
    first_of,
    reviews_of,
)
from support.refusals import refused
from support.world import World


async def family(world: World, who: str) -> list[dict[str, Any]]:
    view = await world.ask(who, "familyView", ("milestoneReviews.ownEvaluations",))
    found: list[dict[str, Any]] = view["milestoneReviews"]
    return found


async def test_a_guardian_writes_the_own_evaluation_and_reads_no_others(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    for by in ("OFFICER", "SCHOOL", "GUARDIAN"):
        await world.done("li", "evaluateMilestone", **an_evaluation(review, by))
    world.later(minutes=1)

    await world.done("ma", "giveOwnEvaluation", milestoneId=review, text="孩子按时回家")

    (first, second) = await family(world, "ma")
    assert (first["state"], first["opensOn"], first["dueOn"]) == ("DUE", FIRST_OPENS, FIRST_DUE)
    assert first["ownEvaluations"] == ["孩子按时回家"]
    assert second["ownEvaluations"] == []
    # The young person sees the days.
    assert [each["ownEvaluations"] for each in await family(world, "xiaohe")] == [[], []]
    # The office sees it beside the others, as the guardian's own.
    said = (await reviews_of(world, case_id))[0]["evaluations"]
    assert [(each["by"], each["recordedBy"]["id"]) for each in said][-1] == (
        "GUARDIAN",
        str(world.actors["ma"].account_id),
    )
    assert len(said) == 4


async def test_the_database_itself_shows_a_guardian_the_own_words_only(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    await world.done("li", "evaluateMilestone", **an_evaluation(review, "OFFICER"))
    await world.done("li", "evaluateMilestone", **an_evaluation(review, "GUARDIAN"))
    await world.done("ma", "giveOwnEvaluation", milestoneId=review, text="孩子按时回家")
    await world.done("li", "completeMilestone", **a_completion(review))

    seen = {
        who: [
            int(as_app(world, who, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608
            for table in (
                "milestone_reviews", "milestone_evaluations", "milestone_conclusions",
            )
        ]
        for who in ("li", "ma", "xiaohe")
    }  # fmt: skip
    assert seen == {"li": [2, 3, 1], "ma": [2, 1, 0], "xiaohe": [2, 0, 0]}


async def test_a_guardian_writes_for_the_own_child_while_not_blocked(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    other = await a_case_with_milestones(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    own, others = await first_of(world, case_id), await first_of(world, other)
    given = {"milestoneId": own, "text": "孩子按时回家"}
    await refused(world, "ma", "giveOwnEvaluation", "MILESTONE_NOT_OPEN", None, **given)
    world.at(FIRST_DUE)

    await refused(
        world, "ma", "giveOwnEvaluation", "NOT_VISIBLE", None, milestoneId=others, text="好"
    )
    for who in ("xiaohe", "li"):
        await refused(world, who, "giveOwnEvaluation", "NOT_PERMITTED", None, **given)
    await refused(
        world, "ma", "evaluateMilestone", "NOT_PERMITTED", None, **an_evaluation(own, "SCHOOL")
    )
    block_guardian(world, case_id)
    await refused(world, "ma", "giveOwnEvaluation", "NOT_VISIBLE", None, **given)


async def test_nothing_is_added_to_a_completed_review(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    a_guardian(world, case_id)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    await world.done("li", "completeMilestone", **a_completion(review))

    await refused(
        world, "ma", "giveOwnEvaluation", "MILESTONE_COMPLETED", None,
        milestoneId=review, text="孩子按时回家",
    )  # fmt: skip
