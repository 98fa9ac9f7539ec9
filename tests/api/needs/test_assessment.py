"""A needs assessment from its first domain to an amendment."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from guanhu.law.need_domains import NeedDomain
from guanhu.law.roles_in_chain import Name
from guanhu.needs import form_versions
from guanhu.needs.facts import NeedsForm, Question
from guanhu.needs.form_versions import NeedsForms, needs_forms
from guanhu.needs.use_cases.read_needs import read_need_bands
from support.builders_cases import a_case
from support.builders_family import a_guardian, a_young_person, block_guardian
from support.builders_needs import (
    DOMAINS,
    a_finding_of,
    a_needs_draft,
    a_view,
    assessed,
    completed,
    filled,
    written,
)
from support.builders_plans import a_draft, a_member
from support.refusals import refused
from support.walls import Planted
from support.world import World

WHOLE = (
    "findings.answers", "ownViews.recordedBy.displayName", "ownViews.recordedBy.role",
    "changes", "form.version", "newerForm",
    "completedBy.displayName", "reason",
)  # fmt: skip
CHANGED = ("domain", "part", "question", "old", "new")


async def test_facts_stand_apart_from_analysis_and_own_views(world: World) -> None:
    case_id = await a_case(world)
    await a_member(world, case_id)
    page = await world.ask("li", "caseFile", ("guardians.guardianId",), id=case_id)
    father = page["guardians"][0]["guardianId"]
    world.at("2026-03-05")

    draft = await filled(world, await a_needs_draft(world, case_id, "zhao"), "zhao")
    told = a_view(draft, "2026-03-04", teller="GUARDIAN", guardianId=father, text="我管得太少。")
    await world.done("zhao", "recordOwnView", **told)
    again = await world.ask("li", "needsAssessment", ("version",), id=draft["id"])
    await completed(world, again, guardianNotHeard=None)

    found = await world.ask("li", "needsAssessment", WHOLE, id=draft["id"])
    assert (found["number"], found["state"], found["form"]["version"]) == (1, "COMPLETED", 1)
    assert found["completedBy"]["displayName"] == "li"
    assert (found["changes"], found["amendsId"], found["newerForm"]) == ([], None, None)
    assert [each["domain"] for each in found["findings"]] == list(DOMAINS)
    money = next(each for each in found["findings"] if each["domain"] == "MONEY")
    assert (money["band"], money["analysis"], money["otherFacts"]) == ("SOME", "分析：MONEY", None)
    assert [(each["code"], each["text"]) for each in money["answers"]] == [
        ("MONEY_DEBTS", "事实：MONEY")
    ]
    assert money["answers"][0]["question"] == "有没有借款、分期、欠债、游戏充值？"
    views = [
        (each["teller"], each["guardianId"], each["toldOn"], each["recordedBy"]["displayName"])
        for each in found["ownViews"]
    ]
    assert views == [
        ("GUARDIAN", father, "2026-03-04", "zhao"), ("MINOR", None, "2026-03-05", "zhao"),
    ]  # fmt: skip
    listed = await world.ask("zhao", "caseFile", ("needsAssessments.state",), id=case_id)
    assert [each["state"] for each in listed["needsAssessments"]] == ["COMPLETED"]


async def test_nothing_is_completed_half_or_without_hearing_them(world: World) -> None:
    case_id = await a_case(world)
    draft = await written(world, await a_needs_draft(world, case_id), "FAMILY")
    at = {"assessmentId": draft["id"], "expectedVersion": draft["version"]}
    half = await refused(
        world, "li", "completeNeedsAssessment", "NEEDS_INCOMPLETE", None, **at, minorNotHeard="病"
    )
    missing = [fact["value"] for fact in half["facts"] if fact["name"] == "missing"]
    assert missing == [name for name in DOMAINS if name != "FAMILY"]
    for domain in list(DOMAINS)[1:]:
        draft = await written(world, draft, domain)
    at["expectedVersion"] = draft["version"]

    unheard = await refused(
        world, "li", "completeNeedsAssessment", "OWN_VIEW_MISSING", None, **at, minorNotHeard="病"
    )

    assert [fact["value"] for fact in unheard["facts"]] == ["GUARDIAN"]
    await completed(world, draft, minorNotHeard="住院，听取意见另行安排。")
    found = await world.ask("li", "needsAssessment", ("minorNotHeard",), id=draft["id"])
    assert found["minorNotHeard"] == "住院，听取意见另行安排。"


async def test_bad_input_is_refused_with_its_path(world: World) -> None:
    case_id = await a_case(world)
    draft = await a_needs_draft(world, case_id)
    two = [{"question": code, "text": "…"} for code in ("MONEY_DEBTS", "FAMILY_TALK")]
    answers = [*two, two[1]]
    for given, problems in (
        ({"answers": answers}, ["answers.0.question:UNKNOWN", "answers.2.question:REPEATED"]),
        ({"answers": []}, ["answers:REQUIRED"]),
        ({"analysis": "  "}, ["analysis:REQUIRED"]),
    ):
        wrong = await refused(
            world, "li", "writeNeedsFinding", "INVALID_INPUT", None,
            **a_finding_of(draft, "FAMILY", **given),
        )  # fmt: skip
        assert [f"{each['path']}:{each['code']}" for each in wrong["problems"]] == problems
    for told, code in (
        ({"toldOn": "2026-03-03"}, "DATE_IN_FUTURE"),
        ({"toldOn": "2026-03-01"}, "DATE_TOO_EARLY"),
        ({"teller": "GUARDIAN"}, "INVALID_INPUT"),
        ({"teller": "GUARDIAN", "guardianId": case_id}, "INVALID_INPUT"),
    ):
        await refused(
            world, "li", "recordOwnView", code, None, **a_view(draft, "2026-03-02", **told)
        )
    await refused(world, "li", "draftNeedsAssessment", "NEEDS_DRAFT_OPEN", None, caseId=case_id)
    first = await written(world, draft, "FAMILY")
    stale = await refused(
        world, "li", "writeNeedsFinding", "STALE_VERSION", None, **a_finding_of(draft, "PEERS")
    )
    assert ("change", "FINDING_WRITTEN") in {(e["name"], e["value"]) for e in stale["facts"]}
    await refused(
        world, "li", "writeNeedsFinding", "NOTHING_CHANGED", None, **a_finding_of(first, "FAMILY")
    )


async def test_s26_amendment_takes_a_change_and_a_reason(world: World) -> None:
    case_id = await a_case(world)
    first = await assessed(world, case_id)
    for mutation, given in (
        ("writeNeedsFinding", a_finding_of(first, "FAMILY", analysis="改写")),
        ("recordOwnView", a_view(first, "2026-03-02")),
        ("discardNeedsAssessment", {"assessmentId": first["id"]}),
    ):
        await refused(world, "li", mutation, "NEEDS_NOT_DRAFT", None, **given)
    world.later(days=30)
    draft = await a_needs_draft(world, case_id)
    at = {"assessmentId": draft["id"], "expectedVersion": draft["version"]}

    same = {**at, "reason": "复核"}
    await refused(world, "li", "completeNeedsAssessment", "NOTHING_CHANGED", None, **same)
    changed = await written(
        world, draft, "FAMILY", band="MARKED", analysis="父母分居后无人管教。",
        answers=[{"question": "FAMILY_TALK", "text": "事实：FAMILY"},
                 {"question": "FAMILY_LIVES_WITH", "text": "现与祖母同住。"}],
    )  # fmt: skip
    at["expectedVersion"] = changed["version"]
    await refused(world, "li", "completeNeedsAssessment", "AMENDMENT_NEEDS_REASON", None, **at)
    await completed(world, changed, reason="家庭情况有变", guardianNotHeard=None)

    found = await world.ask("li", "needsAssessment", WHOLE, id=draft["id"])
    assert (found["amendsId"], found["reason"]) == (first["id"], "家庭情况有变")
    assert [tuple(each[name] for name in CHANGED) for each in found["changes"]] == [
        ("FAMILY", "BAND", None, "SOME", "MARKED"),
        ("FAMILY", "ANSWER", "FAMILY_LIVES_WITH", None, "现与祖母同住。"),
        ("FAMILY", "ANALYSIS", None, "分析：FAMILY", "父母分居后无人管教。"),
    ]
    before = await world.ask("li", "needsAssessment", WHOLE, id=first["id"])
    assert before["findings"][0]["analysis"] == "分析：FAMILY"
    product, actor = world.product, world.actors["li"]
    bands = await read_need_bands(product.database, world.clock, actor, UUID(case_id))
    assert {domain.name: band.name for domain, band in bands.items()} == {
        **dict.fromkeys(DOMAINS, "SOME"), "FAMILY": "MARKED",
    }  # fmt: skip


async def test_discarded_amendment_leaves_the_assessment_alone(world: World) -> None:
    case_id = await a_case(world)
    first = await assessed(world, case_id)
    draft = await written(world, await a_needs_draft(world, case_id), "PEERS", band="NONE")

    await world.done("li", "discardNeedsAssessment", assessmentId=draft["id"])

    page = await world.ask("li", "caseFile", ("needsAssessments.id",), id=case_id)
    assert [each["id"] for each in page["needsAssessments"]] == [first["id"]]
    assert (await a_needs_draft(world, case_id))["id"] != draft["id"]


async def test_old_answers_open_in_their_form_and_a_new_one_is_offered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await a_case(world)
    first = await assessed(world, case_id)
    newer = _form_with(needs_forms().form(1), "ONLINE_LIFE", "ONLINE_AT_NIGHT")
    both = NeedsForms([needs_forms().form(1), newer])
    for module in ("draft_assessment", "write_finding", "read_needs"):
        monkeypatch.setattr(f"guanhu.needs.use_cases.{module}.needs_forms", lambda: both)
    monkeypatch.setattr("guanhu.api.gql.needs.needs_forms", lambda: both)
    assert form_versions.needs_forms().offered(date(2026, 3, 2)).version == 1

    kept = await a_needs_draft(world, case_id)
    shown = await world.ask("li", "needsAssessment", WHOLE, id=kept["id"])
    assert (shown["form"]["version"], shown["newerForm"]) == (1, 2)
    await world.done("li", "discardNeedsAssessment", assessmentId=kept["id"])
    await refused(
        world, "li", "draftNeedsAssessment", "NEEDS_FORM_UNKNOWN", None,
        caseId=case_id, formVersion=3,
    )  # fmt: skip
    moved = await a_needs_draft(world, case_id, formVersion=2)
    night = [{"question": "ONLINE_AT_NIGHT", "text": "凌晨仍在玩手机。"}]
    await written(world, moved, "ONLINE_LIFE", answers=night)

    new = await world.ask("li", "needsAssessment", WHOLE, id=moved["id"])
    online = next(each for each in new["findings"] if each["domain"] == "ONLINE_LIFE")
    assert [(a["code"], a["question"]) for a in online["answers"]] == [
        ("ONLINE_AT_NIGHT", "几点睡？")
    ]
    assert [(c["question"], c["old"]) for c in new["changes"]] == [
        ("ONLINE_OFFERS", "事实：ONLINE_LIFE"), ("ONLINE_AT_NIGHT", None),
    ]  # fmt: skip
    old = await world.ask("li", "needsAssessment", WHOLE, id=first["id"])
    online = next(each for each in old["findings"] if each["domain"] == "ONLINE_LIFE")
    assert [(a["code"], a["text"]) for a in online["answers"]] == [
        ("ONLINE_OFFERS", "事实：ONLINE_LIFE")
    ]
    assert (old["form"]["version"], old["newerForm"]) == (1, 2)


async def test_need_raises_a_goal_that_points_at_it(world: World) -> None:
    case_id, other = await a_case(world), await a_case(world)
    open_draft = await written(world, await a_needs_draft(world, other), "MONEY")
    draft = await filled(world, await a_needs_draft(world, case_id))
    draft |= await written(world, draft, "HEALTH", band="NONE")
    plan = await a_draft(world, case_id)
    goal = {
        "planVersionId": plan["id"], "expectedVersion": plan["version"], "text": "每月记账",
        "owner": "MINOR", "targetOn": "2026-06-01",
    }  # fmt: skip
    money = draft["findings"]["MONEY"]
    await refused(world, "li", "addGoal", "NEED_NOT_FOUND", None, **goal, needId=money)
    await completed(world, draft)
    for foreign in (open_draft["findingId"], draft["findings"]["HEALTH"]):
        await refused(world, "li", "addGoal", "NEED_NOT_FOUND", None, **goal, needId=foreign)

    await world.done("li", "addGoal", **goal, needId=money)

    found = await world.ask("li", "planVersion", ("goals.needId",), id=plan["id"])
    assert [each["needId"] for each in found["goals"]] == [money]


async def test_strangers_see_and_write_nothing(world: World) -> None:
    case_id = await a_case(world)
    first = await assessed(world, case_id)
    world.person("qian", "officer")
    world.person("zhao", "social_worker")

    for stranger in ("qian", "zhao"):
        hidden = await world.ask(stranger, "needsAssessment", ("version",), id=first["id"])
        assert hidden["code"] == "NOT_VISIBLE"
        barred = await world.do(stranger, "draftNeedsAssessment", caseId=case_id)
        assert barred["code"] == "NOT_VISIBLE"


async def test_family_tells_its_own_view_and_sees_nothing_of_the_assessment(world: World) -> None:
    case_id, other = await a_case(world), await a_case(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    told = {"caseId": case_id, "domain": "MONEY", "text": "我想自己管零花钱。"}
    await refused(world, "xiaohe", "tellOwnView", "NOBODY_ASKS", None, **told)
    draft = await a_needs_draft(world, case_id)
    await a_needs_draft(world, other)
    stranger = await world.do("xiaohe", "tellOwnView", **(told | {"caseId": other}))
    assert stranger["code"] == "NOT_VISIBLE"

    await world.done("xiaohe", "tellOwnView", **told)
    await world.done("ma", "tellOwnView", **(told | {"text": "我来教他记账。"}))

    found = await world.ask("li", "needsAssessment", (*WHOLE, "version"), id=draft["id"])
    shown = {(e["teller"], e["text"], e["recordedBy"]["role"]) for e in found["ownViews"]}
    assert shown == {
        ("MINOR", "我想自己管零花钱。", "YOUNG_PERSON"), ("GUARDIAN", "我来教他记账。", "GUARDIAN"),
    }  # fmt: skip
    assert len(found["ownViews"]) == len(shown)
    assert found["version"] == draft["version"] + 2
    block_guardian(world, case_id)
    barred = await world.do("ma", "tellOwnView", **told)
    assert barred["code"] == "NOT_VISIBLE"
    for member in ("ma", "xiaohe"):
        page = await world.ask(member, "needsAssessment", ("version",), id=draft["id"])
        assert page["code"] == "NOT_PERMITTED"


async def test_the_database_itself_keeps_what_is_completed(world: World) -> None:
    case_id = await a_case(world)
    a_guardian(world, case_id)
    await assessed(world, case_id)

    def changed() -> list[int]:
        with Planted(world, case_id, case_id).entered(world.actors["li"]) as app:
            return [
                app.execute(statement.encode()).rowcount
                for statement in (
                    "UPDATE needs_findings SET band = 'none'",
                    "UPDATE needs_views SET told_on = told_on",
                    "UPDATE needs_assessments SET reason = NULL",
                )
            ]

    assert changed() == [0, 0, 0]
    await a_needs_draft(world, case_id)
    assert changed() == [8, 1, 1]
    with Planted(world, case_id, case_id).entered(world.actors["ma"]) as app:
        for table in ("needs_assessments", "needs_findings", "needs_views"):
            count = app.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()  # noqa: S608
            assert count == (0,)


def _form_with(form: NeedsForm, domain: str, code: str) -> NeedsForm:
    """A next version that asks one thing, and that something else, in one domain."""
    asked = {
        **form.questions,
        NeedDomain[domain]: (Question(code, Name("几点睡？", "Asleep when?")),),
    }
    return NeedsForm(version=form.version + 1, questions=asked, retired_on=None)
