"""What a holiday notice makes of the calendar (T-04)."""

from __future__ import annotations

from datetime import date

from guanhu.holidays.facts import Notice
from guanhu.holidays.rules import calendar_of, year_of
from guanhu.law.holidays import OFFICIAL_HOLIDAYS, OfficeHolidays


def test_without_additions_nothing_is_stored() -> None:
    assert OFFICIAL_HOLIDAYS.stored() is None
    assert OfficeHolidays.restored(None) is OFFICIAL_HOLIDAYS


def test_two_notices_make_one_calendar() -> None:
    old = Notice(2026, frozenset({date(2026, 12, 31)}), frozenset(), complete=False)
    new = Notice(2027, frozenset({date(2027, 1, 1)}), frozenset({date(2027, 1, 2)}), complete=True)

    calendar = calendar_of([old, new])

    assert calendar.is_rest_day(date(2026, 12, 31))
    assert not calendar.is_rest_day(date(2027, 1, 2))
    assert calendar.is_published(2027)
    seen = year_of(2027, calendar, 1)
    assert (seen.rest_days, seen.working_days) == ((date(2027, 1, 1),), (date(2027, 1, 2),))
    assert (seen.published, seen.settled) == (False, True)


def test_a_published_year_is_shown_as_the_library_knows_it() -> None:
    seen = year_of(2026, OFFICIAL_HOLIDAYS, 0)

    assert (seen.published, seen.settled, seen.version) == (True, True, 0)
    assert date(2026, 10, 1) in seen.rest_days
    assert all(day.weekday() >= 5 for day in seen.working_days)
    assert list(seen.rest_days) == sorted(set(seen.rest_days))
