"""Revocation: a ground, a hearing, another person; then service, announcement and prosecution."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from guanhu.access.actor import system_actor
from guanhu.cases.use_cases.explain_case import explain_case
from guanhu.explaining import lines_of
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.builders_decisions import (
    ADDRESSEES,
    a_case_on_probation,
    an_announcement,
    an_opinion,
)
from support.builders_incidents import (
    a_proposal,
    a_proposed_revocation,
    a_revoked_case,
    an_established_incident,
    an_incident,
    hear_before_revocation,
)
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

DEADLINES = ("deadlines.kind", "deadlines.dueOn", "deadlines.state", "deadlines.basis.rule")


async def under_supervision(world: World) -> str:
    case_id = await a_case_under_supervision(world)
    world.person("chen", "supervisor")
    world.at("2026-05-11")
    return case_id


async def page_of(world: World, case_id: str, *want: str) -> dict[str, Any]:
    page: dict[str, Any] = await world.ask("li", "caseFile", want, id=case_id)
    return page


@pytest.mark.parametrize(
    ("ground", "rule", "mandatory"),
    [
        pytest.param("NEW_CRIME", "R-01", True, id="_r01_"),
        pytest.param("MISSED_CRIME", "R-02", True, id="_r02_"),
        pytest.param("PUBLIC_SECURITY", "R-03", False, id="_r03_"),
        pytest.param("SUPERVISION_RULES", "R-04", False, id="_r04_"),
    ],
)
async def test_each_of_the_four_grounds_revokes(
    world: World,
    ground: str,
    rule: str,
    mandatory: bool,  # noqa: FBT001
) -> None:
    """R-01, R-02, R-03, R-04, R-08, R-09."""
    case_id = await under_supervision(world)
    incident_id, proposal_id = await a_proposed_revocation(world, case_id, ground)
    page = await page_of(world, case_id, "revocationGrounds.why.rule")
    (stands,) = page["revocationGrounds"]
    assert (stands["ground"], stands["mandatory"], stands["incidentIds"]) == (
        ground, mandatory, [incident_id],
    )  # fmt: skip
    assert stands["why"]["rule"] == rule

    await world.done(
        "chen", "approveRevocation", proposalId=proposal_id, text="撤销附条件不起诉决定"
    )

    page = await page_of(world, case_id, *DEADLINES, "decisions.basis.rule", "revocations.state",
                         "statusWhy.rule")  # fmt: skip
    assert (page["status"], page["statusWhy"]["rule"]) == ("REVOKED", "R-08")
    (decision,) = [one for one in page["decisions"] if one["kind"] == "REVOCATION"]
    assert (decision["decidedOn"], decision["basis"]["rule"]) == ("2026-05-11", rule)
    assert [one["state"] for one in page["revocations"]] == ["APPROVED"]
    due = {(one["kind"], one["dueOn"]) for one in page["deadlines"] if one["state"] != "DONE"}
    # Received and decided on 2 March: the whole month of the review is left.
    assert ("PROSECUTION_AFTER_REVOCATION", "2026-06-11") in due
    assert ("REVOCATION_SERVICE", "2026-05-14") in due
    assert {kind for kind, _ in due} & {"PROBATION_END", "FINAL_DECISION"} == set()


async def test_r08_nobody_revokes_what_they_proposed(world: World) -> None:
    case_id = await under_supervision(world)
    fact = await an_established_incident(world, case_id, "NEW_CRIME")
    await hear_before_revocation(world, case_id)
    proposed = await world.done(
        "chen", "proposeRevocation", **a_proposal(case_id, fact, ground="NEW_CRIME")
    )

    for mutation, given in (
        ("approveRevocation", {"text": "撤"}),
        ("returnRevocation", {"feedback": "?"}),
    ):
        await refused(
            world, "chen", mutation, "APPROVER_IS_AUTHOR", None,
            proposalId=proposed["proposalId"], **given,
        )  # fmt: skip
    denied = await world.do("li", "approveRevocation", proposalId=proposed["proposalId"], text="撤")
    assert denied["code"] == "NOT_PERMITTED"


async def test_r08_everybody_is_heard_on_the_facts_first(world: World) -> None:
    case_id = await under_supervision(world)
    await hear_before_revocation(world, case_id)
    world.at("2026-05-12")
    fact = await an_established_incident(world, case_id, "NEW_CRIME")
    given = a_proposal(case_id, fact, ground="NEW_CRIME")
    # They were heard before this was known.
    missing = await refused(
        world, "li", "proposeRevocation", "REVOCATION_HEARING_MISSING", "R-08", **given
    )
    told = {each["name"]: each["value"] for each in missing["facts"]}
    assert told == {"missing": "MINOR,LEGAL_REPRESENTATIVE,DEFENDER"}

    await hear_before_revocation(world, case_id, ("MINOR", "LEGAL_REPRESENTATIVE"))
    await world.done(
        "li", "recordImpossibility",
        caseId=case_id, stage="BEFORE_REVOCATION", party="DEFENDER", reason="辩护人拒绝到场",
    )  # fmt: skip

    await world.done("li", "proposeRevocation", **given)
    await refused(world, "li", "proposeRevocation", "REVOCATION_PENDING", "R-08", **given)


async def test_r08_a_hearing_follows_the_decision(world: World) -> None:
    case_id = await under_supervision(world)

    await refused(
        world, "li", "hearOpinion", "DATE_TOO_EARLY", None,
        **an_opinion(world, case_id, "MINOR", stage="BEFORE_REVOCATION", heardOn="2026-03-01"),
    )  # fmt: skip


async def test_r06_what_is_not_established_or_too_little_is_no_ground(world: World) -> None:
    """R-05, R-06, R-12, S-01."""
    case_id = await under_supervision(world)
    await hear_before_revocation(world, case_id)
    reported = await an_incident(world, case_id)
    crime = await an_incident(world, case_id, kind="NEW_CRIME")
    minor = await an_established_incident(world, case_id)
    second = await an_established_incident(world, case_id)
    for ids, ground, code, rule in (
        ([reported], "SUPERVISION_RULES", "FACT_NOT_ESTABLISHED", "S-01"),
        ([crime], "NEW_CRIME", "CRIME_NOT_ESTABLISHED", "R-12"),
        ([minor], "SUPERVISION_RULES", "MINOR_BREACH_IS_NO_GROUND", "R-06"),
        # The same fact twice is one fact.
        ([minor, minor], "SUPERVISION_RULES", "MINOR_BREACH_IS_NO_GROUND", "R-06"),
        ([minor, second], "SUPERVISION_RULES", "BREACHES_TOO_FEW", "R-05"),
        ([minor], "PUBLIC_SECURITY", "GROUND_DOES_NOT_FIT", "R-06"),
    ):
        await refused(
            world, "li", "proposeRevocation", code, rule,
            **a_proposal(case_id, *ids, ground=ground),
        )  # fmt: skip
    other = await a_case_under_supervision(world)
    elsewhere = await an_established_incident(world, other, "NEW_CRIME")
    hidden = await world.do(
        "li", "proposeRevocation", **a_proposal(case_id, elsewhere, ground="NEW_CRIME")
    )
    assert hidden["code"] == "NOT_VISIBLE"


async def test_a_dispute_between_proposal_and_approval_bars_it(world: World) -> None:
    """N07, R-08."""
    case_id = await under_supervision(world)
    incident_id, proposal_id = await a_proposed_revocation(world, case_id)
    await world.done(
        "li", "disputeIncident",
        incidentId=incident_id, by="MINOR", disputedOn="2026-05-11", statement="不是我",
    )  # fmt: skip

    await refused(
        world, "chen", "approveRevocation", "FACT_DISPUTED", None,
        proposalId=proposal_id, text="撤销",
    )  # fmt: skip


async def test_sent_back_the_duty_stays_in_sight(world: World) -> None:
    """R-01, R-08."""
    case_id = await under_supervision(world)
    incident_id, proposal_id = await a_proposed_revocation(world, case_id)

    await world.done("chen", "returnRevocation", proposalId=proposal_id, feedback="补充侦查材料")

    page = await page_of(world, case_id, "revocationGrounds.mandatory", "revocations.feedback")
    assert page["status"] == "ON_PROBATION"
    assert [one["mandatory"] for one in page["revocationGrounds"]] == [True]
    (returned,) = page["revocations"]
    assert (returned["state"], returned["feedback"]) == ("RETURNED", "补充侦查材料")
    await refused(
        world, "chen", "approveRevocation", "PROPOSAL_CLOSED", None,
        proposalId=proposal_id, text="撤销",
    )  # fmt: skip
    again = await world.done(
        "li", "proposeRevocation", **a_proposal(case_id, incident_id, ground="NEW_CRIME")
    )
    await world.done("chen", "approveRevocation", proposalId=again["proposalId"], text="撤销")


async def test_a_revoked_case_is_served_announced_and_prosecuted(world: World) -> None:
    """R-08, R-09."""
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    world.at("2026-05-11")
    decision_id = await a_revoked_case(world, case_id)
    await world.done(
        "li", "recordService",
        decisionId=decision_id, addressee="POLICE", mode="POST", sentOn="2026-05-11",
        receivedOn="2026-05-11",
    )  # fmt: skip
    world.at("2026-05-20")
    for addressee in ADDRESSEES[1:]:
        served = await world.done(
            "li", "recordService",
            decisionId=decision_id, addressee=addressee, mode="DIRECT", sentOn="2026-05-20",
            receivedOn="2026-05-20",
        )  # fmt: skip
        assert served["late"] is True
    page = await page_of(world, case_id, *DEADLINES, "deadlines.title")
    services = [one for one in page["deadlines"] if one["kind"] == "REVOCATION_SERVICE"]
    assert [one["state"] for one in services] == ["DONE"] * 5
    assert {one["title"] for one in services} == {
        f"送达撤销附条件不起诉决定书（{party}）"
        for party in ("公安机关", "被害人", "未成年人", "法定代理人", "辩护人")
    }

    announced = await world.done(
        "li", "recordAnnouncement",
        **an_announcement(world, decision_id, minorPresent=False, explained=[]),
    )  # fmt: skip
    assert announced["caseFile"]["status"] == "REVOKED"
    await refused(
        world, "li", "recordAnnouncement", "ALREADY_ANNOUNCED", None,
        **an_announcement(world, decision_id),
    )  # fmt: skip
    prosecuted = await world.done("chen", "decideToProsecute", caseId=case_id, reason="提起公诉")

    assert prosecuted["caseFile"]["status"] == "PROSECUTED"
    page = await page_of(world, case_id, "decisions.basis.rule", "statusWhy.rule", *DEADLINES)
    assert page["statusWhy"]["rule"] == "R-09"
    assert page["decisions"][-1]["basis"]["rule"] == "R-09"
    left = {one["kind"] for one in page["deadlines"] if one["state"] != "DONE"}
    assert left == {"RIGHTS_NOTICE_SUSPECT", "RIGHTS_NOTICE_VICTIM"}


async def test_supervision_ends_on_the_day_of_the_revocation(world: World) -> None:
    """R-08, P-02."""
    case_id = await under_supervision(world)
    check_in = await a_check_in(world, case_id)
    change = await world.done(
        "li", "proposePeriodChange", caseId=case_id, totalMonths=7, reason="延长"
    )
    await a_revoked_case(world, case_id)

    visit = a_visit(check_in, happenedAt="2026-05-11T08:30:00+08:00")
    logged = await world.do("li", "logCheckIn", **visit)
    assert logged["code"] == "SUPERVISION_NOT_LIVE"
    page = await page_of(world, case_id, "checkIns.status", "periodChanges.state")
    assert [one["state"] for one in page["periodChanges"]] == ["LAPSED"]
    approved = await world.do(
        "chen", "approvePeriodChange", periodChangeId=change["periodChangeId"]
    )
    assert approved["code"] == "PROPOSAL_CLOSED"


async def test_r09_prosecution_follows_a_revocation_and_nothing_else_of_the_period(
    world: World,
) -> None:
    case_id = await under_supervision(world)
    await refused(
        world, "chen", "decideToProsecute", "MOVE_NOT_ALLOWED", None, caseId=case_id, reason="起诉"
    )
    await a_revoked_case(world, case_id)

    async def overdue(on: str) -> str:
        world.at(on)
        page = await page_of(world, case_id, *DEADLINES)
        (found,) = [d for d in page["deadlines"] if d["kind"] == "PROSECUTION_AFTER_REVOCATION"]
        return str(found["state"])

    assert [await overdue(day) for day in ("2026-06-04", "2026-06-11", "2026-06-12")] == [
        "DUE_SOON", "DUE_TODAY", "OVERDUE",
    ]  # fmt: skip


async def test_r13_a_worker_is_not_told_of_a_violation_by_the_revocation(world: World) -> None:
    case_id = await under_supervision(world)
    await a_member(world, case_id)
    await a_revoked_case(world, case_id, "PUBLIC_SECURITY")

    told = {}
    for who in ("li", "zhao"):
        page = await world.ask(who, "caseFile", ("decisions.basis.rule",), id=case_id)
        told[who] = page["decisions"][-1]["basis"]["rule"]
    details = world.sql(
        "SELECT details::text FROM trail_entries WHERE starts_with(action, 'incidents.')"
    )

    assert told == {"li": "R-03", "zhao": "R-08"}
    assert "public_security" not in str(details)


async def test_the_timetable_of_a_revoked_case_tells_what_is_left(world: World) -> None:
    """R-09."""
    case_id = await under_supervision(world)
    await a_revoked_case(world, case_id)

    system = system_actor(UUID(int=0))
    found = await explain_case(world.product.database, world.clock, system, case_id)
    told = "\n".join(lines_of(found, "zh"))

    for said in (
        "已撤销",
        "送达撤销附条件不起诉决定书（辩护人）",
        "撤销后提起公诉",
        "2026年6月11日",
    ):
        assert said in told, told
    assert "考验期满后作出最终决定" not in told
