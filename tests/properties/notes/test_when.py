"""Contact that was written down lies between its files and now."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.cases.errors import DateBefore
from guanhu.checkins.errors import HappenedInFuture
from guanhu.kernel.clock import OFFICE_ZONE
from guanhu.notes.rules import refuse_when

NOW = datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)


@given(st.integers(-4000, 4000), st.lists(st.dates(date(2025, 1, 1), date(2026, 3, 2)), min_size=1))
def test_contact_lies_between_the_files_and_now(hours: int, received: list[date]) -> None:
    happened_at = NOW + timedelta(hours=hours)

    refusal = refuse_when(happened_at, NOW, received)

    if hours > 0:
        assert isinstance(refusal, HappenedInFuture)
        assert refusal.facts == {"field": "happenedAt"}
    elif happened_at.date() < max(received):
        assert isinstance(refusal, DateBefore)
        assert refusal.facts["earliest"] == max(received)
    else:
        assert refusal is None
