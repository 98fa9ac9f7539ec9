"""The next dates of a rhythm (O-02): from the plan, never into the past, never two for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from guanhu.checkins.rhythm import LEAD_DAYS, Beat, next_windows

BEGIN, END = date(2026, 3, 2), date(2026, 9, 2)
TWO_WEEKS = Beat(14, 3, 2, BEGIN, BEGIN, END, ())


@given(
    every=st.integers(1, 40),
    width=st.integers(1, 31),
    jumps=st.lists(st.integers(0, 30), max_size=30),
)
def test_whatever_day_the_job_runs_on_windows_are_apart_and_within(
    every: int, width: int, jumps: list[int]
) -> None:
    beat, today = replace(TWO_WEEKS, every_days=every, window_days=width), BEGIN
    for jump in jumps:
        today += timedelta(days=jump)
        made = next_windows(beat, today)
        beat = replace(beat, taken=[*beat.taken, *((w.due_from, w.due_until) for w in made)])
        assert next_windows(beat, today) == []
        assert all(today <= w.due_from <= today + timedelta(days=LEAD_DAYS) for w in made)
    spans = sorted(beat.taken)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert all(begins >= BEGIN and ends <= END for begins, ends in spans)
    assert all((after[0] - before[0]).days >= every for before, after in pairwise(spans))
