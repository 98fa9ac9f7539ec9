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


class NotRecommended(Refusal):
    """The recommendation of today does not name this module."""

    code = "NOT_RECOMMENDED"


class NotForThisLearner(Refusal):
    """A module for young people is not assigned to guardians."""

    code = "NOT_FOR_THIS_LEARNER"


class PrerequisiteNotAssigned(Refusal):
    """A module that comes before is neither assigned nor done. Facts: ``modules``."""

    code = "PREREQUISITE_NOT_ASSIGNED"


class PrerequisiteDueLater(Refusal):
    """A module that comes before would be due after this one. Facts: ``modules``, ``earliest``."""

    code = "PREREQUISITE_DUE_LATER"


class OtherModulesFirst(Refusal):
    """Modules that come before are not done."""

    code = "OTHER_MODULES_FIRST"


class PreTestFirst(Refusal):
    """The pre-test comes before the lessons."""

    code = "PRE_TEST_FIRST"


class LessonsFirst(Refusal):
    """The lessons come before the test."""

    code = "LESSONS_FIRST"


class SituationsOpen(Refusal):
    """A lesson is read when its situations are decided. Facts: ``situations``."""

    code = "SITUATIONS_OPEN"


class NoSuchPart(Refusal):
    """The module has no such lesson, or the situation no such choice there."""

    code = "NO_SUCH_PART"


class NoSuchTest(Refusal):
    """The module has no such test."""

    code = "NO_SUCH_TEST"


class TestTaken(Refusal):
    """This test was taken already, or is no longer open."""

    code = "TEST_TAKEN"


class AttemptStillOpen(Refusal):
    """An attempt is under way; it is gone on with, on any device (S40)."""

    code = "ATTEMPT_STILL_OPEN"


class AttemptFinished(Refusal):
    """The attempt was handed in."""

    code = "ATTEMPT_FINISHED"


class NoAttemptsLeft(Refusal):
    """The retry limit is reached; the worker may grant another (S43). Facts: ``count``."""

    code = "NO_ATTEMPTS_LEFT"


class AttemptsLeft(Refusal):
    """Another attempt is granted when none is left."""

    code = "ATTEMPTS_LEFT"


class CheckNotDue(Refusal):
    """The delayed check is not due yet. Facts: ``on``, None while the test is not passed."""

    code = "CHECK_NOT_DUE"


class QuestionNotOnPaper(Refusal):
    """The paper of this attempt has no such question."""

    code = "QUESTION_NOT_ON_PAPER"


class QuestionNotYet(Refusal):
    """Questions are answered in order. Facts: ``question``, the one that is next."""

    code = "QUESTION_NOT_YET"


class QuestionAnswered(Refusal):
    """The question was answered; the first answer counts. Facts: ``question``."""

    code = "QUESTION_ANSWERED"


class QuestionsOpen(Refusal):
    """Questions are without an answer. Facts: ``count``."""

    code = "QUESTIONS_OPEN"


class NotCompletedYet(Refusal):
    """Only what was completed is credited."""

    code = "NOT_COMPLETED_YET"


class AlreadyCredited(Refusal):
    """What was credited, or refused with a reason, stands."""

    code = "ALREADY_CREDITED"
