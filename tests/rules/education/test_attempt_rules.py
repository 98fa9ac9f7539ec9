"""What a learner may do next, what the log says, and when a worker is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from guanhu.education.attempt_facts import (
    AttemptKind,
    AttemptSeen,
    Learner,
    Step,
    StepKind,
    Task,
)
from guanhu.education.attempt_rules import (
    Next,
    Score,
    active_seconds,
    current_question,
    delayed_due,
    minutes_of,
    newly_stuck,
    next_step,
    refuse_answer,
    refuse_start,
    score,
    stuck_on,
)
from support.modules import a_module

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)
MODULE = a_module()
TASK = Task(
    learner=Learner.YOUNG_PERSON, open=True, results_shown=True, allowed=3, failed=0,
    completed=False, delayed_due_on=None, others_done=True,
)  # fmt: skip
PAPER = ["q1", "q2", "q3"]


def step(number: int, kind: StepKind, after: int, part: str | None = None, **more: bool) -> Step:
    return Step(number, kind, NOW + timedelta(seconds=after), part=part, **more)


def answer(number: int, part: str, *, right: bool, after: int = 0) -> Step:
    return Step(number, StepKind.ANSWERED, NOW + timedelta(seconds=after), part=part, right=right)


def attempt(kind: AttemptKind, *, done: bool = True) -> AttemptSeen:
    return AttemptSeen(
        id=uuid4(), case_id=uuid4(), assignment_id=uuid4(), kind=kind, number=1, seed=1,
        account_id=uuid4(), started_at=NOW, finished_at=NOW if done else None, asked=3,
        right=None, passed=None, active_seconds=None,
    )  # fmt: skip


READ = [step(n, StepKind.LESSON_READ, n, f"lesson/{n}") for n in (1, 2, 3)]
PRE = attempt(AttemptKind.PRE)


@pytest.mark.parametrize(
    ("task", "attempts", "steps", "stands"),
    [
        (replace(TASK, others_done=False), [], [], Next.OTHER_MODULES),
        (TASK, [], READ, Next.PRE_TEST),
        (TASK, [attempt(AttemptKind.PRE, done=False)], READ, Next.PRE_TEST),
        (TASK, [PRE], READ[:2], Next.LESSONS),
        (TASK, [PRE], READ, Next.POST_TEST),
        (replace(TASK, failed=2), [PRE], READ, Next.POST_TEST),
        (replace(TASK, failed=3), [PRE], READ, Next.WORKER_DECIDES),
        (replace(TASK, failed=3, allowed=4), [PRE], READ, Next.POST_TEST),
        (replace(TASK, completed=True), [PRE], READ, Next.DONE),
        (
            replace(TASK, completed=True, delayed_due_on=TODAY + timedelta(days=1)),
            [PRE], READ, Next.DELAYED_LATER,
        ),
        (replace(TASK, completed=True, delayed_due_on=TODAY), [PRE], READ, Next.DELAYED_CHECK),
        (
            replace(TASK, completed=True, delayed_due_on=TODAY),
            [PRE, attempt(AttemptKind.DELAYED)], READ, Next.DONE,
        ),
    ],
)  # fmt: skip
def test_what_is_next_and_nothing_else_may_be_begun(
    task: Task, attempts: list[AttemptSeen], steps: list[Step], stands: Next
) -> None:
    assert next_step(MODULE, task, attempts, steps, TODAY) is stands
    opens = {
        kind
        for kind in AttemptKind
        if refuse_start(MODULE, task, kind, attempts, steps, TODAY) is None
    }
    wanted = {
        Next.PRE_TEST: AttemptKind.PRE,
        Next.POST_TEST: AttemptKind.POST,
        Next.DELAYED_CHECK: AttemptKind.DELAYED,
    }
    one_is_open = any(each.finished_at is None for each in attempts)
    assert opens == ({wanted[stands]} if stands in wanted and not one_is_open else set())


def test_only_the_next_question_is_answered_and_a_wrong_one_tried_again() -> None:
    one = attempt(AttemptKind.POST, done=False)
    answers = {"q1": [False, False], "q2": [True]}
    hidden = replace(TASK, results_shown=False)

    def code(question: str, task: Task = TASK, which: AttemptSeen = one) -> str | None:
        refusal = refuse_answer(which, task, PAPER, question, answers)
        return None if refusal is None else refusal.code

    assert code("q3") is None
    assert code("q1") is None
    assert code("q1", hidden) == "QUESTION_ANSWERED"
    assert code("q2") == "QUESTION_ANSWERED"
    assert code("q9") == "QUESTION_NOT_ON_PAPER"
    assert refuse_answer(one, TASK, PAPER, "q3", {"q1": [True]}) is not None
    assert code("q3", which=attempt(AttemptKind.POST)) == "ATTEMPT_FINISHED"
    assert current_question(PAPER, answers) == "q3"
    assert current_question(PAPER, PAPER) is None


def test_the_first_answer_counts() -> None:
    log = [
        answer(1, "q1", right=False), answer(2, "q1", right=True), answer(3, "q2", right=True),
        answer(4, "q3", right=True),
    ]  # fmt: skip

    assert score(PAPER, log) == score(PAPER, log[::-1]) == Score(3, 2)
    assert score(PAPER, []) == Score(3, 0)


@pytest.mark.parametrize(
    ("right", "asked", "mark", "passes"),
    [(7, 10, 70, True), (6, 10, 70, False), (2, 3, 67, False), (2, 3, 66, True), (0, 5, 0, True)],
)
def test_pass_mark_is_per_cent_and_never_rounded(
    right: int, asked: int, mark: int, *, passes: bool
) -> None:
    assert Score(asked, right).passes(mark) is passes


def test_time_away_and_pauses_do_not_count() -> None:
    log = [
        step(1, StepKind.STARTED, 0),
        answer(2, "q1", right=True, after=30),  # 30
        step(3, StepKind.STILL_THERE, 90),  # 60
        answer(4, "q2", right=True, after=900),  # 810 away: 120
        step(5, StepKind.PAUSED, 910),  # 10
        answer(6, "q3", right=True, after=90_000),  # after a pause: 0
        step(7, StepKind.FINISHED, 90_005),  # 5
        step(8, StepKind.STILL_THERE, 90_050),  # after the end: 0
    ]

    assert active_seconds(log) == active_seconds(log[::-1]) == 225
    assert active_seconds([]) == active_seconds(log[:1]) == 0
    # A second device beside the first adds no second.
    beside = [step(20 + n, StepKind.STILL_THERE, n) for n in range(1, 30)]
    assert active_seconds([*log, *beside]) == 225
    assert [minutes_of(each) for each in (0, 1, 60, 61, 225)] == [1, 1, 1, 2, 4]


def test_third_wrong_answer_is_told_once() -> None:
    """S41: the same question wrong three times."""
    wrong = [answer(n, "q1", right=False) for n in range(1, 6)]

    assert [newly_stuck(wrong[:n], "q1") for n in range(5)] == [False, False, True, False, False]
    assert not newly_stuck([*wrong[:2], answer(9, "q2", right=False)], "q2")
    assert stuck_on(wrong[:2]) == []
    assert stuck_on([*wrong, answer(7, "q2", right=False)]) == ["q1"]


def test_delayed_check_is_eight_weeks_later() -> None:
    assert delayed_due(MODULE, TODAY) == date(2026, 4, 27)
    assert delayed_due(replace(MODULE, delayed=None), TODAY) is None
