"""Record that an assigned module was worked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import milestones
from guanhu.education.facts import SessionMode
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import credit, refuse_completion
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.database import Database

MAX_MINUTES = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteAssignment:
    """Record a completed module; a session in person counts like one online."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The assignment.")
    completed_on: date = item("Day on which it was completed.")
    minutes: int = number("Minutes spent.", at_least=1, at_most=MAX_MINUTES)
    how: SessionMode = item("How it was worked through.")
    credited_minutes: int | None = number(
        "Minutes credited to the condition; all of them when left out, 0 refuses credit.",
        at_least=0,
        at_most=MAX_MINUTES,
        default=None,
    )
    no_credit_reason: str | None = words(
        "Why no credit is given.", at_most=250, multiline=True, default=None
    )
    note: str | None = words("What was seen.", at_most=2000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class CompletedAssignment:
    """The case and the assignment."""

    case_file: UUID
    assignment: UUID


async def complete_assignment(
    database: Database, clock: Clock, actor: Actor, command: CompleteAssignment
) -> CompletedAssignment:
    """Complete an assignment.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `DateInFuture`, `SupervisionNotLive`
    (on the day of completion), `NothingToCredit`, `CreditTooHigh`, `NoCreditNeedsReason`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, CompletedAssignment) as work:
        if work.first_answer is not None:
            return work.first_answer
        education = EducationRepository(work)
        file, row, assignment = await education.lock(command.assignment_id)
        refusal = refuse_completion(milestones(file), assignment, command.completed_on, work.today)
        if refusal is not None:
            raise refusal
        credited = credit(
            assignment,
            minutes=command.minutes,
            wanted=command.credited_minutes,
            reason=command.no_credit_reason,
        )
        if isinstance(credited, Refusal):
            raise credited
        await education.complete(
            row,
            completed_on=command.completed_on,
            minutes=command.minutes,
            how=command.how,
            credited_minutes=credited,
            no_credit_reason=command.no_credit_reason if credited == 0 else None,
            note=command.note,
        )
        work.record(
            "education.completed", "assignment", row.id,
            case_id=file.id, module=row.module_code, minutes=command.minutes, credited=credited,
        )  # fmt: skip
        return work.answer(CompletedAssignment(case_file=file.id, assignment=row.id))
