"""Read what a learner was given, an attempt with its paper, and what staff see of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, glance, look
from guanhu.education.answering import AnsweringRepository
from guanhu.education.attempt_facts import AttemptSeen, Given, Step, StepKind, Task
from guanhu.education.attempt_rules import (
    Next,
    answered,
    current_question,
    missing_lessons,
    next_step,
    stuck_on,
)
from guanhu.education.learning import Learning, LearningRepository
from guanhu.education.module_catalogue import modules
from guanhu.education.module_facts import Module
from guanhu.education.papers import Sheet, draw
from guanhu.education.versions import module_version
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database

MARKS = (StepKind.LESSON_READ, StepKind.DECIDED)


@dataclass(frozen=True, slots=True)
class LearningSeen:
    """What a learner was given and where they stand in it; `decided` is scene and choice."""

    id: UUID
    case_id: UUID
    module: Module
    task: Task
    due_on: date
    next: Next
    lessons_read: tuple[int, ...]
    decided: tuple[str, ...]
    attempts: tuple[AttemptSeen, ...]


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """An answer. `right` None: withheld from the learner. `counts`: the first to its question."""

    step: Step
    given: Given
    sheet: Sheet
    right: bool | None
    counts: bool


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """An attempt with its paper. `current` is the question that is next, None when all are done."""

    attempt: AttemptSeen
    learning: Learning
    sheets: tuple[Sheet, ...]
    answers: tuple[AnswerSeen, ...]
    hints: frozenset[str]
    current: str | None
    results_told: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What staff see of an assignment: the attempts, and on which questions somebody is stuck."""

    attempts: tuple[AttemptSeen, ...]
    stuck_on: tuple[str, ...]


async def read_own_learning(database: Database, clock: Clock, actor: Actor) -> list[LearningSeen]:
    """What the signed-in learner was given, first due first."""
    actor.require(Permission.LEARN)
    async with look(database, clock, actor) as seen:
        repository = LearningRepository(seen)
        found = await repository.learnings()
        ids = [learning.id for learning, _row in found]
        attempts = await repository.attempts(ids)
        steps = await repository.steps(ids, MARKS)
        return [
            _seen(seen, learning, row.due_on, attempts[learning.id], steps[learning.id])
            for learning, row in found
        ]


async def read_learning(
    database: Database, clock: Clock, actor: Actor, assignment_id: UUID
) -> LearningSeen:
    """One thing the signed-in learner was given, or `NotVisible`."""
    actor.require(Permission.LEARN)
    async with look(database, clock, actor) as seen:
        repository = LearningRepository(seen)
        learning = await repository.learning(assignment_id)
        attempts = (await repository.attempts([learning.id]))[learning.id]
        steps = (await repository.steps([learning.id], MARKS))[learning.id]
        due_on = await repository.due_on(learning.id)
        return _seen(seen, learning, due_on, attempts, steps)


async def read_own_attempt(
    database: Database, clock: Clock, actor: Actor, attempt_id: UUID
) -> PaperSeen:
    """An own attempt with its paper, to go on with on any device; or `NotVisible`."""
    actor.require(Permission.LEARN)
    return await read_attempt(database, clock, actor, attempt_id)


async def read_attempt(
    database: Database, clock: Clock, actor: Actor, attempt_id: UUID
) -> PaperSeen:
    """An attempt with its paper: the learner's own, or of a file staff may see; or `NotVisible`."""
    actor.require_one_of(Permission.LEARN, Permission.EDUCATION_READ)
    found = await read_attempts(database, clock, actor, [attempt_id])
    if attempt_id not in found:
        raise NotVisible
    return found[attempt_id]


async def read_attempts(
    database: Database, clock: Clock, actor: Actor, attempt_ids: Iterable[UUID]
) -> dict[UUID, PaperSeen]:
    """Many attempts with their papers in a fixed number of statements; hidden ones are left out."""
    actor.require_one_of(Permission.LEARN, Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        repository = LearningRepository(seen)
        found = await repository.of_attempts(attempt_ids)
        given: dict[UUID | None, list[tuple[Step, Given]]] = {}
        for step, answer in await repository.answers(attempt.id for _, attempt in found):
            given.setdefault(step.attempt_id, []).append((step, answer))
        hints = await repository.steps({learning.id for learning, _ in found}, [StepKind.HINT])
        return {
            attempt.id: _paper(
                learning,
                attempt,
                given.get(attempt.id, []),
                hints[learning.id],
                told=actor.may(Permission.EDUCATION_READ) or learning.task.results_shown,
            )
            for learning, attempt in found
        }


async def read_answer(database: Database, clock: Clock, actor: Actor, step_id: UUID) -> AnswerSeen:
    """One answer of the signed-in learner, or of a file staff may see; or `NotVisible`."""
    actor.require_one_of(Permission.LEARN, Permission.EDUCATION_READ)
    said = await AnsweringRepository(glance(database, clock, actor)).said(step_id)
    if not modules().knows(*said.module):
        # An own module that this process has not met yet.
        async with look(database, clock, actor) as seen:
            await module_version(seen, *said.module)
    drawn = draw(said.seed, modules().entry(*said.module), said.kind)
    sheet = next(each for each in drawn if each.question.id == said.step.part)
    told = actor.may(Permission.EDUCATION_READ) or said.results_shown
    return AnswerSeen(
        said.step, said.given, sheet, said.step.right if told else None, counts=said.first
    )


async def read_progress(
    database: Database, clock: Clock, actor: Actor, assignment_ids: Iterable[UUID]
) -> dict[UUID, Progress]:
    """Of many assignments of visible files the attempts and what somebody is stuck on."""
    actor.require(Permission.EDUCATION_READ)
    ids = list(assignment_ids)
    async with look(database, clock, actor) as seen:
        repository = LearningRepository(seen)
        attempts = await repository.attempts(ids)
        steps = await repository.steps(ids, [StepKind.ANSWERED])
        return {each: Progress(tuple(attempts[each]), tuple(stuck_on(steps[each]))) for each in ids}


def _seen(
    seen: Look,
    learning: Learning,
    due_on: date,
    attempts: Sequence[AttemptSeen],
    steps: Sequence[Step],
) -> LearningSeen:
    module = learning.module
    missing = missing_lessons(module, steps)
    return LearningSeen(
        id=learning.id,
        case_id=learning.case_id,
        module=module,
        task=learning.task,
        due_on=due_on,
        next=next_step(module, learning.task, attempts, steps, seen.today),
        lessons_read=tuple(
            number for number in range(1, len(module.lessons) + 1) if number not in missing
        ),
        decided=tuple(
            step.part for step in steps if step.kind is StepKind.DECIDED and step.part is not None
        ),
        attempts=tuple(each for each in attempts if each.account_id == seen.actor.account_id),
    )


def _paper(
    learning: Learning,
    attempt: AttemptSeen,
    answers: Sequence[tuple[Step, Given]],
    steps: Sequence[Step],
    *,
    told: bool,
) -> PaperSeen:
    sheets = {
        sheet.question.id: sheet for sheet in draw(attempt.seed, learning.module, attempt.kind)
    }
    first = set[str]()
    shown: list[AnswerSeen] = []
    for step, given in answers:
        part = step.part or ""
        right = bool(step.right) if told else None
        shown.append(AnswerSeen(step, given, sheets[part], right, part not in first))
        first.add(part)
    return PaperSeen(
        attempt=attempt,
        learning=learning,
        sheets=tuple(sheets.values()),
        answers=tuple(shown),
        hints=frozenset(
            step.part for step in steps if step.attempt_id == attempt.id and step.part is not None
        ),
        current=current_question(list(sheets), answered(step for step, _ in answers)),
        results_told=told,
    )
