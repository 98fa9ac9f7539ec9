"""Everything the case page says can say why: rule, article, facts with their dates, steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from guanhu.cases.history import EVENTS
from guanhu.cases.states import MOVES
from guanhu.law import rulebooks
from support.builders_cases import a_case
from support.builders_decisions import a_case_on_probation, a_heard_case
from support.world import World

WHY = (
    " fragment W on Why { rule statement(language: $language)"
    " basis { citation(language: $language) verification unconfirmed }"
    " facts { name value } steps(language: $language) }"
)
CPL_283 = {
    "citation": "Criminal Procedure Law art. 283(2)",
    "verification": "V1",
    "unconfirmed": False,
}


async def page(
    world: World, handle: str, case_id: str, fields: str, language: str = "EN"
) -> dict[str, Any]:
    query = f"query($id: UUID!, $language: Language!) {{ caseFile(id: $id) {{ {fields} }} }}{WHY}"
    answer = await world.post(handle, query, {"id": case_id, "language": language})
    assert "errors" not in answer, answer
    shown: dict[str, Any] = answer["data"]["caseFile"]
    return shown


def facts(why: dict[str, Any]) -> dict[str, str]:
    return {fact["name"]: fact["value"] for fact in why["facts"]}


async def test_the_end_of_the_period_by_both_readings(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)

    shown = await page(
        world, "li", case_id, "probation { basis { citation(language: $language) } why { ...W } }"
    )

    assert shown["probation"]["basis"] == {"citation": CPL_283["citation"]}
    assert shown["probation"]["why"] == {
        "rule": "P-02",
        "statement": "The period runs from the day of the decision, not from announcement or"
        " service.",
        "basis": CPL_283,
        "facts": [
            {"name": "decision", "value": "2026-03-20"},
            {"name": "endsSameDay", "value": "2026-09-20"},
            {"name": "endsDayBefore", "value": "2026-09-19"},
            {"name": "dueOn", "value": "2026-09-20"},
        ],
        "steps": [
            "The period runs from the day of the decision, 20 March 2026.",
            "Months counted: 6, to 20 September 2026 (the same day of the month).",
            (
                "Two readings: by months to 20 September 2026, sentence style to"
                " 19 September 2026; the period is over only after both."
            ),
            "The holiday rule does not apply: it would lengthen a burden on the minor.",
        ],
    }


async def test_a_deadline_in_chinese(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world, "li", receivedOn="2026-03-02")

    shown = await page(world, "li", case_id, "deadlines { kind why { ...W } }", "ZH")

    (proposal,) = [each["why"] for each in shown["deadlines"] if each["kind"] == "PROPOSAL"]
    assert proposal == {
        "rule": "D-04",
        "statement": "承办人在审查起诉期限届满十五日前提出考验期和考察方案的建议，逐级报检察长"
        "或者检察委员会决定。",
        "basis": {
            "citation": "《人民检察院办理未成年人刑事案件的规定》第三十三条（条号未核实）",
            "verification": "N",
            "unconfirmed": True,
        },
        "facts": [
            {"name": "reviewLimit", "value": "2026-04-02"},
            {"name": "dueOn", "value": "2026-03-18"},
        ],
        "steps": ["审查期限至2026年4月2日，提前15日为2026年3月18日。"],
    }


async def test_a_status_names_the_move_that_led_there(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world, "li", receivedOn="2026-03-02")
    received = (await page(world, "li", case_id, "statusWhy { ...W }"))["statusWhy"]
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    running = (await page(world, "li", case_id, "statusWhy { ...W }"))["statusWhy"]
    world.at("2026-09-21")
    over = (await page(world, "li", case_id, "statusWhy { ...W }"))["statusWhy"]

    assert (received["rule"], facts(received)) == (
        "T-07",
        {"status": "RECEIVED", "since": "2026-03-02"},
    )
    assert received["steps"] == ["The case was received on 2 March 2026, and the review began."]
    assert (running["rule"], facts(running)) == (
        "D-09",
        {"status": "ON_PROBATION", "since": "2026-03-20", "event": "decisions.announced"},
    )
    assert running["steps"] == ["From 20 March 2026: Decision announced."]
    assert (over["rule"], facts(over)) == (
        "P-02",
        {"status": "PERIOD_ENDED", "since": "2026-09-21"},
    )
    assert over["steps"][-1] == (
        "Both last days have passed: from 21 September 2026 the period is over."
    )


async def test_a_worker_is_not_told_the_prosecutions_steps(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    sun = world.person("sun", "social_worker")
    await world.done(
        "li", "appointTeamMember", caseId=case_id, accountId=str(sun.account_id),
        duty="SOCIAL_WORKER", validFrom=world.today.isoformat(),
    )  # fmt: skip

    shown = await page(world, "sun", case_id, "statusWhy { ...W }")

    assert facts(shown["statusWhy"]) == {"status": "ON_PROBATION"}
    assert shown["statusWhy"]["steps"] == [
        "The step that led to this status is not yours to follow."
    ]


async def test_what_may_not_be_done_says_why(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)

    shown = await page(world, "li", case_id, "allowedActions { action code why { ...W } }")

    found = {each["action"]: each for each in shown["allowedActions"]}
    assert found["DRAFT_PLAN"]["why"] is None
    served = found["RECORD_SERVICE"]["why"]
    assert (served["rule"], served["facts"]) == ("D-08", [])
    assert served["basis"]["citation"].endswith("art. 471(1)")
    announced = found["RECORD_ANNOUNCEMENT"]["why"]
    assert (announced["rule"], facts(announced)) == (
        "D-09",
        {"status": "ON_PROBATION", "action": "RECORD_ANNOUNCEMENT"},
    )
    not_mine = found["APPROVE_PERIOD_CHANGE"]["why"]
    assert (not_mine["rule"], not_mine["basis"], not_mine["facts"]) == (None, None, [])
    assert not_mine["steps"][-1] == (
        "This is a rule of the product itself; no article of law speaks here."
    )
    assert all(each["why"]["steps"] for each in found.values() if each["code"] is not None)


async def test_a_refusal_says_why(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    mutation = (
        "mutation($input: ProposePeriodChangeInput!, $language: Language!)"
        " { proposePeriodChange(input: $input) { ... on Refused { code why { ...W } } } }"
    )
    given = {"idempotencyKey": "k" * 8, "caseId": case_id, "totalMonths": 13, "reason": "延长"}

    answer = await world.post("li", mutation + WHY, {"input": given, "language": "EN"})

    refused = answer["data"]["proposePeriodChange"]
    assert (refused["code"], refused["why"]["rule"]) == ("PERIOD_OUT_OF_RANGE", "P-01")
    assert facts(refused["why"]) == {"months": "13", "least": "6", "most": "12"}
    assert refused["why"]["basis"] == CPL_283


async def test_a_finding_of_the_screening_says_what_the_facts_suggested(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_heard_case(world)

    shown = await page(world, "li", case_id, "screening { criteria { criterion why { ...W } } }")

    found = {each["criterion"]: each["why"] for each in shown["screening"]["criteria"]}
    assert [why["rule"] for why in found.values()] == [
        "E-01", "E-02", "E-03", "E-04", "E-05", "E-06", "E-07",
    ]  # fmt: skip
    assert facts(found["E_02"]) == {
        "screenedOn": "2026-03-20", "expectedMonths": "8", "suggested": "MET", "finding": "MET",
    }  # fmt: skip
    assert found["E_02"]["steps"] == [
        "Suggested by the recorded facts: met.",
        "Found by the officer: met.",
    ]


@pytest.mark.parametrize("action", sorted({action for _, action in MOVES}))
def test_every_move_to_another_status_has_its_event_in_the_trail(action: str) -> None:
    moves = {before: found.to for (before, moved), found in MOVES.items() if moved == action}
    told = {one for actions in EVENTS.values() for one in actions}

    leads_on = any(before is not to for before, to in moves.items())
    assert not leads_on or action in told


async def test_n08_an_old_file_stays_explained_by_the_rulebook_it_was_opened_under(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A revision of the law is one more dated rulebook; here it gives five days where there were 3.
    before = rulebooks.RULEBOOKS[-1]
    after = replace(
        before,
        id="r2026_06",
        in_force_from=date(2026, 6, 1),
        rights_notice=replace(before.rights_notice, value=5),
    )
    monkeypatch.setattr(rulebooks, "RULEBOOKS", (*rulebooks.RULEBOOKS, after))
    old = await a_case(world)
    world.at("2026-06-02")
    new = await a_case(world, receivedOn="2026-06-01")
    fields = "rulebook deadlines { kind dueOn why { ...W } }"

    told = {case_id: await page(world, "li", case_id, fields) for case_id in (old, new)}

    notices = {
        case_id: next(d for d in shown["deadlines"] if d["kind"] == "RIGHTS_NOTICE_SUSPECT")
        for case_id, shown in told.items()
    }
    assert (told[old]["rulebook"], told[new]["rulebook"]) == (before.id, after.id)
    assert (notices[old]["dueOn"], notices[new]["dueOn"]) == ("2026-03-05", "2026-06-08")
    assert "counted: 3" in " ".join(notices[old]["why"]["steps"])
    assert "counted: 5" in " ".join(notices[new]["why"]["steps"])
