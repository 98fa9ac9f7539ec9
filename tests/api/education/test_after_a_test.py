"""What follows from answers and tests: help, the retry limit, credit, the delayed check."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, text

from guanhu.audit.work import look
from guanhu.replay.learner import said
from support.builders_education import (
    a_learner,
    answered,
    begun,
    paper_of,
    ready_for_the_test,
    taken,
)
from support.builders_family import a_guardian
from support.telling import run
from support.world import World


async def where(world: World, assignment_id: str, handle: str = "xiaohe") -> Any:
    seen = await world.ask(handle, "learning", ("next",), id=assignment_id)
    return seen["next"]


async def waiting(world: World) -> list[tuple[str, str, str]]:
    """What of learning stands in the officer's work list."""
    page = await world.ask("li", "worklist", ("items.recordId",), perPage=100)
    kinds = {"NO_ATTEMPTS_LEFT", "CREDIT"}
    return [
        (each["kind"], each["operation"], each["recordId"])
        for each in page["items"]
        if each["kind"] in kinds
    ]


def told(world: World, cause: str) -> list[tuple[Any, ...]]:
    return world.sql(
        "SELECT audience, occurrence FROM outbox_messages WHERE cause = %s ORDER BY told_at, id",
        [cause],
    )


async def test_s41_the_worker_is_told_of_the_third_wrong_answer_and_sees_it(world: World) -> None:
    case_id, assignment, _plan = await a_learner(world)
    attempt = await begun(world, assignment, "PRE")
    first = paper_of(world, attempt["id"])[0]

    for times in range(1, 5):
        await answered(world, attempt["id"], first, right=False)
        assert len(told(world, "education.learner_stuck")) == int(times >= 3)

    assert told(world, "education.learner_stuck") == [("lead_worker", first.question.id)]
    page = await world.ask(
        "li", "caseFile",
        ("assignments.stuckOn.questionId", "assignments.stuckOn.asks",
         "assignments.attempts.answers.given", "assignments.attempts.answers.right"),
        id=case_id,
    )  # fmt: skip
    (seen,) = page["assignments"]
    assert [(each["questionId"], each["asks"]) for each in seen["stuckOn"]] == [
        (first.question.id, first.question.asks.zh)
    ]
    assert [each["right"] for each in seen["attempts"][0]["answers"]] == [False] * 4
    assert seen["attempts"][0]["answers"][0]["given"]


async def test_s43_three_failures_are_the_workers_task_and_a_grant_takes_a_reason(
    world: World,
) -> None:
    case_id, assignment, plan = await a_learner(world)
    await ready_for_the_test(world, assignment)
    for number in (1, 2, 3):
        failed = await taken(world, assignment, "POST", right=6)
        assert (failed["number"], failed["right"], failed["passed"]) == (number, 6, False)
        stuck = [which for _, which in told(world, "education.learner_stuck")]
        assert stuck.count("failed") == int(number >= 2)

    refused = await world.do("xiaohe", "startAttempt", assignmentId=assignment, kind="POST")
    assert refused["code"] == "NO_ATTEMPTS_LEFT"
    assert await where(world, assignment) == "WORKER_DECIDES"
    assert [who for who, _ in told(world, "education.learner_failed")] == ["lead_worker"]
    assert await waiting(world) == [("NO_ATTEMPTS_LEFT", "grantAttempt", assignment)]
    silent = await world.do("li", "grantAttempt", assignmentId=assignment, reason=" ")
    granted = await world.done(
        "li", "grantAttempt", ("assignment.attemptsAllowed", "assignment.attemptsFailed"),
        assignmentId=assignment, reason="一起看了错题，再给一次",
    )  # fmt: skip
    more = await world.do("li", "grantAttempt", assignmentId=assignment, reason="再给一次")
    passed = await taken(world, assignment, "POST", right=7)

    assert silent["code"] == "INVALID_INPUT"
    now = granted["assignment"]
    assert (now["attemptsAllowed"], now["attemptsFailed"]) == (4, 3)
    assert more["code"] == "ATTEMPTS_LEFT"
    assert told(world, "education.attempt_granted") == [("young_person", "")]
    assert (passed["number"], passed["passed"]) == (4, True)
    page = await world.ask("li", "caseFile", ("assignments",), id=case_id)
    (seen,) = page["assignments"]
    assert (seen["status"], seen["how"], seen["completedOn"]) == (
        "COMPLETED", "ONLINE", "2026-03-02",
    )  # fmt: skip
    assert (seen["creditedAt"], seen["creditedMinutes"]) == (None, None)
    assert seen["delayedDueOn"] == "2026-04-27"
    assert await where(world, assignment) == "DELAYED_LATER"

    assert await waiting(world) == [("CREDIT", "creditAssignment", assignment)]
    too_much = await world.do("li", "creditAssignment", assignmentId=assignment, creditedMinutes=99)
    nowhere = await world.do("li", "creditAssignment", assignmentId=assignment, creditedMinutes=1)
    no_reason = await world.do("li", "creditAssignment", assignmentId=assignment, creditedMinutes=0)
    credited = await world.done(
        "li", "creditAssignment", ("assignment.creditedMinutes", "assignment.creditedTo"),
        assignmentId=assignment, creditedMinutes=1, conditionId=plan["conditionId"],
    )  # fmt: skip
    again = await world.do(
        "li", "creditAssignment",
        assignmentId=assignment, creditedMinutes=0, noCreditReason="收回",
    )  # fmt: skip

    assert [each["code"] for each in (too_much, nowhere, no_reason, again)] == [
        "CREDIT_TOO_HIGH", "NOTHING_TO_CREDIT", "NO_CREDIT_NEEDS_REASON", "ALREADY_CREDITED",
    ]  # fmt: skip
    assert await waiting(world) == []
    now = credited["assignment"]
    assert (now["creditedMinutes"], now["creditedTo"]) == (1, plan["conditionId"])


async def test_delayed_check_falls_due_eight_weeks_later_while_supervision_is_live(
    world: World,
) -> None:
    _case, assignment, _plan = await a_learner(world)
    await ready_for_the_test(world, assignment)
    await taken(world, assignment, "POST")
    world.at("2026-04-26")
    early = await world.do("xiaohe", "startAttempt", assignmentId=assignment, kind="DELAYED")
    await run(world, "tell_delayed_checks")
    assert told(world, "education.delayed_check_due") == []
    world.at("2026-04-27")
    await run(world, "tell_delayed_checks")
    await run(world, "tell_delayed_checks")

    assert told(world, "education.delayed_check_due") == [("young_person", "")]
    assert early["code"] == "CHECK_NOT_DUE"
    check = await taken(world, assignment, "DELAYED", right=3)
    assert (check["asked"], check["right"], check["passed"]) == (5, 3, None)
    assert await where(world, assignment) == "DONE"


async def test_the_page_of_a_case_costs_the_same_however_often_somebody_tried(
    world: World,
) -> None:
    case_id, assignment, _plan = await a_learner(world)
    want = ("assignments.attempts.right", "assignments.attempts.answers.given",
            "assignments.stuckOn.asks")  # fmt: skip

    async def statements() -> int:
        seen: list[str] = []

        def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        engine = world.product.database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        await world.ask("li", "caseFile", want, id=case_id)
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    await ready_for_the_test(world, assignment)
    once = await statements()
    await taken(world, assignment, "POST", right=2)
    await taken(world, assignment, "POST", right=3)

    assert await statements() == once


async def test_nothing_is_learned_after_the_period_or_with_what_was_taken_back(
    world: World,
) -> None:
    _case, assignment, _plan = await a_learner(world)
    attempt = await begun(world, assignment, "PRE")
    first = paper_of(world, attempt["id"])[0]
    asked = {"attemptId": attempt["id"], "questionId": first.question.id}
    world.at("2026-09-03")
    after = await world.do("xiaohe", "answerQuestion", **asked, **said(first, right=True))
    world.at("2026-03-03")
    await world.done("li", "withdrawAssignment", assignmentId=assignment, reason="改为线下")
    taken_back = await world.do("xiaohe", "answerQuestion", **asked, **said(first, right=True))

    assert after["code"] == "SUPERVISION_NOT_LIVE"
    assert taken_back["code"] == "ASSIGNMENT_CLOSED"


async def test_guardian_sees_no_answer_of_the_child_and_learns_nothing_of_its(
    world: World,
) -> None:
    case_id, assignment, _plan = await a_learner(world)
    a_guardian(world, case_id)
    attempt = await begun(world, assignment, "PRE")

    own = await world.ask("ma", "ownLearning", ("id",))
    seen = await world.ask("ma", "learningAttempt", ("id",), id=attempt["id"])
    start = await world.do("ma", "startAttempt", assignmentId=assignment, kind="PRE")
    wrong = await world.do(
        "li", "assignModule",
        caseId=case_id, moduleCode="MAKING_AMENDS", dueOn="2026-04-01", reason="给监护人",
        learner="GUARDIAN",
    )  # fmt: skip

    assert own == []
    assert seen["code"] == "NOT_VISIBLE"
    assert start["code"] == "NOT_VISIBLE"
    assert wrong["code"] == "NOT_FOR_THIS_LEARNER"


async def test_the_database_keeps_the_childs_answers_from_the_family(world: World) -> None:
    case_id, assignment, _plan = await a_learner(world)
    a_guardian(world, case_id)
    attempt = await begun(world, assignment, "PRE")
    await answered(world, attempt["id"], paper_of(world, attempt["id"])[0], right=True)
    seen: dict[str, list[int]] = {}

    for who in ("xiaohe", "ma", "li"):
        async with look(world.product.database, world.clock, world.actors[who]) as reading:
            seen[who] = [
                await reading.session.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608
                for table in ("attempts", "learning_steps", "assignments")
            ]

    assert seen == {"xiaohe": [1, 2, 1], "ma": [0, 0, 1], "li": [1, 2, 1]}


async def test_the_log_only_grows(world: World) -> None:
    _case, assignment, _plan = await a_learner(world)
    await begun(world, assignment, "PRE")

    ((may,),) = world.sql(
        "SELECT has_table_privilege('guanhu_app', 'learning_steps', 'UPDATE')"
        " OR has_table_privilege('guanhu_app', 'learning_steps', 'DELETE')"
    )

    assert may is False


@pytest.mark.parametrize("recommended", [True, False])
async def test_module_is_given_to_a_group_or_because_it_is_recommended(
    world: World, *, recommended: bool
) -> None:
    case_id, _assignment, _plan = await a_learner(world)
    given = {"dueOn": "2026-04-01", "reason": "小组课"}

    if recommended:
        fits = await world.done(
            "li", "assignModule", ("assignment.recommended",),
            caseId=case_id, moduleCode="THE_LAW", recommended=True, **given,
        )  # fmt: skip
        assert fits["assignment"]["recommended"] is True
        return
    twice = await world.do(
        "li", "assignModuleToGroup", caseIds=[case_id, case_id], moduleCode="THE_LAW", **given
    )
    before = world.counts()
    held = await world.do(
        "li", "assignModuleToGroup", caseIds=[case_id], moduleCode="TWO_CARDS", **given
    )
    assert world.counts() == before
    done = await world.done(
        "li", "assignModuleToGroup", (), caseIds=[case_id], moduleCode="THE_LAW", **given
    )

    assert (twice["code"], held["code"]) == ("INVALID_INPUT", "MODULE_ALREADY_ASSIGNED")
    assert len(done["assignments"]) == 1
