"""Duties to the minor that nobody has done yet, on the case page (M-02, M-03, M-05)."""

from __future__ import annotations

from typing import Any

from guanhu.api.gql.words import catalogue
from guanhu.protections.open_duties import RULE_OF, OpenDutyKind
from support.builders_cases import a_case, an_intake
from support.builders_checkins import a_case_under_supervision
from support.builders_decisions import a_decided_case, an_opinion
from support.builders_plans import a_draft, a_member, a_plan_in_force, approved, submitted
from support.builders_protections import (
    a_consent,
    a_report,
    an_attendance,
    an_investigation,
    both_consents,
)
from support.world import World

WANT = (
    "openDuties.kind", "openDuties.since", "openDuties.basis.rule", "openDuties.title",
    "openDuties.why.rule", "openDuties.why.steps",
)  # fmt: skip
TOPICS = {
    "character": "内向", "family": "父母外出务工", "socialContacts": "兼职群友", "growth": "留守",
    "causes": "受熟人引诱", "conduct": "案发后主动退赃", "guardianship": "祖父母照管",
}  # fmt: skip


async def duties(world: World, case_id: str) -> list[tuple[str, str, str]]:
    """Kind, the day since when, and the rule."""
    page = await world.ask("li", "caseFile", WANT, id=case_id)
    return [(one["kind"], one["since"], one["basis"]["rule"]) for one in page["openDuties"]]


async def test_m02_the_investigation_is_open_until_it_is_done(world: World) -> None:
    """M-02, M-03: from the receipt on, step by step, and gone with the accepted report."""
    world.at("2026-03-02")
    case_id = await a_case(world)
    assert await duties(world, case_id) == [("INVESTIGATION_NOT_ASKED", "2026-03-02", "M-02")]
    world.at("2026-03-03")
    asked = await world.done("li", "askInvestigation", **an_investigation(world, case_id))
    investigation = asked["investigationId"]
    assert await duties(world, case_id) == [("INVESTIGATION_NOT_REPORTED", "2026-03-03", "M-02")]
    world.at("2026-03-10")
    await world.done("li", "recordInvestigationReport", **a_report(world, investigation))
    assert await duties(world, case_id) == [
        ("REPORT_NOT_REVIEWED", "2026-03-10", "M-02"),
        ("TOPICS_LEFT_OUT", "2026-03-10", "M-03"),
    ]
    review = {"investigationId": investigation, "note": "请补充"}
    await world.done("li", "reviewInvestigation", **review, verdict="SUPPLEMENT")
    assert await duties(world, case_id) == [("REPORT_NOT_SUPPLEMENTED", "2026-03-10", "M-02")]
    world.at("2026-03-12")
    whole = a_report(world, investigation, topics=TOPICS)
    await world.done("li", "recordInvestigationReport", **whole)
    assert await duties(world, case_id) == [("REPORT_NOT_REVIEWED", "2026-03-12", "M-02")]
    await world.done("li", "reviewInvestigation", **review, verdict="ACCEPTED")
    assert await duties(world, case_id) == []


async def test_m03_it_names_the_topics_a_report_leaves_out(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    asked = await world.done("li", "askInvestigation", **an_investigation(world, case_id))
    left = a_report(
        world, asked["investigationId"],
        topics={key: text for key, text in TOPICS.items() if key not in ("growth", "conduct")},
    )  # fmt: skip
    await world.done("li", "recordInvestigationReport", **left)
    want = ("openDuties.kind", "openDuties.why.facts.name", "openDuties.why.facts.value")
    page = await world.ask("li", "caseFile", want, id=case_id)
    (found,) = [one for one in page["openDuties"] if one["kind"] == "TOPICS_LEFT_OUT"]
    told = {one["name"]: one["value"] for one in found["why"]["facts"]}
    assert told == {"since": "2026-03-02", "topics": "GROWTH,CONDUCT"}


async def test_m02_it_is_no_limit_and_ends_with_the_decision(world: World) -> None:
    """M-02: nothing is barred by it; what is decided is not prepared any more."""
    case_id, _ = await a_decided_case(world)
    kinds = [kind for kind, _, rule in await duties(world, case_id) if rule in ("M-02", "M-03")]
    assert kinds == []
    page = await world.ask("li", "caseFile", ("deadlines.basis.rule",), id=case_id)
    assert "M-02" not in [one["basis"]["rule"] for one in page["deadlines"]]


async def test_m05_an_interrogation_without_anybody_is_shown_until_one_with(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    await world.done("li", "askInvestigation", **an_investigation(world, case_id))
    alone = an_attendance(world, case_id, attendee="NOBODY", name=None)
    await world.done("li", "recordAttendance", **alone)
    nobody = ("NOBODY_ATTENDED", "2026-03-02", "M-05")
    assert nobody in await duties(world, case_id)
    world.at("2026-03-05")
    await world.done("li", "recordAttendance", **an_attendance(world, case_id))
    assert nobody not in await duties(world, case_id)
    # An earlier interrogation with somebody there heals nothing.
    world.at("2026-03-06")
    await world.done("li", "recordAttendance", **(alone | {"interrogatedOn": "2026-03-06"}))
    assert ("NOBODY_ATTENDED", "2026-03-06", "M-05") in await duties(world, case_id)


async def test_m05_who_was_there_when_the_minor_was_heard_is_asked_for(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    missing = ("ATTENDANCE_NOT_RECORDED", "2026-03-02", "M-05")
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "POLICE"))
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "LEGAL_REPRESENTATIVE"))
    assert missing not in await duties(world, case_id)
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "MINOR"))
    assert missing in await duties(world, case_id)
    await world.done("li", "recordAttendance", **an_attendance(world, case_id))
    assert missing not in await duties(world, case_id)


async def test_m05_a_call_by_phone_asks_for_nobody(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "MINOR", how="PHONE"))
    assert "M-05" not in [rule for _, _, rule in await duties(world, case_id)]


async def test_m11_at_the_side_of_somebody_of_age_nobody_has_to_be(world: World) -> None:
    """M-05, M-11: of age on the day after the eighteenth birthday; the day itself still counts."""
    world.at("2026-03-02")
    minor = {"birthDate": "2008-03-03", "identityNumber": "330100200803030001"}
    case_id = await a_case(world, minor=an_intake()["minor"] | minor)
    for day in ("2026-03-03", "2026-03-04"):
        world.at(day)
        alone = an_attendance(world, case_id, attendee="NOBODY", name=None)
        await world.done("li", "recordAttendance", **alone)
    world.at("2026-03-05")
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "MINOR"))
    found = [(kind, since) for kind, since, rule in await duties(world, case_id) if rule == "M-05"]
    assert found == [("NOBODY_ATTENDED", "2026-03-03")]


async def test_o07_a_plan_with_an_assessment_says_that_a_consent_is_gone(world: World) -> None:
    """O-07: while the plan in force holds one, until the consent is given again or it is varied."""
    case_id = await a_case_under_supervision(world)
    minor, parent = await both_consents(world, case_id)
    plan = await a_plan_in_force(
        world, case_id, code="PSYCHOLOGICAL_ASSESSMENT", proportionality="情绪波动明显",
        slots=[
            {"name": "place", "value": "青少年心理中心"}, {"name": "until", "value": "2026-05-01"},
        ],
    )  # fmt: skip

    async def about_consents() -> list[tuple[str, str]]:
        return [(k, since) for k, since, rule in await duties(world, case_id) if rule == "O-07"]

    assert await about_consents() == []
    world.at("2026-03-09")
    await world.done("li", "withdrawAssessmentConsent", consentId=parent, withdrawnOn="2026-03-09")
    world.at("2026-03-10")
    await world.done("li", "withdrawAssessmentConsent", consentId=minor, withdrawnOn="2026-03-10")
    assert await about_consents() == [("CONSENT_WITHDRAWN", "2026-03-09")]
    want = ("openDuties.kind", "openDuties.why.facts.name", "openDuties.why.facts.value")
    page = await world.ask("li", "caseFile", want, id=case_id)
    (found,) = [one for one in page["openDuties"] if one["kind"] == "CONSENT_WITHDRAWN"]
    told = {one["name"]: one["value"] for one in found["why"]["facts"]}
    assert told == {"since": "2026-03-09", "missing": "MINOR,LEGAL_REPRESENTATIVE"}

    await world.done(
        "li", "recordAssessmentConsent", **a_consent(world, case_id, "LEGAL_REPRESENTATIVE")
    )
    assert await about_consents() == [("CONSENT_WITHDRAWN", "2026-03-10")]
    draft = await a_draft(world, case_id, reason="不再做心理测评")
    held = await world.ask(
        "li", "caseFile",
        ("planVersions.id", "planVersions.conditions.id", "planVersions.conditions.code"),
        id=case_id,
    )  # fmt: skip
    (version,) = [one for one in held["planVersions"] if one["id"] == draft["id"]]
    (condition,) = [
        one["id"] for one in version["conditions"] if one["code"] == "PSYCHOLOGICAL_ASSESSMENT"
    ]
    removed = await world.done(
        "li", "removeCondition", ("planVersion.version",),
        conditionId=condition, expectedVersion=draft["version"], note="同意已撤回",
    )  # fmt: skip
    assert await about_consents() == [("CONSENT_WITHDRAWN", "2026-03-10")]
    await approved(world, await submitted(world, removed["planVersion"]))
    assert await about_consents() == []
    assert plan["id"] != draft["id"]


async def test_only_the_prosecution_is_told(world: World) -> None:
    case_id = await a_case(world)
    await a_member(world, case_id, "zhao")
    page: dict[str, Any] = await world.ask("zhao", "caseFile", WANT, id=case_id)
    assert page["openDuties"] is None


async def test_each_says_what_is_open_and_why(world: World) -> None:
    """M-02: in words, with the rule."""
    case_id = await a_case(world)
    page = await world.ask("li", "caseFile", WANT, id=case_id)
    (found,) = page["openDuties"]
    assert found["title"] == "尚未开展社会调查。"
    assert (found["why"]["rule"], found["why"]["steps"]) == ("M-02", ["尚未开展社会调查。"])
    assert set(catalogue("duties")) == {kind.name for kind in OpenDutyKind}
    assert set(RULE_OF) == set(OpenDutyKind)
