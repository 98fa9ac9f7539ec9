"""Steps towards a goal, through a plan's life and on the family page."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.builders_family import a_guardian, a_young_person
from support.builders_plans import a_draft, a_member, approved, submitted
from support.refusals import refused
from support.world import World

STEPS = ("goals.steps.text", "goals.steps.status", "goals.steps.note", "updatedAt", "version")
FAMILY = ("goals.text", "goals.done", "goals.steps.text", "goals.steps.done")


async def with_goal(world: World, draft: dict[str, Any]) -> tuple[dict[str, Any], str]:
    added = await world.done(
        "li", "addGoal", ("planVersion.version",),
        planVersionId=draft["id"], expectedVersion=draft["version"], text="回校上课",
        owner="MINOR", targetOn="2026-06-01",
    )  # fmt: skip
    return added["planVersion"], added["goalId"]


def a_step(goal_id: str, version: int, **overrides: Any) -> dict[str, Any]:
    return {
        "goalId": goal_id, "expectedVersion": version, "text": "和班主任谈一次",
        "owner": "GUARDIAN", "targetOn": "2026-04-01",
    } | overrides  # fmt: skip


async def test_s20_step_in_force_is_removed_with_a_note_only(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    draft, goal_id = await with_goal(world, await a_draft(world, case_id))
    for day, code in (("2026-03-01", "DATE_TOO_EARLY"), ("2026-06-02", "STEP_AFTER_GOAL")):
        late = a_step(goal_id, draft["version"], targetOn=day)
        await refused(world, "li", "addStep", code, None, **late)
    first = await world.done(
        "li", "addStep", ("planVersion.version",), **a_step(goal_id, draft["version"])
    )
    await refused(
        world, "li", "addStep", "STALE_VERSION", None, **a_step(goal_id, draft["version"])
    )
    second = await world.done(
        "li", "addStep", ("planVersion.version",),
        **a_step(goal_id, first["planVersion"]["version"], text="准备书包"),
    )  # fmt: skip
    plan = await approved(world, await submitted(world, second["planVersion"]))
    world.later(days=10)

    await world.done("zhao", "markStep", stepId=first["stepId"], status="DONE", note="已面谈")
    gone = {"stepId": second["stepId"], "status": "REMOVED"}
    await refused(world, "zhao", "markStep", "GOAL_MARK_NEEDS_NOTE", None, **gone)
    await world.done("zhao", "markStep", **gone, note="学校已发放")

    found = await world.ask("li", "planVersion", STEPS, id=plan["id"])
    (goal,) = found["goals"]
    assert [(e["text"], e["status"], e["note"]) for e in goal["steps"]] == [
        ("和班主任谈一次", "DONE", "已面谈"), ("准备书包", "REMOVED", "学校已发放"),
    ]  # fmt: skip
    assert found["updatedAt"] == "2026-03-12T01:00:00+00:00"
    copy = await a_draft(world, case_id, reason="放宽", checkInEveryDays=30)
    varied = await world.ask("li", "planVersion", STEPS, id=copy["id"])
    (goal,) = varied["goals"]
    assert [(e["text"], e["status"]) for e in goal["steps"]] == [("和班主任谈一次", "DONE")]
    seen = [{
        "text": "回校上课", "done": False,
        "steps": [{"text": "和班主任谈一次", "done": True}],
    }]  # fmt: skip
    for member in ("ma", "xiaohe"):
        page = await world.ask(member, "familyView", FAMILY)
        shown = [
            {
                "text": each["text"],
                "done": each["done"],
                "steps": [{"text": s["text"], "done": s["done"]} for s in each["steps"]],
            }
            for each in page["goals"]
        ]
        assert shown == seen
        assert "已面谈" not in str(page)
