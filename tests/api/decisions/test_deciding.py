"""From hearing to the announcement, with the gates holding."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_decisions import (
    ADDRESSEES,
    PARTIES,
    a_case_on_probation,
    a_decided_case,
    a_heard_case,
    a_proposed_case,
    an_announcement,
    an_opinion,
    screened_and_triaged,
)
from support.refusals import refused
from support.world import World


async def test_a_decision_starts_the_period_on_its_day(world: World) -> None:
    world.at("2026-03-02")
    world.person("chen", "supervisor")
    case_id, proposal_id = await a_proposed_case(world)
    world.at("2026-03-20")

    await world.done("chen", "approveProposal", proposalId=proposal_id, text="决定")

    want = ("status", "probation.endsOn", "probation.endsOnDayBefore", "deadlines.kind",
            "deadlines.dueOn", "probation.startsOn")  # fmt: skip
    page = await world.ask("li", "caseFile", want, id=case_id)
    assert page["status"] == "DECIDED"
    assert page["probation"]["startsOn"] == "2026-03-20"
    assert page["probation"]["endsOn"] == "2026-09-20"
    assert page["probation"]["endsOnDayBefore"] == "2026-09-19"
    due = {deadline["kind"]: deadline["dueOn"] for deadline in page["deadlines"]}
    assert due["SERVICE"] == "2026-03-23"
    assert due["FINAL_DECISION"] == "2026-10-08"


@pytest.mark.parametrize("missing", PARTIES)
async def test_nobody_may_be_left_unheard(world: World, missing: str) -> None:
    case_id = await a_case(world)
    await screened_and_triaged(world, case_id)
    for party in PARTIES:
        if party != missing:
            await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    proposal = {"caseId": case_id, "periodMonths": 6, "reasons": "适合帮教"}

    await refused(world, "li", "proposeDecision", "OPINIONS_MISSING", "D-01", **proposal)
    await world.done(
        "li", "recordImpossibility", caseId=case_id, stage="BEFORE_DECISION", party=missing,
        reason="多次联系未果",
    )  # fmt: skip
    proposed = await world.done("li", "proposeDecision", **proposal)

    assert proposed["caseFile"]["status"] == "PROPOSED"


@pytest.mark.parametrize("months", [5, 13])
async def test_the_period_stays_within_six_to_twelve_months(world: World, months: int) -> None:
    case_id = await a_heard_case(world)

    await refused(
        world, "li", "proposeDecision", "PERIOD_OUT_OF_RANGE", "P-01",
        caseId=case_id, periodMonths=months, reasons="适合帮教",
    )  # fmt: skip


async def test_nobody_approves_what_they_proposed(world: World) -> None:
    world.person("chen", "supervisor")
    case_id = await a_heard_case(world)
    proposed = await world.done(
        "chen", "proposeDecision", caseId=case_id, periodMonths=6, reasons="适合帮教"
    )
    given = {"proposalId": proposed["proposalId"], "text": "决定"}

    await refused(world, "chen", "approveProposal", "APPROVER_IS_AUTHOR", None, **given)
    await refused(world, "li", "approveProposal", "NOT_PERMITTED", None, **given)


async def test_an_objection_of_the_family_leads_to_prosecution_until_withdrawn(
    world: World,
) -> None:
    """TC-T9: the father objects after the proposal; D-05, D-07."""
    world.person("chen", "supervisor")
    case_id, proposal_id = await a_proposed_case(world)
    await refused(
        world, "chen", "decideToProsecute", "NO_DISPOSITION_OBJECTION", "D-05",
        caseId=case_id, reason="法定代理人有异议",
    )  # fmt: skip
    objection = await world.done(
        "li", "hearOpinion",
        **an_opinion(world, case_id, "LEGAL_REPRESENTATIVE", stance="OBJECTS",
                     objection="DISPOSITION"),
    )  # fmt: skip

    given = {"proposalId": proposal_id, "text": "决定"}
    await refused(world, "chen", "approveProposal", "MUST_PROSECUTE", "D-05", **given)
    await world.done(
        "li", "withdrawObjection", opinionId=objection["opinionId"],
        withdrawnOn=world.today.isoformat(),
    )  # fmt: skip
    approved = await world.done("chen", "approveProposal", **given)

    assert approved["caseFile"]["status"] == "DECIDED"


async def test_an_objection_to_conditions_needs_an_answer_only(world: World) -> None:
    case_id = await a_heard_case(world)
    objection = await world.done(
        "li", "hearOpinion",
        **an_opinion(world, case_id, "MINOR", stance="OBJECTS", objection="CONDITIONS"),
    )  # fmt: skip
    proposal = {"caseId": case_id, "periodMonths": 6, "reasons": "适合帮教"}

    await refused(world, "li", "proposeDecision", "OBJECTION_UNANSWERED", "D-06", **proposal)
    await world.done(
        "li", "answerObjection", opinionId=objection["opinionId"], adopted=False,
        explanation="已当面释法说理",
    )  # fmt: skip
    proposed = await world.done("li", "proposeDecision", **proposal)

    assert proposed["caseFile"]["status"] == "PROPOSED"


async def test_a_screening_before_the_charges_changed_no_longer_counts(world: World) -> None:
    case_id = await a_heard_case(world)
    version = (await world.ask("li", "caseFile", ("version",), id=case_id))["version"]
    world.later(hours=1)
    await world.done(
        "li", "changeCharges", caseId=case_id, expectedVersion=version, reason="重新定性",
        charges=[{"offence": "312", "acts": [{"occurredOn": "2025-11-20", "amountFen": 1}]}],
    )  # fmt: skip

    await refused(
        world, "li", "proposeDecision", "SCREENING_OUTDATED", "E-01",
        caseId=case_id, periodMonths=6, reasons="适合帮教",
    )  # fmt: skip


async def test_each_service_counts_once_and_a_late_one_stays_late(world: World) -> None:
    world.at("2026-03-11")
    case_id, decision_id = await a_decided_case(world)
    # Three days end on a Saturday; the last day is Monday the 16th (T-04).
    world.at("2026-03-18")
    given = {"decisionId": decision_id, "mode": "DIRECT", "sentOn": "2026-03-16"}

    in_time = await world.done(
        "li", "recordService", addressee="POLICE", receivedOn="2026-03-16", **given
    )
    late = await world.done(
        "li", "recordService", addressee="VICTIM", receivedOn="2026-03-17", **given
    )

    assert (in_time["late"], late["late"]) == (False, True)
    await refused(
        world, "li", "recordService", "ALREADY_SERVED", "D-08",
        addressee="POLICE", receivedOn="2026-03-16", **given,
    )  # fmt: skip
    missing = world.sql("SELECT services_missing FROM case_files WHERE id = %s", [case_id])
    assert missing == [(len(ADDRESSEES) - 2,)]


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        pytest.param({"minorPresent": False}, "NOT_FACE_TO_FACE", id="without-the-minor"),
        pytest.param({"explained": ["PERIOD"]}, "NOT_EXPLAINED", id="not-explained"),
    ],
)
async def test_the_announcement_is_face_to_face(
    world: World, overrides: dict[str, Any], code: str
) -> None:
    case_id, decision_id = await a_decided_case(world)

    await refused(
        world, "li", "recordAnnouncement", code, "D-09",
        **an_announcement(world, decision_id, **overrides),
    )  # fmt: skip
    announced = await world.done("li", "recordAnnouncement", **an_announcement(world, decision_id))

    assert announced["caseFile"]["status"] == "ON_PROBATION"
    assert announced["caseFile"]["id"] == case_id


@pytest.mark.parametrize(
    ("months", "total", "code"),
    [
        pytest.param(6, 5, "PERIOD_OUT_OF_RANGE", id="TC-T4"),
        pytest.param(10, 13, "PERIOD_OUT_OF_RANGE", id="TC-T5"),
        pytest.param(6, 6, "PERIOD_UNCHANGED", id="the-same"),
    ],
)
async def test_a_change_outside_the_range_is_refused(
    world: World, months: int, total: int, code: str
) -> None:
    case_id = await a_case_on_probation(world, months=months)

    rule = "P-04" if code == "PERIOD_UNCHANGED" else "P-01"
    await refused(
        world, "li", "proposePeriodChange", code, rule,
        caseId=case_id, totalMonths=total, reason="表现",
    )  # fmt: skip


async def test_a_change_is_made_by_another_person(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=10)
    world.at("2026-07-01")
    proposed = await world.done(
        "li", "proposePeriodChange", caseId=case_id, totalMonths=12, reason="需要更长帮教"
    )

    want = ("caseFile.probation.endsOn", "caseFile.probation.months")
    given = {"periodChangeId": proposed["periodChangeId"]}
    approved = await world.done("chen", "approvePeriodChange", want, **given)

    assert approved["caseFile"]["probation"]["endsOn"] == "2027-03-20"
    await refused(world, "chen", "approvePeriodChange", "PROPOSAL_CLOSED", None, **given)


async def test_a_printed_end_is_one_of_the_two_readings(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)

    await refused(
        world, "li", "confirmPeriodEnd", "PRINTED_END_NOT_LAWFUL", "P-02",
        caseId=case_id, printedEnd="2026-09-21",
    )  # fmt: skip
    confirmed = await world.done(
        "li", "confirmPeriodEnd", ("caseFile.probation.confirmed",),
        caseId=case_id, printedEnd="2026-09-19",
    )  # fmt: skip

    assert confirmed["caseFile"]["probation"]["confirmed"] is True


async def test_the_period_ends_by_itself_after_both_readings(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)

    statuses = []
    for day in ("2026-09-19", "2026-09-20", "2026-09-21"):
        world.at(day)
        statuses.append((await world.ask("li", "caseFile", ("status",), id=case_id))["status"])

    assert statuses == ["ON_PROBATION", "ON_PROBATION", "PERIOD_ENDED"]
    listed = await world.ask("li", "caseFiles", filter={"status": ["PERIOD_ENDED"]})
    assert listed["total"] == 1


async def test_the_victim_is_heard_again_only_when_the_period_is_over(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    again = {"stage": "BEFORE_FINAL_DECISION"}

    world.at("2026-09-20")
    await refused(
        world, "li", "hearOpinion", "STAGE_NOT_OPEN", "P-09",
        **an_opinion(world, case_id, "VICTIM", **again),
    )  # fmt: skip
    world.at("2026-09-21")
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "VICTIM", **again))
