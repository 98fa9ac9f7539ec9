"""Sessions of guidance, whatever was agreed (S-07)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.law.periods import add_months
from guanhu.orders.facts import Rhythm, SessionFacts
from guanhu.orders.rules import months_owed, next_session

KEPT = SessionFacts(date(2026, 3, 2), 40, present=True)


@given(
    st.dates(date(2021, 6, 1), date(2040, 1, 1)),
    st.integers(0, 900),
    st.integers(1, 8),
    st.integers(0, 200),
)
def test_s07_no_session_is_due_after_the_order_and_none_is_lost(
    served_on: date, days: int, per_month: int, kept: int
) -> None:
    until = served_on + timedelta(days=days)
    rhythm = Rhythm(per_month, 40, until)
    owed = months_owed(served_on, until)
    months = next_session(served_on, rhythm, [KEPT] * kept)

    assert add_months(served_on, owed) <= until < add_months(served_on, owed + 1)
    assert (months is None) == (kept >= owed * per_month)
    if months is not None:
        assert add_months(served_on, months) <= until
        assert (months - 1) * per_month <= kept < months * per_month
