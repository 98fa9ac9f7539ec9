"""Outcome reviews for tests: drafted, rated, submitted through the API."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_check_in, a_visit
from support.builders_decisions import an_opinion
from support.builders_plans import a_supervised_case_with_plan
from support.stages import staged
from support.world import World

AFTER_THE_PERIOD = "2026-09-03"
WHOLE = (
    "review.ratings.label",
    "review.missing.label",
    "review.feedback.text",
    "review.assembled.checkInsKept",
)


@staged
async def a_case_at_its_end(world: World, **overrides: Any) -> str:
    """A file with a plan and one kept visit, on the day after its period."""
    case_id, _plan = await a_supervised_case_with_plan(world, **overrides)
    check_in = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(check_in))
    world.at(AFTER_THE_PERIOD)
    return case_id


async def a_review(world: World, case_id: str) -> dict[str, Any]:
    """Draft the review; answers it."""
    done = await world.done("li", "draftOutcomeReview", WHOLE, caseId=case_id)
    review: dict[str, Any] = done["review"]
    return review


async def rated(
    world: World,
    review: dict[str, Any],
    *,
    leave_out: int = 0,
    rating: str = "MET",
    evidence: str = "有走访记录为证",
) -> dict[str, Any]:
    """Rate every subject but the last `leave_out`; answers the review."""
    subjects = review["ratings"][: len(review["ratings"]) - leave_out]
    for number, subject in enumerate(subjects, start=1):
        # All of the review is put together anew for each answer that asks for it.
        done = await world.done(
            "li", "rateOutcome", WHOLE if number == len(subjects) else (),
            reviewId=review["id"], expectedVersion=review["version"],
            subjectKind=subject["subjectKind"], subjectId=subject["subjectId"],
            rating=rating, evidence=evidence,
        )  # fmt: skip
        review = done["review"]
    return review


def a_submission(review: dict[str, Any], **overrides: Any) -> dict[str, Any]:
    """The input of ``submitOutcomeReview`` that proposes what the law prescribes."""
    given: dict[str, Any] = {
        "reviewId": review["id"],
        "expectedVersion": review["version"],
        "proposal": "NON_PROSECUTION",
        "reasons": "考验期内遵守各项规定",
    }
    return given | overrides


async def a_submitted_review(world: World, case_id: str) -> dict[str, Any]:
    """Drafted, rated in full and submitted by li."""
    review = await rated(world, await a_review(world, case_id))
    done = await world.done("li", "submitOutcomeReview", WHOLE, **a_submission(review))
    submitted: dict[str, Any] = done["review"]
    return submitted


async def hear_victim_again(world: World, case_id: str) -> None:
    """P-09."""
    await world.done(
        "li", "hearOpinion",
        **an_opinion(world, case_id, "VICTIM", stage="BEFORE_FINAL_DECISION"),
    )  # fmt: skip
