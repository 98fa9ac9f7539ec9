"""What is found after the period or before its final decision, and the summary of conduct."""

from __future__ import annotations

import pytest

from api.incidents.test_revocation import DEADLINES, page_of, under_supervision
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.builders_decisions import (
    a_case_on_probation,
    a_final_decision,
    an_opinion,
    give_opinion,
)
from support.builders_incidents import (
    a_proposal,
    a_revoked_case,
    an_established_incident,
    an_incident,
    hear_before_revocation,
)
from support.builders_reviews import (
    a_case_at_its_end,
    a_review,
    a_submission,
    hear_victim_again,
    rated,
)
from support.refusals import refused
from support.world import World

# --- after the period -----------------------------------------------------------------------


async def test_r10_a_missed_crime_found_after_the_end_is_another_matter(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("chen", "supervisor")
    world.at("2026-09-04")
    fact = await an_established_incident(world, case_id, "MISSED_CRIME")
    await hear_before_revocation(world, case_id)

    await refused(
        world, "li", "proposeRevocation", "GROUND_OUTSIDE_PERIOD", "R-10",
        **a_proposal(case_id, fact, ground="MISSED_CRIME"),
    )  # fmt: skip
    page = await page_of(world, case_id, "incidents.path", "incidents.pathMeaning",
                         "revocationGrounds.ground")  # fmt: skip
    assert page["incidents"][0]["path"] == "OTHER_PROCEEDINGS"
    assert "另案处理" in page["incidents"][0]["pathMeaning"]
    assert page["revocationGrounds"] == []


async def test_r10_after_the_final_decision_it_is_correction(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    world.at("2026-09-21")
    again = an_opinion(world, case_id, "VICTIM", stage="BEFORE_FINAL_DECISION")
    await world.done("li", "hearOpinion", **again)
    give_opinion(world, case_id)
    await a_final_decision(world, case_id)
    world.at("2026-09-25")
    fact = await an_established_incident(world, case_id, "MISSED_CRIME")

    await refused(
        world, "li", "proposeRevocation", "CORRECTION_NOT_REVOCATION", "R-10",
        **a_proposal(case_id, fact, ground="MISSED_CRIME"),
    )  # fmt: skip
    await refused(
        world, "li", "hearOpinion", "NOTHING_TO_REVOKE", "R-08",
        **an_opinion(world, case_id, "MINOR", stage="BEFORE_REVOCATION"),
    )  # fmt: skip
    page = await page_of(world, case_id, "incidents.path", "incidents.pathBasis.rule")
    (seen,) = page["incidents"]
    assert (seen["path"], seen["pathBasis"]["rule"]) == ("CORRECTION", "R-10")


async def test_r12_the_final_decision_waits_for_an_investigation(world: World) -> None:
    """R-12, P-11: the limit runs on."""
    case_id = await a_case_at_its_end(world)
    review = await rated(world, await a_review(world, case_id))
    crime = await an_incident(world, case_id, kind="NEW_CRIME", happenedOn="2026-09-01")
    held = await world.done("li", "placeHold", incidentId=crime, reason="县公安局立案侦查")
    await refused(world, "li", "placeHold", "HOLD_STANDS", "R-12", incidentId=crime, reason="再次")
    await hear_victim_again(world, case_id)
    await world.done("li", "submitOutcomeReview", **a_submission(review))
    await refused(
        world, "wang", "approveOutcomeReview", "HELD_FOR_INVESTIGATION", "R-12",
        reviewId=review["id"], text="不起诉决定",
    )  # fmt: skip
    page = await page_of(world, case_id, *DEADLINES, "holds.dueOn", "outcomeReview.missing.code")
    (hold,) = page["holds"]
    due = {one["kind"]: one["dueOn"] for one in page["deadlines"]}
    assert (hold["since"], hold["dueOn"]) == ("2026-09-03", due["FINAL_DECISION"])
    assert "HELD_FOR_INVESTIGATION" in str(page["outcomeReview"]["missing"])

    await world.done("li", "liftHold", holdId=held["holdId"], reason="查明没有犯罪事实")

    await refused(world, "li", "liftHold", "NO_HOLD", "R-12", holdId=held["holdId"], reason="再次")
    done = await world.done(
        "wang", "approveOutcomeReview", reviewId=review["id"], text="不起诉决定"
    )
    assert done["caseFile"]["status"] == "FINAL_DECISION"


async def test_p10_prosecution_at_the_end_needs_a_ground_and_comes_by_revocation(
    world: World,
) -> None:
    """P-10, R-01, R-08."""
    case_id = await a_case_at_its_end(world)
    review = await rated(world, await a_review(world, case_id))
    given = a_submission(review, proposal="PROSECUTION")
    await refused(world, "li", "submitOutcomeReview", "NO_REVOCATION_GROUND", "P-10", **given)
    crime = await an_incident(world, case_id, kind="NEW_CRIME", happenedOn="2026-09-01")
    await refused(world, "li", "submitOutcomeReview", "NO_REVOCATION_GROUND", "P-10", **given)
    await world.done(
        "li", "decideIncident",
        incidentId=crime, finding="ESTABLISHED", evidence="起诉意见书", investigation="县公安局",
    )  # fmt: skip
    await refused(
        world, "li", "submitOutcomeReview", "NEW_CRIME_MEANS_REVOCATION", "R-01",
        **a_submission(review),
    )  # fmt: skip

    await world.done("li", "submitOutcomeReview", **given)

    await hear_victim_again(world, case_id)
    await refused(
        world, "wang", "approveOutcomeReview", "REVOCATION_FIRST", "R-08",
        reviewId=review["id"], text="起诉",
    )  # fmt: skip
    await hear_before_revocation(world, case_id)
    proposed = await world.done(
        "li", "proposeRevocation", **a_proposal(case_id, crime, ground="NEW_CRIME")
    )
    done = await world.done(
        "wang", "approveRevocation", proposalId=proposed["proposalId"], text="撤销"
    )
    assert done["caseFile"]["status"] == "REVOKED"
    late = await world.do("wang", "approveOutcomeReview", reviewId=review["id"], text="不起诉")
    assert late["code"] in ("REVOCATION_FIRST", "MOVE_NOT_ALLOWED")


async def test_r01_a_crime_found_after_the_opinion_bars_the_final_decision(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    review = await rated(world, await a_review(world, case_id))
    await world.done("li", "submitOutcomeReview", **a_submission(review))
    await hear_victim_again(world, case_id)
    crime = await an_incident(world, case_id, kind="NEW_CRIME", happenedOn="2026-09-01")
    await world.done(
        "li", "decideIncident",
        incidentId=crime, finding="ESTABLISHED", evidence="起诉意见书", investigation="县公安局",
    )  # fmt: skip

    await refused(
        world, "wang", "approveOutcomeReview", "NEW_CRIME_MEANS_REVOCATION", "R-01",
        reviewId=review["id"], text="不起诉决定",
    )  # fmt: skip
    page = await page_of(world, case_id, "outcomeReview.missing.code")
    assert {one["code"] for one in page["outcomeReview"]["missing"]} == {
        "NEW_CRIME_MEANS_REVOCATION"
    }


async def test_the_database_itself_lets_a_file_end_once(world: World) -> None:
    case_id = await under_supervision(world)
    await a_revoked_case(world, case_id)

    with pytest.raises(Exception, match="uq_decisions_case_id_ending"):
        world.sql(
            "INSERT INTO decisions SELECT gen_random_uuid(), office_id, case_id,"
            " 'final_non_prosecution', decided_on, period_months, basis_rule, addressees, text,"
            " author_id, approver_id, decided_at FROM decisions WHERE kind = 'revocation'"
        )


# --- the summary ----------------------------------------------------------------------------


async def test_r11_the_conduct_is_told_as_dated_facts_without_a_score(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    kept = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(kept))
    await a_check_in(world, case_id, firstDueOn="2026-03-16", kind="SCHOOL")
    world.at("2026-04-01")
    breach = await an_established_incident(world, case_id)
    await world.done(
        "li", "respondToIncident",
        incidentId=breach, rung="WARNING", reason="警告", doneOn="2026-04-01",
    )  # fmt: skip
    withdrawn = await an_established_incident(world, case_id)
    await world.done(
        "li", "disputeIncident",
        incidentId=withdrawn, by="MINOR", disputedOn="2026-04-01", statement="没有",
    )  # fmt: skip
    world.at("2026-05-11")
    await a_revoked_case(world, case_id, "SUPERVISION_RULES")

    found = await world.ask("chen", "conductSummary", caseId=case_id)

    told = [(fact["on"], fact["kind"], fact["code"]) for fact in found]
    assert told == [
        ("2026-03-02", "ANNOUNCED", None),
        ("2026-03-02", "CHECK_IN_KEPT", "VISIT"),
        ("2026-03-02", "DECIDED", None),
        ("2026-03-18", "CHECK_IN_MISSED", None),
        ("2026-04-01", "INCIDENT", "SUPERVISION_BREACH"),
        ("2026-04-01", "RESPONSE", "WARNING"),
        ("2026-05-11", "INCIDENT", "SUPERVISION_BREACH"),
        ("2026-05-11", "REVOKED", "SUPERVISION_RULES"),
    ]
    assert all(fact["recordId"] for fact in found if fact["kind"] not in ("DECIDED", "ANNOUNCED"))
    assert not any("score" in name.lower() for name in found[0])
    world.person("zhao", "social_worker")
    denied = await world.ask("zhao", "conductSummary", caseId=case_id)
    assert denied["code"] == "NOT_PERMITTED"
