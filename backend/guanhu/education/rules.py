"""What may be done with an assignment. Pure."""

from __future__ import annotations

from datetime import date

from guanhu.cases.errors import DateBefore, DateInFuture, SupervisionNotLive
from guanhu.cases.facts import Milestones
from guanhu.cases.rules import supervision_is_live
from guanhu.education.errors import (
    AssignmentClosed,
    CreditTooHigh,
    NoCreditNeedsReason,
    NothingToCredit,
)
from guanhu.education.facts import AssignmentSeen, AssignmentStatus
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
