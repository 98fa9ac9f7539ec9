"""What a learner may do next, and what the log says of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from guanhu.education.attempt_facts import AttemptKind, AttemptSeen, Step, StepKind, Task
from guanhu.education.errors import (
    AttemptFinished,
    AttemptStillOpen,
    CheckNotDue,
    LessonsFirst,
    NoAttemptsLeft,
    NoSuchTest,
    OtherModulesFirst,
    PreTestFirst,
    QuestionAnswered,
    QuestionNotOnPaper,
    QuestionNotYet,
    QuestionsOpen,
    TestTaken,
)
from guanhu.education.module_facts import Module
from guanhu.kernel.errors import Refusal

LONGEST_GAP: Final = timedelta(minutes=2)
"""Longer than this without a sign is time away: a page tells once a minute that it is open."""

WRONG_IS_STUCK: Final = 3
"""As often the same question wrong, and the worker is told (S41)."""

FAILED_IS_STUCK: Final = 2


class Next(StrEnum):
    """What a learner does next."""

    OTHER_MODULES = "other_modules"
    PRE_TEST = "pre_test"
    LESSONS = "lessons"
    POST_TEST = "post_test"
    WORKER_DECIDES = "worker_decides"
    WORKER_COMPLETES = "worker_completes"
    DELAYED_LATER = "delayed_later"
    DELAYED_CHECK = "delayed_check"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Score:
    """How many questions of a paper were right at the first answer."""

    asked: int
    right: int

    def passes(self, pass_mark: int) -> bool:
        """`pass_mark` is per cent."""
        return self.right * 100 >= pass_mark * self.asked


def next_step(
    module: Module,
    task: Task,
    attempts: Sequence[AttemptSeen],
    steps: Iterable[Step],
    today: date,
) -> Next:
    """Where the learner stands."""
    if task.completed:
        return _after_passing(module, task, attempts, today)
    if not task.others_done:
        return Next.OTHER_MODULES
    if module.pre and not any(each.kind is AttemptKind.PRE and _done(each) for each in attempts):
        return Next.PRE_TEST
    if missing_lessons(module, steps):
        return Next.LESSONS
    if not module.bank:
        return Next.WORKER_COMPLETES
    return Next.POST_TEST if task.failed < task.allowed else Next.WORKER_DECIDES


def refuse_start(
    module: Module,
    task: Task,
    kind: AttemptKind,
    attempts: Sequence[AttemptSeen],
    steps: Iterable[Step],
    today: date,
) -> Refusal | None:
    """Say why a test may not be started, or None."""
    stands = next_step(module, task, attempts, steps, today)
    pool = {AttemptKind.PRE: module.pre, AttemptKind.POST: module.bank}
    if not pool.get(kind, module.bank if module.delayed else ()):
        return NoSuchTest()
    if any(not _done(each) for each in attempts):
        return AttemptStillOpen()
    match kind:
        case AttemptKind.PRE:
            wanted = Next.PRE_TEST
        case AttemptKind.POST:
            wanted = Next.POST_TEST
        case AttemptKind.DELAYED:
            wanted = Next.DELAYED_CHECK
    if stands is wanted:
        return None
    return _not_that(kind, stands, task)


def refuse_lesson(
    module: Module, task: Task, attempts: Sequence[AttemptSeen], today: date
) -> Refusal | None:
    """Say why no lesson may be worked on, or None; a lesson read may be read again."""
    stands = next_step(module, task, attempts, (), today)
    if stands is Next.OTHER_MODULES:
        return OtherModulesFirst()
    return PreTestFirst() if stands is Next.PRE_TEST else None


def refuse_answer(
    attempt: AttemptSeen,
    task: Task,
    paper: Sequence[str],
    question: str,
    answers: Mapping[str, Sequence[bool]],
) -> Refusal | None:
    """Say why a question may not be answered now, or None.

    `paper` are the ids of its questions in order, `answers` what was answered, right or not. The
    first answer counts; a wrong one may be tried again while results are shown.
    """
    if _done(attempt):
        return AttemptFinished()
    if question not in paper:
        return QuestionNotOnPaper()
    if question in answers:
        again = task.results_shown and not any(answers[question])
        return None if again else QuestionAnswered(question=question)
    current = current_question(paper, answers)
    return None if question == current else QuestionNotYet(question=current or "")


def refuse_finish(
    attempt: AttemptSeen, paper: Sequence[str], answers: Collection[str]
) -> Refusal | None:
    """Say why an attempt may not be handed in, or None."""
    if _done(attempt):
        return AttemptFinished()
    left = len([each for each in paper if each not in answers])
    return QuestionsOpen(count=left) if left else None


def current_question(paper: Sequence[str], answers: Collection[str]) -> str | None:
    """The first question without an answer: the same on every device (S40). None: all answered."""
    return next((each for each in paper if each not in answers), None)


def answered(steps: Iterable[Step]) -> dict[str, list[bool]]:
    """Of each question answered, whether each answer was right, in order."""
    found: dict[str, list[bool]] = {}
    for step in sorted(steps, key=lambda each: each.number):
        if step.kind is StepKind.ANSWERED and step.part is not None:
            found.setdefault(step.part, []).append(bool(step.right))
    return found


def score(paper: Sequence[str], steps: Iterable[Step]) -> Score:
    """The score of an attempt, from its log alone: the first answer to each question counts."""
    answers = answered(steps)
    return Score(len(paper), sum(answers[each][0] for each in paper if each in answers))


def active_seconds(steps: Iterable[Step]) -> int:
    """The time somebody was at it: gaps of the log, none longer than `LONGEST_GAP`.

    A gap after a pause or a finished test does not count. Two devices at once count once.
    """
    total = timedelta()
    ordered = sorted(steps, key=lambda each: (each.at, each.number))
    for before, after in pairwise(ordered):
        if before.kind not in {StepKind.PAUSED, StepKind.FINISHED}:
            total += min(after.at - before.at, LONGEST_GAP)
    return int(total.total_seconds())


def missing_lessons(module: Module, steps: Iterable[Step]) -> list[int]:
    """Numbers of the lessons not read to their end, with their situations decided."""
    parts = {(step.kind, step.part) for step in steps}
    return [
        number
        for number in range(1, len(module.lessons) + 1)
        if (StepKind.LESSON_READ, f"lesson/{number}") not in parts
    ]


def open_situations(module: Module, lesson: int, steps: Iterable[Step]) -> list[str]:
    """The situations of a lesson that were not decided to an end."""
    decided = {step.part for step in steps if step.kind is StepKind.DECIDED}
    ends: set[str] = set()
    for situation in module.situations:
        for scene in situation.scenes:
            for choice in scene.choices:
                if choice.next is None and f"{situation.id}/{scene.id}/{choice.id}" in decided:
                    ends.add(situation.id)
    return [each for each in module.lessons[lesson - 1].situations if each not in ends]


def newly_stuck(before: Iterable[Step], question: str) -> bool:
    """Whether one more wrong answer is the third to this question (S41)."""
    wrong = [
        step
        for step in before
        if step.kind is StepKind.ANSWERED and step.part == question and not step.right
    ]
    return len(wrong) + 1 == WRONG_IS_STUCK


def stuck_on(steps: Iterable[Step]) -> list[str]:
    """The questions answered wrongly three times or more, the most often first."""
    wrong = Counter(
        step.part for step in steps if step.kind is StepKind.ANSWERED and not step.right
    )
    return [part for part, times in wrong.most_common() if part and times >= WRONG_IS_STUCK]


def minutes_of(seconds: int) -> int:
    """Whole minutes, begun ones counted, at least one."""
    return max(1, -(-seconds // 60))


def delayed_due(module: Module, passed_on: date) -> date | None:
    """The day from which the delayed check is due."""
    if module.delayed is None:
        return None
    return passed_on + timedelta(weeks=module.delayed.after_weeks)


def _after_passing(
    module: Module, task: Task, attempts: Sequence[AttemptSeen], today: date
) -> Next:
    taken = any(each.kind is AttemptKind.DELAYED and _done(each) for each in attempts)
    if module.delayed is None or task.delayed_due_on is None or taken:
        return Next.DONE
    return Next.DELAYED_CHECK if task.delayed_due_on <= today else Next.DELAYED_LATER


def _not_that(kind: AttemptKind, stands: Next, task: Task) -> Refusal:
    match stands:
        case Next.OTHER_MODULES:
            return OtherModulesFirst()
        case Next.PRE_TEST:
            return PreTestFirst()
        case Next.WORKER_DECIDES if kind is AttemptKind.POST:
            return NoAttemptsLeft(count=task.allowed)
        case Next.LESSONS if kind is AttemptKind.POST:
            return LessonsFirst()
        case Next.DELAYED_LATER if kind is AttemptKind.DELAYED:
            return CheckNotDue(on=task.delayed_due_on)
        case _ if kind is AttemptKind.DELAYED and not task.completed:
            return CheckNotDue(on=None)
        case _:
            return TestTaken()


def _done(attempt: AttemptSeen) -> bool:
    return attempt.finished_at is not None
