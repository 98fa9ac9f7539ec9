"""Ages and working days on the Gregorian calendar.

Dates are calendar dates of the office (Asia/Shanghai). Whoever calls passes the holiday calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FEBRUARY = 2
LAST_MONTH = 12
NEW_YEAR_NOTICE_REACHES_BACK_TO = 24
"""From this day of December the next year's notice may still declare rest or make-up days."""


def _birthday_in(born: date, year: int) -> date:
    """The birthday in `year`; for 29 February in a common year, the last day of February.

    The clamp follows law.md T-05 (a missing day is the month's last); engineering reading (I).
    """
    if born.month == FEBRUARY and born.day == 29:  # noqa: PLR2004 - a calendar date
        return date(year, 3, 1) - ONE_DAY
    return born.replace(year=year)


def reaches_age_on(born: date, age: int) -> date:
    """The first day on which somebody born on `born` is `age` full years old.

    It is the day after the birthday, so whoever acts on the birthday itself is still younger.
    Source: SPC-Juv-2006 art. 2 (law.md E-06).
    """
    return _birthday_in(born, born.year + age) + ONE_DAY


def age_on(born: date, on: date) -> int:
    """Full years of age on the day `on`, never negative.

    Raises `ValueError` when `on` lies before the birth.
    Source: SPC-Juv-2006 art. 2 (law.md E-06).
    """
    if on < born:
        message = "nobody has an age before birth"
        raise ValueError(message)
    years = on.year - born.year
    reached = on > _birthday_in(born, on.year)
    return max(years if reached else years - 1, 0)


class HolidayCalendar(Protocol):
    """Which days are rest days, and for which years the official notice is known."""

    def is_rest_day(self, day: date) -> bool:
        """Whether nobody has to act on this day; weekends unless they are make-up working days."""

    def is_published(self, year: int) -> bool:
        """Whether the official arrangement of the year's holidays is known."""

    def is_entered(self, day: date) -> bool:
        """Whether somebody entered by hand that this day is a rest day, or a working day."""


@dataclass(frozen=True, slots=True)
class WeekendsOnly:
    """A calendar that knows Saturdays and Sundays and no official notice at all."""

    def is_rest_day(self, day: date) -> bool:
        return day.weekday() >= SATURDAY

    def is_published(self, year: int) -> bool:
        del year
        return False

    def is_entered(self, day: date) -> bool:
        del day
        return False


def next_working_day(day: date, calendar: HolidayCalendar) -> date:
    """`day` itself when it is a working day, else the first working day after it (T-04)."""
    while calendar.is_rest_day(day):
        day += ONE_DAY
    return day


def previous_working_day(day: date, calendar: HolidayCalendar) -> date:
    """`day` itself when it is a working day, else the last working day before it."""
    while calendar.is_rest_day(day):
        day -= ONE_DAY
    return day


def add_working_days(starts: date, days: int, calendar: HolidayCalendar) -> date:
    """The last of `days` working days after `starts`, which is not counted itself (T-02).

    `days` is at least 1; other values raise `ValueError`.
    """
    if days < 1:
        message = "at least one working day is counted"
        raise ValueError(message)
    day = starts
    for _ in range(days):
        day = next_working_day(day + ONE_DAY, calendar)
    return day


def is_settled(day: date, calendar: HolidayCalendar) -> bool:
    """Whether the official notices that can touch `day` are known (T-11).

    The notice of a year is published in the autumn before and has declared rest days and make-up
    days in the last week of December (e.g. 31 December 2018), so those days wait for two notices.
    """
    if not calendar.is_published(day.year):
        return False
    at_year_end = day.month == LAST_MONTH and day.day >= NEW_YEAR_NOTICE_REACHES_BACK_TO
    return calendar.is_published(day.year + 1) if at_year_end else True
