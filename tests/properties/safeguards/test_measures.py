"""P-13: measures never overlap, whatever is recorded."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from guanhu.safeguards.facts import MeasureFacts, MeasureKind
from guanhu.safeguards.rules import refuse_ending, refuse_measure

BORN, TODAY = date(2008, 10, 5), date(2026, 3, 20)
DAYS = st.dates(date(2026, 1, 1), TODAY)


def measure(began: date, ended: date | None = None) -> MeasureFacts:
    return MeasureFacts(UUID(int=1), MeasureKind.BAIL, began, ended)


@given(st.lists(st.tuples(DAYS, st.integers(0, 40), st.booleans()), max_size=8))
def test_p13_whatever_is_recorded_two_never_hold_on_one_day(
    tried: list[tuple[date, int, bool]],
) -> None:
    kept: list[MeasureFacts] = []
    for began, days, ends in tried:
        if refuse_measure(began, born=BORN, today=TODAY, others=kept) is not None:
            continue
        ended = min(began + timedelta(days=days), TODAY) if ends else None
        if ended is not None:
            assert refuse_ending(measure(began), ended, today=TODAY) is None
        kept.append(measure(began, ended))

    for offset in range((TODAY - date(2026, 1, 1)).days + 1):
        day = date(2026, 1, 1) + timedelta(days=offset)
        held = [m for m in kept if m.began_on <= day and (m.ended_on is None or day < m.ended_on)]
        assert len(held) <= 1
    assert sum(m.ended_on is None for m in kept) <= 1
