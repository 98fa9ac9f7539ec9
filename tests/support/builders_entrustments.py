"""Entrustments for tests: asked, accepted and written to through the API."""

from __future__ import annotations

from typing import Any

from support.builders_plans import a_supervised_case_with_plan
from support.stages import staged
from support.world import OTHER_OFFICE, World

THIRD_OFFICE = "P330300"
THERE = {"he": "supervisor", "sun": "officer", "qian": "social_worker"}
"""Who works at the office that is asked: its supervisor, an officer, a social worker."""


def the_other_office(world: World) -> None:
    """Put in the people of the office that is asked, and of a third one."""
    for who, role in THERE.items():
        world.person(who, role, OTHER_OFFICE)
    for who, role in (("sun2", "officer"), ("qian2", "social_worker")):
        world.person(who, role, OTHER_OFFICE)
    for who, role in (("third", "supervisor"), ("third-worker", "social_worker")):
        world.person(who, role, THIRD_OFFICE)


@staged
async def an_entrustable_case(world: World) -> str:
    """A case of li under supervision since 2 March with a plan in force, and two other offices."""
    the_other_office(world)
    case_id, _plan = await a_supervised_case_with_plan(world)
    return case_id


def a_request(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``askEntrustment``: of the other office, for a move approved today."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "ground": "MOVE",
        "approvedOn": world.today.isoformat(),
        "toOfficeId": str(world.office(OTHER_OFFICE)),
        "why": "随父母迁居，在当地就读。",
        "letter": "请贵院协助监督考察，按月走访，期满前书面反馈。",
    }
    return {name: value for name, value in (given | overrides).items() if value is not None}


async def asked(world: World, case_id: str, **overrides: Any) -> str:
    """Asked by li; the id."""
    done = await world.done("li", "askEntrustment", **a_request(world, case_id, **overrides))
    return str(done["entrustmentId"])


def an_acceptance(world: World, entrustment_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``acceptEntrustment``: sun and qian, from today to the end of June."""
    given: dict[str, Any] = {
        "entrustmentId": entrustment_id,
        "officerId": str(world.actors["sun"].account_id),
        "workerId": str(world.actors["qian"].account_id),
        "startsOn": world.today.isoformat(),
        "until": "2026-06-30",
    }
    return given | overrides


@staged
async def an_assisted_case(world: World, **overrides: Any) -> tuple[str, str]:
    """A case and its entrustment, accepted by he on 2 March for sun and qian."""
    case_id = await an_entrustable_case(world)
    entrustment_id = await asked(world, case_id)
    await world.done("he", "acceptEntrustment", **an_acceptance(world, entrustment_id, **overrides))
    return case_id, entrustment_id


def a_contact(**overrides: Any) -> dict[str, Any]:
    """What was found at a contact that went well, this morning."""
    given: dict[str, Any] = {
        "happenedAt": "2026-03-02T08:30:00+08:00",
        "how": "VISIT",
        "present": ["MINOR", "GUARDIAN"],
        "contactMade": True,
        "topics": ["SCHOOL", "CONDITIONS"],
        "concernLevel": "SOME",
        "note": "已在当地入学，情绪稳定。",
    }
    return given | overrides


PART = (
    "request.maskedName", "conditions.sentence", "checkIns.note", "contacts.note", "letters.text",
)  # fmt: skip


async def part(world: World, who: str, entrustment_id: str) -> Any:
    """What somebody is shown of an assisted case, or the refusal."""
    return await world.ask(who, "assistedCase", PART, id=entrustment_id)


async def listed(world: World, who: str) -> list[tuple[str, str]]:
    """The requests somebody is shown: id and state."""
    found = await world.ask(who, "assistanceRequests", ("items.state",))
    return [(each["id"], each["state"]) for each in found["items"]]


async def entrusted_twice(world: World, case_id: str, text: str) -> None:
    """An office outside declines; the other one assists until its access ends. Every text given."""
    for who in ("he", "sun"):
        world.person(who, THERE[who], OTHER_OFFICE)
    given, today = {"why": text, "letter": text}, world.today.isoformat()
    outside = await asked(world, case_id, toOfficeId=None, outside=text, **given)
    await world.done(
        "li", "recordEntrustmentAnswer",
        entrustmentId=outside, answeredOn=today, accepted=False, answer=text,
    )  # fmt: skip
    about = {"entrustmentId": await asked(world, case_id, **given)}
    await world.done(
        "he", "acceptEntrustment",
        officerId=str(world.actors["sun"].account_id), startsOn=today, until=today, answer=text,
        **about,
    )  # fmt: skip
    contact = a_contact(happenedAt=f"{today}T08:00:00+08:00", note=text, nextStep=text)
    await world.done("sun", "recordAssistedContact", **contact, **about)
    await world.done("sun", "reportAssistance", text=text, **about)
    await world.done("li", "endEntrustment", reason=text, **about)
