"""The state of a check-in follows from stored facts and a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guanhu.checkins.facts import CheckInStatus as S
from guanhu.checkins.states import CheckInMarks, Supervision, state_on

MARKS = CheckInMarks(date(2026, 4, 10), date(2026, 4, 12), date(2026, 4, 14))
LIVE = Supervision(date(2026, 9, 2))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 4, 9), S.SCHEDULED, id="the-day-before"),
        pytest.param(date(2026, 4, 10), S.DUE, id="first-day"),
        pytest.param(date(2026, 4, 12), S.DUE, id="last-day-of-the-window"),
        pytest.param(date(2026, 4, 14), S.DUE, id="last-day-of-grace"),
        pytest.param(date(2026, 4, 15), S.MISSED, id="the-day-after-grace"),
        pytest.param(date(2027, 4, 15), S.MISSED, id="long-after-supervision"),
    ],
)
def test_time_alone_moves_an_untouched_check_in(today: date, expected: S) -> None:
    assert state_on(MARKS, LIVE, today) is expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param(replace(MARKS, recorded=True), S.RECORDED, id="recorded"),
        pytest.param(replace(MARKS, excused=True), S.EXCUSED, id="excused"),
        pytest.param(replace(MARKS, superseded=True), S.SUPERSEDED, id="superseded"),
        pytest.param(replace(MARKS, marked_missed=True), S.MISSED, id="missed"),
        pytest.param(replace(MARKS, marked_missed=True, reviewed=True), S.REVIEWED, id="reviewed"),
    ],
)
@pytest.mark.parametrize("supervision", [LIVE, Supervision(None), Supervision(None, stopped=True)])
def test_what_somebody_did_outlives_time_and_supervision(
    marks: CheckInMarks, expected: S, supervision: Supervision
) -> None:
    for days in range(-3, 400, 13):
        assert state_on(marks, supervision, MARKS.due_from + timedelta(days=days)) is expected


@pytest.mark.parametrize(
    ("last_day", "today", "expected"),
    [
        pytest.param(date(2026, 4, 9), date(2026, 4, 1), S.CANCELLED, id="never-reached"),
        pytest.param(date(2026, 4, 11), date(2026, 4, 11), S.DUE, id="window-cut-still-open"),
        pytest.param(date(2026, 4, 11), date(2026, 4, 12), S.CANCELLED, id="window-cut-is-no-miss"),
        pytest.param(date(2026, 4, 12), date(2026, 4, 12), S.DUE, id="whole-window"),
        pytest.param(date(2026, 4, 12), date(2026, 4, 13), S.MISSED, id="grace-ends-with-period"),
        pytest.param(date(2026, 4, 13), date(2026, 4, 13), S.DUE, id="grace-cut-still-open"),
    ],
)
def test_the_end_of_the_period_cancels_or_closes(last_day: date, today: date, expected: S) -> None:
    assert state_on(MARKS, Supervision(last_day), today) is expected


def test_stopped_supervision_cancels_what_nobody_touched() -> None:
    stopped = Supervision(date(2026, 9, 2), stopped=True)

    assert state_on(MARKS, stopped, date(2026, 4, 11)) is S.CANCELLED
    assert state_on(MARKS, stopped, date(2026, 5, 11)) is S.CANCELLED
