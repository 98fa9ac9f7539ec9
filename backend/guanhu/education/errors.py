"""Refusals about learning."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class UnknownModule(Refusal):
    """No such code in the module catalogue, or retired."""

    code = "UNKNOWN_MODULE"


class ModuleAlreadyAssigned(Refusal):
    """The module was given to this young person already. Facts: ``module``."""

    code = "MODULE_ALREADY_ASSIGNED"


class ConditionNotInPlan(Refusal):
    """Learning is credited to a condition of the plan in force."""

    code = "CONDITION_NOT_IN_PLAN"


class AssignmentClosed(Refusal):
    """The assignment was completed or withdrawn already. Facts: ``status``."""

    code = "ASSIGNMENT_CLOSED"


class NothingToCredit(Refusal):
    """The module was not assigned for a condition, so no minutes are credited."""

    code = "NOTHING_TO_CREDIT"


class CreditTooHigh(Refusal):
    """No more minutes are credited than were spent. Facts: ``minutes``."""

    code = "CREDIT_TOO_HIGH"


class NoCreditNeedsReason(Refusal):
    """Refusing credit takes a reason."""

    code = "NO_CREDIT_NEEDS_REASON"
