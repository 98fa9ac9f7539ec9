"""What may be done with an assignment. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from guanhu.cases.errors import DateBefore, DateInFuture, SupervisionNotLive
from guanhu.cases.facts import Milestones
from guanhu.cases.rules import supervision_is_live
from guanhu.education.attempt_facts import Learner, Task
from guanhu.education.errors import (
    AlreadyCredited,
    AssignmentClosed,
    AttemptsLeft,
    CreditTooHigh,
    ModuleAlreadyAssigned,
    NoCreditNeedsReason,
    NoSuchTest,
    NotCompletedYet,
    NotForThisLearner,
    NothingToCredit,
    PrerequisiteDueLater,
    PrerequisiteNotAssigned,
)
from guanhu.education.facts import AssignmentSeen, AssignmentStatus
from guanhu.education.module_facts import Audience, Module
from guanhu.kernel.errors import Refusal
from guanhu.plans.errors import AfterPeriodEnd


def refuse_assignment(facts: Milestones, due_on: date, today: date) -> Refusal | None:
    """Say why nothing may be assigned for `due_on`, or None.

    Education is owed while supervision is live (CPL 283(3)(4)), so it falls due within the period.
    """
    if not supervision_is_live(facts, today):
        return SupervisionNotLive(on=today)
    if due_on < today:
        return DateBefore(field="dueOn", earliest=today)
    if facts.probation_ends_on is not None and due_on > facts.probation_ends_on:
        return AfterPeriodEnd(field="dueOn", latest=facts.probation_ends_on)
    return None


def refuse_given(
    module: Module, learner: Learner, due_on: date, standing: Mapping[str, date | None]
) -> Refusal | None:
    """Say why a learner may not be given a module by a day, or None.

    `standing`: until when each of the learner's modules is due, None where it is completed.
    """
    if learner is Learner.GUARDIAN and module.audience is not Audience.GUARDIAN:
        return NotForThisLearner()
    if module.code in standing:
        return ModuleAlreadyAssigned(module=module.code)
    missing = [code for code in module.after if code not in standing]
    if missing:
        return PrerequisiteNotAssigned(modules=", ".join(missing))
    days = {code: day for code in module.after if (day := standing[code]) is not None}
    late = [code for code, day in days.items() if day > due_on]
    if late:
        return PrerequisiteDueLater(modules=", ".join(late), earliest=max(days.values()))
    return None


def refuse_grant(facts: Milestones, assignment: AssignmentSeen, today: date) -> Refusal | None:
    """Say why no further attempt is granted, or None (S43)."""
    if assignment.status is not AssignmentStatus.ASSIGNED:
        return AssignmentClosed(status=assignment.status)
    if not supervision_is_live(facts, today):
        return SupervisionNotLive(on=today)
    if assignment.attempts_allowed == 0:
        return NoSuchTest()
    if assignment.attempts_failed < assignment.attempts_allowed:
        return AttemptsLeft()
    return None


def refuse_credit(
    assignment: AssignmentSeen, *, condition_id: UUID | None, minutes: int, reason: str | None
) -> Refusal | None:
    """Say why a completion is not credited like this, or None.

    Once given or refused, credit stands: nothing is taken away silently (product.md §7).
    """
    if assignment.status is not AssignmentStatus.COMPLETED or assignment.minutes is None:
        return NotCompletedYet()
    if assignment.credited_at is not None:
        return AlreadyCredited()
    if minutes > assignment.minutes:
        return CreditTooHigh(minutes=assignment.minutes)
    if minutes == 0:
        return NoCreditNeedsReason() if reason is None else None
    return NothingToCredit() if condition_id is None else None


def refuse_completion(
    facts: Milestones, assignment: AssignmentSeen, completed_on: date, today: date
) -> Refusal | None:
    """Say why an assignment may not be completed, or None.

    What was done while supervision was live counts also when it is entered after the last day.
    """
    if assignment.status is not AssignmentStatus.ASSIGNED:
        return AssignmentClosed(status=assignment.status)
    if completed_on > today:
        return DateInFuture(field="completedOn")
    if not supervision_is_live(facts, completed_on):
        return SupervisionNotLive(on=completed_on)
    return None


def refuse_withdrawal(facts: Milestones, assignment: AssignmentSeen, today: date) -> Refusal | None:
    """Say why an assignment may not be withdrawn, or None; what was granted is never taken away."""
    if assignment.status is not AssignmentStatus.ASSIGNED:
        return AssignmentClosed(status=assignment.status)
    if not supervision_is_live(facts, today):
        return SupervisionNotLive(on=today)
    return None


def credit(
    assignment: AssignmentSeen, *, minutes: int, wanted: int | None, reason: str | None
) -> int | Refusal | None:
    """Minutes credited to the assignment's condition, None without one, or a refusal.

    `wanted` None credits all `minutes` spent; 0 refuses credit and takes a reason (scenario S44).
    """
    if assignment.condition_id is None:
        return None if wanted is None else NothingToCredit()
    credited = minutes if wanted is None else wanted
    if credited > minutes:
        return CreditTooHigh(minutes=minutes)
    if credited == 0 and reason is None:
        return NoCreditNeedsReason()
    return credited


def refuse_learning(facts: Milestones, task: Task, today: date) -> Refusal | None:
    """Say why nothing is learned with an assignment today, or None.

    Education is owed while supervision is live (CPL 283(3)(4)), so it also ends with it.
    """
    if not task.open:
        return AssignmentClosed(status=AssignmentStatus.WITHDRAWN)
    if not supervision_is_live(facts, today):
        return SupervisionNotLive(on=today)
    return None
