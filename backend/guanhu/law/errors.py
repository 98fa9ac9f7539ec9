"""What the counting of time refuses."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class PeriodOutOfRange(Refusal):
    """A probation period leaves 6 to 12 months. Facts: ``months``, ``least``, ``most``."""

    code = "PERIOD_OUT_OF_RANGE"
    rule = "P-01"


class PrintedEndNotLawful(Refusal):
    """A printed last day is neither of the two readings. Facts: ``same_day``, ``day_before``."""

    code = "PRINTED_END_NOT_LAWFUL"
    rule = "P-02"


class PeriodEndInThePast(Refusal):
    """A change would put the end before the day of the change. Facts: ``ends_on``."""

    code = "PERIOD_END_IN_THE_PAST"
    rule = "P-12"


class PeriodHasEnded(Refusal):
    """A period that has run out cannot be changed any more. Facts: ``ended_on``."""

    code = "PERIOD_HAS_ENDED"
    rule = "P-04"


class ClockOutOfOrder(Refusal):
    """The review clock cannot do this then. Facts: ``step``, ``on``, ``last``."""

    code = "CLOCK_OUT_OF_ORDER"
    rule = "T-07"


class TooManySupplements(Refusal):
    """Supplementary investigation happens twice at most. Facts: ``most``."""

    code = "TOO_MANY_SUPPLEMENTS"
    rule = "T-07"


class AlreadyExtended(Refusal):
    """The limit that runs now was extended once already."""

    code = "ALREADY_EXTENDED"
    rule = "P-11"


class CaseIsAway(Refusal):
    """The case is with the police for supplementary investigation. Facts: ``since``."""

    code = "CASE_IS_AWAY"
    rule = "T-07"


class CaseIsNotAway(Refusal):
    """The case was not sent back, so it cannot come back."""

    code = "CASE_IS_NOT_AWAY"
    rule = "T-07"


class NoRulebook(Refusal):
    """No rule set is known for so early a day. Facts: ``on``, ``first``."""

    code = "NO_RULEBOOK"


class NotASetting(Refusal):
    """A parameter read in the statute itself is not an office's to change. Facts: ``name``."""

    code = "NOT_A_SETTING"
