"""Results by person and by module, the hardest questions, and who sees which."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from support.builders_education import (
    a_learner,
    begun,
    given,
    paper_of,
    ready_for_the_test,
    taken,
)
from support.world import World

SIDE_BY_SIDE = ("items.caseNumber", "items.maskedName", "items.module.code", "items.pre.right",
                "items.post.right", "items.post.asked", "items.delayed.right")  # fmt: skip


async def statements(world: World, query: str) -> int:
    """How many statements a query takes."""
    seen: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    engine = world.product.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await world.ask("li", query, SIDE_BY_SIDE if query == "learningResults" else ("code",))
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


async def test_pre_against_post_against_delayed_by_person_and_by_module(world: World) -> None:
    case_id, assignment, _plan = await a_learner(world)
    await given(world, case_id, moduleCode="THE_LAW")
    await ready_for_the_test(world, assignment)  # one of five right
    await taken(world, assignment, "POST", right=4)
    await taken(world, assignment, "POST", right=9)
    world.at("2026-04-27")
    await taken(world, assignment, "DELAYED", right=4)

    page = await world.ask("li", "learningResults", SIDE_BY_SIDE)
    one = await world.ask("li", "learningResults", SIDE_BY_SIDE, moduleCode="TWO_CARDS")
    by_module = await world.ask(
        "li", "moduleResults",
        ("pre.perCent", "pre.learners", "post.perCent", "delayed.perCent"),
    )  # fmt: skip

    law, cards = page["items"]
    assert (page["total"], one["total"]) == (2, 1)
    assert (law["module"]["code"], law["pre"], law["post"], law["delayed"]) == (
        "THE_LAW", None, None, None,
    )  # fmt: skip
    assert cards["maskedName"].endswith("某")
    assert (cards["pre"]["right"], cards["delayed"]["right"]) == (1, 4)
    assert (cards["post"]["right"], cards["post"]["asked"], cards["attemptsFailed"]) == (9, 10, 1)
    shown = {each["code"]: each for each in by_module}
    cards = shown["TWO_CARDS"]
    assert (cards["given"], cards["completed"], cards["pre"]["learners"]) == (1, 1, 1)
    assert [cards[test]["perCent"] for test in ("pre", "post", "delayed")] == [20.0, 90.0, 80.0]
    assert (shown["THE_LAW"]["given"], shown["THE_LAW"]["pre"]) == (1, None)

    costs = [await statements(world, query) for query in ("learningResults", "moduleResults")]
    for code in ("MAKING_AMENDS", "BEHIND_THE_SCRIPT", "MULE_CHAIN"):
        await given(world, case_id, moduleCode=code)
    assert costs == [
        await statements(world, query) for query in ("learningResults", "moduleResults")
    ]

    world.person("chen", "officer")
    other = await world.ask("chen", "learningResults", ("items.caseId",))
    modules_of_others = await world.ask("chen", "moduleResults", ("code",))
    assert (other["items"], other["total"], modules_of_others) == ([], 0, [])


async def test_hardest_question_first_with_its_hints(world: World) -> None:
    _case, assignment, _plan = await a_learner(world)
    await ready_for_the_test(world, assignment)
    attempt = await begun(world, assignment, "POST")
    first = paper_of(world, attempt["id"])[0].question
    await world.done(
        "xiaohe", "askHint", ("attempt.id",), attemptId=attempt["id"], questionId=first.id
    )

    found = await world.ask("li", "hardestQuestions", moduleCode="TWO_CARDS")

    # Of the pre-test one was right; the question with a hint has no answer yet.
    assert [(each["answered"], each["right"]) for each in found] == [(1, 0)] * 4 + [(1, 1)]
    assert all(each["asks"] for each in found)
    assert {each["hints"] for each in found} == {0}
