"""S74: pauses of milestone reviews, and windows that move with the period."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_decisions import a_case_on_probation
from support.builders_milestones import (
    FIRST_DUE,
    FIRST_OPENS,
    SECOND_DUE,
    a_case_with_milestones,
    a_completion,
    a_pause,
    first_of,
    reviews_of,
)
from support.refusals import refused
from support.world import World


async def the_first(world: World, case_id: str) -> tuple[Any, ...]:
    """State, due day and last day of the pause of the first review."""
    seen = (await reviews_of(world, case_id))[0]
    return seen["state"], seen["dueOn"], seen["pausedUntil"]


async def change_period(world: World, case_id: str, months: int) -> None:
    change = await world.done(
        "li", "proposePeriodChange", caseId=case_id, totalMonths=months, reason="根据表现调整"
    )
    await world.done("chen", "approvePeriodChange", periodChangeId=change["periodChangeId"])


@pytest.mark.parametrize(
    ("reason", "days", "until", "due"),
    [
        ("ILL", 10, "2026-05-19", "2026-05-28"),
        ("NOT_ENGAGED", 5, "2026-05-14", "2026-05-23"),
        ("SYSTEM_DOWN", 5, "2026-05-14", "2026-05-23"),
    ],
)
async def test_s74_a_pause_gives_the_days_of_its_reason(
    world: World, reason: str, days: int, until: str, due: str
) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at("2026-05-10")

    done = await world.done(
        "li", "pauseMilestone", ("milestone.pauses.by.id",), **a_pause(review, reason)
    )

    assert await the_first(world, case_id) == ("PAUSED", due, until)
    (pause,) = done["milestone"]["pauses"]
    assert (pause["reason"], pause["days"], pause["pausedOn"], pause["note"]) == (
        reason,
        days,
        "2026-05-10",
        "住院治疗",
    )
    assert pause["by"]["id"] == str(world.actors["li"].account_id)
    page = await world.ask("li", "caseFile", ("deadlines.explanation",), id=case_id)
    (told, _) = [each for each in page["deadlines"] if each["kind"] == "MILESTONE_REVIEW"]
    assert (told["dueOn"], told["explanation"][-1]) == (
        due,
        f"延长{days}日，至2026年5月{due[-2:]}日。",
    )


async def test_s74_a_second_pause_does_not_stack(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    await world.done("li", "pauseMilestone", **a_pause(review, "NOT_ENGAGED"))

    for day in (FIRST_DUE, "2026-05-22"):
        world.at(day)
        answer = await refused(
            world, "li", "pauseMilestone", "PAUSE_STANDS", None, **a_pause(review, "ILL")
        )
        assert answer["__typename"] == "Refused"
        assert await the_first(world, case_id) == ("PAUSED", "2026-05-23", "2026-05-22")

    # Once it has run out, another one may follow: five days went by for the five it gave.
    world.at("2026-05-23")
    assert await the_first(world, case_id) == ("DUE", "2026-05-23", "2026-05-22")
    await world.done("li", "pauseMilestone", **a_pause(review, "ILL"))
    assert await the_first(world, case_id) == ("PAUSED", "2026-06-02", "2026-06-01")


async def test_s74_overdue_is_not_cured_by_hand(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    world.person("chen", "supervisor")
    review = await first_of(world, case_id)
    world.at("2026-05-19")

    await refused(world, "li", "pauseMilestone", "MILESTONE_OVERDUE", None, **a_pause(review))
    await refused(
        world, "li", "exemptMilestone", "MILESTONE_OVERDUE", None,
        milestoneId=review, reason="补办免除",
    )  # fmt: skip
    # Nor does a longer period make it due again; what is still to come moves.
    await change_period(world, case_id, 12)
    seen = await reviews_of(world, case_id)
    assert [(each["state"], each["dueOn"]) for each in seen] == [
        ("OVERDUE", FIRST_DUE),
        ("SCHEDULED", "2027-01-31"),
    ]

    await world.done("li", "completeMilestone", **a_completion(review))
    (first, _) = await reviews_of(world, case_id)
    assert (first["state"], first["dueOn"], first["late"]) == ("COMPLETED", FIRST_DUE, True)


async def test_s74_no_pause_reaches_beyond_the_period(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    second = (await reviews_of(world, case_id))[1]["id"]
    due = []
    for day in (SECOND_DUE, "2026-08-13", "2026-08-23"):
        world.at(day)
        await world.done("li", "pauseMilestone", **a_pause(second))
        due.append((await reviews_of(world, case_id))[1]["dueOn"])
    assert due == ["2026-08-13", "2026-08-23", "2026-09-02"]

    world.at("2026-09-02")
    await refused(world, "li", "pauseMilestone", "PAUSE_REACHES_END", None, **a_pause(second))


async def test_whoever_recovers_early_is_heard_at_once(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    review = await first_of(world, case_id)
    world.at(FIRST_DUE)
    await world.done("li", "pauseMilestone", **a_pause(review))
    world.at("2026-05-20")

    await world.done("li", "completeMilestone", **a_completion(review))

    (first, _) = await reviews_of(world, case_id)
    assert (first["state"], first["dueOn"], first["late"]) == ("COMPLETED", "2026-05-28", False)


async def test_what_is_still_to_be_held_moves_with_the_period(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case_on_probation(world, months=10)
    await world.done("li", "scheduleMilestones", caseId=case_id, nodes=3)
    # 306 days, the last review 30 days before the end.
    assert [each["dueOn"] for each in await reviews_of(world, case_id)] == [
        "2026-06-02",
        "2026-09-02",
        "2026-12-03",
    ]
    first = await first_of(world, case_id)
    world.at("2026-06-01")
    await world.done("li", "completeMilestone", **a_completion(first))

    world.at("2026-07-28")
    await change_period(world, case_id, 6)

    seen = await reviews_of(world, case_id)
    # The second would have been due on 12 June by the shorter period: never before today.
    assert [(each["state"], each["dueOn"]) for each in seen] == [
        ("COMPLETED", "2026-06-02"),
        ("DUE", "2026-07-28"),
        ("DUE", "2026-08-03"),
    ]
    page = await world.ask("li", "caseFile", id=case_id)
    dues = [
        (each["dueOn"], each["state"])
        for each in page["deadlines"]
        if each["kind"] == "MILESTONE_REVIEW"
    ]
    assert sorted(dues) == [
        ("2026-06-02", "DONE"),
        ("2026-07-28", "DUE_TODAY"),
        ("2026-08-03", "DUE_SOON"),
    ]


async def test_a_paused_window_keeps_its_days_when_the_period_changes(world: World) -> None:
    case_id = await a_case_with_milestones(world)
    world.person("chen", "supervisor")
    review = await first_of(world, case_id)
    world.at(FIRST_OPENS)
    await world.done("li", "pauseMilestone", **a_pause(review))
    assert await the_first(world, case_id) == ("PAUSED", "2026-05-28", "2026-05-14")

    await change_period(world, case_id, 7)

    # Half of 184 days, and the ten of the pause.
    assert await the_first(world, case_id) == ("PAUSED", "2026-06-12", "2026-05-14")
