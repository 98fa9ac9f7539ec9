"""Whatever days a notice changes (T-04)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guanhu.holidays.rules import moved_between
from guanhu.kernel.calendar import next_working_day, previous_working_day
from guanhu.law.holidays import OfficeHolidays

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
