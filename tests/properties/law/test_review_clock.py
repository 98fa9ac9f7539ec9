"""The review stop-watch, whenever it stands (T-07, P-06, P-11)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.law.due_clock import final_decision_due
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.periods import ProbationPeriod, probation_period
from guanhu.law.rulebooks import rulebook_for
from guanhu.law.stopwatch import ReviewClock, ReviewLimit, start_clock


def running(outcome: object) -> ReviewClock:
    assert isinstance(outcome, ReviewClock)
    return outcome


GAPS = st.lists(st.integers(0, 300), min_size=1, max_size=10)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), GAPS)
def test_no_day_is_lost_or_gained(received_on: date, gaps: list[int]) -> None:
    # P-06: what the clock stands, it does not use.
    clock = ReviewClock.start(received_on, ReviewLimit(1, 0))
    granted, on, stood = clock.granted_days, received_on, 0

    for number, gap in enumerate(gaps):
        on += timedelta(days=gap)
        if number % 2 == 0:
            clock = running(clock.suspend(on))
            assert clock.limit_on is None
        else:
            stood += gap
            clock = running(clock.resume(on))
            # The last day is the first one, moved by exactly the days the clock stood.
            assert clock.limit_on == received_on + timedelta(days=granted + stood)
        assert clock.used_days(on) == (on - received_on).days - stood
        assert clock.used_days(on) + clock.left_days(on) == granted


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(6, 12))
def test_the_final_decision_falls_due_after_the_period_on_a_working_day(
    received_on: date, review_days: int, months: int
) -> None:
    # P-11: it is decided in what is left of the review limit.
    book = rulebook_for(received_on)
    decided_on = received_on + timedelta(days=review_days)
    stopped = running(start_clock(received_on, book).suspend(decided_on))
    period = probation_period(decided_on, months, book)
    assert isinstance(period, ProbationPeriod)

    due = final_decision_due(stopped, period, book, OFFICIAL_HOLIDAYS)

    left = max(stopped.left_days(decided_on), 0)
    assert due.due_on >= period.last_day + timedelta(days=left)
    assert not OFFICIAL_HOLIDAYS.is_rest_day(due.due_on)
