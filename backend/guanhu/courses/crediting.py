"""What learning is credited to, inside one command: a condition of the plan, or an assignment."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.repository import milestones
from guanhu.courses.errors import AssignmentOfOtherModule
from guanhu.courses.facts import Credited, Subject
from guanhu.courses.repository import CourseRepository
from guanhu.courses.rules import decide_credit
from guanhu.education.attempt_facts import Learner
from guanhu.education.errors import ConditionNotInPlan
from guanhu.education.facts import SessionMode
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import credit, refuse_completion
from guanhu.education.versions import offered_module
from guanhu.kernel.errors import InvalidInput, Problem, Refusal


async def subject_of(work: Look, module_code: str | None, topic: str | None) -> Subject:
    """A module as it is offered today, or a topic of the office's own: exactly one of them.

    Raises `InvalidInput`, `UnknownModule`.
    """
    if (module_code is None) == (topic is None):
        code = "REQUIRED" if topic is None else "NOT_EXPECTED"
        raise InvalidInput([Problem("topic", code)])
    if module_code is None:
        return Subject(None, None, topic and topic.strip())
    module = await offered_module(work, module_code)
    return Subject(module.code, module.version, None)


async def credited_to(
    work: Look,
    case_id: UUID,
    *,
    minutes: int,
    condition_id: UUID | None,
    wanted: int | None,
    reason: str | None,
    path: str = "",
) -> Credited | None:
    """What is credited to a condition of the plan in force; None where nothing is decided yet.

    Raises `ConditionNotInPlan`, `NothingToCredit`, `CreditTooHigh`, `NoCreditNeedsReason`.
    """
    if condition_id is not None:
        held = await CourseRepository(work).conditions([case_id])
        if condition_id not in held.get(case_id, set()):
            raise ConditionNotInPlan
    decided = decide_credit(
        minutes=minutes,
        condition_id=condition_id,
        wanted=wanted,
        reason=None if reason is None else reason.strip(),
        path=path,
    )
    if isinstance(decided, Refusal):
        raise decided
    return decided


async def complete(
    work: Look,
    assignment_id: UUID,
    case_id: UUID,
    *,
    subject: Subject,
    on: date,
    minutes: int,
    how: SessionMode,
    wanted: int | None,
    reason: str | None,
) -> None:
    """Complete an assignment of the same young person by what was learned; it is credited there.

    Raises `NotVisible` (also for somebody else's), `AssignmentOfOtherModule`, and what
    `completeAssignment` raises.
    """
    education = EducationRepository(work)
    file, row, assignment = await education.lock(assignment_id)
    of_other = assignment.learner is not Learner.YOUNG_PERSON or file.id != case_id
    if of_other or subject.module_code not in (None, row.module_code):
        raise AssignmentOfOtherModule(module=row.module_code if file.id == case_id else None)
    refusal = refuse_completion(milestones(file), assignment, on, work.today)
    if refusal is not None:
        raise refusal
    credited = credit(assignment, minutes=minutes, wanted=wanted, reason=reason)
    if isinstance(credited, Refusal):
        raise credited
    await education.complete(
        row,
        completed_on=on,
        minutes=minutes,
        how=how,
        credited_minutes=credited,
        no_credit_reason=reason if credited == 0 else None,
        note=None,
    )
    work.record(
        "education.completed", "assignment", row.id,
        case_id=file.id, module=row.module_code, minutes=minutes, credited=credited,
    )  # fmt: skip
