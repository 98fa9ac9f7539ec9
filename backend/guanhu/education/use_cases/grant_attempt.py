"""Grant one attempt more when none is left (S43)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import milestones
from guanhu.education.attempt_facts import Learner
from guanhu.education.learning import LearningRepository
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import refuse_grant
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database

TOLD = {
    Learner.YOUNG_PERSON: Audience.YOUNG_PERSON,
    Learner.GUARDIAN: Audience.GUARDIANS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantAttempt:
    """Allow one attempt more, with the reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assignment_id: UUID = item("The assignment.")
    reason: str = words("Why, and what is done differently.", at_most=1000, multiline=True)


@dataclass(frozen=True, slots=True)
class GrantedAttempt:
    """The case and the assignment."""

    case_file: UUID
    assignment: UUID


async def grant_attempt(
    database: Database, clock: Clock, actor: Actor, command: GrantAttempt
) -> GrantedAttempt:
    """Grant an attempt; the learner is told.

    Raises `NotPermitted`, `NotVisible`, `AssignmentClosed`, `SupervisionNotLive`, `NoSuchTest`,
    `AttemptsLeft`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, GrantedAttempt) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, row, assignment = await EducationRepository(work).lock(command.assignment_id)
        refusal = refuse_grant(milestones(file), assignment, work.today)
        if refusal is not None:
            raise refusal
        grant_id = await LearningRepository(work).grant(row, command.reason.strip())
        await tell(work, Cause.ATTEMPT_GRANTED, grant_id, TOLD[assignment.learner], case_id=file.id)
        work.record(
            "education.attempt_granted", "assignment", row.id,
            case_id=file.id, module=row.module_code,
        )  # fmt: skip
        return work.answer(GrantedAttempt(case_file=file.id, assignment=row.id))
