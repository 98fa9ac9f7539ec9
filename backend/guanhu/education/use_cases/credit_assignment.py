"""Credit a completed module to one condition, or refuse credit with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import refuse_credit
from guanhu.education.use_cases.assign_module import require_condition
from guanhu.education.use_cases.complete_assignment import MAX_MINUTES
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditAssignment:
    """Say what a completion counts for; it stands from then on."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The completed assignment.")
    credited_minutes: int = number(
        "Minutes credited, no more than were spent; 0 refuses credit.",
        at_least=0,
        at_most=MAX_MINUTES,
    )
    condition_id: UUID | None = item(
        "The condition of the plan in force; left out, the one it was assigned for.", default=None
    )
    no_credit_reason: str | None = words(
        "Why no credit is given.", at_most=250, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class CreditedAssignment:
    """The case and the assignment."""

    case_file: UUID
    assignment: UUID


async def credit_assignment(
    database: Database, clock: Clock, actor: Actor, command: CreditAssignment
) -> CreditedAssignment:
    """Credit a completion, or refuse it.

    Raises `NotPermitted`, `NotVisible`, `NotCompletedYet`, `AlreadyCredited`, `CreditTooHigh`,
    `NoCreditNeedsReason`, `NothingToCredit`, `ConditionNotInPlan`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, CreditedAssignment) as work:
        if work.first_answer is not None:
            return work.first_answer
        education = EducationRepository(work)
        file, row, assignment = await education.lock(command.assignment_id)
        minutes = command.credited_minutes
        condition_id = command.condition_id or assignment.condition_id
        refusal = refuse_credit(
            assignment, condition_id=condition_id, minutes=minutes, reason=command.no_credit_reason
        )
        if refusal is not None:
            raise refusal
        if command.condition_id is not None:
            await require_condition(work, file.id, command.condition_id)
        await education.credit(
            row,
            condition_id=condition_id if minutes else None,
            minutes=minutes,
            reason=None if minutes else command.no_credit_reason,
        )
        work.record(
            "education.credited", "assignment", row.id,
            case_id=file.id, module=row.module_code, credited=minutes,
        )  # fmt: skip
        return work.answer(CreditedAssignment(case_file=file.id, assignment=row.id))
