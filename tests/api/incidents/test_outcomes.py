"""What came of appointments: recorded, awaited, settled, and what it suggests (R-07, S-01)."""

from __future__ import annotations

from typing import Any

import pytest

from guanhu.access.actor import system_actor
from guanhu.incidents import outcome_table
from guanhu.incidents.use_cases.mark_lapsed_evidence import mark_lapsed_evidence
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.builders_family import a_guardian
from support.builders_incidents import a_finding, a_report
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.refusals import refused
from support.world import World

OUTCOMES = (
    "outcomes.state", "outcomes.counts", "outcomes.daysLeft", "outcomes.readsAs.code",
    "outcomes.recordedAs.code", "outcomes.evidenceUntil", "outcomes.incidentId",
    "outcomes.settledBy.id", "outcomes.note",
)  # fmt: skip
PICTURE = (
    "compliancePicture.facts.code", "compliancePicture.facts.standing",
    "compliancePicture.facts.title", "compliancePicture.facts.agesOutOn",
    "compliancePicture.facts.recordId", "compliancePicture.facts.source",
    "compliancePicture.total", "compliancePicture.unavailable",
    "compliancePicture.suggestion.history.recordId", "compliancePicture.suggestion.why.rule",
    "compliancePicture.suggestion.why.facts.name", "compliancePicture.suggestion.why.facts.value",
    "compliancePicture.basis.unconfirmed", "compliancePicture.agesOutMonths",
)  # fmt: skip


def an_outcome(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordOutcome``: today's session was missed without a word."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "about": "SESSION",
        "heldOn": world.today.isoformat(),
        "outcome": "UNEXPLAINED_ABSENCE",
        "note": "未到场，也未请假",
    }
    return given | overrides


async def recorded(world: World, case_id: str, **overrides: Any) -> str:
    done = await world.done("li", "recordOutcome", **an_outcome(world, case_id, **overrides))
    return str(done["outcomeId"])


async def outcomes_of(world: World, case_id: str, who: str = "li") -> list[dict[str, Any]]:
    page = await world.ask(who, "caseFile", OUTCOMES, id=case_id)
    found: list[dict[str, Any]] = page["outcomes"]
    return found


async def picture_of(world: World, case_id: str, who: str = "li") -> dict[str, Any]:
    page = await world.ask(who, "caseFile", PICTURE, id=case_id)
    found: dict[str, Any] = page["compliancePicture"]
    return found


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"heldOn": "2026-03-03", "outcome": "ATTENDED_COMPLIED"}, "DATE_IN_FUTURE"),
        ({"heldOn": "2026-03-01"}, "DATE_TOO_EARLY"),
        ({"outcome": "WAS_THERE"}, "OUTCOME_UNKNOWN"),
        ({"outcome": "ACCEPTABLE_ABSENCE"}, "INVALID_INPUT"),
        ({"outcome": "ACCEPTABLE_ABSENCE", "absenceKind": "BORED"}, "INVALID_INPUT"),
        ({"absenceKind": "ILLNESS"}, "INVALID_INPUT"),
        ({"about": "CHECK_IN"}, "INVALID_INPUT"),
        ({"about": "CONDITION"}, "INVALID_INPUT"),
    ],
)
async def test_s29_what_cannot_have_come_of_an_appointment_is_refused(
    world: World, given: dict[str, Any], code: str
) -> None:
    case_id = await a_case_under_supervision(world)

    await refused(world, "li", "recordOutcome", code, None, **an_outcome(world, case_id, **given))


async def test_s29_a_check_in_that_lies_ahead_has_no_outcome_and_a_kept_one_agrees_with_its_record(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    ahead = await a_check_in(world, case_id, firstDueOn="2026-03-09")
    kept = await a_check_in(world, case_id, kind="SCHOOL")
    about = {"about": "CHECK_IN", "outcome": "ATTENDED_COMPLIED"}
    await refused(
        world, "li", "recordOutcome", "NOT_YET_HELD", None,
        **an_outcome(world, case_id, checkInId=ahead, **about),
    )  # fmt: skip
    given = an_outcome(world, case_id, checkInId=kept, **about)
    await refused(world, "li", "recordOutcome", "OUTCOME_CONTRADICTED", None, **given)
    await world.done("li", "logCheckIn", **a_visit(kept, how="SCHOOL"))
    await refused(
        world, "li", "recordOutcome", "OUTCOME_CONTRADICTED", None,
        **(given | {"outcome": "UNEXPLAINED_ABSENCE"}),
    )  # fmt: skip

    await world.done("li", "recordOutcome", **given)

    (seen,) = await outcomes_of(world, case_id)
    assert (seen["checkInId"], seen["state"], seen["counts"]) == (kept, "STANDS", False)
    await refused(world, "li", "recordOutcome", "OUTCOME_ON_RECORD", None, **given)
    # The picture tells the check-in once, by its outcome.
    facts = (await picture_of(world, case_id))["facts"]
    assert [(one["source"], one["code"], one["standing"]) for one in facts] == [
        ("OUTCOME", "ATTENDED_COMPLIED", "DOES_NOT_COUNT")
    ]


async def test_s29_a_retired_outcome_is_not_offered_and_an_old_record_keeps_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await a_case_under_supervision(world)
    await recorded(world, case_id, outcome="SENT_HOME")
    today = outcome_table.outcomes().versions()
    retired = outcome_table.read_table(
        "t.yaml",
        """
- code: SENT_HOME
  version: 2
  title: {zh: 到场后被要求离开, en: Sent home}
  attended: true
  counts: true
  needs_action: true
  responses: []
  retired_on: 2026-03-02
""",
    ).versions()
    table = outcome_table.OutcomeTable((*today, *retired))
    for module in ("use_cases.record_outcome", "use_cases.read_picture",
                   "use_cases.read_outcome_table"):  # fmt: skip
        monkeypatch.setattr(f"guanhu.incidents.{module}.outcomes", lambda: table)

    await refused(
        world, "li", "recordOutcome", "OUTCOME_RETIRED", None,
        **an_outcome(world, case_id, outcome="SENT_HOME"),
    )  # fmt: skip
    offered = [one["code"] for one in await world.ask("li", "outcomeTable")]
    assert "SENT_HOME" not in offered
    assert "EVIDENCE_PENDING" in offered
    assert (await outcomes_of(world, case_id))[0]["readsAs"]["code"] == "SENT_HOME"


async def test_r07_evidence_is_awaited_lapses_to_unexplained_and_a_person_looks(
    world: World,
) -> None:
    """R-07, S-01."""
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    a_guardian(world, case_id)
    given = an_outcome(world, case_id, outcome="EVIDENCE_PENDING")
    outcome_id = (await world.done("zhao", "recordOutcome", **given))["outcomeId"]
    (seen,) = await outcomes_of(world, case_id, "zhao")
    assert (seen["state"], seen["daysLeft"], seen["evidenceUntil"], seen["counts"]) == (
        "AWAITS_EVIDENCE", 5, "2026-03-07", False,
    )  # fmt: skip
    view = await world.ask("ma", "familyView", ("outcomes.title",))
    (told,) = view["outcomes"]
    assert (told["on"], told["state"], told["daysLeft"]) == ("2026-03-02", "AWAITS_EVIDENCE", 5)
    assert "未到场" not in str(view)
    world.at("2026-03-07")
    assert (await outcomes_of(world, case_id))[0]["daysLeft"] == 0

    world.at("2026-03-08")

    # No job ran: it reads as unexplained, and counts for nothing before a person looked.
    (seen,) = await outcomes_of(world, case_id)
    assert (seen["state"], seen["readsAs"]["code"], seen["counts"], seen["daysLeft"]) == (
        "LAPSED", "UNEXPLAINED_ABSENCE", False, None,
    )  # fmt: skip
    (fact,) = (await picture_of(world, case_id))["facts"]
    assert (fact["code"], fact["standing"]) == ("UNEXPLAINED_ABSENCE", "UNDECIDED")
    report = a_report(world, case_id, source="OUTCOME", outcomeId=outcome_id,
                      happenedOn="2026-03-02", duty="EDUCATION")  # fmt: skip
    await refused(world, "li", "reportIncident", "OUTCOME_DOES_NOT_COUNT", "S-01", **report)
    actor = system_actor(world.office())
    for done in (1, 0):
        assert (await mark_lapsed_evidence(world.product.database, world.clock, actor)).done == done
    assert world.sql("SELECT cause, audience, facts FROM outbox_messages") == [
        ("incidents.evidence_lapsed", "officer", {"until": "2026-03-07"})
    ]
    page = await world.ask("li", "caseFile", ("incidents.id",), id=case_id)
    assert page["incidents"] == []
    settle = {"outcomeId": outcome_id, "outcome": "UNEXPLAINED_ABSENCE", "reason": "没有证明"}
    denied = await world.do("zhao", "settleOutcome", **settle)
    assert denied["code"] == "NOT_PERMITTED"
    await refused(
        world, "li", "settleOutcome", "INVALID_INPUT", None,
        **(settle | {"outcome": "ATTENDED_COMPLIED"}),
    )  # fmt: skip

    await world.done("li", "settleOutcome", **settle)

    (seen,) = await outcomes_of(world, case_id)
    assert (seen["state"], seen["counts"], seen["recordedAs"]["code"]) == (
        "SETTLED", True, "EVIDENCE_PENDING",
    )  # fmt: skip
    await refused(world, "li", "settleOutcome", "EVIDENCE_NOT_PENDING", None, **settle)
    incident = (await world.done("li", "reportIncident", **report))["incidentId"]
    assert (await outcomes_of(world, case_id))[0]["incidentId"] == incident
    await refused(world, "li", "reportIncident", "ALREADY_REPORTED", None, **report)


@pytest.mark.parametrize("first", ["CHECK_IN", "OUTCOME"])
async def test_r04_one_missed_check_in_is_one_breach_whichever_record_it_is_reported_from(
    world: World, first: str
) -> None:
    """R-04, R-05: three breaches are three events, never one told three times."""
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    world.at("2026-03-20")
    outcome_id = await recorded(
        world, case_id, about="CHECK_IN", checkInId=check_in, heldOn="2026-03-04"
    )
    same = {"happenedOn": "2026-03-04", "duty": "REPORTING"}
    reports = {
        "CHECK_IN": a_report(world, case_id, source="CHECK_IN", checkInId=check_in, **same),
        "OUTCOME": a_report(world, case_id, source="OUTCOME", outcomeId=outcome_id, **same),
    }

    await world.done("li", "reportIncident", **reports[first])

    for report in reports.values():
        await refused(world, "li", "reportIncident", "ALREADY_REPORTED", None, **report)
    assert world.count("incidents") == 1


async def test_a_duty_of_a_condition_has_one_outcome_on_its_day(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    given = an_outcome(world, case_id, about="CONDITION", conditionId=plan["conditionId"])
    await world.done("li", "recordOutcome", **given)

    await refused(world, "li", "recordOutcome", "OUTCOME_ON_RECORD", None, **given)

    world.at("2026-03-03")
    await world.done("li", "recordOutcome", **(given | {"heldOn": "2026-03-03"}))


async def test_r07_the_table_says_which_responses_fit(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    outcome_id = await recorded(world, case_id, outcome="SENT_HOME")
    report = a_report(world, case_id, source="OUTCOME", outcomeId=outcome_id, duty="EDUCATION")
    incident = (await world.done("li", "reportIncident", **report))["incidentId"]
    await world.done("li", "decideIncident", **a_finding(incident))
    given = {"incidentId": incident, "reason": "考虑", "doneOn": "2026-03-02"}

    await refused(
        world, "li", "respondToIncident", "RESPONSE_NOT_FOR_OUTCOME", None,
        rung="INTENSIFIED", **given,
    )  # fmt: skip
    await world.done("li", "respondToIncident", rung="WARNING", **given)


async def test_s31_a_second_unexplained_miss_suggests_a_supervisor_and_is_declined_with_reason(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("chen", "supervisor")
    await a_check_in(world, case_id)
    first = await recorded(world, case_id, heldOn="2026-03-02")
    assert (await picture_of(world, case_id))["suggestion"] is None
    answer = {"caseId": case_id, "consult": False, "reason": "两次均因交通，已谈话"}
    await refused(world, "li", "answerSuggestion", "NOTHING_TO_CONSULT", None, **answer)
    await recorded(world, case_id, outcome="ACCEPTABLE_ABSENCE", absenceKind="ILLNESS")
    assert (await picture_of(world, case_id))["suggestion"] is None

    # The second is a check-in that was missed; no job ran.
    world.at("2026-03-08")
    suggestion = (await picture_of(world, case_id))["suggestion"]
    facts = {one["name"]: one["value"] for one in suggestion["why"]["facts"]}
    assert suggestion["why"]["rule"] == "R-07"
    assert (facts["count"], facts["least"], facts["firstOn"]) == ("2", "2", "2026-03-02")
    assert first in [one["recordId"] for one in suggestion["history"]]
    assert len(suggestion["history"]) == 2

    await world.done("li", "answerSuggestion", **answer)

    assert (await picture_of(world, case_id))["suggestion"] is None
    page = await world.ask("li", "caseFile", ("consultations.reason",), id=case_id)
    (kept,) = page["consultations"]
    assert (kept["consulted"], kept["reason"], kept["least"]) == (
        False, "两次均因交通，已谈话", 2,
    )  # fmt: skip
    await refused(world, "li", "answerSuggestion", "NOTHING_TO_CONSULT", None, **answer)
    assert world.count("outbox_messages") == 0
    # A third miss suggests it anew.
    await recorded(world, case_id)
    assert len((await picture_of(world, case_id))["suggestion"]["history"]) == 3
    await world.done("li", "answerSuggestion", **(answer | {"consult": True}))
    assert world.sql("SELECT cause, audience, facts FROM outbox_messages") == [
        ("incidents.consultation_asked", "supervisors", {"count": 3})
    ]


async def test_s17_s61_a_missed_self_report_is_no_miss_and_a_hidden_note_no_absence(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    kept = await a_check_in(world, case_id, kind="SCHOOL")
    await world.done("li", "logCheckIn", **a_visit(kept, how="SCHOOL"))
    await a_check_in(world, case_id, kind="SELF_REPORT", count=2, everyDays=5)
    world.at("2026-03-20")
    await a_member(world, case_id, hideEarlierNotes=True)

    seen = [await picture_of(world, case_id, who) for who in ("li", "zhao")]

    for picture in seen:
        assert picture["suggestion"] is None
        assert sorted((one["code"], one["standing"]) for one in picture["facts"]) == [
            ("KEPT", "DOES_NOT_COUNT"),
            ("SELF_REPORT_MISSED", "DOES_NOT_COUNT"), ("SELF_REPORT_MISSED", "DOES_NOT_COUNT"),
        ]  # fmt: skip
    for check_in, code in ((kept, None), (seen[0]["facts"][0]["recordId"], "INVALID_INPUT")):
        given = an_outcome(
            world, case_id, about="CHECK_IN", checkInId=check_in, outcome="ATTENDED_COMPLIED",
            heldOn="2026-03-02",
        )  # fmt: skip
        assert (await world.do("zhao", "recordOutcome", **given)).get("code") == code


async def test_n07_n08_a_fact_is_disputed_and_ages_out_and_a_decision_keeps_its_settings(
    world: World,
) -> None:
    """R-07: dated facts, no colour, no score."""
    case_id = await a_case_under_supervision(world, months=12)
    await recorded(world, case_id)
    incident = await world.done(
        "li", "reportIncident", **a_report(world, case_id, happenedOn="2026-03-02")
    )
    await world.done("li", "decideIncident", **a_finding(incident["incidentId"]))
    picture = await picture_of(world, case_id)
    assert (picture["basis"]["unconfirmed"], picture["agesOutMonths"]) == (True, 6)
    assert not any("score" in name.lower() for name in picture["facts"][0])
    assert {one["code"]: one["standing"] for one in picture["facts"]} == {
        "UNEXPLAINED_ABSENCE": "COUNTS", "SUPERVISION_BREACH": "COUNTS",
    }  # fmt: skip
    assert {one["agesOutOn"] for one in picture["facts"]} == {"2026-09-02"}
    await world.done(
        "li", "disputeIncident",
        incidentId=incident["incidentId"], by="MINOR", disputedOn="2026-03-02", statement="没有",
    )  # fmt: skip
    standing = {one["code"]: one["standing"] for one in (await picture_of(world, case_id))["facts"]}
    assert standing["SUPERVISION_BREACH"] == "DISPUTED"
    await world.done(
        "li", "decideDispute",
        incidentId=incident["incidentId"], accepted=False, explanation="查实",
    )  # fmt: skip
    world.at("2026-09-01")
    assert {one["standing"] for one in (await picture_of(world, case_id))["facts"]} == {"COUNTS"}

    world.at("2026-09-02")

    assert {one["standing"] for one in (await picture_of(world, case_id))["facts"]} == {"AGED_OUT"}


async def test_s37_where_a_part_cannot_be_computed_the_others_stand_and_it_is_said(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    kept = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(kept))
    await recorded(world, case_id)
    await recorded(world, case_id)
    assert (await picture_of(world, case_id))["suggestion"] is not None
    world.sql("UPDATE check_in_records SET note = '\\x00'")

    picture = await picture_of(world, case_id)

    assert picture["unavailable"] == ["CHECK_IN"]
    assert [one["code"] for one in picture["facts"]] == ["UNEXPLAINED_ABSENCE"] * 2
    # What would rest on a part that is missing is not suggested.
    assert picture["suggestion"] is None


async def test_only_the_prosecution_settles_and_another_case_is_hidden(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    other = await a_case_under_supervision(world)
    outcome_id = await recorded(world, case_id)
    elsewhere = a_report(world, other, source="OUTCOME", outcomeId=outcome_id, duty="EDUCATION")
    assert (await world.do("li", "reportIncident", **elsewhere))["code"] == "NOT_VISIBLE"
    check_in = await a_check_in(world, other)
    given = an_outcome(world, case_id, about="CHECK_IN", checkInId=check_in)
    await refused(world, "li", "recordOutcome", "NOT_VISIBLE", None, **given)
    world.person("sun", "social_worker")
    await refused(world, "sun", "recordOutcome", "NOT_VISIBLE", None, **an_outcome(world, case_id))
    page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
    barred = {each["action"]: each["code"] for each in page["allowedActions"]}
    assert (barred["RECORD_OUTCOME"], barred["SETTLE_OUTCOME"]) == (None, "EVIDENCE_NOT_PENDING")
