"""Begin a test, pause it, hand it in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.education.answering import AnsweringRepository
from guanhu.education.attempt_facts import AttemptKind, AttemptSeen, Step, StepKind
from guanhu.education.attempt_rules import (
    FAILED_IS_STUCK,
    active_seconds,
    answered,
    delayed_due,
    minutes_of,
    refuse_finish,
    refuse_start,
    score,
)
from guanhu.education.errors import AttemptFinished
from guanhu.education.facts import AssignmentStatus
from guanhu.education.learning import Learning, LearningRepository
from guanhu.education.papers import draw
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import refuse_learning
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAttempt:
    """Begin a test of an assigned module."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The assignment.")
    kind: AttemptKind = item("Which test.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseAttempt:
    """Say that one goes away; the test goes on later, on any device."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    attempt_id: UUID = item("The attempt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAttempt:
    """Hand a test in, with every question answered."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    attempt_id: UUID = item("The attempt.")


@dataclass(frozen=True, slots=True)
class TookAttempt:
    """The attempt."""

    attempt: UUID


async def start_attempt(
    database: Database, clock: Clock, actor: Actor, command: StartAttempt
) -> TookAttempt:
    """Begin an attempt; its paper follows from a seed drawn now.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`, `NoSuchTest`,
    `AttemptStillOpen`, `OtherModulesFirst`, `PreTestFirst`, `LessonsFirst`, `NoAttemptsLeft`,
    `CheckNotDue`, `TestTaken`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, TookAttempt) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = LearningRepository(work)
        await repository.hold(command.assignment_id)
        learning = await repository.learning(command.assignment_id)
        refuse(learning, work)
        attempts = (await repository.attempts([learning.id]))[learning.id]
        steps = (await repository.steps([learning.id]))[learning.id]
        refusal = refuse_start(
            learning.module, learning.task, command.kind, attempts, steps, work.today
        )
        if refusal is not None:
            raise refusal
        number = 1 + sum(each.kind is command.kind for each in attempts)
        asked = len(draw(0, learning.module, command.kind))
        attempt = await repository.start(learning, command.kind, number, asked)
        work.record(
            "education.attempt_started", "attempt", attempt.id,
            case_id=learning.case_id, module=learning.module.code, test=command.kind.value,
            number=number,
        )  # fmt: skip
        return work.answer(TookAttempt(attempt=attempt.id))


async def pause_attempt(
    database: Database, clock: Clock, actor: Actor, command: PauseAttempt
) -> TookAttempt:
    """Note a pause: the time until the next sign does not count (S40).

    Raises `NotPermitted`, `NotVisible`, `AttemptFinished`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, TookAttempt) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = LearningRepository(work)
        learning, attempt = await AnsweringRepository(work).hold(command.attempt_id)
        if attempt.finished_at is not None:
            raise AttemptFinished
        await repository.note(learning, StepKind.PAUSED, attempt_id=attempt.id)
        # The log of learning is the record of it, line by line; the trail has begin and end.
        work.leave_no_trace()
        return work.answer(TookAttempt(attempt=attempt.id))


async def finish_attempt(
    database: Database, clock: Clock, actor: Actor, command: FinishAttempt
) -> TookAttempt:
    """Hand an attempt in. A passed post-test completes the module; its credit is a person's word.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`,
    `AttemptFinished`, `QuestionsOpen`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, TookAttempt) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = LearningRepository(work)
        learning, attempt = await AnsweringRepository(work).hold(command.attempt_id)
        refuse(learning, work)
        paper = [sheet.question.id for sheet in draw(attempt.seed, learning.module, attempt.kind)]
        steps = (await repository.steps([learning.id]))[learning.id]
        own = [step for step in steps if step.attempt_id == attempt.id]
        refusal = refuse_finish(attempt, paper, answered(own))
        if refusal is not None:
            raise refusal
        await repository.note(learning, StepKind.FINISHED, attempt_id=attempt.id)
        end = Step(len(steps) + 1, StepKind.FINISHED, work.now, attempt.id)
        reached = score(paper, own)
        passed = None
        if attempt.kind is AttemptKind.POST:
            passed = reached.passes(learning.module.pass_mark)
        await repository.finish(
            attempt.id, reached, passed=passed, seconds=active_seconds([*own, end])
        )
        if passed is not None:
            minutes = minutes_of(active_seconds([*steps, end]))
            await _settle(work, learning, attempt, minutes=minutes, passed=passed)
        work.record(
            "education.attempt_finished", "attempt", attempt.id,
            case_id=learning.case_id, module=learning.module.code, test=attempt.kind.value,
            right=reached.right, asked=reached.asked,
        )  # fmt: skip
        return work.answer(TookAttempt(attempt=attempt.id))


def refuse(learning: Learning, work: Work[TookAttempt]) -> None:
    """Raise the refusal if nothing may be learned with this assignment today."""
    refusal = refuse_learning(learning.facts, learning.task, work.today)
    if refusal is not None:
        raise refusal


async def _settle(
    work: Work[TookAttempt],
    learning: Learning,
    attempt: AttemptSeen,
    *,
    minutes: int,
    passed: bool,
) -> None:
    """What a handed-in post-test means for the assignment, whose row a family does not write."""
    async with work.as_system() as system:
        education = EducationRepository(system)
        _file, row, _seen = await education.lock(learning.id)
        if row.status != AssignmentStatus.ASSIGNED.value:
            return
        if passed:
            due = delayed_due(learning.module, work.today)
            await education.pass_online(
                row, by=work.actor.account_id, minutes=minutes, delayed_due_on=due
            )
        else:
            await education.fail_online(row)
        failed, left = row.attempts_failed, row.attempts_allowed - row.attempts_failed
    if passed:
        await tell(
            work, Cause.MODULE_PASSED, learning.id, Audience.LEAD_WORKER, case_id=learning.case_id
        )
        return
    if failed == FAILED_IS_STUCK:
        await tell(
            work, Cause.LEARNER_STUCK, learning.id, Audience.LEAD_WORKER,
            case_id=learning.case_id, occurrence="failed",
        )  # fmt: skip
    if left <= 0:
        await tell(
            work, Cause.LEARNER_FAILED, attempt.id, Audience.LEAD_WORKER, case_id=learning.case_id
        )
