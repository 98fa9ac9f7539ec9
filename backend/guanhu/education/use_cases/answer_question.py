"""Answer a question, or ask for a hint."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.education.answering import AnsweringRepository
from guanhu.education.attempt_facts import AttemptSeen, Step, StepKind
from guanhu.education.attempt_rules import answered, newly_stuck, refuse_answer
from guanhu.education.grading import NotAnAnswer, given, is_right
from guanhu.education.learning import Learning, LearningRepository
from guanhu.education.papers import Sheet, draw
from guanhu.education.rules import refuse_learning
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database

MOST_PICKED = 8
MAX_AMOUNT = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion:
    """Answer the question that is next; the first answer counts."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    attempt_id: UUID = item("The attempt.")
    question_id: str = words("The question.", at_most=40)
    picked: tuple[str, ...] = items(
        "Keys as shown: what was picked; of ORDER all in the order given; of MATCH one right side"
        " for each left one; of CHAT one reply for each turn.",
        at_most=MOST_PICKED,
        each=1,
        default=(),
    )
    amount: int | None = number(
        "Of NUMBER: the amount.", at_least=0, at_most=MAX_AMOUNT, default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHint:
    """Ask for the hint to the question that is next."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    attempt_id: UUID = item("The attempt.")
    question_id: str = words("The question.", at_most=40)


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """The answer as it stands in the log, and the attempt."""

    given_answer: UUID
    attempt: UUID


@dataclass(frozen=True, slots=True)
class AskedHint:
    """The attempt, whose question has its hint from now on."""

    attempt: UUID


async def answer_question(
    database: Database, clock: Clock, actor: Actor, command: AnswerQuestion
) -> AnsweredQuestion:
    """Save an answer; it is on the server when this answers.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`,
    `AttemptFinished`, `QuestionNotOnPaper`, `QuestionNotYet`, `QuestionAnswered`, `InvalidInput`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, AnsweredQuestion) as work:
        if work.first_answer is not None:
            return work.first_answer
        learning, attempt, sheet, steps = await _question(AnsweringRepository(work), command)
        refusal = refuse_learning(learning.facts, learning.task, work.today)
        if refusal is not None:
            raise refusal
        try:
            answer = given(sheet, command.picked, command.amount)
        except NotAnAnswer as wrong:
            path = "picked" if command.amount is None else "amount"
            raise InvalidInput([Problem(path, str(wrong))]) from wrong
        right = is_right(sheet.question, answer)
        step_id = await LearningRepository(work).note(
            learning, StepKind.ANSWERED,
            attempt_id=attempt.id, part=command.question_id, given=answer, right=right,
        )  # fmt: skip
        if not right and newly_stuck(steps, command.question_id):
            await tell(
                work, Cause.LEARNER_STUCK, learning.id, Audience.LEAD_WORKER,
                case_id=learning.case_id, occurrence=command.question_id,
            )  # fmt: skip
        # The log of learning is the record of it, answer by answer, and only grows.
        work.leave_no_trace()
        return work.answer(AnsweredQuestion(given_answer=step_id, attempt=attempt.id))


async def ask_hint(database: Database, clock: Clock, actor: Actor, command: AskHint) -> AskedHint:
    """Note that the hint was asked for.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`,
    `AttemptFinished`, `QuestionNotOnPaper`, `QuestionNotYet`, `QuestionAnswered`.
    """
    actor.require(Permission.LEARN)
    async with begin(database, clock, actor, command, AskedHint) as work:
        if work.first_answer is not None:
            return work.first_answer
        learning, attempt, _sheet, _steps = await _question(AnsweringRepository(work), command)
        refusal = refuse_learning(learning.facts, learning.task, work.today)
        if refusal is not None:
            raise refusal
        await LearningRepository(work).note(
            learning, StepKind.HINT, attempt_id=attempt.id, part=command.question_id
        )
        work.leave_no_trace()  # as above
        return work.answer(AskedHint(attempt=attempt.id))


async def _question(
    answering: AnsweringRepository, command: AnswerQuestion | AskHint
) -> tuple[Learning, AttemptSeen, Sheet, list[Step]]:
    """The attempt, held, the sheet of a question that may be answered, the answers so far."""
    learning, attempt = await answering.hold(command.attempt_id)
    steps = await answering.answered(learning.id)
    paper = {each.question.id: each for each in draw(attempt.seed, learning.module, attempt.kind)}
    own = answered(step for step in steps if step.attempt_id == attempt.id)
    refusal = refuse_answer(attempt, learning.task, list(paper), command.question_id, own)
    if refusal is not None:
        raise refusal
    return learning, attempt, paper[command.question_id], steps
