"""What happened: reported by whoever saw it, found by the prosecutor, disputed, responded to."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.builders_incidents import (
    a_finding,
    a_report,
    an_established_incident,
    an_incident,
)
from support.builders_plans import a_member
from support.refusals import refused
from support.walls import Planted
from support.world import World


async def incidents_of(world: World, case_id: str, who: str = "li") -> list[dict[str, Any]]:
    want = (
        "incidents.suggestion.rung", "incidents.suggestion.why.rule",
        "incidents.suggestion.why.steps", "incidents.suggestion.why.facts.name",
        "incidents.suggestion.why.facts.value", "incidents.responses.rung",
        "incidents.responses.proposed", "incidents.responses.reason",
    )  # fmt: skip
    page = await world.ask(who, "caseFile", want, id=case_id)
    found: list[dict[str, Any]] = page["incidents"]
    return found


async def test_s01_a_worker_reports_and_the_prosecutor_finds(world: World) -> None:
    """S-01, R-12, O-03."""
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    world.at("2026-04-10")
    incident_id = await an_incident(
        world, case_id, "zhao", happenedOn="2026-04-08", happenedUntil="2026-04-09"
    )
    for who in ("li", "zhao"):
        (seen,) = await incidents_of(world, case_id, who)
        assert (seen["state"], seen["counts"], seen["duty"]) == ("REPORTED", False, "LEAVING")
        assert seen["facts"] == "未经批准离开本县，当晚返回。"
    denied = await world.do("zhao", "decideIncident", **a_finding(incident_id))
    assert denied["code"] == "NOT_PERMITTED"

    await world.done("li", "decideIncident", **a_finding(incident_id))

    (seen,) = await incidents_of(world, case_id)
    assert (seen["state"], seen["counts"], seen["evidence"]) == (
        "ESTABLISHED", True, "谈话笔录、车票记录",
    )  # fmt: skip
    (shown,) = await incidents_of(world, case_id, "zhao")
    assert (shown["state"], shown["evidence"], shown["suggestion"]) == ("ESTABLISHED", None, None)
    await refused(world, "li", "decideIncident", "FINDING_MADE", "S-01", **a_finding(incident_id))


async def test_r12_no_note_establishes_a_crime(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    incident_id = await an_incident(world, case_id, kind="NEW_CRIME")

    await refused(
        world, "li", "decideIncident", "CRIME_NOT_INVESTIGATED", "R-12", **a_finding(incident_id)
    )


async def test_o03_a_missed_check_in_is_a_source_and_a_kept_one_is_not(world: World) -> None:
    """O-02."""
    case_id = await a_case_under_supervision(world)
    missed, kept = await a_check_in(world, case_id), await a_check_in(world, case_id, kind="SCHOOL")
    await world.done("li", "logCheckIn", **a_visit(kept, how="SCHOOL"))
    other = await a_case_under_supervision(world)
    elsewhere = await a_check_in(world, other)
    world.at("2026-03-20")
    source = {"source": "CHECK_IN", "duty": "REPORTING", "happenedOn": "2026-03-06"}

    done = await world.done(
        "li", "reportIncident", **a_report(world, case_id, checkInId=missed, **source)
    )

    (seen,) = await incidents_of(world, case_id)
    assert (seen["id"], seen["checkInId"]) == (done["incidentId"], missed)
    await refused(
        world, "li", "reportIncident", "ALREADY_REPORTED", None,
        **a_report(world, case_id, checkInId=missed, **source),
    )  # fmt: skip
    await refused(
        world, "li", "reportIncident", "NOT_A_MISSED_CHECK_IN", None,
        **a_report(world, case_id, checkInId=kept, **source),
    )  # fmt: skip
    hidden = await world.do(
        "li", "reportIncident", **a_report(world, case_id, checkInId=elsewhere, **source)
    )
    assert hidden["code"] == "NOT_VISIBLE"
    wrong = await refused(
        world, "li", "reportIncident", "INVALID_INPUT", None, **a_report(world, case_id, **source)
    )
    assert wrong["problems"][0]["path"] == "checkInId"


@pytest.mark.parametrize(
    ("given", "code", "rule"),
    [
        ({"happenedOn": "2026-03-01"}, "DATE_TOO_EARLY", None),
        ({"foundOn": "2026-12-01"}, "DATE_IN_FUTURE", None),
        ({"kind": "MISSED_CRIME", "happenedOn": "2026-03-02"}, "NOT_BEFORE_THE_DECISION", "R-02"),
        ({"duty": None}, "INVALID_INPUT", None),
        ({"kind": "NEW_CRIME", "duty": "LEAVING"}, "INVALID_INPUT", None),
    ],
)
async def test_what_cannot_have_been_is_refused(
    world: World, given: dict[str, Any], code: str, rule: str | None
) -> None:
    case_id = await a_case_under_supervision(world)
    world.at("2026-04-10")

    await refused(world, "li", "reportIncident", code, rule, **a_report(world, case_id, **given))


async def test_nothing_happens_in_a_period_that_has_not_begun(world: World) -> None:
    case_id = await a_case(world)

    await refused(
        world, "li", "reportIncident", "MOVE_NOT_ALLOWED", None, **a_report(world, case_id)
    )


async def test_a_breach_after_the_end_is_none(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.at("2026-09-04")

    await refused(
        world, "li", "reportIncident", "NO_SUPERVISION_THEN", "R-04", **a_report(world, case_id)
    )
    (fact,) = [await an_incident(world, case_id, happenedOn="2026-09-02")]
    (seen,) = await incidents_of(world, case_id)
    assert (seen["id"], seen["onDisputedDay"], seen["path"]) == (fact, True, "REVOCATION")


async def test_n07_a_disputed_fact_stops_counting_until_decided(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    incident_id = await an_established_incident(world, case_id)
    given = {"incidentId": incident_id, "by": "MINOR", "disputedOn": "2026-03-02",
             "statement": "事先打过电话"}  # fmt: skip

    await world.done("li", "disputeIncident", **given)

    (seen,) = await incidents_of(world, case_id)
    assert (seen["state"], seen["counts"], seen["dispute"]) == (
        "DISPUTED",
        False,
        "事先打过电话",
    )
    assert seen["suggestion"]["rung"] is None
    await refused(world, "li", "disputeIncident", "ALREADY_DISPUTED", None, **given)
    await world.done(
        "li", "decideDispute", incidentId=incident_id, accepted=False, explanation="无通话记录"
    )
    (seen,) = await incidents_of(world, case_id)
    assert (seen["state"], seen["counts"], seen["disputeExplanation"]) == (
        "ESTABLISHED", True, "无通话记录",
    )  # fmt: skip
    await refused(
        world, "li", "decideDispute", "NO_OPEN_DISPUTE", None,
        incidentId=incident_id, accepted=True, explanation="再议",
    )  # fmt: skip
    await refused(world, "li", "disputeIncident", "NOTHING_TO_DISPUTE", None, **given)


async def test_an_accepted_dispute_takes_the_fact_away(world: World) -> None:
    """N07."""
    case_id = await a_case_under_supervision(world)
    incident_id = await an_established_incident(world, case_id)
    for day, code in (("2026-03-01", "DATE_TOO_EARLY"), ("2026-03-03", "DATE_IN_FUTURE")):
        await refused(
            world, "li", "disputeIncident", code, None,
            incidentId=incident_id, by="MINOR", disputedOn=day, statement="没有",
        )  # fmt: skip
    await world.done(
        "li", "disputeIncident",
        incidentId=incident_id, by="LEGAL_REPRESENTATIVE", disputedOn="2026-03-02", statement="在",
    )  # fmt: skip

    await world.done(
        "li", "decideDispute", incidentId=incident_id, accepted=True, explanation="邻居证实在家"
    )

    (seen,) = await incidents_of(world, case_id)
    assert (seen["state"], seen["counts"]) == ("WITHDRAWN", False)


async def test_r07_the_system_proposes_and_a_person_decides(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    first = await an_established_incident(world, case_id)
    (seen,) = await incidents_of(world, case_id)
    assert seen["suggestion"]["rung"] == "REMINDER"
    assert seen["suggestion"]["why"]["rule"] == "R-07"

    await world.done(
        "li", "respondToIncident",
        incidentId=first, rung="WARNING", reason="情节较重", doneOn="2026-03-02",
        servedOn="2026-03-02",
    )  # fmt: skip
    await world.done(
        "li", "respondToIncident",
        incidentId=first, reason="不再加重", doneOn="2026-03-02",
    )  # fmt: skip

    (seen,) = await incidents_of(world, case_id)
    decided = [(r["proposed"], r["rung"], r["reason"]) for r in seen["responses"]]
    assert decided == [
        ("REMINDER", "WARNING", "情节较重"), ("INTENSIFIED", None, "不再加重"),
    ]  # fmt: skip
    assert seen["suggestion"]["rung"] == "INTENSIFIED"
    facts = {fact["name"]: fact["value"] for fact in seen["suggestion"]["why"]["facts"]}
    assert (facts["last"], facts["lastOn"], facts["count"]) == ("WARNING", "2026-03-02", "1")


async def test_r06_no_response_climbs_to_revocation_over_a_minor_breach(world: World) -> None:
    case_id = await a_case_under_supervision(world, months=12)
    incident_id = await an_established_incident(world, case_id)
    given = {"incidentId": incident_id, "reason": "考虑升级", "doneOn": "2026-03-02"}

    for rung, code, rule in (
        ("REVOCATION_PROPOSAL", "MINOR_BREACH_IS_NO_GROUND", "R-06"),
        ("EXTENSION", "NO_ROOM_TO_EXTEND", "P-04"),
    ):
        await refused(world, "li", "respondToIncident", code, rule, rung=rung, **given)
    reported = await an_incident(world, case_id)
    await refused(
        world, "li", "respondToIncident", "RESPONSE_NEEDS_FINDING", "S-01",
        rung="WARNING", **(given | {"incidentId": reported}),
    )  # fmt: skip
    await refused(
        world, "li", "respondToIncident", "DATE_TOO_EARLY", None,
        rung="WARNING", **(given | {"servedOn": "2026-03-01"}),
    )  # fmt: skip


async def test_r13_a_violation_is_seen_by_the_prosecution_alone(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    world.person("chen", "supervisor")
    violation = await an_incident(
        world, case_id, "zhao", kind="PUBLIC_SECURITY", source="POLICE", facts="打架被治安处罚"
    )
    await an_incident(world, case_id, "zhao")
    await world.done(
        "li", "respondToIncident",
        incidentId=violation, rung="TALK", reason="了解情况", doneOn="2026-03-02",
    )  # fmt: skip

    seen = {who: await incidents_of(world, case_id, who) for who in ("li", "chen", "zhao")}

    assert [one["kind"] for one in seen["zhao"]] == ["SUPERVISION_BREACH"]
    for who in ("li", "chen"):
        kinds = {one["kind"]: one["restricted"] for one in seen[who]}
        assert kinds == {"SUPERVISION_BREACH": False, "PUBLIC_SECURITY": True}
    told = await world.ask("zhao", "caseFile", ("timeline.kind",), id=case_id)
    assert "incidents" not in str(told["timeline"])


async def test_r13_the_database_itself_hides_a_violation(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    for kind in ("PUBLIC_SECURITY", "SUPERVISION_BREACH"):
        incident_id = await an_incident(world, case_id, kind=kind)
        await world.done(
            "li", "respondToIncident",
            incidentId=incident_id, rung="TALK", reason="谈话", doneOn="2026-03-02",
        )  # fmt: skip
    seen = {}
    for who in ("li", "zhao"):
        with Planted(world, case_id, case_id).entered(world.actors[who]) as app:
            seen[who] = [
                app.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()  # noqa: S608
                for table in ("incidents", "incident_responses", "investigation_holds")
            ]
            changed = app.execute("UPDATE incidents SET serious = true")
            assert changed.rowcount == (2 if who == "li" else 0)

    assert seen == {"li": [(2,), (2,), (0,)], "zhao": [(1,), (1,), (0,)]}


async def test_r13_before_its_law_a_violation_was_not_sealed(world: World) -> None:
    world.at("2025-11-03")
    case_id = await a_case_under_supervision(world, receivedOn="2025-11-03", charges=[
        {"offence": "287-2", "acts": [{"occurredOn": "2025-10-01", "amountFen": 100}]}
    ])  # fmt: skip
    await a_member(world, case_id)
    await an_incident(world, case_id, kind="PUBLIC_SECURITY")

    assert len(await incidents_of(world, case_id, "zhao")) == 1


async def test_the_page_says_what_may_be_done_and_why_not(world: World) -> None:
    case_id = await a_case_under_supervision(world)

    async def barred() -> dict[str, str | None]:
        page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
        return {each["action"]: each["code"] for each in page["allowedActions"]}

    nothing = await barred()
    assert nothing["REPORT_INCIDENT"] is None
    assert {name: nothing[name] for name in (
        "DECIDE_INCIDENT", "DISPUTE_INCIDENT", "DECIDE_DISPUTE", "RESPOND_TO_INCIDENT",
        "PLACE_HOLD", "LIFT_HOLD", "PROPOSE_REVOCATION",
    )} == {
        "DECIDE_INCIDENT": "NOTHING_TO_DECIDE", "DISPUTE_INCIDENT": "NOTHING_TO_DISPUTE",
        "DECIDE_DISPUTE": "NO_OPEN_DISPUTE", "RESPOND_TO_INCIDENT": "NO_INCIDENT",
        "PLACE_HOLD": "NOT_UNDER_INVESTIGATION", "LIFT_HOLD": "NO_HOLD",
        "PROPOSE_REVOCATION": "NO_GROUND_STANDS",
    }  # fmt: skip
    await an_incident(world, case_id, kind="NEW_CRIME")
    reported = await barred()
    assert [reported[name] for name in ("DECIDE_INCIDENT", "DISPUTE_INCIDENT", "PLACE_HOLD")] == [
        None, None, None,
    ]  # fmt: skip
    await an_established_incident(world, case_id, "NEW_CRIME")
    assert (await barred())["PROPOSE_REVOCATION"] == "REVOCATION_HEARING_MISSING"
