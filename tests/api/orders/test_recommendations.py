"""Recommendations to units: approved by another, sent, answered within a month (S-14)."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.builders_orders import a_recommendation
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World


async def seen_by(world: World, case_id: str, who: str = "li") -> Any:
    page = await world.ask(who, "caseFile", ("recommendations",), id=case_id)
    return page["recommendations"]


async def test_s14_the_answer_is_due_in_a_month_and_a_late_one_stays_late(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("chen", "supervisor")
    await a_member(world, case_id)
    proposed = await world.done("li", "proposeRecommendation", **a_recommendation(case_id))
    about = {"recommendationId": proposed["recommendationId"]}
    early = {"sentOn": "2026-03-02"} | about
    await refused(world, "li", "sendRecommendation", "RECOMMENDATION_STATE_FORBIDS", None, **early)
    denied = await world.do("li", "approveRecommendation", **about)
    assert denied["code"] == "NOT_PERMITTED"
    world.at("2026-03-10")
    await world.done("chen", "approveRecommendation", **about)
    await refused(world, "li", "sendRecommendation", "DATE_TOO_EARLY", None, **early)
    await refused(
        world, "li", "recordRecommendationAnswer", "RECOMMENDATION_STATE_FORBIDS", None,
        answeredOn="2026-03-10", answer="已整改", **about,
    )  # fmt: skip
    await world.done("li", "sendRecommendation", sentOn="2026-03-10", **about)

    (sent,) = await seen_by(world, case_id)
    assert (sent["state"], sent["unit"], sent["dueOn"], sent["late"]) == (
        "SENT", "某银行城东支行", "2026-04-10", False,
    )  # fmt: skip
    # A worker reads no recommendation.
    assert await seen_by(world, case_id, "zhao") is None
    world.at("2026-04-11")
    assert (await seen_by(world, case_id))[0]["late"] is True
    world.at("2026-04-20")
    await world.done(
        "li", "recordRecommendationAnswer", answeredOn="2026-04-13", answer="已建立回访", **about
    )

    (answered,) = await seen_by(world, case_id)
    assert (answered["state"], answered["answeredOn"], answered["late"], answered["answer"]) == (
        "ANSWERED", "2026-04-13", True, "已建立回访",
    )  # fmt: skip
    page = await world.ask("li", "caseFile", ("deadlines.basis.rule",), id=case_id)
    assert [
        (each["dueOn"], each["state"], each["basis"]["rule"])
        for each in page["deadlines"]
        if each["kind"] == "RECOMMENDATION_ANSWER"
    ] == [("2026-04-10", "DONE", "S-14")]
    await refused(
        world, "li", "recordRecommendationAnswer", "RECOMMENDATION_STATE_FORBIDS", None,
        answeredOn="2026-04-13", answer="再次", **about,
    )  # fmt: skip


async def test_who_proposed_does_not_approve_and_the_exchange_is_kept(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    for who in ("chen", "wu"):
        world.person(who, "supervisor")
    proposed = await world.done("chen", "proposeRecommendation", **a_recommendation(case_id))
    about = {"recommendationId": proposed["recommendationId"]}

    await refused(world, "chen", "approveRecommendation", "APPROVER_IS_AUTHOR", None, **about)
    await world.done("wu", "returnRecommendation", feedback="请写明依据", **about)

    (seen,) = await seen_by(world, case_id)
    assert (seen["state"], seen["feedback"]) == ("RETURNED", "请写明依据")
