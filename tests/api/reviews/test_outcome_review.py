"""The outcome review from draft to final decision, through the API."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_checkins import a_check_in, a_visit
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.builders_reviews import (
    AFTER_THE_PERIOD,
    WHOLE,
    a_case_at_its_end,
    a_review,
    a_submission,
    a_submitted_review,
    hear_victim_again,
    rated,
)
from support.world import World


async def test_the_draft_assembles_the_record_and_names_what_is_missing(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    kept, missed, late, nobody = [
        await a_check_in(world, case_id, firstDueOn=day)
        for day in ("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23")
    ]
    report = await a_check_in(world, case_id, kind="SELF_REPORT")
    await world.done("li", "logCheckIn", **a_visit(kept))
    await world.done("li", "logCheckIn", **a_visit(report, how="SELF_REPORT"))
    world.at("2026-03-20")
    await world.done("li", "logCheckIn", **a_visit(late, happenedAt="2026-03-20T08:00:00+08:00"))
    world.at("2026-03-23")
    await world.done(
        "li", "logCheckIn",
        **a_visit(
            nobody, happenedAt="2026-03-23T08:00:00+08:00", contactMade=False,
            noContactReason="NOT_HOME",
        ),
    )  # fmt: skip

    review = await a_review(world, case_id)

    assert review["assembled"] == {
        "__typename": "AssembledRecord",
        "checkInsKept": 2,
        "checkInsLate": 1,
        "checkInsWithoutContact": 1,
        "checkInsMissed": 1,
        "missedUnreviewed": 1,
        "checkInsExcused": 0,
        "selfReports": 1,
        "modulesAssigned": 0,
        "modulesDone": 0,
        "conditionsCount": 5,
        "goalsCount": 0,
        "goalsDone": 0,
        "startsOn": "2026-03-02",
        "endsOn": "2026-09-02",
        "announcedOn": "2026-03-02",
    }
    kinds = [rating["subjectKind"] for rating in review["ratings"]]
    assert (kinds.count("DUTY"), kinds.count("CONDITION"), review["state"]) == (4, 1, "DRAFT")
    codes = [item["code"] for item in review["missing"]]
    assert codes == ["RATING_MISSING"] * 5 + ["MISSED_NOT_REVIEWED", "PERIOD_NOT_OVER"]
    assert all("{" not in rating["label"] for rating in review["ratings"])
    assert missed not in {kept, late}


async def test_a_file_has_one_review(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    review = await a_review(world, case_id)
    before = world.counts()

    refused = await world.do("li", "draftOutcomeReview", caseId=case_id)

    assert refused["code"] == "OUTCOME_REVIEW_EXISTS"
    assert refused["facts"][0]["value"] == review["id"]
    assert world.counts() == before


async def test_a_rating_is_replaced_not_doubled(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    review = await rated(world, await a_review(world, case_id))

    again = await rated(world, review, rating="PARTLY_MET")

    assert {rating["rating"] for rating in again["ratings"]} == {"PARTLY_MET"}
    assert world.count("outcome_ratings") == 5
    assert again["version"] == 11


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        pytest.param({"expectedVersion": 7}, "STALE_VERSION", id="stale"),
        pytest.param({"subjectKind": "GOAL"}, "NOT_A_SUBJECT", id="wrong-kind"),
        pytest.param(
            {"subjectId": "00000000-0000-4000-8000-000000000000"}, "NOT_A_SUBJECT", id="unknown"
        ),
        pytest.param({"evidence": " "}, "INVALID_INPUT", id="no-evidence"),
    ],
)
async def test_a_rating_that_fits_nothing_is_refused(
    world: World, overrides: dict[str, Any], code: str
) -> None:
    case_id = await a_case_at_its_end(world)
    review = await a_review(world, case_id)
    subject = review["ratings"][0]
    given = {
        "reviewId": review["id"], "expectedVersion": review["version"],
        "subjectKind": subject["subjectKind"], "subjectId": subject["subjectId"],
        "rating": "MET", "evidence": "走访记录",
    }  # fmt: skip
    before = world.counts()

    refused = await world.do("li", "rateOutcome", **(given | overrides))

    assert refused["code"] == code
    assert world.counts() == before


async def test_a_duty_is_no_condition_and_only_what_is_in_force_is_rated(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    review = await a_review(world, case_id)
    by_kind = {each["subjectKind"]: each["subjectId"] for each in review["ratings"]}
    swapped = [("DUTY", by_kind["CONDITION"]), ("CONDITION", by_kind["DUTY"])]

    async def code(kind: str, subject: str) -> str:
        before = world.counts()
        refused = await world.do(
            "li", "rateOutcome",
            reviewId=review["id"], expectedVersion=review["version"], subjectKind=kind,
            subjectId=subject, rating="MET", evidence="走访记录",
        )  # fmt: skip
        assert world.counts() == before
        return str(refused["code"])

    assert [await code(*each) for each in swapped] == ["NOT_A_SUBJECT"] * 2
    for lost in (
        "UPDATE plan_conditions SET dropped = true WHERE id = %s",
        "UPDATE plan_conditions SET dropped = false, change = 'removed' WHERE id = %s",
        (
            "UPDATE plan_versions SET state = 'superseded', in_force = tstzrange(lower(in_force),"
            " lower(in_force) + '1 day') WHERE id = (SELECT plan_version_id FROM plan_conditions"
            " WHERE id = %s)"
        ),
    ):
        world.sql(lost, [by_kind["CONDITION"]])
        assert await code("CONDITION", by_kind["CONDITION"]) == "NOT_A_SUBJECT", lost
    assert await code("DUTY", by_kind["DUTY"]) == "NOT_A_SUBJECT"


async def test_no_proposal_while_a_rating_is_missing(world: World) -> None:
    # P-08: the opinion rests on the whole record.
    case_id = await a_case_at_its_end(world)
    review = await rated(world, await a_review(world, case_id), leave_out=2)
    left = [item for item in review["ratings"] if item["rating"] is None]
    before = world.counts()

    refused = await world.do("li", "submitOutcomeReview", **a_submission(review))

    assert refused["code"] == "RATINGS_MISSING"
    assert {fact["name"]: fact["value"] for fact in refused["facts"]} == {
        "count": "2",
        "missing": ", ".join(f"{item['subjectKind']}:{item['subjectId']}" for item in left),
    }
    assert world.counts() == before


async def test_no_proposal_while_a_missed_check_in_was_not_looked_into(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    check_in = await a_check_in(world, case_id)
    world.at(AFTER_THE_PERIOD)
    review = await rated(world, await a_review(world, case_id))

    refused = await world.do("li", "submitOutcomeReview", **a_submission(review))
    await world.done("li", "reviewMissedCheckIn", checkInId=check_in, reason="ILLNESS", note="住院")
    done = await world.done("li", "submitOutcomeReview", **a_submission(review))

    assert refused["code"] == "MISSED_NOT_REVIEWED"
    assert done["review"]["state"] == "SUBMITTED"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param("2026-09-01", "PERIOD_STILL_RUNNING", id="day-before-reading"),
        pytest.param("2026-09-02", "PERIOD_STILL_RUNNING", id="same-day-reading"),
        pytest.param("2026-09-03", None, id="after-both"),
    ],
)
async def test_no_opinion_before_both_readings_of_the_end(
    world: World, day: str, code: str | None
) -> None:
    case_id = await a_case_at_its_end(world)
    world.at(day)
    review = await rated(world, await a_review(world, case_id))
    before = world.counts()

    answer = await world.do("li", "submitOutcomeReview", WHOLE, **a_submission(review))

    if code is None:
        assert answer["review"]["state"] == "SUBMITTED"
    else:
        assert (answer["code"], world.counts()) == (code, before)


async def test_prosecution_needs_a_recorded_ground(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    review = await rated(world, await a_review(world, case_id), rating="NOT_MET")
    before = world.counts()

    refused = await world.do(
        "li", "submitOutcomeReview", ("basis.rule",),
        **a_submission(review, proposal="PROSECUTION"),
    )  # fmt: skip

    assert (refused["code"], refused["basis"]["rule"]) == ("NO_REVOCATION_GROUND", "P-10")
    assert review["defaultOutcome"] == "NON_PROSECUTION"
    assert world.counts() == before


async def test_submitting_moves_the_file_and_freezes_the_record(world: World) -> None:
    # P-08: the opinion is given once the period is over.
    case_id = await a_case_at_its_end(world)
    submitted = await a_submitted_review(world, case_id)
    version = submitted["version"]

    edited = await world.do(
        "li", "recordEvaluation",
        reviewId=submitted["id"], expectedVersion=version, by="SCHOOL", text="迟到",
    )  # fmt: skip

    assert edited["code"] == "REVIEW_NOT_EDITABLE"
    page = await world.ask("li", "caseFile", ("status",), id=case_id)
    assert page["status"] == "OPINION_GIVEN"
    assert (submitted["proposal"], submitted["reasons"]) == (
        "NON_PROSECUTION", "考验期内遵守各项规定",
    )  # fmt: skip


async def test_feedback_is_kept_and_the_review_comes_again(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    submitted = await a_submitted_review(world, case_id)

    returned = await world.done(
        "wang", "returnOutcomeReview", WHOLE, reviewId=submitted["id"], feedback="请补充学校意见"
    )
    review = returned["review"]
    page = await world.ask("li", "caseFile", ("status",), id=case_id)
    again = await world.done("li", "submitOutcomeReview", WHOLE, **a_submission(review))

    assert (review["state"], page["status"]) == ("RETURNED", "PERIOD_ENDED")
    assert [each["text"] for each in again["review"]["feedback"]] == ["请补充学校意见"]
    assert world.sql("SELECT number FROM outcome_opinions ORDER BY 1") == [(1,), (2,)]


async def test_the_victim_is_heard_again_before_anybody_signs(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    submitted = await a_submitted_review(world, case_id)
    approval = {"reviewId": submitted["id"], "text": "不起诉决定"}
    before = world.counts()

    refused = await world.do("wang", "approveOutcomeReview", ("basis.rule",), **approval)

    assert [item["code"] for item in submitted["missing"]] == ["VICTIM_NOT_HEARD_AGAIN"]
    assert (refused["code"], refused["basis"]["rule"]) == ("VICTIM_NOT_HEARD_AGAIN", "P-09")
    assert world.counts() == before


async def test_a_recorded_impossibility_to_hear_the_victim_passes(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    submitted = await a_submitted_review(world, case_id)
    await world.done(
        "li", "recordImpossibility",
        caseId=case_id, stage="BEFORE_FINAL_DECISION", party="VICTIM",
        reason="被害人已出境，多次联系未果",
    )  # fmt: skip

    done = await world.done(
        "wang", "approveOutcomeReview", reviewId=submitted["id"], text="不起诉决定"
    )

    assert done["review"]["state"] == "APPROVED"


async def test_approval_issues_final_non_prosecution(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    submitted = await a_submitted_review(world, case_id)
    await hear_victim_again(world, case_id)

    done = await world.done(
        "wang", "approveOutcomeReview",
        ("caseFile.status", "review.approver.displayName", "decision.decidedOn"),
        reviewId=submitted["id"], text="不起诉决定书正文",
    )  # fmt: skip

    assert (done["decision"]["kind"], done["decision"]["decidedOn"]) == (
        "FINAL_NON_PROSECUTION", AFTER_THE_PERIOD,
    )  # fmt: skip
    assert done["caseFile"]["status"] == "FINAL_DECISION"
    assert done["review"]["approver"]["displayName"] == "wang"
    stored = world.sql("SELECT final_decided_on::text, final_services_missing FROM case_files")
    assert stored == [(AFTER_THE_PERIOD, 5)]


async def test_who_submitted_does_not_approve(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    review = await rated(world, await a_review(world, case_id))
    await world.done("wang", "submitOutcomeReview", **a_submission(review))
    await hear_victim_again(world, case_id)
    before = world.counts()

    own = await world.do("wang", "approveOutcomeReview", reviewId=review["id"], text="不起诉")
    back = await world.do("wang", "returnOutcomeReview", reviewId=review["id"], feedback="退")

    assert (own["code"], back["code"]) == ("APPROVER_IS_AUTHOR", "APPROVER_IS_AUTHOR")
    assert world.counts() == before


async def test_a_social_worker_evaluates_and_reads_no_draft(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    await a_member(world, case_id, "zhao")
    review = await rated(world, await a_review(world, case_id))

    done = await world.done(
        "zhao", "recordEvaluation", (*WHOLE, "review.evaluations.text"),
        reviewId=review["id"], expectedVersion=review["version"], by="SOCIAL_WORKER",
        text="能主动联系",
    )  # fmt: skip
    other = await world.do(
        "zhao", "recordEvaluation",
        reviewId=review["id"], expectedVersion=review["version"] + 1, by="SCHOOL", text="学校说",
    )  # fmt: skip
    rating = await world.do(
        "zhao", "rateOutcome",
        reviewId=review["id"], expectedVersion=review["version"] + 1, subjectKind="DUTY",
        subjectId=review["ratings"][0]["subjectId"], rating="MET", evidence="无",
    )  # fmt: skip

    seen = done["review"]
    assert [each["text"] for each in seen["evaluations"]] == ["能主动联系"]
    assert (seen["ratings"], seen["proposal"], seen["reasons"], seen["feedback"]) == (
        [], None, None, [],
    )  # fmt: skip
    assert other["code"] == "EVALUATION_OF_ANOTHER"
    assert rating == {"code": "NOT_PERMITTED"}


async def test_another_officers_review_does_not_exist(world: World) -> None:
    case_id = await a_case_at_its_end(world)
    review = await a_review(world, case_id)
    world.person("sun", "officer")
    before = world.counts()

    hidden = await world.do("sun", "submitOutcomeReview", **a_submission(review))

    assert hidden == {"code": "NOT_VISIBLE"}
    assert world.counts() == before


async def test_the_case_page_says_what_stands_before_the_end(world: World) -> None:
    case_id = await a_case_at_its_end(world)

    async def said(who: str) -> dict[str, str | None]:
        page = await world.ask(who, "caseFile", ("allowedActions.code",), id=case_id)
        return {each["action"]: each["code"] for each in page["allowedActions"]}

    nothing = await said("li")
    review = await a_review(world, case_id)
    drafted = await said("li")
    review = await rated(world, review)
    await world.done("li", "submitOutcomeReview", **a_submission(review))
    submitted = await said("wang")

    assert (nothing["DRAFT_OUTCOME_REVIEW"], nothing["SUBMIT_OUTCOME_REVIEW"]) == (
        None, "NO_OUTCOME_REVIEW",
    )  # fmt: skip
    assert (drafted["DRAFT_OUTCOME_REVIEW"], drafted["SUBMIT_OUTCOME_REVIEW"]) == (
        "OUTCOME_REVIEW_EXISTS", "RATINGS_MISSING",
    )  # fmt: skip
    assert (submitted["APPROVE_OUTCOME_REVIEW"], submitted["RETURN_OUTCOME_REVIEW"]) == (
        "VICTIM_NOT_HEARD_AGAIN", None,
    )  # fmt: skip
