"""One case file at each stage at which something else may be done, built through the API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from support.builders_cases import a_case
from support.builders_challenges import a_complaint, a_quashed_case, a_request, a_served_case
from support.builders_checkins import a_check_in
from support.builders_decisions import (
    a_case_on_probation,
    a_decided_case,
    a_heard_case,
    a_proposed_case,
    a_screening,
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
from support.builders_milestones import FIRST_DUE, a_case_with_milestones, reviews_of
from support.builders_orders import (
    a_proposed_order,
    a_recommendation,
    a_served_order,
    an_order,
    guidance,
)
from support.builders_plans import a_draft, a_member, a_supervised_case_with_plan, submitted
from support.builders_reviews import (
    WHOLE,
    a_case_at_its_end,
    a_review,
    a_submission,
    a_submitted_review,
    hear_victim_again,
    rated,
)
from support.builders_sealing import a_finished_case
from support.world import World

Stage = Callable[[World], Awaitable[str]]


async def received(world: World) -> str:
    return await a_case(world)


async def in_custody(world: World) -> str:
    case_id = await a_case(world)
    await world.done(
        "li", "recordMeasure",
        caseId=case_id, kind="DETENTION", beganOn="2026-03-02", orderedBy="POLICE",
    )  # fmt: skip
    return case_id


async def screened_only(world: World) -> str:
    case_id = await a_case(world)
    await world.done("li", "recordScreening", **a_screening(case_id))
    return case_id


async def found_ineligible(world: World) -> str:
    case_id = await a_case(world)
    given = a_screening(case_id, remorse=[])
    given["answers"][3] |= {"finding": "NOT_MET"}
    await world.done("li", "recordScreening", **given)
    return case_id


async def heard(world: World) -> str:
    return await a_heard_case(world)


async def screened_on_other_charges(world: World) -> str:
    case_id = await a_heard_case(world)
    page = await world.ask("li", "caseFile", ("version",), id=case_id)
    acts = [{"occurredOn": "2025-11-20", "amountFen": 90000}]
    await world.done(
        "li", "changeCharges", caseId=case_id, expectedVersion=page["version"],
        charges=[{"offence": "287-2", "acts": acts}], reason="补充流水后金额有变",
    )  # fmt: skip
    return case_id


async def minor_objects_to_it(world: World) -> str:
    return await _objected(world, "DISPOSITION")


async def minor_objects_to_conditions(world: World) -> str:
    return await _objected(world, "CONDITIONS")


async def _objected(world: World, objection: str) -> str:
    case_id = await a_heard_case(world)
    told = an_opinion(world, case_id, "MINOR", stance="OBJECTS", objection=objection)
    await world.done("li", "hearOpinion", **told)
    return case_id


async def proposed(world: World) -> str:
    return (await a_proposed_case(world))[0]


async def proposed_by_a_supervisor(world: World) -> str:
    """And with an objection to the conditions since: two reasons against one approval."""
    case_id = await a_heard_case(world)
    world.person("chen", "supervisor")
    await world.done("chen", "proposeDecision", caseId=case_id, periodMonths=6, reasons="适合帮教")
    told = an_opinion(world, case_id, "MINOR", stance="OBJECTS", objection="CONDITIONS")
    await world.done("li", "hearOpinion", **told)
    return case_id


async def decided(world: World) -> str:
    return (await a_decided_case(world))[0]


async def on_probation(world: World) -> str:
    return await a_case_on_probation(world)


async def period_to_be_changed(world: World) -> str:
    case_id = await a_case_on_probation(world)
    await world.done(
        "li", "proposePeriodChange", caseId=case_id, totalMonths=7, reason="需要更长的帮教"
    )
    return case_id


async def change_by_a_supervisor(world: World) -> str:
    case_id = await a_case_on_probation(world)
    await world.done(
        "chen", "proposePeriodChange", caseId=case_id, totalMonths=7, reason="需要更长的帮教"
    )
    return case_id


async def planned(world: World) -> str:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_member(world, case_id)
    return case_id


async def variation_drafted(world: World) -> str:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_draft(world, case_id, reason="调整频次")
    return case_id


async def variation_submitted(world: World) -> str:
    case_id, _ = await a_supervised_case_with_plan(world)
    await submitted(world, await a_draft(world, case_id, reason="调整频次", checkInEveryDays=7))
    return case_id


async def variation_by_a_supervisor(world: World) -> str:
    case_id, _ = await a_supervised_case_with_plan(world)
    draft = await a_draft(world, case_id, "wang", reason="调整频次", checkInEveryDays=7)
    await submitted(world, draft, "wang")
    return case_id


async def check_in_due(world: World) -> str:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_check_in(world, case_id)
    await a_member(world, case_id)
    return case_id


async def check_in_missed(world: World) -> str:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_check_in(world, case_id)
    await a_member(world, case_id)
    world.at("2026-03-20")
    return case_id


async def milestone_due(world: World) -> str:
    case_id = await a_case_with_milestones(world)
    await a_member(world, case_id)
    world.at(FIRST_DUE)
    return case_id


async def milestone_overdue(world: World) -> str:
    case_id = await a_case_with_milestones(world)
    _, second = await reviews_of(world, case_id)
    await world.done("li", "exemptMilestone", milestoneId=second["id"], reason="转学")
    world.at("2026-05-19")
    return case_id


async def incident_reported(world: World) -> str:
    case_id = await a_case_on_probation(world)
    await an_incident(world, case_id, kind="NEW_CRIME")
    return case_id


async def breach_established(world: World) -> str:
    case_id = await a_case_on_probation(world)
    await an_established_incident(world, case_id)
    return case_id


async def incident_disputed(world: World) -> str:
    case_id = await breach_established(world)
    ((incident,),) = world.sql("SELECT id FROM incidents")
    await world.done(
        "li", "disputeIncident",
        incidentId=str(incident), by="MINOR", disputedOn=world.today.isoformat(), statement="没有",
    )  # fmt: skip
    return case_id


async def crime_established(world: World) -> str:
    case_id = await a_case_on_probation(world)
    await an_established_incident(world, case_id, "NEW_CRIME")
    return case_id


async def held(world: World) -> str:
    case_id = await incident_reported(world)
    ((incident,),) = world.sql("SELECT id FROM incidents")
    await world.done("li", "placeHold", incidentId=str(incident), reason="等待侦查结果")
    return case_id


async def revocation_proposed(world: World) -> str:
    case_id = await a_case_on_probation(world)
    await a_proposed_revocation(world, case_id)
    return case_id


async def revocation_by_a_supervisor(world: World) -> str:
    """Proposed by the one who would approve it, on a fact that is disputed since."""
    case_id = await a_case_on_probation(world)
    incident = await an_established_incident(world, case_id, "NEW_CRIME")
    await hear_before_revocation(world, case_id)
    given = a_proposal(case_id, incident, ground="NEW_CRIME")
    await world.done("chen", "proposeRevocation", **given)
    await world.done(
        "li", "disputeIncident",
        incidentId=incident, by="MINOR", disputedOn=world.today.isoformat(), statement="没有",
    )  # fmt: skip
    return case_id


async def revoked(world: World) -> str:
    case_id = await a_case_on_probation(world)
    await a_revoked_case(world, case_id)
    return case_id


async def period_over(world: World) -> str:
    return await a_case_at_its_end(world)


async def review_begun(world: World) -> str:
    case_id = await a_case_at_its_end(world)
    await rated(world, await a_review(world, case_id), leave_out=2)
    return case_id


async def review_with_missed_check_in(world: World) -> str:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_check_in(world, case_id)
    world.at("2026-09-03")
    await rated(world, await a_review(world, case_id))
    return case_id


async def opinion_given(world: World) -> str:
    case_id = await a_case_at_its_end(world)
    await a_submitted_review(world, case_id)
    return case_id


async def opinion_of_a_supervisor(world: World) -> str:
    case_id = await a_case_at_its_end(world)
    begun = await world.done("wang", "draftOutcomeReview", WHOLE, caseId=case_id)
    review = await rated(world, begun["review"])
    await world.done("wang", "submitOutcomeReview", **a_submission(review))
    return case_id


async def revocation_is_the_opinion(world: World) -> str:
    """Prosecution proposed at the end, on the ground of a crime in the period."""
    case_id = await a_case_at_its_end(world)
    await _crime_in_the_period(world, case_id)
    review = await rated(world, await a_review(world, case_id))
    given = a_submission(review, proposal="PROSECUTION")
    await world.done("li", "submitOutcomeReview", **given)
    return case_id


async def opinion_given_and_victim_heard(world: World) -> str:
    case_id = await opinion_given(world)
    await hear_victim_again(world, case_id)
    return case_id


async def crime_found_after_the_opinion(world: World) -> str:
    case_id = await opinion_given_and_victim_heard(world)
    await _crime_in_the_period(world, case_id)
    return case_id


async def _crime_in_the_period(world: World, case_id: str) -> None:
    incident = await an_incident(world, case_id, kind="NEW_CRIME", happenedOn="2026-06-01")
    await world.done(
        "li", "decideIncident", incidentId=incident, finding="ESTABLISHED",
        evidence="起诉意见书", investigation="县公安局起诉意见书〔2026〕1号",
    )  # fmt: skip


async def order_to_issue(world: World) -> str:
    """And a recommendation to approve, both written by the officer."""
    case_id = await a_case_on_probation(world)
    await a_proposed_order(world, an_order(world, case_id))
    await world.done("li", "proposeRecommendation", **a_recommendation(case_id))
    return case_id


async def order_followed_up(world: World) -> str:
    """Served, with something to do for the guardian."""
    case_id = await a_case_on_probation(world)
    order_id = await a_served_order(world, guidance(world, case_id))
    await world.done(
        "li", "giveGuardianDuty",
        orderId=order_id, task="每周与孩子谈话一次", guide="在孩子放学后", withinDays=14,
    )  # fmt: skip
    return case_id


async def challenged(world: World) -> str:
    """By the police, without a reviewer; a proposal to quash waits."""
    case_id, decision_id = await a_served_case(world)
    await world.done("li", "recordPoliceRequest", **a_request(world, decision_id))
    await world.done("li", "proposeQuashing", caseId=case_id, reasons="认定的数额有误")
    return case_id


async def quashed(world: World) -> str:
    case_id, decision_id = await a_served_case(world)
    await world.done("li", "recordComplaint", **a_complaint(world, decision_id))
    await a_quashed_case(world, case_id)
    return case_id


async def finished(world: World) -> str:
    return await a_finished_case(world)


STAGES: Final[tuple[Stage, ...]] = (
    received, in_custody, screened_only, found_ineligible, heard, screened_on_other_charges,
    minor_objects_to_it,
    minor_objects_to_conditions, proposed, proposed_by_a_supervisor, decided, on_probation,
    period_to_be_changed, change_by_a_supervisor, planned, variation_drafted, variation_submitted,
    variation_by_a_supervisor, check_in_due, check_in_missed, milestone_due,
    milestone_overdue, incident_reported,
    breach_established, incident_disputed, crime_established, held, revocation_proposed,
    revocation_by_a_supervisor, revoked,
    period_over, review_begun, review_with_missed_check_in, opinion_given,
    opinion_of_a_supervisor, revocation_is_the_opinion, opinion_given_and_victim_heard,
    crime_found_after_the_opinion, order_to_issue, order_followed_up, challenged, quashed,
    finished,
)  # fmt: skip
