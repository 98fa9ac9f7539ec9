"""What a holiday notice makes of the calendar (T-04)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guanhu.holidays.facts import Notice
from guanhu.holidays.rules import calendar_of, moved_between, year_of
from guanhu.kernel.calendar import next_working_day, previous_working_day
from guanhu.law.holidays import OFFICIAL_HOLIDAYS, OfficeHolidays

DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    lambda days, cut: OfficeHolidays(frozenset(days[:cut]), frozenset(days[cut:])),
    st.lists(DAYS, unique=True, max_size=12),
    st.integers(0, 12),
)


@given(CALENDARS, st.sets(st.integers(2027, 2030)))
def test_a_calendar_is_read_as_it_was_stored(calendar: OfficeHolidays, years: set[int]) -> None:
    full = OfficeHolidays(calendar.extra_rest, calendar.extra_working, frozenset(years))

    assert OfficeHolidays.restored(full.stored()) == full


def test_without_additions_nothing_is_stored() -> None:
    assert OFFICIAL_HOLIDAYS.stored() is None
    assert OfficeHolidays.restored(None) is OFFICIAL_HOLIDAYS


@given(CALENDARS, CALENDARS, DAYS)
def test_no_date_moves_outside_the_span_that_is_counted_anew(
    before: OfficeHolidays, after: OfficeHolidays, raw: date
) -> None:
    span = moved_between(before, after)
    for settle in (next_working_day, previous_working_day):
        old, new = settle(raw, before), settle(raw, after)
        if old != new:
            assert span is not None
            assert span[0] <= old <= span[1]


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
