"""Learning for tests: what is right on a paper is worked out from the seed, as the server does."""

from __future__ import annotations

from typing import Any

from guanhu.education.module_catalogue import modules
from guanhu.education.papers import Sheet
from guanhu.replay.learner import paper_of as read_paper
from guanhu.replay.learner import said
from support.builders_family import a_young_person
from support.builders_plans import a_supervised_case_with_plan
from support.world import World

CODE = "TWO_CARDS"
ASSIGNED = ("assignment.id", "assignment.status")
ATTEMPT = (
    "attempt.id", "attempt.current.id", "attempt.current.place", "attempt.asked", "attempt.number",
    "attempt.finishedAt", "attempt.right", "attempt.passed", "attempt.activeSeconds",
)  # fmt: skip
ANSWER = (
    "givenAnswer.right", "givenAnswer.counts", "givenAnswer.remarks.right",
    "givenAnswer.remarks.text", "attempt.current.id",
)  # fmt: skip


async def given(world: World, case_id: str, by: str = "li", **overrides: Any) -> str:
    """A module assigned; its id."""
    asked = {"caseId": case_id, "moduleCode": CODE, "dueOn": "2026-08-01", "reason": "对应角色"}
    done = await world.done(by, "assignModule", ASSIGNED, **(asked | overrides))
    return str(done["assignment"]["id"])


async def a_learner(world: World, **overrides: Any) -> tuple[str, str, dict[str, Any]]:
    """A case under supervision whose young person was given a module: case, assignment, plan."""
    case_id, plan = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id)
    return case_id, await given(world, case_id, **overrides), plan


async def begun(
    world: World, assignment_id: str, kind: str, handle: str = "xiaohe"
) -> dict[str, Any]:
    """A test begun."""
    done = await world.done(handle, "startAttempt", ATTEMPT, assignmentId=assignment_id, kind=kind)
    attempt: dict[str, Any] = done["attempt"]
    return attempt


def paper_of(world: World, attempt_id: str) -> tuple[Sheet, ...]:
    """The paper of an attempt."""
    return read_paper(world.admin_url, attempt_id)


async def answered(
    world: World, attempt_id: str, sheet: Sheet, *, right: bool, handle: str = "xiaohe"
) -> dict[str, Any]:
    """One question answered."""
    return await world.done(
        handle, "answerQuestion", ANSWER,
        attemptId=attempt_id, questionId=sheet.question.id, **said(sheet, right=right),
    )  # fmt: skip


async def taken(
    world: World, assignment_id: str, kind: str, *, right: int = 99, handle: str = "xiaohe"
) -> dict[str, Any]:
    """A test taken whole: so many questions right, the rest wrong; the attempt as handed in."""
    attempt = await begun(world, assignment_id, kind, handle)
    for number, sheet in enumerate(paper_of(world, attempt["id"])):
        await answered(world, attempt["id"], sheet, right=number < right, handle=handle)
    done = await world.done(handle, "finishAttempt", ATTEMPT, attemptId=attempt["id"])
    finished: dict[str, Any] = done["attempt"]
    return finished


async def lessons_read(
    world: World, assignment_id: str, handle: str = "xiaohe", code: str = CODE
) -> None:
    """Every lesson read, with its situations decided by the first way to an end."""
    module = modules().entry(code, 1)
    for number, lesson in enumerate(module.lessons, start=1):
        for name in lesson.situations:
            situation = module.situation(name)
            assert situation is not None
            at: str | None = situation.start
            while at is not None:
                scene = situation.scene(at)
                assert scene is not None
                choice = scene.choices[0]
                await world.done(
                    handle, "decideSituation", ("learning.id",),
                    assignmentId=assignment_id, situation=name, scene=at, choice=choice.id,
                )  # fmt: skip
                at = choice.next
        await world.done(
            handle, "readLesson", ("learning.id",), assignmentId=assignment_id, lesson=number
        )


async def ready_for_the_test(world: World, assignment_id: str, handle: str = "xiaohe") -> None:
    """The pre-test taken and every lesson read."""
    await taken(world, assignment_id, "PRE", right=1, handle=handle)
    await lessons_read(world, assignment_id, handle)


async def marked_learning(world: World, case_id: str, marker: str) -> None:
    """An answer in the log, and an attempt granted with `marker` for its reason."""
    handle = "self-reporter"
    a_young_person(world, case_id, handle)
    assignment_id = await given(world, case_id, moduleCode="MAKING_AMENDS", dueOn="2026-04-30")
    attempt = await begun(world, assignment_id, "PRE", handle)
    first = paper_of(world, attempt["id"])[0]
    await answered(world, attempt["id"], first, right=True, handle=handle)
    world.sql(
        "UPDATE assignments SET attempts_failed = attempts_allowed WHERE id = %s", [assignment_id]
    )
    await world.done("li", "grantAttempt", assignmentId=assignment_id, reason=marker)
