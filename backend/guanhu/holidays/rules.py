"""Rules of the holiday table (T-04): what a notice may say, and what it makes of the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from guanhu.holidays.errors import NoticeIncomplete, NoticesContradict
from guanhu.holidays.facts import Notice, YearSeen
from guanhu.kernel.calendar import NEW_YEAR_NOTICE_REACHES_BACK_TO, SATURDAY
from guanhu.kernel.errors import InvalidInput, NothingChanged, Problem, Refusal
from guanhu.law.holidays import OFFICIAL_REST_DAYS, PUBLISHED_YEARS, OfficeHolidays

DAYS_AROUND: Final = 31
"""No run of rest days is as long: a deadline farther from every changed day stays where it is."""
YEARS_BACK: Final = 1
YEARS_AHEAD: Final = 2


def first_day_of(year: int) -> date:
    """The first day a year's notice can speak of: it reaches back into the last week before."""
    return date(year - 1, 12, NEW_YEAR_NOTICE_REACHES_BACK_TO)


def refuse_notice(
    wanted: Notice,
    given: tuple[tuple[date, ...], tuple[date, ...]],
    others: Iterable[Notice],
    before: Notice | None,
    today: date,
) -> Refusal | None:
    """Say why a notice cannot be entered, or None.

    `given` are its rest and working days as they were typed, `others` the notices of other years,
    `before` the one it replaces.
    """
    problems = [*_problems_of_year(wanted.year, today), *_problems_of_days(wanted.year, *given)]
    if problems:
        return InvalidInput(problems)
    if wanted == before:
        return NothingChanged()
    for other in others:
        for day in sorted(
            (wanted.rest_days & other.working_days) | (wanted.working_days & other.rest_days)
        ):
            return NoticesContradict(day=day, year=other.year)
    national_day = date(wanted.year, 10, 1)
    known = wanted.year in PUBLISHED_YEARS or national_day in wanted.rest_days
    return NoticeIncomplete(year=wanted.year) if wanted.complete and not known else None


def _problems_of_year(year: int, today: date) -> Iterator[Problem]:
    if not today.year - YEARS_BACK <= year <= today.year + YEARS_AHEAD:
        yield Problem("year", "OUT_OF_RANGE")


def _problems_of_days(
    year: int, rest: tuple[date, ...], working: tuple[date, ...]
) -> Iterator[Problem]:
    seen: set[date] = set()
    for field, days in (("restDays", rest), ("workingDays", working)):
        for index, day in enumerate(days):
            path = f"{field}.{index}"
            if day in seen:
                yield Problem(path, "REPEATED")
            elif not first_day_of(year) <= day <= date(year, 12, 31):
                yield Problem(path, "OUT_OF_RANGE")
            elif field == "workingDays" and not _is_free(day):
                # Said of a day on which everybody works anyway, it is a slip of the pen.
                yield Problem(path, "NOT_A_REST_DAY")
            seen.add(day)


def _is_free(day: date) -> bool:
    return day.weekday() >= SATURDAY or day in OFFICIAL_REST_DAYS


def calendar_of(notices: Iterable[Notice]) -> OfficeHolidays:
    """The official calendar with the notices in force laid over it (T-04)."""
    in_force = list(notices)
    return OfficeHolidays(
        frozenset(day for each in in_force for day in each.rest_days),
        frozenset(day for each in in_force for day in each.working_days),
        frozenset(each.year for each in in_force if each.complete),
    )


def moved_between(before: OfficeHolidays, after: OfficeHolidays) -> tuple[date, date] | None:
    """The first and last day around which a deadline may look different; None: nowhere.

    A year that is settled now moves no date and only takes the word "provisional" away, which is
    computed when it is read.
    """
    changed = (before.extra_rest ^ after.extra_rest) | (before.extra_working ^ after.extra_working)
    if not changed:
        return None
    around = timedelta(days=DAYS_AROUND)
    return min(changed) - around, max(changed) + around


def year_of(year: int, calendar: OfficeHolidays, version: int) -> YearSeen:
    """A year as the office counts it; `version` of its notice in force, 0 when there is none."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    return YearSeen(
        year,
        year in PUBLISHED_YEARS,
        calendar.is_published(year),
        tuple(d for d in days if calendar.is_rest_day(d) and d.weekday() < SATURDAY),
        tuple(d for d in days if not calendar.is_rest_day(d) and d.weekday() >= SATURDAY),
        version,
    )
