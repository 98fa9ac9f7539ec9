"""Refusals about plans and support teams."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class PlanMoveNotAllowed(Refusal):
    """The version's state does not allow this. Facts: ``state``, ``action``."""

    code = "PLAN_MOVE_NOT_ALLOWED"


class NeedNotFound(Refusal):
    """No completed assessment of the case found such a need."""

    code = "NEED_NOT_FOUND"


class PlanVersionOpen(Refusal):
    """Another version of the plan is being worked on. Facts: ``planVersion``, ``number``."""

    code = "PLAN_VERSION_OPEN"


class VariationNeedsReason(Refusal):
    """Changing a plan in force takes a reason."""

    code = "VARIATION_NEEDS_REASON"


class PlanUnchanged(Refusal):
    """A variation that changes nothing is not submitted."""

    code = "PLAN_UNCHANGED"


class ConditionUnchanged(Refusal):
    """The condition already stands with exactly these answers and this reason."""

    code = "CONDITION_UNCHANGED"


class SelfReportAlone(Refusal):
    """A self-report adds to human contact and never replaces it."""

    code = "SELF_REPORT_ALONE"
    rule = "O-02"


class UnknownCondition(Refusal):
    """There never was such a code in the catalogue."""

    code = "UNKNOWN_CONDITION"


class RetiredCondition(Refusal):
    """The code is offered no more. Facts: ``condition``, ``retiredOn``, ``replacedBy``."""

    code = "RETIRED_CONDITION"


class CatalogueUnchanged(Refusal):
    """The catalogue tells this condition as the plan does. Facts: ``condition``."""

    code = "CATALOGUE_UNCHANGED"


class ChoiceNotOffered(Refusal):
    """No newer wording, or nothing in its place. Facts: ``condition``, ``choice``."""

    code = "CHOICE_NOT_OFFERED"


class ConditionAlreadyThere(Refusal):
    """The plan already holds this condition with the same answers. Facts: ``condition``."""

    code = "CONDITION_ALREADY_THERE"


class StatutoryDutyStays(Refusal):
    """The four statutory duties are always attached and never changed or removed."""

    code = "STATUTORY_DUTY_STAYS"
    rule = "O-01"


class ConsentMissing(Refusal):
    """A psychological assessment needs both consents of the case. Facts: ``missing``."""

    code = "CONSENT_MISSING"
    rule = "O-07"


class RemovalNeedsNote(Refusal):
    """What was agreed or in force is removed with a note only."""

    code = "REMOVAL_NEEDS_NOTE"


class GoalMarkNeedsNote(Refusal):
    """Taking a goal out of a plan in force takes a note."""

    code = "GOAL_MARK_NEEDS_NOTE"


class GoalUnchanged(Refusal):
    """The goal already stands like this."""

    code = "GOAL_UNCHANGED"


class AnswerNeedsReason(Refusal):
    """No, and could not answer, take a reason."""

    code = "ANSWER_NEEDS_REASON"


class AccountNotSuitable(Refusal):
    """No active social worker or officer of this office has that account."""

    code = "ACCOUNT_NOT_SUITABLE"


class AlreadyOnTeam(Refusal):
    """The account is on the team during that time. Facts: ``since``."""

    code = "ALREADY_ON_TEAM"


class MembershipEnded(Refusal):
    """The membership has ended already. Facts: ``lastDay``."""

    code = "MEMBERSHIP_ENDED"


class ConditionRemoved(Refusal):
    """The condition was taken out of this version already."""

    code = "CONDITION_REMOVED"


class GoalRemoved(Refusal):
    """The goal was taken out already."""

    code = "GOAL_REMOVED"


class AfterPeriodEnd(Refusal):
    """A day lies after the last day of the period. Facts: ``field``, ``latest``."""

    code = "AFTER_PERIOD_END"
    rule = "P-01"


class NoPlanSubmitted(Refusal):
    """No version of the plan waits for approval."""

    code = "NO_PLAN_SUBMITTED"


class NoPlanInForce(Refusal):
    """No version of the plan is in force."""

    code = "NO_PLAN_IN_FORCE"


class ConditionNotHeldNow(Refusal):
    """The condition is not one of the plan in force. Facts: ``condition``."""

    code = "CONDITION_NOT_HELD_NOW"


class EvidenceKindNotAccepted(Refusal):
    """The condition does not take this kind of evidence. Facts: ``condition``, ``kind``."""

    code = "EVIDENCE_KIND_NOT_ACCEPTED"


class OwnEvidence(Refusal):
    """What somebody entered is looked at by somebody else."""

    code = "OWN_EVIDENCE"


class NotYoursToSignOff(Refusal):
    """The condition is signed off by another role. Facts: ``condition``, ``signOff``."""

    code = "NOT_YOURS_TO_SIGN_OFF"
    rule = "S-01"


class NothingOwed(Refusal):
    """No condition of the plan in force, or not this one, asks for money. Facts: ``condition``."""

    code = "NOTHING_OWED"
    rule = "O-05"


class PaidTooMuch(Refusal):
    """More than what is still owed. Facts: ``field``, ``outstanding`` (fen)."""

    code = "PAID_TOO_MUCH"


class LessThanPaid(Refusal):
    """A total cannot be lowered below what was paid. Facts: ``condition``, ``paid`` (fen)."""

    code = "LESS_THAN_PAID"


class StepAfterGoal(Refusal):
    """A step is done by the day of its goal. Facts: ``field``, ``latest``."""

    code = "STEP_AFTER_GOAL"
