"""Refusals about check-ins."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class AlreadyRecorded(Refusal):
    """The check-in was logged before, under another key (S07). Facts: ``recorded_on``."""

    code = "ALREADY_RECORDED"


class CheckInClosed(Refusal):
    """Window and grace have ended; what remains is the review (S08). Facts: ``grace_until``."""

    code = "CHECK_IN_CLOSED"


class CheckInNotOpen(Refusal):
    """The due window has not opened yet. Facts: ``due_from``."""

    code = "CHECK_IN_NOT_OPEN"


class CheckInExcusedAlready(Refusal):
    """The check-in was excused in advance."""

    code = "CHECK_IN_EXCUSED"


class CheckInCancelled(Refusal):
    """Supervision does not reach this check-in."""

    code = "CHECK_IN_CANCELLED"


class CheckInSuperseded(Refusal):
    """The check-in was moved to another date. Facts: ``superseded_by``."""

    code = "CHECK_IN_SUPERSEDED"


class HappenedInFuture(Refusal):
    """What is recorded has happened (S29)."""

    code = "HAPPENED_IN_FUTURE"


class HappenedBeforeWindow(Refusal):
    """The contact lies before the window of this check-in. Facts: ``due_from``."""

    code = "HAPPENED_BEFORE_WINDOW"


class SelfReportIsNoContact(Refusal):
    """A self-report adds to human contact and never replaces it (product.md §5)."""

    code = "SELF_REPORT_IS_NO_CONTACT"


class ConditionNotInForce(Refusal):
    """A condition named as evidenced is not part of the plan in force. Facts: ``count``."""

    code = "CONDITION_NOT_IN_FORCE"


class CheckInNotMissed(Refusal):
    """Only a missed check-in is reviewed. Facts: ``status``."""

    code = "CHECK_IN_NOT_MISSED"


class CheckInNotOpenAnyMore(Refusal):
    """Only what is scheduled or due is excused or moved. Facts: ``status``."""

    code = "CHECK_IN_NOT_CHANGEABLE"


class ExcuseTooLate(Refusal):
    """An excuse is given in advance: before the due window has closed. Facts: ``due_until``."""

    code = "EXCUSE_TOO_LATE"


class CheckInNotRecorded(Refusal):
    """A remark belongs to a recorded check-in. Facts: ``status``."""

    code = "CHECK_IN_NOT_RECORDED"


class OutsideSupervision(Refusal):
    """A check-in lies within the period. Facts: ``first_day``, ``last_day``, ``due_from``."""

    code = "OUTSIDE_SUPERVISION"
    rule = "P-02"


class DueInPast(Refusal):
    """A check-in is scheduled for today or later. Facts: ``due_from``."""

    code = "DUE_IN_PAST"


class WindowsOverlap(Refusal):
    """Windows of one kind do not overlap. Facts: ``due_from``."""

    code = "CHECK_IN_WINDOWS_OVERLAP"


class NoCheckInDue(Refusal):
    """Nothing can be logged today: no window is open."""

    code = "NO_CHECK_IN_DUE"


class NothingMissed(Refusal):
    """There is no missed check-in to review."""

    code = "NOTHING_MISSED"


class SelfReportClosed(Refusal):
    """Window and grace have ended: the young person calls instead (S08). Facts: ``grace_until``,
    and the number to ``call`` where one is set.
    """

    code = "SELF_REPORT_CLOSED"
    tells_whom_to_call = True


class NotASelfReport(Refusal):
    """Only a self-report is given by the young person. Facts: ``kind``."""

    code = "NOT_A_SELF_REPORT"


class SelfReportNotGiven(Refusal):
    """Nothing was said that could be looked at. Facts: ``status``."""

    code = "SELF_REPORT_NOT_GIVEN"


class SelfReportReviewed(Refusal):
    """It was looked at before; what follows is a remark."""

    code = "SELF_REPORT_REVIEWED"


class LinkJustSent(Refusal):
    """The link was sent within the last ten minutes (S10). Facts: ``try_again_after`` (a time)."""

    code = "LINK_JUST_SENT"


class NoWayToReach(Refusal):
    """Nothing reaches the young person, so nothing is asked of them (S04)."""

    code = "NO_WAY_TO_REACH"
