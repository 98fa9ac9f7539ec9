"""The psychological assessment and its two consents (O-07; M-04 of its report)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanhu.cases.errors import DateBefore
from guanhu.protections.errors import AssessmentNeedsConsents
from guanhu.protections.facts import ConsentParty, StandingConsents
from guanhu.protections.rules import refuse_assessment
from support.builders_cases import a_case
from support.builders_plans import a_member
from support.builders_protections import a_consent, both_consents
from support.picking import picked
from support.refusals import refused
from support.world import World

CONSENTS = (
    "assessmentConsents.party", "assessmentConsents.givenOn", "assessmentConsents.form",
    "assessmentConsents.givenBy", "assessmentConsents.withdrawnOn",
    "assessmentConsents.withdrawnBecause", "assessmentConsents.recordedBy.displayName",
)  # fmt: skip
ASSESSMENTS = (
    "assessments.state", "assessments.scheduledFor", "assessments.assessor",
    "assessments.reportedOn", "assessments.author", "assessments.report", "assessments.lapsedOn",
)  # fmt: skip


def an_assessment(case_id: str, on: str = "2026-03-10") -> dict[str, Any]:
    return {"caseId": case_id, "scheduledFor": on, "assessor": "某市青少年心理中心"}


async def scheduled(world: World, case_id: str, on: str = "2026-03-10") -> str:
    done = await world.done("li", "scheduleAssessment", **an_assessment(case_id, on))
    return str(done["assessmentId"])


async def states(world: World, case_id: str) -> list[str]:
    page = await world.ask("li", "caseFile", ASSESSMENTS, id=case_id)
    return [one["state"] for one in page["assessments"]]


async def barred(world: World, case_id: str) -> dict[str, str | None]:
    want = ("allowedActions.action", "allowedActions.code")
    page = await world.ask("li", "caseFile", want, id=case_id)
    return {
        one["action"]: one["code"]
        for one in page["allowedActions"]
        if "ASSESSMENT" in one["action"] and "NEEDS" not in one["action"]
    }


async def test_o07_without_both_consents_nothing_is_scheduled(world: World) -> None:
    """O-07; PJDL 51(1): the refusal names who is missing, and the page says the same."""
    world.at("2026-03-02")
    case_id = await a_case(world)
    assert await barred(world, case_id) == {
        "RECORD_ASSESSMENT_CONSENT": None,
        "WITHDRAW_ASSESSMENT_CONSENT": "NO_CONSENT_STANDS",
        "SCHEDULE_ASSESSMENT": "ASSESSMENT_NEEDS_CONSENTS",
        "RECORD_ASSESSMENT_REPORT": "NOTHING_SCHEDULED",
        "CANCEL_ASSESSMENT": "NOTHING_SCHEDULED",
    }

    async def missing() -> str:
        answer = await refused(
            world, "li", "scheduleAssessment", "ASSESSMENT_NEEDS_CONSENTS", "O-07",
            **an_assessment(case_id),
        )  # fmt: skip
        return str(answer["facts"][0]["value"])

    assert await missing() == "MINOR,LEGAL_REPRESENTATIVE"
    await world.done("li", "recordAssessmentConsent", **a_consent(world, case_id, "MINOR"))
    assert await missing() == "LEGAL_REPRESENTATIVE"
    assert world.count("assessments") == 0
    await world.done(
        "li", "recordAssessmentConsent",
        **a_consent(world, case_id, "LEGAL_REPRESENTATIVE", form="ORAL_RECORDED"),
    )  # fmt: skip
    await scheduled(world, case_id)

    page = await world.ask("li", "caseFile", CONSENTS, id=case_id)
    expected = [
        {
            "party": "MINOR", "givenOn": "2026-03-02", "form": "WRITTEN", "givenBy": "林小禾",
            "withdrawnOn": None, "withdrawnBecause": None, "recordedBy": {"displayName": "li"},
        },
        {"party": "LEGAL_REPRESENTATIVE", "form": "ORAL_RECORDED", "givenBy": "林大山"},
    ]  # fmt: skip
    by_party = sorted(page["assessmentConsents"], key=lambda one: str(one["party"]), reverse=True)
    assert picked(by_party, expected) == expected
    assert await barred(world, case_id) == {
        "RECORD_ASSESSMENT_CONSENT": "CONSENT_STANDS",
        "WITHDRAW_ASSESSMENT_CONSENT": None,
        "SCHEDULE_ASSESSMENT": None,
        "RECORD_ASSESSMENT_REPORT": None,
        "CANCEL_ASSESSMENT": None,
    }


async def test_o07_a_consent_stands_once_until_it_is_withdrawn(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    minor, _ = await both_consents(world, case_id)
    await refused(
        world, "li", "recordAssessmentConsent", "CONSENT_STANDS", "O-07",
        **a_consent(world, case_id, "MINOR"),
    )  # fmt: skip
    withdrawal = {"consentId": minor, "withdrawnOn": "2026-03-02"}
    await world.done("li", "withdrawAssessmentConsent", **withdrawal)
    await refused(
        world, "li", "withdrawAssessmentConsent", "CONSENT_WITHDRAWN", "O-07", **withdrawal
    )
    await refused(
        world, "li", "scheduleAssessment", "ASSESSMENT_NEEDS_CONSENTS", "O-07",
        **an_assessment(case_id),
    )  # fmt: skip
    await world.done("li", "recordAssessmentConsent", **a_consent(world, case_id, "MINOR"))
    await scheduled(world, case_id)
    page = await world.ask("li", "caseFile", CONSENTS, id=case_id)
    assert [one["withdrawnOn"] for one in page["assessmentConsents"]].count("2026-03-02") == 1


async def test_o07_a_withdrawal_is_not_undone_by_an_earlier_date(world: World) -> None:
    """O-07: what is given anew is given on the day of the withdrawal or later; the other stands."""
    world.at("2026-03-02")
    case_id = await a_case(world)
    minor, parent = await both_consents(world, case_id)
    for day in ("2026-03-04", "2026-03-06"):
        world.at(day)
        await world.done("li", "withdrawAssessmentConsent", consentId=minor, withdrawnOn=day)
        again = await world.done(
            "li", "recordAssessmentConsent", **a_consent(world, case_id, "MINOR")
        )
        minor = again["consentId"]
    await world.done("li", "withdrawAssessmentConsent", consentId=minor, withdrawnOn="2026-03-06")
    world.at("2026-03-09")
    await world.done("li", "withdrawAssessmentConsent", consentId=parent, withdrawnOn="2026-03-09")

    answer = await refused(
        world, "li", "recordAssessmentConsent", "DATE_TOO_EARLY", None,
        **a_consent(world, case_id, "MINOR", givenOn="2026-03-05"),
    )  # fmt: skip
    facts = {one["name"]: one["value"] for one in answer["facts"]}
    assert facts == {"field": "givenOn", "earliest": "2026-03-06"}
    await world.done(
        "li", "recordAssessmentConsent", **a_consent(world, case_id, "MINOR", givenOn="2026-03-06")
    )


async def test_o07_what_was_to_come_lapses_and_what_was_done_stays(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    minor, _ = await both_consents(world, case_id)
    reported = await scheduled(world, case_id, "2026-03-03")
    taken = await scheduled(world, case_id, "2026-03-04")
    to_come = await scheduled(world, case_id, "2026-03-10")
    world.at("2026-03-05")
    report = {"reportedOn": "2026-03-05", "author": "咨询师邱某", "report": "情绪低落，建议疏导"}
    await world.done("li", "recordAssessmentReport", assessmentId=reported, **report)
    await refused(
        world, "li", "recordAssessmentReport", "ASSESSMENT_REPORTED", "M-04",
        assessmentId=reported, **report,
    )  # fmt: skip
    await world.done(
        "li", "withdrawAssessmentConsent",
        consentId=minor, withdrawnOn="2026-03-05", reason="不想再谈",
    )  # fmt: skip

    assert await states(world, case_id) == ["REPORTED", "SCHEDULED", "LAPSED"]
    await refused(
        world, "li", "recordAssessmentReport", "ASSESSMENT_LAPSED", "O-07",
        assessmentId=to_come, **report,
    )  # fmt: skip
    # What took place before the withdrawal is still reported.
    await world.done("li", "recordAssessmentReport", assessmentId=taken, **report)
    page = await world.ask("li", "caseFile", (*CONSENTS, *ASSESSMENTS), id=case_id)
    first = {
        "author": "咨询师邱某", "report": "情绪低落，建议疏导", "reportedOn": "2026-03-05",
        "assessor": "某市青少年心理中心",
    }  # fmt: skip
    assert picked(page["assessments"][0], first) == first
    assert page["assessments"][2]["lapsedOn"] == "2026-03-05"
    because = {one["party"]: one["withdrawnBecause"] for one in page["assessmentConsents"]}
    assert because == {"MINOR": "不想再谈", "LEGAL_REPRESENTATIVE": None}


async def test_o07_what_does_not_take_place_is_cancelled_and_waits_no_longer(world: World) -> None:
    """O-07: cancelled with a reason, also after its day; the consents stand for another one."""
    world.at("2026-03-02")
    case_id = await a_case(world)
    await both_consents(world, case_id)
    first = await scheduled(world, case_id, "2026-03-10")
    world.at("2026-03-11")
    cancellation = {"assessmentId": first, "on": "2026-03-11", "reason": "咨询师邱某生病"}
    for day, code in (("2026-03-12", "DATE_IN_FUTURE"), ("2026-03-01", "DATE_TOO_EARLY")):
        await refused(world, "li", "cancelAssessment", code, None, **(cancellation | {"on": day}))
    await world.done("li", "cancelAssessment", **cancellation)

    want = (*ASSESSMENTS, "assessments.cancelledOn", "assessments.cancelledBecause")
    page = await world.ask("li", "caseFile", want, id=case_id)
    expected = {
        "state": "CANCELLED", "cancelledOn": "2026-03-11", "cancelledBecause": "咨询师邱某生病",
    }  # fmt: skip
    assert picked(page["assessments"][0], expected) == expected
    assert (await barred(world, case_id))["RECORD_ASSESSMENT_REPORT"] == "NOTHING_SCHEDULED"
    await refused(world, "li", "cancelAssessment", "ASSESSMENT_CANCELLED", "O-07", **cancellation)
    report = {"reportedOn": "2026-03-11", "author": "咨询师邱某", "report": "情绪低落，建议疏导"}
    await refused(
        world, "li", "recordAssessmentReport", "ASSESSMENT_CANCELLED", "O-07",
        assessmentId=first, **report,
    )  # fmt: skip
    second = await scheduled(world, case_id, "2026-03-11")
    await world.done("li", "recordAssessmentReport", assessmentId=second, **report)
    await refused(
        world, "li", "cancelAssessment", "ASSESSMENT_REPORTED", "M-04",
        **(cancellation | {"assessmentId": second}),
    )  # fmt: skip
    assert await states(world, case_id) == ["CANCELLED", "REPORTED"]


@pytest.mark.parametrize(
    ("mutation", "field", "on", "code"),
    [
        ("recordAssessmentConsent", "givenOn", "2026-03-01", "DATE_TOO_EARLY"),
        ("recordAssessmentConsent", "givenOn", "2026-03-06", "DATE_IN_FUTURE"),
        ("withdrawAssessmentConsent", "withdrawnOn", "2026-03-03", "DATE_TOO_EARLY"),
        ("withdrawAssessmentConsent", "withdrawnOn", "2026-03-06", "DATE_IN_FUTURE"),
        ("scheduleAssessment", "scheduledFor", "2026-03-03", "DATE_TOO_EARLY"),
        ("recordAssessmentReport", "reportedOn", "2026-03-03", "DATE_TOO_EARLY"),
        ("recordAssessmentReport", "reportedOn", "2026-03-06", "DATE_IN_FUTURE"),
    ],
)
async def test_o07_impossible_days_are_refused_with_their_field(
    world: World, mutation: str, field: str, on: str, code: str
) -> None:
    world.at("2026-03-02")
    other = await a_case(world, caseNumber="甲2")
    case_id = await a_case(world)
    world.at("2026-03-04")
    minor, _ = await both_consents(world, case_id)
    assessment = await scheduled(world, case_id, "2026-03-04")
    world.at("2026-03-05")
    filled: dict[str, dict[str, Any]] = {
        "recordAssessmentConsent": a_consent(world, other, "MINOR"),
        "withdrawAssessmentConsent": {"consentId": minor},
        "scheduleAssessment": an_assessment(case_id),
        "recordAssessmentReport": {
            "assessmentId": assessment, "author": "咨询师邱某", "report": "建议疏导",
        },
    }  # fmt: skip
    before = world.counts()
    answer = await refused(world, "li", mutation, code, None, **(filled[mutation] | {field: on}))
    assert ("field", field) in [(one["name"], one["value"]) for one in answer["facts"]]
    assert world.counts() == before


async def test_o07_who_sees_and_who_records(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    minor, _ = await both_consents(world, case_id)
    await a_member(world, case_id, "zhao")
    page = await world.ask("zhao", "caseFile", (*CONSENTS, *ASSESSMENTS), id=case_id)
    assert page["assessmentConsents"] is page["assessments"] is None
    world.person("sun", "officer", "P330200")
    for mutation, filled in (
        ("scheduleAssessment", an_assessment(case_id)),
        ("withdrawAssessmentConsent", {"consentId": minor, "withdrawnOn": "2026-03-02"}),
    ):
        await refused(world, "zhao", mutation, "NOT_PERMITTED", None, **filled)
        hidden = await world.do("sun", mutation, **filled)
        assert hidden["code"] == "NOT_VISIBLE"


DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(minor=DAYS, parent=DAYS, on=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_o07_both_consents_come_before_the_assessment(
    minor: date | None, parent: date | None, on: date
) -> None:
    standing = StandingConsents(minor, parent)
    refusal = refuse_assessment(standing, on)
    if minor is None or parent is None:
        assert isinstance(refusal, AssessmentNeedsConsents)
        assert (ConsentParty.MINOR in standing.missing) is (minor is None)
        assert (ConsentParty.LEGAL_REPRESENTATIVE in standing.missing) is (parent is None)
    elif on < max(minor, parent):
        assert isinstance(refusal, DateBefore)
    else:
        assert refusal is None
