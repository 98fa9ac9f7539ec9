"""Refusals about learning in person and elsewhere."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class SessionNotHeld(Refusal):
    """Attendance is what has been, not what is planned. Facts: ``on``."""

    code = "SESSION_NOT_HELD"


class PlaceClosed(Refusal):
    """Attendance was recorded already, or the place was cancelled. Facts: ``status``."""

    code = "PLACE_CLOSED"


class NobodyToCatchUp(Refusal):
    """Nobody missed the session who has not been given a session since."""

    code = "NOBODY_TO_CATCH_UP"


class NoDuration(Refusal):
    """Learning without hours or minutes cannot be credited (scenario S46)."""

    code = "NO_DURATION"


class CreditDecided(Refusal):
    """What was credited, or refused with a reason, is not decided a second time."""

    code = "CREDIT_DECIDED"


class AssignmentOfOtherModule(Refusal):
    """A session about one module completes no assignment of another. Facts: ``module``."""

    code = "ASSIGNMENT_OF_OTHER_MODULE"


class PassDiffers(Refusal):
    """The provider sent the same identifier before, with something else."""

    code = "PASS_DIFFERS"


class InboxFull(Refusal):
    """More passes wait for a person than an office can look at. Facts: ``waiting``."""

    code = "INBOX_FULL"


class PassSettled(Refusal):
    """Somebody has settled the pass, or it waited too long. Facts: ``state``."""

    code = "PASS_SETTLED"


class CreditNotDecided(Refusal):
    """A pass is credited to one condition or assignment, or refused with a reason (S44)."""

    code = "CREDIT_NOT_DECIDED"


class NotCompleted(Refusal):
    """There is a certificate of what was completed. Facts: ``open``, how many are not."""

    code = "NOT_COMPLETED"
