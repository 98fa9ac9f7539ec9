"""Learning sessions and entries: valid by default, any part replaced."""

from __future__ import annotations

from typing import Any

from support.world import World

SESSION = (
    "learningSession.id", "learningSession.places", "learningSession.places.notes.note",
    "learningSession.places.entry.minutes", "learningSession.places.entry.credit.minutes",
    "learningSession.places.entry.credit.reason",
    "learningSession.places.entry.assignmentId",
    "learningSession.places.entry.credit.conditionId",
    "learningSession.warnings.caseId", "learningSession.warnings.otherCaseNumber",
    "learningSession.warnings.message", "learningSession.warnings.code",
    "learningSession.warnings.files",
    "learningSession.subject.topic", "learningSession.subject.module.code",
)  # fmt: skip


def a_session_plan(*case_ids: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``planLearningSession`` for the afternoon of 9 March 2026."""
    plan: dict[str, Any] = {
        "caseIds": list(case_ids), "startsAt": "2026-03-09T14:00:00+08:00", "minutes": 90,
        "venue": "社区活动室", "leader": "周老师", "moduleCode": "TWO_CARDS",
    }  # fmt: skip
    return plan | overrides


async def a_learning_session(
    world: World, *case_ids: str, by: str = "li", **overrides: Any
) -> dict[str, Any]:
    """Plan a session; the session as the answer shows it."""
    plan = a_session_plan(*case_ids, **overrides)
    done = await world.done(by, "planLearningSession", SESSION, **plan)
    session: dict[str, Any] = done["learningSession"]
    return session


def a_place(session: dict[str, Any], case_id: str) -> str:
    """The id of one young person's place."""
    return str(next(each["id"] for each in session["places"] if each["caseId"] == case_id))


def came(place_id: str, minutes: int = 90, **overrides: Any) -> dict[str, Any]:
    """Somebody attended."""
    return {"placeId": place_id, "attended": True, "minutes": minutes} | overrides


async def everything_about_learning(world: World, case_id: str, text: str) -> None:
    """Sessions and entries of one file with a marker in every text they can hold."""
    texts = {"venue": text, "leader": text, "topic": text, "moduleCode": None}
    when = (world.clock.now()).isoformat()
    off = await a_learning_session(world, case_id, startsAt=when, **texts)
    await world.done("li", "cancelLearningSession", sessionId=off["id"], reason=text)
    held = await a_learning_session(world, case_id, startsAt=when, **texts)
    await world.done("li", "addSessionNote", placeId=a_place(held, case_id), note=text)
    learned = {
        "caseId": case_id, "learnedOn": world.today.isoformat(), "how": "OUTSIDE", "minutes": 30,
        "topic": text, "note": text, "noCreditReason": text,
    }  # fmt: skip
    await world.done("li", "recordLearning", **learned)
