"""Write down learning that was no planned session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.courses.crediting import credited_to, subject_of
from guanhu.courses.keeping import CourseKeeping, NewEntry
from guanhu.courses.rules import duration, refuse_learned
from guanhu.education.facts import SessionMode
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.database import Database

MOST_HOURS = 100
MOST_MINUTES = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLearning:
    """Write down what was learned on a day and how long it took, in hours or minutes or both."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    learned_on: date = item("Day on which it happened.")
    how: SessionMode = item("In person, online or elsewhere.")
    hours: int | None = number("Whole hours.", at_least=0, at_most=MOST_HOURS, default=None)
    minutes: int | None = number(
        "Minutes, beside the hours.", at_least=0, at_most=MOST_MINUTES, default=None
    )
    module_code: str | None = words("The module it was about.", at_most=40, default=None)
    topic: str | None = words("Or a topic of one's own.", at_most=200, default=None)
    condition_id: UUID | None = item(
        "Condition of the plan in force it is credited to, if any.", default=None
    )
    credited_minutes: int | None = number(
        "Minutes credited; all of them when left out, 0 refuses credit.",
        at_least=0,
        at_most=MOST_HOURS * 60 + MOST_MINUTES,
        default=None,
    )
    no_credit_reason: str | None = words(
        "Why no credit is given.", at_most=250, multiline=True, default=None
    )
    note: str | None = words("What was seen.", at_most=2000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class RecordedLearning:
    """The case and the entry."""

    case_file: UUID
    learning_entry: UUID


async def record_learning(
    database: Database, clock: Clock, actor: Actor, command: RecordLearning
) -> RecordedLearning:
    """Record learning (S46).

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `NoDuration`, `DateInFuture`,
    `SupervisionNotLive` (on that day), `UnknownModule`, and what crediting raises.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, RecordedLearning) as work:
        if work.first_answer is not None:
            return work.first_answer
        subject = await subject_of(work, command.module_code, command.topic)
        minutes = duration(command.hours, command.minutes)
        if isinstance(minutes, Refusal):
            raise minutes
        cases = CaseRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_LEARNING)
        refusal = refuse_learned(milestones(file), command.learned_on, work.today)
        if refusal is not None:
            raise refusal
        credited = await credited_to(
            work, file.id, minutes=minutes, condition_id=command.condition_id,
            wanted=command.credited_minutes, reason=command.no_credit_reason,
        )  # fmt: skip
        entry_id = await CourseKeeping(work).enter(
            NewEntry(
                file=file,
                how=command.how,
                subject=subject,
                learned_on=command.learned_on,
                minutes=minutes,
                credited=credited,
                note=None if command.note is None else command.note.strip(),
            )
        )
        work.record(
            "courses.learned", "learning_entry", entry_id, case_id=file.id,
            on=command.learned_on.isoformat(), how=command.how.value, minutes=minutes,
            credited=None if credited is None else credited.minutes,
        )  # fmt: skip
        return work.answer(RecordedLearning(case_file=file.id, learning_entry=entry_id))
