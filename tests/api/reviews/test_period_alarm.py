"""N10: a period never runs out unnoticed, and the lawful outcome is stated with the alarm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from support.builders_decisions import a_case_on_probation
from support.world import World

ENDS = date(2026, 9, 20)
WANTED = ("alarms.kind", "alarms.title", "alarms.why.rule")


async def alarms_of(world: World, who: str, case_id: str) -> list[dict[str, Any]]:
    page = await world.ask(who, "caseFile", WANTED, id=case_id)
    found: list[dict[str, Any]] = page["alarms"]
    return found


async def listed(world: World, who: str) -> tuple[int, list[list[int]]]:
    """How many files have an alarm, and their levels."""
    page = await world.ask(
        who, "caseFiles", ("items.alarms.levelDays",), filter={"alarmedOnly": True}
    )
    levels = [[alarm["levelDays"] for alarm in item["alarms"]] for item in page["items"]]
    return page["total"], levels


@pytest.mark.parametrize(
    ("days_before", "level"),
    [(31, None), (30, 30), (11, 30), (10, 10), (2, 10), (1, 1), (0, 1), (-1, 0), (-30, 0)],
)
async def test_n10_the_alarm_rises_at_30_10_and_1_days_and_after_the_end(
    world: World, days_before: int, level: int | None
) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=6)

    world.at((ENDS - timedelta(days=days_before)).isoformat())

    for who in ("li", "chen"):
        found = await alarms_of(world, who, case_id)
        assert [(one["levelDays"], one["daysLeft"]) for one in found] == (
            [] if level is None else [(level, days_before)]
        )
        assert await listed(world, who) == ((0, []) if level is None else (1, [[level]]))


async def test_n10_it_states_that_non_prosecution_is_the_lawful_outcome(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=6)

    world.at("2026-09-19")
    (found,) = await alarms_of(world, "chen", case_id)

    told = {"why": {"rule": found["why"]["rule"]}}
    assert {name: found[name] for name in found if name != "__typename"} | told == {
        "kind": "PERIOD_ENDS_UNDRAFTED",
        "levelDays": 1,
        "daysLeft": 1,
        "endsOn": "2026-09-20",
        "title": "考验期至2026-09-20届满（还有1天），尚未起草考察意见。"
        "没有撤销事由的，期满应当作出不起诉决定。",
        "why": {"rule": "P-10"},
    }


async def test_a_drafted_review_ends_the_alarm(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=6)
    world.at("2026-09-15")
    assert len(await alarms_of(world, "li", case_id)) == 1

    await world.done("li", "draftOutcomeReview", caseId=case_id)

    assert await alarms_of(world, "li", case_id) == []
    assert await listed(world, "li") == (0, [])
