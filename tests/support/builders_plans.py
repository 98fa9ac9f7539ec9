"""Plans for tests: drafted, filled, handed in and approved through the API."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.stages import staged
from support.world import World

PUBLIC_WORK = {
    "code": "PUBLIC_WORK",
    "slots": [
        {"name": "hours", "value": "20"},
        {"name": "place", "value": "社区图书馆"},
        {"name": "until", "value": "2026-06-30"},
    ],
    "proportionality": "通过公益活动接触受骗群众的真实处境，时长与其参与程度相当。",
}


RESTITUTION = {
    "code": "RESTITUTION",
    "slots": [
        {"name": "total", "value": "100001"},
        {"name": "instalments", "value": "3"},
        {"name": "first_on", "value": "2026-04-01"},
        {"name": "last_on", "value": "2026-06-01"},
    ],
    "proportionality": "按家庭能够承担的数额分三次退赔。",
}


async def a_draft(world: World, case_id: str, by: str = "li", **overrides: Any) -> dict[str, Any]:
    """Draft a version; answers it as ``{"id", "version", …}``."""
    given: dict[str, Any] = {
        "caseId": case_id, "checkInKind": "VISIT", "checkInEveryDays": 14,
    }  # fmt: skip
    drafted = await world.done(by, "draftPlan", ("planVersion.version",), **(given | overrides))
    version: dict[str, Any] = drafted["planVersion"]
    return version


async def with_condition(
    world: World, draft: dict[str, Any], by: str = "li", **overrides: Any
) -> dict[str, Any]:
    """Add 20 hours of public work; answers the version with ``conditionId``."""
    added = await world.done(
        by,
        "addCondition",
        ("planVersion.version",),
        planVersionId=draft["id"],
        expectedVersion=draft["version"],
        **(PUBLIC_WORK | overrides),
    )
    return added["planVersion"] | {"conditionId": added["conditionId"]}


async def submitted(world: World, draft: dict[str, Any], by: str = "li") -> dict[str, Any]:
    """Hand a version in."""
    handed = await world.done(
        by,
        "submitPlan",
        ("planVersion.version",),
        planVersionId=draft["id"],
        expectedVersion=draft["version"],
    )
    version: dict[str, Any] = handed["planVersion"]
    return version


async def approved(world: World, version: dict[str, Any], by: str = "wang") -> dict[str, Any]:
    """Approve a version as a supervisor (made if absent)."""
    if by not in world.actors:
        world.person(by, "supervisor")
    done = await world.done(
        by, "approvePlan", ("planVersion.version",), planVersionId=version["id"]
    )
    approved_version: dict[str, Any] = done["planVersion"]
    return approved_version


async def a_plan_in_force(world: World, case_id: str, **condition: Any) -> dict[str, Any]:
    """A plan with one condition, drafted by li and approved by wang."""
    draft = await with_condition(world, await a_draft(world, case_id), **condition)
    version = await approved(world, await submitted(world, draft))
    return version | {"conditionId": draft["conditionId"]}


@staged
async def a_supervised_case_with_plan(world: World, **overrides: Any) -> tuple[str, dict[str, Any]]:
    """A case of li under supervision since the world's day, with a plan in force."""
    case_id = await a_case_under_supervision(world, **overrides)
    return case_id, await a_plan_in_force(world, case_id)


async def a_member(
    world: World, case_id: str, worker: str = "zhao", by: str = "li", **overrides: Any
) -> str:
    """Put a social worker (made if absent) on the team from the world's day; answers the id."""
    if worker not in world.actors:
        world.person(worker, "social_worker")
    given: dict[str, Any] = {
        "caseId": case_id,
        "accountId": str(world.actors[worker].account_id),
        "duty": "SOCIAL_WORKER",
        "validFrom": world.today.isoformat(),
    }
    done = await world.done(by, "appointTeamMember", **(given | overrides))
    return str(done["memberId"])
