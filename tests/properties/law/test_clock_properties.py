"""Properties of the stop-watch under every step there is."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.law.stopwatch import ClockStep, RestartReason, ReviewClock, ReviewLimit

STEPS = st.lists(
    st.tuples(st.sampled_from(ClockStep), st.integers(0, 90), st.integers(1, 15)), max_size=12
)
LIMITS = st.sampled_from([ReviewLimit(1, 0), ReviewLimit(0, 10)])


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), LIMITS, STEPS)
def test_whatever_happens_each_day_is_used_once_or_stood(
    received_on: date, limit: ReviewLimit, steps: list[tuple[ClockStep, int, int]]
) -> None:
    """P-06, T-07: a model counts the days one by one beside the clock."""
    clock = ReviewClock.start(received_on, limit)
    on, runs, used, restarts = received_on, True, 0, 0
    granted = clock.granted_days
    for step, gap, extra in steps:
        today = on + timedelta(days=gap)
        before = clock
        used_now = used + (gap if runs else 0)
        match step:
            case ClockStep.EXTEND:
                done = clock.extend(today, extra)
                lawful = runs and used_now <= granted
            case ClockStep.SUSPEND:
                done, lawful = clock.suspend(today), runs
            case ClockStep.RESUME:
                done, lawful = clock.resume(today), not runs
            case ClockStep.RESTART:
                done = clock.restart(today, RestartReason.SUPPLEMENTARY_INVESTIGATION)
                lawful = restarts < 2
        assert isinstance(done, ReviewClock) == lawful, step
        if not isinstance(done, ReviewClock):
            assert clock == before
            continue
        clock, on, used = done, today, used_now
        if step is ClockStep.EXTEND:
            granted += extra
        elif step is ClockStep.RESTART:
            runs, used, restarts = True, 0, restarts + 1
            granted = (limit.ends(today) - today).days
        else:
            runs = step is ClockStep.RESUME
        assert (clock.used_days(on), clock.left_days(on)) == (used, granted - used)
        assert clock.limit_on == (on + timedelta(days=granted - used) if runs else None)
