"""Incentives beside sanctions: given, or as far as the change is that they are (R-07, P-01)."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.builders_plans import a_draft, a_member, a_plan_in_force
from support.refusals import refused
from support.world import World


async def incentives_of(world: World, case_id: str, who: str = "li") -> list[tuple[Any, ...]]:
    page = await world.ask(who, "caseFile", ("incentives.kind", "incentives.state"), id=case_id)
    return [(one["kind"], one["state"]) for one in page["incentives"]]


async def test_r07_a_shorter_period_keeps_the_six_months_and_needs_its_own_approval(
    world: World,
) -> None:
    """P-01, P-04."""
    case_id = await a_case_under_supervision(world, months=12)
    await a_member(world, case_id)
    world.person("chen", "supervisor")
    world.at("2026-05-04")
    given = {"caseId": case_id, "kind": "SHORTER_PERIOD", "on": "2026-05-04", "reason": "表现良好"}
    answer = await refused(world, "li", "giveIncentive", "INVALID_INPUT", None, **given)
    assert [one["path"] for one in answer["problems"]] == ["periodChangeId"]
    propose = {"caseId": case_id, "reason": "表现良好"}
    denied = await world.do("li", "proposePeriodChange", totalMonths=5, **propose)
    assert denied["code"] == "PERIOD_OUT_OF_RANGE"
    change = await world.done("li", "proposePeriodChange", totalMonths=10, **propose)
    given["periodChangeId"] = change["periodChangeId"]

    await world.done("li", "giveIncentive", **given)

    assert await incentives_of(world, case_id) == [("SHORTER_PERIOD", "PROPOSED")]
    # A proposed change is the prosecution's.
    assert await incentives_of(world, case_id, "zhao") == []
    await refused(world, "li", "giveIncentive", "INCENTIVE_ON_RECORD", None, **given)
    await world.done("chen", "approvePeriodChange", periodChangeId=change["periodChangeId"])
    assert await incentives_of(world, case_id) == [("SHORTER_PERIOD", "GIVEN")]
    longer = await world.done("li", "proposePeriodChange", totalMonths=12, **propose)
    await refused(
        world, "li", "giveIncentive", "NO_INCENTIVE", None,
        **(given | {"periodChangeId": longer["periodChangeId"]}),
    )  # fmt: skip
    other = await a_case_under_supervision(world)
    await refused(world, "li", "giveIncentive", "NOT_VISIBLE", None, **(given | {"caseId": other}))


async def test_r07_recognition_and_an_eased_rhythm_through_a_variation(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    await a_plan_in_force(world, case_id)
    given = {"caseId": case_id, "on": "2026-03-02", "reason": "连续按时报到"}
    await refused(
        world, "li", "giveIncentive", "DATE_IN_FUTURE", None,
        **(given | {"kind": "RECOGNITION", "on": "2026-03-03"}),
    )  # fmt: skip
    denied = await world.do("zhao", "giveIncentive", kind="RECOGNITION", **given)
    assert denied["code"] == "NOT_PERMITTED"
    await world.done("li", "giveIncentive", kind="RECOGNITION", **given)
    assert await incentives_of(world, case_id, "zhao") == [("RECOGNITION", "GIVEN")]

    same = await a_draft(world, case_id, reason="表现良好")
    easing = {"kind": "EASED_RHYTHM", "planVersionId": same["id"], **given}
    await refused(world, "li", "giveIncentive", "NO_INCENTIVE", None, **easing)
    await world.done("li", "discardPlan", planVersionId=same["id"])
    eased = await a_draft(world, case_id, checkInEveryDays=28, reason="表现良好")
    await world.done("li", "giveIncentive", **(easing | {"planVersionId": eased["id"]}))
    found = await incentives_of(world, case_id)
    assert sorted(found) == [("EASED_RHYTHM", "PROPOSED"), ("RECOGNITION", "GIVEN")]
