"""Milestone reviews for tests: scheduled, evaluated and completed through the API."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.stages import staged
from support.world import World

FIRST_OPENS, FIRST_DUE = "2026-05-05", "2026-05-18"
SECOND_OPENS, SECOND_DUE = "2026-07-21", "2026-08-03"
"""Six months from 2 March to 2 September: half of 154 days, and 30 days before the last one."""

WHOLE = (
    "milestoneReviews.pauses.by.id", "milestoneReviews.evaluations.recordedBy.id",
    "milestoneReviews.conclusion.by.id", "milestoneReviews.basis.rule",
)  # fmt: skip


@staged
async def a_case_with_milestones(world: World, **overrides: Any) -> str:
    """A file under supervision since the world's day whose two reviews are scheduled."""
    case_id = await a_case_under_supervision(world, **overrides)
    await world.done("li", "scheduleMilestones", caseId=case_id)
    return case_id


async def scheduled(world: World, case_id: str) -> tuple[str, ...]:
    """Schedule the reviews of a file; their ids in order."""
    await world.done("li", "scheduleMilestones", caseId=case_id)
    return tuple(each["id"] for each in await reviews_of(world, case_id))


async def reviews_of(world: World, case_id: str, who: str = "li") -> list[dict[str, Any]]:
    """The reviews as somebody of the office sees them, in their order."""
    page = await world.ask(who, "caseFile", WHOLE, id=case_id)
    found: list[dict[str, Any]] = page["milestoneReviews"]
    return found


async def first_of(world: World, case_id: str) -> str:
    """The id of the first review."""
    return str((await reviews_of(world, case_id))[0]["id"])


def a_pause(milestone_id: str, reason: str = "ILL", **overrides: Any) -> dict[str, Any]:
    """The input of ``pauseMilestone``."""
    return {"milestoneId": milestone_id, "reason": reason, "note": "住院治疗"} | overrides


def an_evaluation(milestone_id: str, by: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``evaluateMilestone``."""
    return {"milestoneId": milestone_id, "by": by, "text": f"{by}：按时到校"} | overrides


def a_completion(milestone_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``completeMilestone``: nothing follows; why nobody was heard is said."""
    given: dict[str, Any] = {
        "milestoneId": milestone_id,
        "findings": "遵守各项规定",
        "following": "NOTHING",
        "missingBecause": "各方均已电话沟通，未提交书面评价",
    }
    return given | overrides
