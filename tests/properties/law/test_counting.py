"""Days, months and rest days, from whatever day they are counted (T-02, T-04, T-05)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.periods import add_months, day_deadline

DAYS = st.dates(date(2004, 1, 1), date(2035, 12, 31))
FEW = st.integers(0, 400)


@given(DAYS, FEW)
def test_a_deadline_is_a_working_day_and_never_before_its_raw_end(starts: date, days: int) -> None:
    # T-04: a last day on a holiday moves to the first day after it.
    counted = day_deadline(starts, days, OFFICIAL_HOLIDAYS)

    assert counted.raw_end == starts + timedelta(days=days)
    assert counted.due_on >= counted.raw_end
    assert not OFFICIAL_HOLIDAYS.is_rest_day(counted.due_on)
    between = range((counted.due_on - counted.raw_end).days)
    assert all(OFFICIAL_HOLIDAYS.is_rest_day(counted.raw_end + timedelta(days=n)) for n in between)


@given(DAYS, FEW)
def test_custody_is_never_lengthened(starts: date, days: int) -> None:
    # T-04: never for time in custody.
    assert day_deadline(starts, days, OFFICIAL_HOLIDAYS, custody=True).due_on == (
        starts + timedelta(days=days)
    )


@given(DAYS, st.integers(0, 24))
def test_months_land_in_the_target_month_on_the_day_or_the_last(starts: date, months: int) -> None:
    ends = add_months(starts, months)

    assert ends.year * 12 + ends.month == starts.year * 12 + starts.month + months
    last = monthrange(ends.year, ends.month)[1]
    starts_last = starts.day == monthrange(starts.year, starts.month)[1]
    assert ends.day == (last if starts_last else min(starts.day, last))


@given(DAYS, st.integers(1, 24))
def test_a_month_has_28_to_31_days_and_a_day_or_two_of_drift_at_most(
    starts: date, months: int
) -> None:
    days = (add_months(starts, months) - starts).days

    assert 28 * months <= days <= 31 * months + 3


@given(DAYS, DAYS, st.integers(0, 24))
def test_an_earlier_start_never_ends_later_unless_it_was_a_months_last_day(
    one: date, other: date, months: int
) -> None:
    first, second = sorted((one, other))
    from_last_day = first.day == monthrange(first.year, first.month)[1]

    assert from_last_day or add_months(first, months) <= add_months(second, months)
