"""Of a command's answer no more is read than is asked (decision 23)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from guanhu.access.actor import Actor
from guanhu.kernel.errors import NotPermitted, NotVisible
from guanhu.plans.use_cases.read_plans import read_plan_head
from guanhu.plumbing.database import Database
from support.builders_checkins import a_case_under_supervision
from support.builders_plans import a_draft
from support.sent import sent_by
from support.world import World

ADD_GOAL = """mutation($input: AddGoalInput!) { addGoal(input: $input) {
  ... on AddGoalSuccess { planVersion { %s } } ... on Refused { code } } }"""

ASSIGN = """mutation($input: AssignModuleInput!) { assignModule(input: $input) {
  ... on AssignModuleSuccess { assignment { %s } } ... on Refused { code } } }"""


async def added(world: World, draft: dict[str, Any], seen: int, asked: str) -> tuple[Any, int]:
    """The version a goal was added to as far as it was asked, and messages after the commit."""
    given = {
        "idempotencyKey": f"goal-{seen:08}", "planVersionId": draft["id"], "expectedVersion": seen,
        "text": "每周上学五天", "owner": "MINOR", "targetOn": "2026-06-01",
    }  # fmt: skip
    async with sent_by(world.product.database) as sent:
        answer = await world.post("li", ADD_GOAL % asked, {"input": given})
    committed = next(place for place, text in enumerate(sent) if text.startswith("COMMIT"))
    return answer["data"]["addGoal"]["planVersion"], len(sent) - committed - 1


async def test_the_version_alone_is_read_in_one_message_and_more_is_read_when_it_is_asked(
    world: World,
) -> None:
    draft = await a_draft(world, await a_case_under_supervision(world))
    seen = draft["version"]
    await added(world, draft, seen, "version")  # the first asks the database for its types

    head, messages = await added(world, draft, seen + 1, "__typename id version")
    whole, more = await added(world, draft, seen + 2, "id version number goals { text }")

    assert head == {"__typename": "PlanVersion", "id": draft["id"], "version": seen + 2}
    assert messages == 1
    assert whole == {
        "id": draft["id"], "version": seen + 3, "number": 1,
        "goals": [{"text": "每周上学五天"}] * 3,
    }  # fmt: skip
    assert more > 5


@pytest.mark.parametrize(("asked", "after"), [("__typename id", 0), ("id status", None)])
async def test_of_an_assignment_the_identifier_alone_is_not_read_at_all(
    world: World, asked: str, after: int | None
) -> None:
    case_id = await a_case_under_supervision(world)
    given = {
        "idempotencyKey": "assigned-once", "caseId": case_id, "moduleCode": "TWO_CARDS",
        "dueOn": "2026-08-01", "reason": "对应角色",
    }  # fmt: skip

    async with sent_by(world.product.database) as sent:
        answer = await world.post("li", ASSIGN % asked, {"input": given})

    committed = next(place for place, text in enumerate(sent) if text.startswith("COMMIT"))
    read = len(sent) - committed - 1
    [(assignment_id,)] = world.sql("SELECT id FROM assignments")
    assert answer["data"]["assignModule"]["assignment"]["id"] == str(assignment_id)
    assert read == after if after is not None else read > 0


async def test_the_head_of_a_record_is_behind_permission_and_both_walls(world: World) -> None:
    draft = await a_draft(world, await a_case_under_supervision(world))
    version = UUID(draft["id"])
    database, clock = world.product.database, world.clock

    async def head(actor: Actor) -> int:
        return (await read_plan_head(database, clock, actor, version)).version

    others = (world.person("sun", "officer"), world.person("zhao", "social_worker"))
    assert await head(world.actors["li"]) == draft["version"]
    for other in others:
        with pytest.raises(NotVisible):
            await head(other)
    with pytest.raises(NotPermitted):
        await head(world.person("adm", "administrator"))
    # Whom wall two lets through (the owner of the tables) is still told nothing by wall one.
    database = Database(world.admin_url, world.product.vault)
    assert await head(world.actors["li"]) == draft["version"]
    for other in others:
        with pytest.raises(NotVisible):
            await head(other)
    await database.close()
