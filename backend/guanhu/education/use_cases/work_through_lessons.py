"""Read the lessons, decide the situations, and say that one is still there."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.education.attempt_facts import Step, StepKind
from guanhu.education.attempt_rules import open_situations, refuse_lesson
from guanhu.education.errors import NoSuchPart, SituationsOpen
from guanhu.education.learning import Learning, LearningRepository
from guanhu.education.rules import refuse_learning
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLesson:
    """Say that a lesson was read to its end."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The assignment.")
    lesson: int = number("Which lesson, from 1.", at_least=1, at_most=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSituation:
    """Choose what one would do in a scene of a situation."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The assignment.")
    situation: str = words("The situation.", at_most=40)
    scene: str = words("The scene.", at_most=40)
    choice: str = words("The choice.", at_most=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class StillLearning:
    """Tell, once a minute, that the page is open and looked at."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The assignment.")


@dataclass(frozen=True, slots=True)
class LearnedOn:
    """What the learner was given, as it stands now."""

    learning: UUID


async def read_lesson(
    database: Database, clock: Clock, actor: Actor, command: ReadLesson
) -> LearnedOn:
    """Note a lesson as read; again does no harm.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`,
    `OtherModulesFirst`, `PreTestFirst`, `NoSuchPart`, `SituationsOpen`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, LearnedOn) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = LearningRepository(work)
        learning, steps = await _open(work, repository, command.assignment_id)
        if command.lesson > len(learning.module.lessons):
            raise NoSuchPart
        left = open_situations(learning.module, command.lesson, steps)
        if left:
            raise SituationsOpen(situations=", ".join(left))
        await repository.note(learning, StepKind.LESSON_READ, part=f"lesson/{command.lesson}")
        work.leave_no_trace()  # the log of learning is the record of it
        return work.answer(LearnedOn(learning=learning.id))


async def decide_situation(
    database: Database, clock: Clock, actor: Actor, command: DecideSituation
) -> LearnedOn:
    """Note a choice; its consequence stands in the module. Any choice may be tried again.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`,
    `OtherModulesFirst`, `PreTestFirst`, `NoSuchPart`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, LearnedOn) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = LearningRepository(work)
        learning, _steps = await _open(work, repository, command.assignment_id)
        situation = learning.module.situation(command.situation)
        scene = None if situation is None else situation.scene(command.scene)
        if scene is None or command.choice not in {each.id for each in scene.choices}:
            raise NoSuchPart
        await repository.note(
            learning, StepKind.DECIDED,
            part=f"{command.situation}/{command.scene}/{command.choice}",
        )  # fmt: skip
        work.leave_no_trace()  # as above
        return work.answer(LearnedOn(learning=learning.id))


async def still_learning(
    database: Database, clock: Clock, actor: Actor, command: StillLearning
) -> LearnedOn:
    """Note a sign of somebody at work: time counts between signs, longer gaps do not.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, LearnedOn) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = LearningRepository(work)
        await repository.hold(command.assignment_id)
        learning = await repository.learning(command.assignment_id)
        refusal = refuse_learning(learning.facts, learning.task, work.today)
        if refusal is not None:
            raise refusal
        await repository.note(learning, StepKind.STILL_THERE)
        work.leave_no_trace()  # as above
        return work.answer(LearnedOn(learning=learning.id))


async def _open(
    work: Work[LearnedOn], repository: LearningRepository, assignment_id: UUID
) -> tuple[Learning, list[Step]]:
    """The assignment, held, whose lessons may be worked on, with what was decided so far."""
    await repository.hold(assignment_id)
    learning = await repository.learning(assignment_id)
    refusal = refuse_learning(learning.facts, learning.task, work.today)
    if refusal is None:
        attempts = (await repository.attempts([learning.id]))[learning.id]
        refusal = refuse_lesson(learning.module, learning.task, attempts, work.today)
    if refusal is not None:
        raise refusal
    kinds = [StepKind.DECIDED, StepKind.LESSON_READ]
    return learning, (await repository.steps([learning.id], kinds))[learning.id]
