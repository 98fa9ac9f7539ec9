"""Assigning modules, completing and withdrawing them."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.builders_plans import (
    a_draft,
    a_member,
    a_supervised_case_with_plan,
    approved,
    submitted,
)
from support.world import World

ASSIGNED = ("assignment.module",)


async def assigned(world: World, case_id: str, by: str = "li", **overrides: Any) -> dict[str, Any]:
    given = {
        "caseId": case_id,
        "moduleCode": "TWO_CARDS",
        "dueOn": "2026-04-01",
        "reason": "出借过银行卡",
    }
    done = await world.done(by, "assignModule", ASSIGNED, **(given | overrides))
    assignment: dict[str, Any] = done["assignment"]
    return assignment


def completion(assignment: dict[str, Any], **overrides: Any) -> dict[str, Any]:
    given = {
        "assignmentId": assignment["id"],
        "completedOn": "2026-03-02",
        "minutes": 65,
        "how": "IN_PERSON",
    }
    return given | overrides


async def test_assigned_module_carries_its_version_and_reason(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)

    assignment = await assigned(world, case_id, conditionId=plan["conditionId"])

    assert assignment["status"] == "ASSIGNED"
    assert assignment["reason"] == "出借过银行卡"
    assert assignment["conditionId"] == plan["conditionId"]
    assert (assignment["module"]["code"], assignment["module"]["version"]) == ("TWO_CARDS", 1)
    page = await world.ask("li", "caseFile", ("assignments.module",), id=case_id)
    assert [each["id"] for each in page["assignments"]] == [assignment["id"]]


async def test_worker_on_the_team_assigns_and_completes(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)

    assignment = await assigned(world, case_id, "zhao")
    done = await world.done(
        "zhao", "completeAssignment", ASSIGNED, **completion(assignment, note="听得认真")
    )

    shown = done["assignment"]
    assert (shown["status"], shown["completedOn"], shown["minutes"], shown["how"]) == (
        "COMPLETED", "2026-03-02", 65, "IN_PERSON",
    )  # fmt: skip
    assert shown["creditedMinutes"] is None
    assert shown["note"] == "听得认真"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"moduleCode": "NO_SUCH"}, "UNKNOWN_MODULE", id="unknown"),
        pytest.param({"dueOn": "2026-03-01"}, "DATE_TOO_EARLY", id="past"),
        pytest.param({"dueOn": "2026-09-03"}, "AFTER_PERIOD_END", id="after-the-period"),
        pytest.param(
            {"conditionId": "11111111-1111-4111-8111-111111111111"},
            "CONDITION_NOT_IN_PLAN",
            id="strange-condition",
        ),
        pytest.param({"reason": "  "}, "INVALID_INPUT", id="no-reason"),
    ],
)
async def test_refused_assignment_leaves_nothing(
    world: World, change: dict[str, str], code: str
) -> None:
    case_id = await a_case_under_supervision(world)
    before = world.counts()
    given = {
        "caseId": case_id, "moduleCode": "TWO_CARDS", "dueOn": "2026-04-01", "reason": "对应角色",
    }  # fmt: skip

    answer = await world.do("li", "assignModule", **(given | change))

    assert answer["code"] == code
    assert world.counts() == before


async def test_condition_of_a_superseded_version_is_refused(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    draft = await a_draft(world, case_id, reason="放宽", checkInEveryDays=30)
    await approved(world, await submitted(world, draft))

    answer = await world.do(
        "li", "assignModule", caseId=case_id, moduleCode="TWO_CARDS", dueOn="2026-04-01",
        reason="对应角色", conditionId=plan["conditionId"],
    )  # fmt: skip

    assert answer["code"] == "CONDITION_NOT_IN_PLAN"


async def test_nothing_is_assigned_before_the_decision_or_after_the_period(world: World) -> None:
    early = await a_case(world)
    ended = await a_case_under_supervision(world)
    given = {"moduleCode": "TWO_CARDS", "dueOn": "2026-09-10", "reason": "对应角色"}

    before = await world.do("li", "assignModule", caseId=early, **given)
    world.at("2026-09-03")
    after = await world.do("li", "assignModule", caseId=ended, **given)

    assert before["code"] == "MOVE_NOT_ALLOWED"
    assert after["code"] == "MOVE_NOT_ALLOWED"
    assert world.count("assignments") == 0


async def test_module_is_assigned_once_until_it_is_withdrawn(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    assignment = await assigned(world, case_id)

    again = await world.do(
        "li", "assignModule", caseId=case_id, moduleCode="TWO_CARDS", dueOn="2026-05-01",
        reason="再学一次",
    )  # fmt: skip
    done = await world.done(
        "li", "withdrawAssignment", ASSIGNED, assignmentId=assignment["id"], reason="改为线下"
    )
    await assigned(world, case_id, dueOn="2026-05-01")

    assert again["code"] == "MODULE_ALREADY_ASSIGNED"
    assert (done["assignment"]["status"], done["assignment"]["withdrawalReason"]) == (
        "WITHDRAWN", "改为线下",
    )  # fmt: skip


async def test_minutes_are_credited_to_the_condition(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    assignment = await assigned(world, case_id, conditionId=plan["conditionId"])

    done = await world.done("li", "completeAssignment", ASSIGNED, **completion(assignment))

    assert done["assignment"]["creditedMinutes"] == 65


async def test_s44_part_is_credited_or_none_with_a_reason(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    one = await assigned(world, case_id, conditionId=plan["conditionId"])
    two = await assigned(
        world, case_id, conditionId=plan["conditionId"], moduleCode="MAKING_AMENDS"
    )
    before = world.counts()

    too_much = await world.do("li", "completeAssignment", **completion(one, creditedMinutes=66))
    silent = await world.do("li", "completeAssignment", **completion(two, creditedMinutes=0))
    too_long = await world.do(
        "li", "completeAssignment",
        **completion(two, creditedMinutes=0, noCreditReason="长" * 251),
    )  # fmt: skip

    assert too_much["code"] == "CREDIT_TOO_HIGH"
    assert silent["code"] == "NO_CREDIT_NEEDS_REASON"
    assert too_long["problems"][0]["code"] == "TOO_LONG"
    assert world.counts() == before
    part = await world.done(
        "li", "completeAssignment", ASSIGNED, **completion(one, creditedMinutes=30)
    )
    none = await world.done(
        "li", "completeAssignment", ASSIGNED,
        **completion(two, creditedMinutes=0, noCreditReason="与该条件无关"),
    )  # fmt: skip
    assert part["assignment"]["creditedMinutes"] == 30
    assert none["assignment"]["creditedMinutes"] == 0
    assert none["assignment"]["noCreditReason"] == "与该条件无关"


async def test_credit_without_a_condition_is_refused(world: World) -> None:
    assignment = await assigned(world, await a_case_under_supervision(world))

    answer = await world.do(
        "li", "completeAssignment", **completion(assignment, creditedMinutes=10)
    )

    assert answer["code"] == "NOTHING_TO_CREDIT"


async def test_s46_no_duration_and_future_are_refused_minutes_alone_are_fine(
    world: World,
) -> None:
    assignment = await assigned(world, await a_case_under_supervision(world))
    before = world.counts()

    none = await world.do("li", "completeAssignment", **completion(assignment, minutes=0))
    future = await world.do(
        "li", "completeAssignment", **completion(assignment, completedOn="2026-03-03")
    )

    assert (none["code"], none["problems"][0]["path"]) == ("INVALID_INPUT", "minutes")
    assert future["code"] == "DATE_IN_FUTURE"
    assert world.counts() == before
    done = await world.done(
        "li", "completeAssignment", ASSIGNED, **completion(assignment, minutes=5)
    )
    assert done["assignment"]["minutes"] == 5


async def test_what_was_done_in_the_period_counts_when_entered_after_it(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    one = await assigned(world, case_id)
    two = await assigned(world, case_id, moduleCode="THE_LAW")
    world.at("2026-09-04")

    late = await world.do("li", "completeAssignment", **completion(two, completedOn="2026-09-03"))
    withdrawn = await world.do("li", "withdrawAssignment", assignmentId=two["id"], reason="期满")
    done = await world.done(
        "li", "completeAssignment", ASSIGNED, **completion(one, completedOn="2026-09-02")
    )

    assert late["code"] == "SUPERVISION_NOT_LIVE"
    assert withdrawn["code"] == "SUPERVISION_NOT_LIVE"
    assert done["assignment"]["status"] == "COMPLETED"


async def test_completed_is_final(world: World) -> None:
    assignment = await assigned(world, await a_case_under_supervision(world))
    await world.done("li", "completeAssignment", **completion(assignment))

    again = await world.do("li", "completeAssignment", **completion(assignment))
    taken = await world.do("li", "withdrawAssignment", assignmentId=assignment["id"], reason="撤回")

    assert again["code"] == "ASSIGNMENT_CLOSED"
    assert taken["code"] == "ASSIGNMENT_CLOSED"


async def test_another_officers_assignment_is_not_found(world: World) -> None:
    assignment = await assigned(world, await a_case_under_supervision(world))
    world.person("chen", "officer")

    answer = await world.do("chen", "completeAssignment", **completion(assignment))

    assert answer["code"] == "NOT_VISIBLE"


async def test_supervisor_reads_and_does_not_assign(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await assigned(world, case_id)
    world.person("wang", "supervisor")

    page = await world.ask("wang", "caseFile", ("assignments",), id=case_id)
    answer = await world.do(
        "wang", "assignModule", caseId=case_id, moduleCode="THE_LAW", dueOn="2026-04-01",
        reason="对应角色",
    )  # fmt: skip

    assert len(page["assignments"]) == 1
    assert answer["code"] == "NOT_PERMITTED"


async def test_catalogues_speak_both_languages(world: World) -> None:
    world.person("li", "officer")

    answer = await world.post(
        "li",
        """query {
          moduleCatalogue { code number minutes articles(language: EN) lessons {
            title(language: EN) blocks { kind lines { text } } } }
          conditionCatalogue { code category title(language: EN) requiresConsents roles }
          offences { code name(language: EN) }
          chainRoles { code name(language: EN) measures(language: EN) }
          criteria { code title(language: EN) statement basis { rule } }
        }""",
    )

    found = answer["data"]
    numbers = {m["code"]: m["number"] for m in found["moduleCatalogue"]}
    assert {"TWO_CARDS": 1, "BEHIND_THE_SCRIPT": 4, "MAKING_AMENDS": 5, "THE_LAW": 6}.items() <= (
        numbers.items()
    )
    assert "Anti-Telecom and Online Fraud Law art. 31" in found["moduleCatalogue"][0]["articles"]
    for module in found["moduleCatalogue"]:
        for lesson in module["lessons"]:
            assert lesson["blocks"][0]["kind"] == "PARAGRAPH"
            assert lesson["blocks"][0]["lines"][0][0]["text"]
    assert len(found["conditionCatalogue"]) == 51
    assert [c["category"] for c in found["conditionCatalogue"]][:4] == ["STATUTORY"] * 4
    assert len(found["chainRoles"]) == 13
    assert [c["basis"]["rule"] for c in found["criteria"]] == [f"E-0{n}" for n in range(1, 8)]
    assert {"code": "266", "name": "Fraud"} in found["offences"]


@pytest.mark.parametrize("role", ["guardian", "young_person", "auditor"])
async def test_catalogues_are_for_those_who_work_with_them(world: World, role: str) -> None:
    world.person("other", role)

    for query in ("conditionCatalogue", "moduleCatalogue", "offences", "chainRoles", "criteria"):
        assert (await world.ask("other", query))["code"] == "NOT_PERMITTED", query
