"""Take an assignment back that has not been completed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import milestones
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import refuse_withdrawal
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAssignment:
    """Take an assignment back, with the reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The assignment.")
    reason: str = words("Why it is taken back.", at_most=1000, multiline=True)


@dataclass(frozen=True, slots=True)
class WithdrawnAssignment:
    """The case and the assignment."""

    case_file: UUID
    assignment: UUID


async def withdraw_assignment(
    database: Database, clock: Clock, actor: Actor, command: WithdrawAssignment
) -> WithdrawnAssignment:
    """Withdraw an assignment; the module may then be assigned anew.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, WithdrawnAssignment) as work:
        if work.first_answer is not None:
            return work.first_answer
        education = EducationRepository(work)
        file, row, assignment = await education.lock(command.assignment_id)
        refusal = refuse_withdrawal(milestones(file), assignment, work.today)
        if refusal is not None:
            raise refusal
        await education.withdraw(row, command.reason.strip())
        work.record(
            "education.withdrawn", "assignment", row.id,
            case_id=file.id, module=row.module_code,
        )  # fmt: skip
        return work.answer(WithdrawnAssignment(case_file=file.id, assignment=row.id))
