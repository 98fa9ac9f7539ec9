"""Two devices, lost answers, repeats, pauses in any order: no answer is lost, the log tells all.

The model knows what was sent and what the server said to it, nothing of how it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanhu.education.attempt_facts import Step, StepKind
from guanhu.education.attempt_rules import active_seconds, score
from guanhu.education.papers import Sheet
from guanhu.replay.learner import said
from support.builders_education import ANSWER, ATTEMPT, a_learner, begun, paper_of
from support.builders_education import given as given_module
from support.world import World

WHICH = st.integers(min_value=0, max_value=4)
DEVICE = st.sampled_from(["xiaohe", "phone"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), DEVICE, st.booleans()),
        st.tuples(st.just("answer"), DEVICE, st.booleans()),
        st.tuples(st.just("any question"), DEVICE, WHICH),
        st.tuples(st.just("send again"), DEVICE, WHICH),
        st.tuples(st.sampled_from(["pause", "hint", "hand in", "look"]), DEVICE, st.just(0)),
        st.tuples(st.just("wait"), DEVICE, st.sampled_from([1, 20, 130, 4000])),
    ),
    min_size=4,
    max_size=22,
)


@dataclass
class Sent:
    """A request that was sent, with what was answered to it the first time."""

    handle: str
    given: dict[str, Any]
    answer: dict[str, Any]


@dataclass
class Model:
    """What ought to be true of one attempt."""

    attempt_id: str
    paper: list[Sheet]
    results_shown: bool
    answers: dict[str, list[bool]] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    """Identifiers of every answer the server said it had saved, in order."""
    sent: list[Sent] = field(default_factory=list)
    finished: bool = False

    @property
    def current(self) -> str | None:
        return next(
            (one.question.id for one in self.paper if one.question.id not in self.answers), None
        )

    def code(self, question: str) -> str | None:
        """What refuses an answer to this question now."""
        if self.finished:
            return "ATTEMPT_FINISHED"
        if question in self.answers:
            again = self.results_shown and not any(self.answers[question])
            return None if again else "QUESTION_ANSWERED"
        return None if question == self.current else "QUESTION_NOT_YET"

    def right(self) -> int:
        return sum(each[0] for each in self.answers.values())


async def answer(world: World, model: Model, handle: str, sheet: Sheet, *, right: bool) -> None:
    """Send an answer; what the server says to it is what the model expects."""
    question = sheet.question.id
    sent = {
        "attemptId": model.attempt_id, "questionId": question,
        "idempotencyKey": uuid4().hex, **said(sheet, right=right),
    }  # fmt: skip
    wanted = model.code(question)
    told = await world.do(handle, "answerQuestion", ("givenAnswer.id", *ANSWER), **sent)
    assert told.get("code") == wanted
    if wanted is None:
        model.answers.setdefault(question, []).append(right)
        model.saved.append(told["givenAnswer"]["id"])
        model.sent.append(Sent(handle, sent, told["givenAnswer"]))
        assert told["givenAnswer"]["right"] is (right if model.results_shown else None)
        current = told["attempt"]["current"]
        assert (current and current["id"]) == model.current


async def step(world: World, model: Model, what: str, handle: str, which: int) -> None:
    match what:
        case "answer":
            sheet = next(
                (one for one in model.paper if one.question.id == model.current), model.paper[-1]
            )
            await answer(world, model, handle, sheet, right=bool(which))
        case "any question":
            await answer(world, model, handle, model.paper[which], right=True)
        case "send again" if model.sent:
            # The first answer was lost on its way: the device sends the same again.
            first = model.sent[which % len(model.sent)]
            told = await world.do(
                first.handle, "answerQuestion", ("givenAnswer.id", *ANSWER), **first.given
            )
            assert told["givenAnswer"] == first.answer
        case "pause" | "hint":
            question = model.current or model.paper[0].question.id
            name = "pauseAttempt" if what == "pause" else "askHint"
            more = {} if what == "pause" else {"questionId": question}
            told = await world.do(handle, name, attemptId=model.attempt_id, **more)
            if what == "pause":
                assert told.get("code") == ("ATTEMPT_FINISHED" if model.finished else None)
            else:
                assert told.get("code") == model.code(question)
        case "hand in":
            await hand_in(world, model, handle)
        case "look":
            seen = await world.ask(
                handle, "learningAttempt", ("current.id", "answers.id"), id=model.attempt_id
            )
            assert [each["id"] for each in seen["answers"]] == model.saved
            assert (seen["current"] and seen["current"]["id"]) == (
                None if model.finished else model.current
            )
        case "wait":
            world.later(seconds=which)


async def hand_in(world: World, model: Model, handle: str) -> None:
    told = await world.do(handle, "finishAttempt", ATTEMPT, attemptId=model.attempt_id)
    wanted = "QUESTIONS_OPEN" if model.current is not None else None
    assert told.get("code") == ("ATTEMPT_FINISHED" if model.finished else wanted)
    if "code" not in told:
        model.finished = True


def stored(world: World, model: Model) -> tuple[list[Step], tuple[Any, ...]]:
    """The log of the attempt, and what the attempt says of itself."""
    log = [
        Step(number, StepKind(kind), at, part=part, right=right, id=step_id)
        for number, kind, at, part, right, step_id in world.sql(
            "SELECT number, kind, at, part, is_right, id FROM learning_steps"
            " WHERE attempt_id = %s ORDER BY number",
            [model.attempt_id],
        )
    ]
    ((right, seconds, finished),) = world.sql(
        "SELECT right_first, active_seconds, finished_at IS NOT NULL FROM attempts WHERE id = %s",
        [model.attempt_id],
    )
    return log, (right, seconds, finished)


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, shown=st.booleans())
async def test_no_answer_is_lost_and_the_log_tells_the_score(
    world: World, steps: list[tuple[str, str, int]], *, shown: bool
) -> None:
    world.at("2026-03-02")
    if "phone" in world.actors:  # a case takes longer to bring here than all that follows
        ((case_id,),) = world.sql("SELECT id::text FROM case_files")
        assignment = await given_module(world, case_id, resultsShown=shown)
    else:
        _case, assignment, _plan = await a_learner(world, resultsShown=shown)
    actor, phone = world.actors["xiaohe"], uuid4()
    world.sql(
        "INSERT INTO sessions (id, account_id, started_at, last_used_at, expires_at)"
        " SELECT %s, account_id, started_at, last_used_at, expires_at FROM sessions WHERE id = %s",
        [phone, actor.session_id],
    )
    world.actors["phone"] = type(actor)(actor.account_id, actor.office_id, actor.role, phone)
    attempt = await begun(world, assignment, "PRE")
    model = Model(attempt["id"], list(paper_of(world, attempt["id"])), shown)

    for what, handle, which in steps:
        await step(world, model, what, handle, which)
    while model.current is not None:
        await step(world, model, "answer", "phone", 1)
    if not model.finished:
        await hand_in(world, model, "xiaohe")

    log, (right, seconds, finished) = stored(world, model)
    kept = [each.id for each in log if each.kind is StepKind.ANSWERED]
    assert kept == [UUID(each) for each in model.saved]
    assert [each.number for each in log] == sorted(each.number for each in log)
    paper = [one.question.id for one in model.paper]
    assert (right, finished) == (score(paper, log).right, True)
    assert right == model.right()
    assert seconds == active_seconds(log)
    world.sql("UPDATE assignments SET status = 'withdrawn'")
