"""The probation period, however often it is changed (P-01, P-04)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.law.periods import ProbationPeriod, change_period, probation_period
from guanhu.law.rulebooks import rulebook

BOOK = rulebook("r2026_01")
DECIDED = date(2026, 3, 20)


def a_period(months: int = 6, decided_on: date = DECIDED) -> ProbationPeriod:
    period = probation_period(decided_on, months, BOOK)
    assert isinstance(period, ProbationPeriod)
    return period


CHANGES = st.lists(st.tuples(st.integers(-3, 20), st.integers(0, 200)), max_size=8)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(6, 12), CHANGES)
def test_no_sequence_of_changes_leaves_six_to_twelve_months(
    decided_on: date, months: int, changes: list[tuple[int, int]]
) -> None:
    # P-07: whatever came before the decision, it starts on that day.
    period, today = a_period(months, decided_on), decided_on

    for total, days_later in changes:
        today += timedelta(days=days_later)
        before = period
        changed = change_period(period, total, BOOK, today)
        if isinstance(changed, ProbationPeriod):
            period = changed
            assert period.ends_day_before >= today
        else:
            assert period is before
        assert 6 <= period.months <= 12
        assert period.start == decided_on
        assert period.ends_day_before + timedelta(days=1) == period.ends_same_day
        assert 180 <= period.total_days <= 366
