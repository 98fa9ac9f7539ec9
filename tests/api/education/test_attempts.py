"""Learning on the server: lessons, tests, another device, retry limit, credit."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

from guanhu.education.attempt_facts import Step, StepKind
from guanhu.education.attempt_rules import active_seconds, score
from guanhu.replay.learner import said
from support.builders_education import (
    ANSWER,
    ATTEMPT,
    a_learner,
    answered,
    begun,
    lessons_read,
    paper_of,
    ready_for_the_test,
    taken,
)
from support.world import World


async def where(world: World, assignment_id: str, handle: str = "xiaohe") -> Any:
    seen = await world.ask(handle, "learning", ("next",), id=assignment_id)
    return seen["next"]


def log_of(world: World, attempt_id: str) -> list[Step]:
    return [
        Step(number, StepKind(kind), at, part=part, right=right)
        for number, kind, at, part, right in world.sql(
            "SELECT number, kind, at, part, is_right FROM learning_steps WHERE attempt_id = %s"
            " ORDER BY number",
            [attempt_id],
        )
    ]


async def test_s40_another_phone_goes_on_at_the_same_question(world: World) -> None:
    _case, assignment, _plan = await a_learner(world)
    attempt = await begun(world, assignment, "PRE")
    paper = paper_of(world, attempt["id"])
    assert (attempt["current"]["id"], attempt["current"]["place"]) == (paper[0].question.id, 1)
    for sheet in paper[:2]:
        await answered(world, attempt["id"], sheet, right=True)
    await world.done("xiaohe", "pauseAttempt", ATTEMPT, attemptId=attempt["id"])
    world.later(days=3)
    # Another device is another sign-in of the same account.
    other = uuid4()
    actor = world.actors["xiaohe"]
    world.sql(
        "INSERT INTO sessions (id, account_id, started_at, last_used_at, expires_at)"
        " SELECT %s, account_id, started_at, last_used_at, expires_at FROM sessions WHERE id = %s",
        [other, actor.session_id],
    )
    world.actors["xiaohe"] = type(actor)(actor.account_id, actor.office_id, actor.role, other)

    again = await world.do("xiaohe", "startAttempt", assignmentId=assignment, kind="PRE")
    seen = await world.ask(
        "xiaohe", "learningAttempt",
        ("current.id", "answers.questionId", "answers.right", "questions.id"), id=attempt["id"],
    )  # fmt: skip

    assert again["code"] == "ATTEMPT_STILL_OPEN"
    assert seen["current"]["id"] == paper[2].question.id
    assert [(each["questionId"], each["right"]) for each in seen["answers"]] == [
        (sheet.question.id, True) for sheet in paper[:2]
    ]
    assert [each["id"] for each in seen["questions"]] == [s.question.id for s in paper[:3]]
    for sheet in paper[2:]:
        world.later(seconds=30)
        await answered(world, attempt["id"], sheet, right=True)
    done = await world.done("xiaohe", "finishAttempt", ATTEMPT, attemptId=attempt["id"])
    # Three days of pause count nothing; three answers thirty seconds apart, the first after it.
    assert done["attempt"]["activeSeconds"] == 60
    assert (done["attempt"]["right"], done["attempt"]["passed"]) == (5, None)
    devices = world.sql("SELECT DISTINCT session_id FROM learning_steps")
    assert len(devices) == 2


async def test_lessons_come_between_the_tests(world: World) -> None:
    _case, assignment, _plan = await a_learner(world)

    assert await where(world, assignment) == "PRE_TEST"
    early = await world.do("xiaohe", "readLesson", assignmentId=assignment, lesson=1)
    skipped = await world.do("xiaohe", "startAttempt", assignmentId=assignment, kind="POST")
    await taken(world, assignment, "PRE", right=2)
    assert await where(world, assignment) == "LESSONS"
    twice = await world.do("xiaohe", "startAttempt", assignmentId=assignment, kind="PRE")
    before_lessons = await world.do("xiaohe", "startAttempt", assignmentId=assignment, kind="POST")
    strange = await world.do("xiaohe", "readLesson", assignmentId=assignment, lesson=9)
    undecided = await world.do("xiaohe", "readLesson", assignmentId=assignment, lesson=1)
    no_choice = await world.do(
        "xiaohe", "decideSituation",
        assignmentId=assignment, situation="never", scene="x", choice="y",
    )  # fmt: skip
    await lessons_read(world, assignment)
    check = await world.do("xiaohe", "startAttempt", assignmentId=assignment, kind="DELAYED")

    assert await where(world, assignment) == "POST_TEST"
    assert (early["code"], skipped["code"], twice["code"]) == (
        "PRE_TEST_FIRST", "PRE_TEST_FIRST", "TEST_TAKEN",
    )  # fmt: skip
    assert (before_lessons["code"], check["code"]) == ("LESSONS_FIRST", "CHECK_NOT_DUE")
    assert (strange["code"], undecided["code"], no_choice["code"]) == (
        "NO_SUCH_PART", "SITUATIONS_OPEN", "NO_SUCH_PART",
    )  # fmt: skip


async def test_late_repeated_out_of_order_and_foreign_answers_are_refused(world: World) -> None:
    _case, assignment, _plan = await a_learner(world)
    world.person("other", "young_person")
    attempt = await begun(world, assignment, "PRE")
    first, second, *rest = paper_of(world, attempt["id"])
    right = said(first, right=True)
    asked = {"attemptId": attempt["id"], "questionId": first.question.id}
    before = world.counts()

    foreign = await world.do("other", "answerQuestion", **asked, **right)
    staff = await world.do("li", "answerQuestion", **asked, **right)
    early = await world.do(
        "xiaohe", "answerQuestion", **asked | {"questionId": second.question.id},
        **said(second, right=True),
    )  # fmt: skip
    strange = await world.do(
        "xiaohe", "answerQuestion", **asked | {"questionId": "no_such"}, picked=["a"]
    )
    nothing = await world.do("xiaohe", "answerQuestion", **asked, picked=[])
    no_key = await world.do("xiaohe", "answerQuestion", **asked, picked=["z"])
    open_still = await world.do("xiaohe", "finishAttempt", attemptId=attempt["id"])
    assert world.counts() == before
    kept = await world.done("xiaohe", "answerQuestion", ANSWER, **asked, **right)
    repeated = await world.do("xiaohe", "answerQuestion", **asked, **right)
    for sheet in (second, *rest):
        await answered(world, attempt["id"], sheet, right=True)
    await world.done("xiaohe", "finishAttempt", attemptId=attempt["id"])
    late = await world.do("xiaohe", "answerQuestion", **asked, **right)
    paused = await world.do("xiaohe", "pauseAttempt", attemptId=attempt["id"])
    again = await world.do("xiaohe", "finishAttempt", attemptId=attempt["id"])

    assert kept["givenAnswer"]["right"] is True
    assert kept["attempt"]["current"]["id"] == second.question.id
    assert [
        each["code"]
        for each in (
            foreign, staff, early, strange, nothing, no_key, open_still, repeated, late, paused,
            again,
        )
    ] == [
        "NOT_VISIBLE", "NOT_PERMITTED", "QUESTION_NOT_YET", "QUESTION_NOT_ON_PAPER",
        "INVALID_INPUT", "INVALID_INPUT", "QUESTIONS_OPEN", "QUESTION_ANSWERED",
        "ATTEMPT_FINISHED", "ATTEMPT_FINISHED", "ATTEMPT_FINISHED",
    ]  # fmt: skip


async def test_the_first_answer_counts_and_a_repetition_of_the_request_is_one_answer(
    world: World,
) -> None:
    _case, assignment, _plan = await a_learner(world)
    attempt = await begun(world, assignment, "PRE")
    first, *rest = paper_of(world, attempt["id"])
    asked = {
        "attemptId": attempt["id"], "questionId": first.question.id,
        "idempotencyKey": "the-same-key", **said(first, right=False),
    }  # fmt: skip

    once = await world.done("xiaohe", "answerQuestion", ANSWER, **asked)
    twice = await world.done("xiaohe", "answerQuestion", ANSWER, **asked)
    tried = await answered(world, attempt["id"], first, right=True)
    for sheet in rest:
        await answered(world, attempt["id"], sheet, right=True)
    done = await world.done("xiaohe", "finishAttempt", ATTEMPT, attemptId=attempt["id"])

    assert once == twice
    assert (once["givenAnswer"]["counts"], tried["givenAnswer"]["counts"]) == (True, False)
    assert once["givenAnswer"]["right"] is False
    assert once["givenAnswer"]["remarks"][0]["text"]
    assert tried["givenAnswer"]["right"] is True
    assert done["attempt"]["right"] == 4
    log = log_of(world, attempt["id"])
    assert [each.kind for each in log].count(StepKind.ANSWERED) == 6
    # What the log alone says is what was stored.
    paper = [sheet.question.id for sheet in paper_of(world, attempt["id"])]
    assert score(paper, log).right == 4
    assert active_seconds(log) == done["attempt"]["activeSeconds"]


async def test_results_are_withheld_as_the_worker_set(world: World) -> None:
    case_id, assignment, _plan = await a_learner(world, resultsShown=False)
    attempt = await begun(world, assignment, "PRE")
    first, *rest = paper_of(world, attempt["id"])

    wrong = await answered(world, attempt["id"], first, right=False)
    again = await world.do(
        "xiaohe", "answerQuestion",
        attemptId=attempt["id"], questionId=first.question.id, **said(first, right=True),
    )  # fmt: skip
    for sheet in rest:
        await answered(world, attempt["id"], sheet, right=True)
    done = await world.done("xiaohe", "finishAttempt", ATTEMPT, attemptId=attempt["id"])
    page = await world.ask(
        "li", "caseFile",
        ("assignments.attempts.right", "assignments.attempts.answers.right",
         "assignments.attempts.answers.given"),
        id=case_id,
    )  # fmt: skip
    (seen,) = page["assignments"][0]["attempts"]

    assert (wrong["givenAnswer"]["right"], wrong["givenAnswer"]["remarks"]) == (None, [])
    assert again["code"] == "QUESTION_ANSWERED"
    assert done["attempt"]["right"] is None
    assert (seen["right"], [each["right"] for each in seen["answers"]]) == (4, [False] + [True] * 4)
    assert all(each["given"] for each in seen["answers"])


async def test_a_hint_is_shown_once_it_was_asked_for(world: World) -> None:
    _case, assignment, _plan = await a_learner(world)
    await ready_for_the_test(world, assignment)
    attempt = await begun(world, assignment, "POST")
    first = paper_of(world, attempt["id"])[0].question

    before = await world.ask("xiaohe", "learningAttempt", ("current.hint",), id=attempt["id"])
    hinted = await world.done(
        "xiaohe", "askHint", ("attempt.current.hint",),
        attemptId=attempt["id"], questionId=first.id,
    )  # fmt: skip

    assert first.hint is not None
    assert before["current"]["hint"] is None
    assert hinted["attempt"]["current"]["hint"] == first.hint.zh
    assert [each.part for each in log_of(world, attempt["id"]) if each.kind is StepKind.HINT] == [
        first.id
    ]


async def test_two_devices_at_once_give_one_first_answer(world: World) -> None:
    _case, assignment, _plan = await a_learner(world)
    attempt = await begun(world, assignment, "PRE")
    paper = paper_of(world, attempt["id"])

    for sheet in paper:
        both = await asyncio.gather(
            *(
                world.do(
                    "xiaohe", "answerQuestion", ANSWER,
                    attemptId=attempt["id"], questionId=sheet.question.id,
                    **said(sheet, right=True),
                )
                for _device in range(3)
            )
        )  # fmt: skip
        codes = sorted(str(each.get("code")) for each in both)
        assert codes == ["None", "QUESTION_ANSWERED", "QUESTION_ANSWERED"]

    numbers = [each.number for each in log_of(world, attempt["id"])]
    assert numbers == list(range(1, 7))
