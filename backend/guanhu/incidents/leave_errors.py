"""Why a departure, a move or an absence cannot be recorded so."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class LeaveNotNeeded(Refusal):
    """After the period nobody has to ask before leaving. Facts: ``field``, ``ended_on``."""

    code = "LEAVE_NOT_NEEDED"
    rule = "O-03"


class LeaveOverlaps(Refusal):
    """Another open request takes these days. Facts: ``field``, ``from_on``, ``until``."""

    code = "LEAVE_OVERLAPS"


class LeaveDecided(Refusal):
    """The request no longer waits for a decision. Facts: ``state``."""

    code = "LEAVE_DECIDED"


class NotPriorApproval(Refusal):
    """A departure or move is approved before it begins. Facts: ``from_on``."""

    code = "NOT_PRIOR_APPROVAL"
    rule = "O-03"


class NoBailThen(Refusal):
    """The police approve a departure beside the procuratorate while bail lasts. Facts: the days."""

    code = "NO_BAIL_THEN"
    rule = "O-11"


class LeaveOver(Refusal):
    """The request has come to its end. Facts: ``state``."""

    code = "LEAVE_OVER"


class LeaveNotApproved(Refusal):
    """A return is recorded from a leave that was approved; an absence without is its own record."""

    code = "LEAVE_NOT_APPROVED"
    rule = "O-03"


class LeaveNotBegun(Refusal):
    """Nobody has come back before the first day. Facts: ``from_on``."""

    code = "LEAVE_NOT_BEGUN"


class NothingToReturnFrom(Refusal):
    """From a move nobody returns."""

    code = "NOTHING_TO_RETURN_FROM"


class NoLeaveAsked(Refusal):
    """No request waits for a decision."""

    code = "NO_LEAVE_ASKED"


class NoLeaveUnderWay(Refusal):
    """No approved leave waits for its return."""

    code = "NO_LEAVE_UNDER_WAY"


class AbsenceWasApproved(Refusal):
    """An approved leave covers these days. Facts: its days."""

    code = "ABSENCE_WAS_APPROVED"
    rule = "O-03"


class AbsenceOnRecord(Refusal):
    """Some of these days are on record as an absence already. Facts: the days of that one."""

    code = "ABSENCE_ON_RECORD"
    rule = "O-03"
