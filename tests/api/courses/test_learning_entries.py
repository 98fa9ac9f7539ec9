"""Learning that was no planned session (S46)."""

from __future__ import annotations

from typing import Any

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.builders_plans import a_supervised_case_with_plan
from support.world import World

ENTRY = ("learningEntry.minutes", "learningEntry.subject.topic", "learningEntry.credit.minutes")


def learning(case_id: str, **overrides: Any) -> dict[str, Any]:
    given = {
        "caseId": case_id, "learnedOn": "2026-03-02", "how": "IN_PERSON", "topic": "社区法治讲座",
    }  # fmt: skip
    return given | overrides


async def test_s46_no_duration_and_future_are_refused_hours_without_minutes_are_fine(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    before = world.counts()

    none = await world.do("li", "recordLearning", **learning(case_id))
    zero = await world.do("li", "recordLearning", **learning(case_id, hours=0, minutes=0))
    future = await world.do(
        "li", "recordLearning", **learning(case_id, learnedOn="2026-03-03", hours=2)
    )

    assert [none["code"], zero["code"], future["code"]] == [
        "NO_DURATION", "NO_DURATION", "DATE_IN_FUTURE",
    ]  # fmt: skip
    assert world.counts() == before
    done = await world.done("li", "recordLearning", ENTRY, **learning(case_id, hours=2))
    assert done["learningEntry"]["minutes"] == 120
    assert done["learningEntry"]["subject"]["topic"] == "社区法治讲座"
    assert done["learningEntry"]["credit"] is None
    both = await world.done("li", "recordLearning", ENTRY, **learning(case_id, hours=1, minutes=5))
    assert both["learningEntry"]["minutes"] == 65


async def test_learning_is_credited_at_once_and_a_reason_beside_credit_is_refused(
    world: World,
) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    condition = {"conditionId": plan["conditionId"], "hours": 2}

    both = await world.do(
        "li", "recordLearning", **learning(case_id, **condition, noCreditReason="半途离开")
    )
    done = await world.done(
        "li", "recordLearning", ENTRY, **learning(case_id, **condition, creditedMinutes=100)
    )

    assert [(p["path"], p["code"]) for p in both["problems"]] == [
        ("noCreditReason", "NOT_EXPECTED")
    ]
    assert done["learningEntry"]["credit"]["minutes"] == 100


async def test_learning_of_the_period_is_entered_after_it_and_none_outside_it(
    world: World,
) -> None:
    early = await a_case(world)
    case_id = await a_case_under_supervision(world)
    before = await world.do("li", "recordLearning", **learning(early, hours=1))
    earlier = await world.do(
        "li", "recordLearning", **learning(case_id, hours=1, learnedOn="2026-03-01")
    )
    world.at("2026-09-04")

    after = await world.do(
        "li", "recordLearning", **learning(case_id, hours=1, learnedOn="2026-09-03")
    )
    await world.done("li", "recordLearning", **learning(case_id, hours=1, learnedOn="2026-09-02"))

    assert [before["code"], earlier["code"], after["code"]] == [
        "MOVE_NOT_ALLOWED", "SUPERVISION_NOT_LIVE", "SUPERVISION_NOT_LIVE",
    ]  # fmt: skip


async def test_another_officer_finds_neither_entry_nor_file(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    done = await world.done(
        "li", "recordLearning", ("learningEntry.id",), **learning(case_id, hours=1)
    )
    entry = done["learningEntry"]["id"]
    world.person("chen", "officer")
    world.person("wang", "supervisor")

    entered = await world.do("chen", "recordLearning", **learning(case_id, hours=1))
    credited = await world.do("chen", "creditLearning", entryId=entry, noCreditReason="无关")
    read_only = await world.do("wang", "creditLearning", entryId=entry, noCreditReason="无关")

    assert [entered["code"], credited["code"], read_only["code"]] == [
        "NOT_VISIBLE", "NOT_VISIBLE", "NOT_PERMITTED",
    ]  # fmt: skip
