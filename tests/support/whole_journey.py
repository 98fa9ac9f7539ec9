"""One file from intake to the final announcement, a marker in every text that can be written."""

from __future__ import annotations

import json
from typing import Any

from guanhu.law.periods import add_months
from support.assessed_journey import assess, pay
from support.builders_cases import an_intake
from support.builders_challenges import a_complaint, an_answer
from support.builders_checkins import a_check_in, a_visit, marked_self_report
from support.builders_courses import everything_about_learning
from support.builders_decisions import (
    ADDRESSEES,
    PARTIES,
    a_screening,
    a_triage,
    an_announcement,
    an_opinion,
)
from support.builders_education import marked_learning
from support.builders_entrustments import entrusted_twice
from support.builders_files import upload
from support.builders_milestones import scheduled
from support.builders_notes import everything_about_a_note
from support.builders_orders import a_proposed_order, a_recommendation, a_session, guidance
from support.builders_plans import PUBLIC_WORK, RESTITUTION, a_draft, a_member
from support.builders_reviews import WHOLE, a_review, a_submission, rated
from support.conduct_journey import behave
from support.protected_journey import protect
from support.stages import staged
from support.traces import MARKER
from support.world import World


@staged
async def a_marked_journey(world: World) -> str:
    """Walk one file through every room; the clock stands after its final announcement."""
    world.person("li", "officer")
    world.person("wang", "supervisor")
    case_id = await _intake(world)
    await _decide(world, case_id)
    await _plan(world, case_id)
    await _supervise(world, case_id)
    await _papers(world, case_id)
    await behave(world, case_id)
    await _order(world, case_id)
    await _look_back(world, case_id)
    await entrusted_twice(world, case_id, MARKER)
    await _hand_over(world, case_id)
    world.at("2026-10-03")
    await _end(world, case_id)
    return case_id


async def _intake(world: World) -> str:
    world.at("2026-03-02")
    await world.done(
        "li", "saveDraft", form="OPEN_CASE", content=json.dumps({"name": f"林{MARKER}"})
    )
    intake = an_intake(caseNumber=f"杭检未〔2026〕{MARKER}号")
    intake["minor"] |= {
        "name": f"林{MARKER}", "phone": f"139{MARKER}", "address": MARKER, "school": MARKER,
        "identityNumber": f"ID{MARKER}",
    }  # fmt: skip
    intake["guardians"][0] |= {"name": f"林大{MARKER}", "phone": MARKER}
    intake["charges"][0]["acts"][0]["note"] = MARKER
    intake["involvement"] |= {"platform": MARKER, "recruitedBy": MARKER, "note": MARKER}
    opened = await world.done("li", "openCase", ("caseFile.guardians.id",), **intake)
    case_id = str(opened["caseFile"]["id"])
    for says in (False, True):
        await world.done("li", "correctVictim", caseId=case_id, hasVictim=says, reason=MARKER)
    await world.done(
        "li", "changeCharges",
        caseId=case_id, expectedVersion=3, charges=intake["charges"], reason=MARKER,
    )  # fmt: skip
    await world.done(
        "li", "addGuardian",
        caseId=case_id, validFrom="2026-03-02",
        guardian={"name": MARKER, "relation": "GRANDPARENT", "legalRepresentative": False},
    )  # fmt: skip
    page = await world.ask("li", "caseFile", ("guardians.id",), id=case_id)
    await world.done(
        "li", "blockGuardian",
        caseId=case_id, guardianshipId=page["guardians"][-1]["id"], reason=MARKER,
    )  # fmt: skip
    await world.done("li", "inviteFamily", caseId=case_id, forMinor=True)
    await protect(world, case_id)
    await world.done(
        "li", "recordReviewEvent",
        caseId=case_id, kind="EXTENDED", happenedOn="2026-03-02", reason=MARKER,
    )  # fmt: skip
    bail = await world.done(
        "li", "recordMeasure",
        caseId=case_id, kind="BAIL", beganOn="2026-02-10", orderedBy="POLICE",
    )  # fmt: skip
    await world.done(
        "li", "endMeasure",
        measureId=bail["measureId"], endedOn="2026-03-02", ending="LIFTED", reason=MARKER,
    )  # fmt: skip
    wanted = intake["minor"] | {"school": f"{MARKER}学校"}
    asked = await world.done(
        "li", "requestMinorCorrection",
        caseId=case_id, expectedVersion=1, askedBy="MINOR", minor=wanted, reason=MARKER,
    )  # fmt: skip
    await world.done(
        "wang", "refuseMinorCorrection", correctionId=asked["correctionId"], reason=MARKER
    )
    return case_id


async def _hand_over(world: World, case_id: str) -> None:
    """Offered to another officer, and sent back."""
    chen = world.person("chen", "officer")
    offered = await world.done(
        "li", "offerTransfers", ("outcomes.transferId",),
        caseIds=[case_id], toAccountId=str(chen.account_id), reason=MARKER,
    )  # fmt: skip
    (outcome,) = offered["outcomes"]
    await world.done("chen", "returnTransfers", transferIds=[outcome["transferId"]], reason=MARKER)


async def _decide(world: World, case_id: str) -> None:
    screening = a_screening(case_id, expectedReason=MARKER)
    screening["answers"] = [answer | {"reason": MARKER} for answer in screening["answers"]]
    await world.done("li", "recordScreening", **screening)
    minor = {"gravity": "MINOR", "reason": MARKER, "departsBecause": MARKER}
    await world.done("li", "recordTriage", **a_triage(case_id, **minor))
    for party in PARTIES[1:]:
        heard = an_opinion(world, case_id, party, statement=MARKER)
        if party == "MINOR":
            heard |= {"stance": "OBJECTS", "objection": "CONDITIONS"}
        await world.done("li", "hearOpinion", **heard)
    await world.done(
        "li", "recordImpossibility",
        caseId=case_id, stage="BEFORE_DECISION", party="POLICE", reason=MARKER,
    )  # fmt: skip
    page = await world.ask("li", "caseFile", ("opinions.objection",), id=case_id)
    (objection,) = [each["id"] for each in page["opinions"] if each["objection"] == "CONDITIONS"]
    await world.done(
        "li", "answerObjection", opinionId=objection, adopted=False, explanation=MARKER
    )
    for _ in range(2):
        proposed = await world.done(
            "li", "proposeDecision", caseId=case_id, periodMonths=6, reasons=MARKER
        )
        if _ == 0:
            await world.done(
                "wang", "returnProposal", proposalId=proposed["proposalId"], feedback=MARKER
            )
    decided = await world.done(
        "wang", "approveProposal", proposalId=proposed["proposalId"], text=MARKER
    )
    await _serve_and_announce(world, decided["decisionId"])
    await _challenge(world, case_id, decided["decisionId"])
    change = await world.done(
        "li", "proposePeriodChange", caseId=case_id, totalMonths=7, reason=MARKER
    )
    await world.done("wang", "approvePeriodChange", periodChangeId=change["periodChangeId"])


async def _serve_and_announce(world: World, decision_id: str) -> None:
    for addressee in ADDRESSEES:
        await world.done(
            "li", "recordService",
            decisionId=decision_id, addressee=addressee, mode="DIRECT",
            sentOn=world.today.isoformat(), receivedOn=world.today.isoformat(), note=MARKER,
        )  # fmt: skip
    await world.done(
        "li", "recordAnnouncement", **an_announcement(world, decision_id, place=MARKER)
    )


async def _challenge(world: World, case_id: str, decision_id: str) -> None:
    """A complaint that is complex and in vain, and a quashing that is sent back."""
    complaint = await world.done(
        "li", "recordComplaint", **a_complaint(world, decision_id, grounds=MARKER)
    )
    challenge = {"challengeId": complaint["challengeId"]}
    await world.done("li", "declareComplaintComplex", **challenge, reason=MARKER)
    await world.done(
        "wang", "answerChallenge", **an_answer(world, complaint["challengeId"], text=MARKER)
    )
    proposed = await world.done("li", "proposeQuashing", caseId=case_id, reasons=MARKER)
    await world.done("wang", "returnQuashing", proposalId=proposed["proposalId"], feedback=MARKER)


async def _plan(world: World, case_id: str) -> None:
    slots = [
        slot | {"value": MARKER} if slot["name"] == "place" else slot
        for slot in PUBLIC_WORK["slots"]
    ]
    draft = await a_draft(world, case_id)
    need_id = await assess(world, case_id)

    def at(version: dict[str, Any]) -> dict[str, Any]:
        return {"planVersionId": version["id"], "expectedVersion": version["version"]}

    want = ("planVersion.version",)
    added = await world.done(
        "li", "addCondition", want,
        **at(draft), code="PUBLIC_WORK", slots=slots, proportionality=MARKER,
    )  # fmt: skip
    with_goal = await world.done(
        "li", "addGoal", want,
        **at(added["planVersion"]), text=MARKER, owner="MINOR", targetOn="2026-06-30",
        needId=need_id,
    )  # fmt: skip
    step = await world.done(
        "li", "addStep", want,
        goalId=with_goal["goalId"], expectedVersion=with_goal["planVersion"]["version"],
        text=MARKER, owner="GUARDIAN", targetOn="2026-05-31",
    )  # fmt: skip
    gone = await world.done(
        "li", "addStep", want,
        goalId=with_goal["goalId"], expectedVersion=step["planVersion"]["version"],
        text=MARKER, owner="GUARDIAN", targetOn="2026-05-31",
    )  # fmt: skip
    owes = await world.done("li", "addCondition", want, **at(gone["planVersion"]), **RESTITUTION)
    await world.done("li", "markStep", stepId=gone["stepId"], status="REMOVED", note=MARKER)
    version = await world.ask("li", "planVersion", ("version",), id=draft["id"])
    await world.done("li", "submitPlan", want, **at(version))
    returned = await world.done(
        "wang", "returnPlan", want, planVersionId=draft["id"], feedback=MARKER
    )
    await world.done("li", "submitPlan", want, **at(returned["planVersion"]))
    await world.done("wang", "approvePlan", planVersionId=draft["id"])
    await world.done(
        "li", "recordAgreement",
        planVersionId=draft["id"], party="MINOR", answer="NO", reason=MARKER,
        answeredOn=world.today.isoformat(),
    )  # fmt: skip
    await pay(world, owes["conditionId"])
    page = await world.ask("li", "caseFile", ("plan.goals.id",), id=case_id)
    await world.done(
        "li", "markGoal", goalId=page["plan"]["goals"][0]["id"], status="DONE", note=MARKER
    )
    member = await a_member(world, case_id, "zhao")
    await world.done(
        "li", "endTeamMembership", memberId=member, until=world.today.isoformat(), reason=MARKER
    )
    # A variation, so that a reason for it stands too.
    await a_draft(world, case_id, reason=MARKER)


async def _supervise(world: World, case_id: str) -> None:
    module = await world.done(
        "li", "assignModule", ("assignment.id",),
        caseId=case_id, moduleCode="TWO_CARDS", dueOn="2026-04-30", reason=MARKER,
    )  # fmt: skip
    await world.done(
        "li", "completeAssignment",
        assignmentId=module["assignment"]["id"], completedOn=world.today.isoformat(), minutes=60,
        how="IN_PERSON", note=MARKER,
    )  # fmt: skip
    first, second, third = [
        await a_check_in(world, case_id, firstDueOn=day)
        for day in ("2026-03-02", "2026-03-09", "2026-03-16")
    ]
    await world.done(
        "li", "logCheckIn",
        **a_visit(first, note=MARKER, nextStep=MARKER, privateAddendum=MARKER),
    )  # fmt: skip
    await world.done("li", "addCheckInRemark", checkInId=first, note=MARKER, concernLevel="HIGH")
    assert (await upload(world, "li", case_id, MARKER.encode())).status_code == 201
    await world.done("li", "excuseCheckIn", checkInId=second, kind="EXAM", reason=MARKER)
    await world.done(
        "li", "setSchoolHours", caseId=case_id, validFrom="2026-03-02",
        lessons=[{"weekday": 1, "begins": "08:00", "ends": "16:30"}],
    )  # fmt: skip
    await everything_about_a_note(world, case_id, MARKER)
    await everything_about_learning(world, case_id, MARKER)
    moved = await world.done(
        "li", "rescheduleCheckIn",
        checkInId=third, newDueOn="2026-03-20", askedBy="MINOR", reason=MARKER, sensitive=True,
    )  # fmt: skip
    await marked_self_report(world, case_id, MARKER)
    await marked_learning(world, case_id, MARKER)
    world.at("2026-04-01")
    await world.done(
        "li", "reviewMissedCheckIn", checkInId=moved["checkIn"]["id"], reason="OTHER", note=MARKER
    )
    await world.done(
        "li", "saveDraft",
        form="LOG_CHECK_IN", recordId=first, caseId=case_id, content=json.dumps({"n": MARKER}),
    )  # fmt: skip


async def _papers(world: World, case_id: str) -> None:
    blanks = {
        "leave_kind": "leave", "destination": MARKER, "from_day": "2026-07-08",
        "until": "2026-07-15", "reason": MARKER, "guardian_opinion": MARKER,
    }  # fmt: skip
    await world.done(
        "li", "issueDocument", caseId=case_id, kind="LEAVE_APPROVAL",
        blanks=[{"name": name, "value": value} for name, value in blanks.items()],
    )  # fmt: skip


async def _order(world: World, case_id: str) -> None:
    """Orders to the guardian and a recommendation, with every text there is."""
    given = guidance(
        world, case_id, deficits=MARKER, required=MARKER, checking=MARKER, consequence=MARKER
    )
    given["until"] = add_months(world.today, 3).isoformat()
    returned = await a_proposed_order(world, given)
    await world.done("wang", "returnGuardianOrder", orderId=returned, feedback=MARKER)
    order_id = await a_proposed_order(world, given)
    await world.done("wang", "issueGuardianOrder", orderId=order_id)
    today = world.today.isoformat()
    await world.done("li", "serveGuardianOrder", orderId=order_id, servedOn=today, mode="DIRECT")
    await world.done("li", "recordGuidanceSession", **a_session(world, order_id, note=MARKER))
    await world.done(
        "li", "checkOrderEffect", orderId=order_id, checkedOn=today, effect="PARTLY", note=MARKER
    )
    duty = await world.done(
        "li", "giveGuardianDuty",
        orderId=order_id, task=MARKER, guide=MARKER, helpOffered=MARKER, withinDays=7,
    )  # fmt: skip
    await world.done("li", "recordDutyHelp", dutyId=duty["dutyId"], givenOn=today, note=MARKER)
    await world.done("li", "confirmGuardianDuty", dutyId=duty["dutyId"], doneOn=today, note=MARKER)
    await world.done(
        "li", "recordUndertaking",
        caseId=case_id, guardianId=given["guardianId"], givenOn=today, text=MARKER,
    )  # fmt: skip
    await world.done("li", "endGuardianOrder", orderId=order_id, how="COMPLETED", reason=MARKER)
    await _recommend(world, a_recommendation(case_id, unit=MARKER, failed=MARKER, asked=MARKER))


async def _recommend(world: World, given: dict[str, Any]) -> None:
    returned = await world.done("li", "proposeRecommendation", **given)
    await world.done(
        "wang", "returnRecommendation",
        recommendationId=returned["recommendationId"], feedback=MARKER,
    )  # fmt: skip
    done = await world.done("li", "proposeRecommendation", **given)
    about, today = {"recommendationId": done["recommendationId"]}, world.today.isoformat()
    await world.done("wang", "approveRecommendation", **about)
    await world.done("li", "sendRecommendation", sentOn=today, **about)
    await world.done("li", "recordRecommendationAnswer", answeredOn=today, answer=MARKER, **about)


async def _look_back(world: World, case_id: str) -> None:
    """A milestone review that was paused, evaluated and completed; another one falls away."""
    first, second = await scheduled(world, case_id)
    world.at("2026-06-01")
    await world.done("li", "pauseMilestone", milestoneId=first, reason="ILL", note=MARKER)
    await world.done("li", "evaluateMilestone", milestoneId=first, by="SCHOOL", text=MARKER)
    await world.done(
        "li", "completeMilestone",
        milestoneId=first, findings=MARKER, following="NOTHING", missingBecause=MARKER,
    )  # fmt: skip
    await world.done("li", "exemptMilestone", milestoneId=second, reason=MARKER)


async def _end(world: World, case_id: str) -> None:
    review = await rated(world, await a_review(world, case_id), evidence=MARKER)
    evaluated = await world.done(
        "li", "recordEvaluation", WHOLE,
        reviewId=review["id"], expectedVersion=review["version"], by="SCHOOL", text=MARKER,
    )  # fmt: skip
    review = evaluated["review"]
    for _ in range(2):
        done = await world.done(
            "li", "submitOutcomeReview", WHOLE, **a_submission(review, reasons=MARKER)
        )
        if _ == 0:
            done = await world.done(
                "wang", "returnOutcomeReview", WHOLE, reviewId=review["id"], feedback=MARKER
            )
        review = done["review"]
    await world.done(
        "li", "hearOpinion",
        **an_opinion(
            world, case_id, "VICTIM", stage="BEFORE_FINAL_DECISION", statement=MARKER
        ),
    )  # fmt: skip
    approved = await world.done(
        "wang", "approveOutcomeReview", ("decision.id",), reviewId=review["id"], text=MARKER
    )
    await _serve_and_announce(world, approved["decision"]["id"])
    await world.done(
        "li", "recordFinalMeasure",
        caseId=case_id, kind="ADMONITION", doneOn=world.today.isoformat(), note=MARKER,
    )  # fmt: skip
