"""Counting of days and months, and the probation period.

Dates are calendar dates of the office. Nothing here reads the time: `today` is an argument.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from guanhu.kernel.calendar import ONE_DAY, HolidayCalendar, is_settled, next_working_day
from guanhu.law.errors import (
    PeriodEndInThePast,
    PeriodHasEnded,
    PeriodOutOfRange,
    PrintedEndNotLawful,
)
from guanhu.law.rulebook import EndReading, Rulebook

MONTHS_IN_A_YEAR: Final = 12
HALF_MONTH: Final = timedelta(days=15)


class MonthEnd(StrEnum):
    """Why a period of months ends on the day it does (T-05)."""

    SAME_DAY = "same_day"
    LAST_TO_LAST = "last_to_last"
    DAY_MISSING = "day_missing"


@dataclass(frozen=True, slots=True)
class MonthCount:
    """The day a number of months leads to, and which sentence of the rule gave it."""

    ends: date
    how: MonthEnd


def count_months(starts: date, months: int) -> MonthCount:
    """Where `months` whole months after `starts` end (T-05).

    The same day of the target month; from the last day of a month, the last day; where the day is
    missing, the last day. Negative `months` raise `ValueError`. Source: SPC-Int art. 202(1).
    """
    if months < 0:
        message = "months are counted forward"
        raise ValueError(message)
    years, index = divmod(starts.month - 1 + months, MONTHS_IN_A_YEAR)
    year, month = starts.year + years, index + 1
    last_day = monthrange(year, month)[1]
    if starts.day == monthrange(starts.year, starts.month)[1]:
        return MonthCount(date(year, month, last_day), MonthEnd.LAST_TO_LAST)
    if starts.day > last_day:
        return MonthCount(date(year, month, last_day), MonthEnd.DAY_MISSING)
    return MonthCount(date(year, month, starts.day), MonthEnd.SAME_DAY)


def add_months(starts: date, months: int) -> date:
    """The day on which `months` whole months after `starts` end (`count_months`)."""
    return count_months(starts, months).ends


def add_half_months(starts: date, half_months: int) -> date:
    """The day on which `half_months` times fifteen days after `starts` end (T-05)."""
    if half_months < 0:
        message = "half months are counted forward"
        raise ValueError(message)
    return starts + half_months * HALF_MONTH


@dataclass(frozen=True, slots=True)
class DayCount:
    """A counted limit: `raw_end` by the number of days alone, `due_on` after the holiday rule.

    `provisional`: an official holiday notice that could move `due_on` is not known yet.
    `entered`: the first day looked at of which a notice entered by hand decided what it is.
    """

    starts: date
    raw_end: date
    due_on: date
    provisional: bool
    entered: date | None = None


def day_deadline(
    starts: date, days: int, calendar: HolidayCalendar, *, custody: bool = False
) -> DayCount:
    """The last of `days` days after `starts`, which is not counted itself.

    A last day on a rest day moves to the first working day after it, except for time in custody.
    Negative `days` raise `ValueError`. Source: CPL art. 105(2), (4) (T-02, T-04).
    """
    if days < 0:
        message = "days are counted forward"
        raise ValueError(message)
    return settle(starts, starts + timedelta(days=days), calendar, custody=custody)


def settle(
    starts: date, raw_end: date, calendar: HolidayCalendar, *, custody: bool = False
) -> DayCount:
    """`raw_end` with the holiday rule applied (T-04); never for time in custody."""
    if custody:
        return DayCount(starts, raw_end, raw_end, provisional=False)
    due_on = next_working_day(raw_end, calendar)
    passed = [raw_end + timedelta(days=n) for n in range((due_on - raw_end).days + 1)]
    provisional = not all(is_settled(day, calendar) for day in passed)
    entered = next((day for day in passed if calendar.is_entered(day)), None)
    return DayCount(starts, raw_end, due_on, provisional, entered)


@dataclass(frozen=True, slots=True)
class ProbationPeriod:
    """A probation period with both readings of its last day (law.md A-1).

    `ends_same_day` counts months as the procedure law does (T-05), `ends_day_before` as sentences
    are counted (T-06). `printed_end` is the last day printed in the decision, once confirmed.
    """

    start: date
    months: int
    ends_same_day: date
    ends_day_before: date
    printed_end: date | None = None
    reading: EndReading = EndReading.BOTH

    @property
    def last_day(self) -> date:
        """The last day on which the period can still be running."""
        if self.reading is EndReading.DAY_BEFORE:
            return self.ends_day_before
        return self.ends_same_day

    @property
    def over_from(self) -> date:
        """The first day on which every last day that counts has passed."""
        return self.last_day + ONE_DAY

    @property
    def total_days(self) -> int:
        """Days from the start to the last day."""
        return (self.last_day - self.start).days

    def elapsed_days(self, today: date) -> int:
        """Days gone by, 0 before the start and `total_days` after the end."""
        return min(max((today - self.start).days, 0), self.total_days)

    def has_expired(self, today: date) -> bool:
        """Whether every last day that counts has passed. The holiday rule does not apply (A-2)."""
        return today > self.last_day

    def is_disputed(self, day: date) -> bool:
        """Whether the two readings disagree about `day`: a breach then is flagged."""
        return self.reading is EndReading.BOTH and day == self.ends_same_day

    def lawful_ends(self) -> tuple[date, ...]:
        """The last days a decision may print, earliest first."""
        if self.reading is EndReading.SAME_DAY:
            return (self.ends_same_day,)
        if self.reading is EndReading.DAY_BEFORE:
            return (self.ends_day_before,)
        return (self.ends_day_before, self.ends_same_day)


def period_out_of_range(months: int, rulebook: Rulebook) -> PeriodOutOfRange | None:
    """The refusal of a total length outside the legal range (P-01), or None.

    Six and twelve are inside (T-10). Source: CPL art. 283(2).
    """
    least, most = rulebook.probation_least.value, rulebook.probation_most.value
    if least <= months <= most:
        return None
    return PeriodOutOfRange(months=months, least=least, most=most)


def probation_period(
    decided_on: date, months: int, rulebook: Rulebook, *, printed_end: date | None = None
) -> ProbationPeriod | PeriodOutOfRange | PrintedEndNotLawful:
    """The period that runs from the day of the decision (P-02), or why there cannot be one.

    Time in custody or on bail before it is not credited (P-07).

    `months` is the total length in whole months, 6 to 12 inclusive. Source: CPL art. 283(2).
    """
    refusal = period_out_of_range(months, rulebook)
    if refusal is not None:
        return refusal
    period = _period(decided_on, months, rulebook)
    return period if printed_end is None else confirm_end(period, printed_end)


def _period(starts: date, months: int, rulebook: Rulebook) -> ProbationPeriod:
    same_day = add_months(starts, months)
    reading = rulebook.end_reading.value
    return ProbationPeriod(starts, months, same_day, same_day - ONE_DAY, reading=reading)


def confirm_end(
    period: ProbationPeriod, printed_end: date
) -> ProbationPeriod | PrintedEndNotLawful:
    """The period with the last day its decision prints, which must be one of the readings (A-1)."""
    if printed_end not in period.lawful_ends():
        return PrintedEndNotLawful(same_day=period.ends_same_day, day_before=period.ends_day_before)
    return replace(period, printed_end=printed_end)


def change_period(
    period: ProbationPeriod, total_months: int, rulebook: Rulebook, on: date
) -> ProbationPeriod | PeriodOutOfRange | PeriodHasEnded | PeriodEndInThePast:
    """The period at its new total length, decided on the day `on`, or why not.

    The total stays 6 to 12 months; a period that has run out stays as it is; and a shorter one
    still ends on or after the day of the change, since no period ends before it was decided to
    (I). The printed end has to be confirmed anew. Source: 2013 Provisions art. 40 (P-04, P-12).
    """
    if period.has_expired(on):
        return PeriodHasEnded(ended_on=period.last_day)
    refusal = period_out_of_range(total_months, rulebook)
    if refusal is not None:
        return refusal
    changed = _period(period.start, total_months, rulebook)
    if changed.ends_day_before < on:
        return PeriodEndInThePast(ends_on=changed.ends_day_before)
    return changed
