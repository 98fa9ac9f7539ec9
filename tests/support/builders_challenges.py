"""Challenges and quashings for tests, made through the API."""

from __future__ import annotations

from typing import Any

from support.builders_decisions import ADDRESSEES, a_decided_case, an_announcement
from support.stages import staged
from support.world import World


@staged
async def a_served_case(world: World, received_on: str | None = None) -> tuple[str, str]:
    """Decided by chen on li's proposal, served on everybody and announced; case and decision."""
    case_id, decision_id = await a_decided_case(world)
    await serve(world, decision_id, *ADDRESSEES, received_on=received_on)
    await world.done("li", "recordAnnouncement", **an_announcement(world, decision_id))
    return case_id, decision_id


async def serve(
    world: World, decision_id: str, *addressees: str, received_on: str | None = None
) -> None:
    """Serve by hand today, or on the day given."""
    on = received_on or world.today.isoformat()
    for addressee in addressees:
        await world.done(
            "li", "recordService",
            decisionId=decision_id, addressee=addressee, mode="DIRECT", sentOn=on, receivedOn=on,
        )  # fmt: skip


def a_request(world: World, decision_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordPoliceRequest``: reconsideration, made and received today."""
    today = world.today.isoformat()
    given: dict[str, Any] = {
        "decisionId": decision_id,
        "level": "RECONSIDERATION",
        "madeOn": today,
        "receivedOn": today,
        "grounds": "认为不符合附条件不起诉的条件",
    }
    return given | overrides


def a_complaint(world: World, decision_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordComplaint``: by the victim, made and filed today."""
    today = world.today.isoformat()
    given: dict[str, Any] = {
        "decisionId": decision_id,
        "madeOn": today,
        "receivedOn": today,
        "grounds": "损失没有退赔，不服该决定",
    }
    return given | overrides


async def an_assigned_request(
    world: World, decision_id: str, reviewer: str = "wang", **overrides: Any
) -> str:
    """A reconsideration with its reviewer (made if absent); its id."""
    if reviewer not in world.actors:
        world.person(reviewer, "officer")
    asked = await world.done(
        "li", "recordPoliceRequest", **a_request(world, decision_id, **overrides)
    )
    await world.done(
        "chen", "assignReviewer",
        challengeId=asked["challengeId"], reviewerId=str(world.actors[reviewer].account_id),
    )  # fmt: skip
    return str(asked["challengeId"])


def an_answer(world: World, challenge_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``answerChallenge``: maintained, today."""
    given: dict[str, Any] = {
        "challengeId": challenge_id,
        "answeredOn": world.today.isoformat(),
        "outcome": "MAINTAINED",
        "text": "原决定认定事实清楚，适用法律正确",
    }
    return given | overrides


async def a_quashed_case(world: World, case_id: str) -> str:
    """Quashed today by chen on li's proposal; the id of the decision that did it."""
    proposed = await world.done(
        "li", "proposeQuashing", caseId=case_id, reasons="原决定认定的犯罪数额有误"
    )
    done = await world.done(
        "chen", "approveQuashing", proposalId=proposed["proposalId"], text="撤销附条件不起诉决定"
    )
    return str(done["decisionId"])
