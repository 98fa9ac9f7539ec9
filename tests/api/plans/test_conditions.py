"""Adding, changing and removing conditions of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.builders_plans import (
    PUBLIC_WORK,
    a_draft,
    a_member,
    a_supervised_case_with_plan,
    submitted,
    with_condition,
)
from support.builders_protections import a_consent, both_consents
from support.newer_catalogue import newer_catalogue
from support.refusals import refused
from support.world import World


async def conditions_of(world: World, version_id: str, who: str = "li") -> list[dict[str, Any]]:
    found = await world.ask(who, "planVersion", ("conditions.slots",), id=version_id)
    return list(found["conditions"])


async def test_retired_code_is_refused_with_what_took_its_place(
    world: World, tmp_path: Path
) -> None:
    draft = await a_draft(world, await a_case(world))
    given = {
        "planVersionId": draft["id"], "expectedVersion": draft["version"], "code": "PEER_GROUP",
        "slots": [], "proportionality": "适当",
    }  # fmt: skip
    lines = (
        "  retired_on: 2026-03-02\n"
        "  retired_why: {zh: 并入导师陪伴。, en: Now part of the meetings with a mentor.}\n"
        "  replaced_by: MENTOR_MEETINGS\n"
    )
    with newer_catalogue(tmp_path, retired={"PEER_GROUP": lines}):
        before = world.counts()

        answer = await world.do("li", "addCondition", **given)

        assert answer["code"] == "RETIRED_CONDITION"
        assert {each["name"]: each["value"] for each in answer["facts"]} == {
            "condition": "PEER_GROUP",
            "retiredOn": "2026-03-02",
            "replacedBy": "MENTOR_MEETINGS",
        }
        assert world.counts() == before
        world.at("2026-03-01")
        assert (await world.do("li", "addCondition", **given))["code"] == "INVALID_INPUT"


async def test_added_condition_reads_as_sentence_and_in_plain_words(world: World) -> None:
    draft = await a_draft(world, await a_case(world))

    await with_condition(world, draft)

    added = (await conditions_of(world, draft["id"]))[-1]
    assert added["code"] == "PUBLIC_WORK"
    assert added["category"] == "PUBLIC_WORK"
    assert added["change"] == "ADDED"
    assert added["proportionality"] == PUBLIC_WORK["proportionality"]
    assert added["sentence"] == (
        "在2026年6月30日以前，到社区图书馆参加公益活动，累计20小时，不得影响上学。"
    )
    assert "20小时" in added["plainWording"]
    assert {slot["name"]: slot["value"] for slot in added["slots"]} == {
        "hours": "20", "place": "社区图书馆", "until": "2026-06-30",
    }  # fmt: skip


async def test_sentence_stands_in_english_too(world: World) -> None:
    draft = await a_draft(world, await a_case(world))
    await with_condition(
        world,
        draft,
        code="RESTITUTION",
        slots=[
            {"name": "total", "value": "844553"},
            {"name": "instalments", "value": "3"},
            {"name": "first_on", "value": "2026-04-01"},
            {"name": "last_on", "value": "2026-06-01"},
        ],
    )

    answer = await world.post(
        "li",
        "query($id: UUID!) { planVersion(id: $id) { conditions { sentence(language: EN) } } }",
        {"id": draft["id"]},
    )

    assert answer["data"]["planVersion"]["conditions"][-1]["sentence"] == (
        "From 1 April 2026 to 1 June 2026, pay restitution of ¥8,445.53 in all;"
        " number of instalments: 3."
    )


@pytest.mark.parametrize(
    ("slots", "problem"),
    [
        pytest.param([], ("slots.hours", "MISSING_SLOT"), id="missing"),
        pytest.param(
            [*PUBLIC_WORK["slots"], {"name": "colour", "value": "red"}],
            ("slots.3.name", "UNKNOWN_SLOT"),
            id="unknown",
        ),
        pytest.param(
            [{"name": "hours", "value": "2.5"}, *PUBLIC_WORK["slots"][1:]],
            ("slots.0.value", "NOT_A_WHOLE_NUMBER"),
            id="half-an-hour",
        ),
        pytest.param(
            [{"name": "hours", "value": "0"}, *PUBLIC_WORK["slots"][1:]],
            ("slots.0.value", "OUT_OF_RANGE"),
            id="none",
        ),
        pytest.param(
            [*PUBLIC_WORK["slots"][:2], {"name": "until", "value": "2026-03-01"}],
            ("slots.2.value", "DATE_IN_PAST"),
            id="yesterday",
        ),
        pytest.param(
            [*PUBLIC_WORK["slots"][:2], {"name": "until", "value": "30/06/2026"}],
            ("slots.2.value", "NOT_A_DATE"),
            id="not-a-date",
        ),
        pytest.param(
            [*PUBLIC_WORK["slots"][:2], {"name": "until", "value": "2026-09-03"}],
            ("slots.2.value", "AFTER_PERIOD"),
            id="after-the-period",
        ),
    ],
)
async def test_wrong_answers_are_refused_by_field(
    world: World, slots: list[dict[str, str]], problem: tuple[str, str]
) -> None:
    draft = await a_draft(world, await a_case_under_supervision(world))
    before = world.counts()

    answer = await world.do(
        "li", "addCondition", planVersionId=draft["id"], expectedVersion=draft["version"],
        **(PUBLIC_WORK | {"slots": slots}),
    )  # fmt: skip

    assert answer["code"] == "INVALID_INPUT"
    assert problem in [(each["path"], each["code"]) for each in answer["problems"]]
    assert world.counts() == before


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        pytest.param("OBEY_AND_ACCEPT_SUPERVISION", "STATUTORY_DUTY_STAYS", id="statutory"),
        pytest.param("NO_SUCH_THING", "UNKNOWN_CONDITION", id="unknown"),
    ],
)
async def test_code_must_be_an_optional_condition(world: World, code: str, refusal: str) -> None:
    draft = await a_draft(world, await a_case(world))
    before = world.counts()

    answer = await world.do(
        "li", "addCondition", planVersionId=draft["id"], expectedVersion=draft["version"],
        code=code, slots=[], proportionality="适当",
    )  # fmt: skip

    assert answer["code"] == refusal
    assert world.counts() == before


async def test_same_condition_twice_is_refused(world: World) -> None:
    draft = await with_condition(world, await a_draft(world, await a_case(world)))

    answer = await world.do(
        "li", "addCondition", planVersionId=draft["id"], expectedVersion=draft["version"],
        **PUBLIC_WORK,
    )  # fmt: skip

    assert answer["code"] == "CONDITION_ALREADY_THERE"
    assert world.count("plan_conditions") == 5


async def test_assessment_needs_both_consents(world: World) -> None:
    case_id = await a_case(world)
    draft = await a_draft(world, case_id)
    given = {
        "code": "PSYCHOLOGICAL_ASSESSMENT",
        "slots": [
            {"name": "place", "value": "青少年心理中心"},
            {"name": "until", "value": "2026-05-01"},
        ],
        "proportionality": "情绪波动明显",
        "planVersionId": draft["id"],
        "expectedVersion": draft["version"],
    }
    before = world.counts()

    none = await world.do("li", "addCondition", **given)
    assert world.counts() == before
    await world.done("li", "recordAssessmentConsent", **a_consent(world, case_id, "MINOR"))
    one = await world.do("li", "addCondition", **given)

    assert (none["code"], none["facts"]) == (
        "CONSENT_MISSING", [{"__typename": "Fact", "name": "missing", "value": "MINOR"}],
    )  # fmt: skip
    assert one["facts"][0]["value"] == "LEGAL_REPRESENTATIVE"
    assert none["basis"]["rule"] == "O-07"
    assert world.count("plan_conditions") == before["plan_conditions"]
    parent = a_consent(world, case_id, "LEGAL_REPRESENTATIVE")
    await world.done("li", "recordAssessmentConsent", **parent)
    await world.done("li", "addCondition", **given)


async def test_o07_a_consent_withdrawn_meanwhile_bars_the_approval(world: World) -> None:
    """The consents of the case are the one source: asked again when the plan comes into force."""
    case_id = await a_case_under_supervision(world)
    _, parent = await both_consents(world, case_id)
    draft = await a_draft(world, case_id)
    draft = await with_condition(
        world, draft, code="PSYCHOLOGICAL_ASSESSMENT", proportionality="情绪波动明显",
        slots=[
            {"name": "place", "value": "青少年心理中心"}, {"name": "until", "value": "2026-05-01"},
        ],
    )  # fmt: skip
    held = await conditions_of(world, draft["id"])
    assert held[-1]["minorConsentedOn"] == held[-1]["representativeConsentedOn"] == "2026-03-02"
    handed = await submitted(world, draft)
    await world.done(
        "li", "withdrawAssessmentConsent", consentId=parent, withdrawnOn=world.today.isoformat()
    )
    world.person("wang", "supervisor")
    answer = await refused(
        world, "wang", "approvePlan", "CONSENT_MISSING", "O-07",
        planVersionId=handed["id"], expectedVersion=handed["version"],
    )  # fmt: skip
    assert answer["facts"][0]["value"] == "LEGAL_REPRESENTATIVE"
    want = ("allowedActions.action", "allowedActions.code")
    page = await world.ask("wang", "caseFile", want, id=case_id)
    barred = {one["action"]: one["code"] for one in page["allowedActions"]}
    assert barred["APPROVE_PLAN"] == "CONSENT_MISSING"

    await world.done(
        "li", "recordAssessmentConsent", **a_consent(world, case_id, "LEGAL_REPRESENTATIVE")
    )
    await world.done(
        "wang", "approvePlan", planVersionId=handed["id"], expectedVersion=handed["version"]
    )


async def test_statutory_duty_is_neither_changed_nor_removed(world: World) -> None:
    draft = await a_draft(world, await a_case(world))
    duty = (await conditions_of(world, draft["id"]))[0]["id"]
    before = world.counts()

    changed = await world.do(
        "li", "changeCondition", conditionId=duty, expectedVersion=draft["version"],
        slots=[], proportionality="更严",
    )  # fmt: skip
    removed = await world.do(
        "li", "removeCondition", conditionId=duty, expectedVersion=draft["version"], note="不需要"
    )

    assert changed["code"] == "STATUTORY_DUTY_STAYS"
    assert removed["code"] == "STATUTORY_DUTY_STAYS"
    assert world.counts() == before


async def test_change_in_a_variation_leaves_the_version_in_force_alone(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    draft = await a_draft(world, case_id, reason="时间冲突")
    copied = (await conditions_of(world, draft["id"]))[-1]
    slots = [{"name": "hours", "value": "12"}, *PUBLIC_WORK["slots"][1:]]

    await world.done(
        "li", "changeCondition", conditionId=copied["id"], expectedVersion=draft["version"],
        slots=slots, proportionality="表现良好，适当减少",
    )  # fmt: skip

    changed = (await conditions_of(world, draft["id"]))[-1]
    before = (await conditions_of(world, plan["id"]))[-1]
    assert changed["change"] == "CHANGED"
    assert "累计12小时" in changed["sentence"]
    assert "累计20小时" in before["sentence"]
    assert changed["lineageId"] == before["lineageId"]


async def test_change_to_the_same_is_refused(world: World) -> None:
    draft = await with_condition(world, await a_draft(world, await a_case(world)))

    answer = await world.do(
        "li", "changeCondition", conditionId=draft["conditionId"],
        expectedVersion=draft["version"], slots=PUBLIC_WORK["slots"],
        proportionality=PUBLIC_WORK["proportionality"],
    )  # fmt: skip

    assert answer["code"] == "CONDITION_UNCHANGED"


async def test_s20_what_was_agreed_goes_with_a_note_and_stays_to_be_seen(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    draft = await a_draft(world, case_id, reason="已经完成")
    copied = (await conditions_of(world, draft["id"]))[-1]
    given = {"conditionId": copied["id"], "expectedVersion": draft["version"]}
    before = world.counts()

    without = await world.do("li", "removeCondition", **given)
    assert without["code"] == "REMOVAL_NEEDS_NOTE"
    assert world.counts() == before

    await world.done("li", "removeCondition", **given, note="二十小时已经做完")
    removed = (await conditions_of(world, draft["id"]))[-1]
    assert removed["id"] == copied["id"]
    assert removed["change"] == "REMOVED"
    assert removed["removalNote"] == "二十小时已经做完"


async def test_idea_of_a_draft_goes_without_a_trace_on_the_page(world: World) -> None:
    draft = await with_condition(world, await a_draft(world, await a_case(world)))

    await world.done(
        "li", "removeCondition", conditionId=draft["conditionId"],
        expectedVersion=draft["version"],
    )  # fmt: skip

    assert len(await conditions_of(world, draft["id"])) == 4


async def test_s28_second_save_is_refused_and_tells_who_changed_what(world: World) -> None:
    draft = await a_draft(world, await a_case(world))
    supervisor = world.person("wang", "supervisor")
    await with_condition(world, draft, by="wang")
    before = world.counts()

    answer = await world.do(
        "li", "addCondition", planVersionId=draft["id"], expectedVersion=draft["version"],
        code="NO_CARD_TRADE", slots=[], proportionality="出借过银行卡",
    )  # fmt: skip

    assert answer["code"] == "STALE_VERSION"
    facts = {each["name"]: each["value"] for each in answer["facts"]}
    assert facts == {
        "currentVersion": "2",
        "changedBy": str(supervisor.account_id),
        "changedOn": "2026-03-02",
        "change": "CONDITION_ADDED",
    }
    assert world.counts() == before


async def test_social_worker_reads_the_draft_and_writes_nothing(world: World) -> None:

    case_id = await a_case(world)
    draft = await a_draft(world, case_id)
    await a_member(world, case_id)

    read = await conditions_of(world, draft["id"], who="zhao")
    written = await world.do(
        "zhao", "addCondition", planVersionId=draft["id"], expectedVersion=1, **PUBLIC_WORK
    )

    assert len(read) == 4
    assert written["code"] == "NOT_PERMITTED"
