"""Ages, whatever the day of birth (E-06)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.kernel.calendar import age_on, reaches_age_on

BIRTHS = st.dates(date(1990, 1, 1), date(2015, 12, 31))
DAYS_LATER = st.integers(0, 40 * 366)


@given(BIRTHS, DAYS_LATER)
def test_age_never_falls_and_grows_by_at_most_one_a_day(born: date, days: int) -> None:
    on = born + timedelta(days=days)

    step = age_on(born, on + timedelta(days=1)) - age_on(born, on)

    assert step in (0, 1)


@given(BIRTHS, st.integers(1, 40))
def test_the_first_day_of_an_age_is_the_first(born: date, age: int) -> None:
    first = reaches_age_on(born, age)

    assert age_on(born, first) == age
    assert age_on(born, first - timedelta(days=1)) == age - 1
