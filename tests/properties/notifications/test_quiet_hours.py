"""Quiet hours end, and after them it is quiet no more."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.notifications.rules import quiet_until

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@given(
    st.integers(0, 525_600).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_after_quiet_hours_there_is_no_quiet(now: datetime, begins: int, ends: int) -> None:
    until = quiet_until(now, time(begins), time(ends))

    if until is not None:
        assert now < until <= now + timedelta(hours=24)
        assert quiet_until(until, time(begins), time(ends)) is None
