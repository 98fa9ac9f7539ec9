"""Series, logging, excuses and the concern ratchet."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from guanhu.checkins import errors
from guanhu.checkins.facts import CheckInKind, CheckInStatus, ConcernLevel
from guanhu.checkins.rules import (
    Attempt,
    Window,
    is_late,
    raised,
    refuse_excuse,
    refuse_log,
    refuse_series,
    series,
)
from guanhu.checkins.states import CheckInMarks
from guanhu.kernel.errors import Refusal

MARKS = CheckInMarks(date(2026, 4, 10), date(2026, 4, 12), date(2026, 4, 14))
NOW = datetime(2026, 4, 13, 3, tzinfo=UTC)


def test_a_series_counts_its_first_day_and_adds_grace() -> None:
    made = series(date(2026, 3, 30), every_days=14, count=3, window_days=3, grace_days=2)

    assert made == [
        Window(date(2026, 3, 30), date(2026, 4, 1), date(2026, 4, 3)),
        Window(date(2026, 4, 13), date(2026, 4, 15), date(2026, 4, 17)),
        Window(date(2026, 4, 27), date(2026, 4, 29), date(2026, 5, 1)),
    ]


@pytest.mark.parametrize(
    ("first", "every", "taken", "expected"),
    [
        pytest.param(date(2026, 3, 1), 14, [], errors.DueInPast, id="yesterday"),
        pytest.param(date(2026, 3, 2), 14, [], None, id="today"),
        pytest.param(date(2026, 3, 2), 2, [], errors.WindowsOverlap, id="closer-than-the-window"),
        pytest.param(date(2026, 3, 2), 3, [], None, id="window-after-window"),
        pytest.param(
            date(2026, 3, 2), 14, [(date(2026, 3, 18), date(2026, 3, 20))],
            errors.WindowsOverlap, id="on-another-series",
        ),
        pytest.param(
            date(2026, 3, 2), 14, [(date(2026, 3, 19), date(2026, 3, 20))], None, id="beside-it"
        ),
        pytest.param(date(2026, 8, 17), 14, [], None, id="window-ends-on-the-last-day"),
        pytest.param(
            date(2026, 8, 18), 14, [], errors.OutsideSupervision, id="window-past-the-last-day"
        ),
    ],
)  # fmt: skip
def test_windows_lie_within_supervision_and_apart(
    first: date, every: int, taken: list[tuple[date, date]], expected: type[Refusal] | None
) -> None:
    windows = series(first, every_days=every, count=2, window_days=3, grace_days=2)

    refusal = refuse_series(
        windows, taken, first_day=date(2026, 3, 2), last_day=date(2026, 9, 2),
        today=date(2026, 3, 2),
    )  # fmt: skip

    assert (None if refusal is None else type(refusal)) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (CheckInStatus.SCHEDULED, errors.CheckInNotOpen),
        (CheckInStatus.DUE, None),
        (CheckInStatus.RECORDED, errors.AlreadyRecorded),
        (CheckInStatus.MISSED, errors.CheckInClosed),
        (CheckInStatus.REVIEWED, errors.CheckInClosed),
        (CheckInStatus.EXCUSED, errors.CheckInExcusedAlready),
        (CheckInStatus.CANCELLED, errors.CheckInCancelled),
        (CheckInStatus.SUPERSEDED, errors.CheckInSuperseded),
    ],
)
def test_only_a_due_check_in_is_logged(
    status: CheckInStatus, expected: type[Refusal] | None
) -> None:
    attempt = Attempt(MARKS, status, CheckInKind.VISIT, None, None)

    refusal = refuse_log(attempt, how=CheckInKind.PHONE, happened_at=NOW, now=NOW)

    assert (None if refusal is None else type(refusal)) is expected


@pytest.mark.parametrize(
    ("kind", "how", "expected"),
    [
        (CheckInKind.VISIT, CheckInKind.SELF_REPORT, errors.SelfReportIsNoContact),
        (CheckInKind.PHONE, CheckInKind.SELF_REPORT, errors.SelfReportIsNoContact),
        (CheckInKind.SELF_REPORT, CheckInKind.SELF_REPORT, None),
        (CheckInKind.SELF_REPORT, CheckInKind.VISIT, None),
    ],
)
def test_a_self_report_never_replaces_human_contact(
    kind: CheckInKind, how: CheckInKind, expected: type[Refusal] | None
) -> None:
    attempt = Attempt(MARKS, CheckInStatus.DUE, kind, None, None)

    refusal = refuse_log(attempt, how=how, happened_at=NOW, now=NOW)

    assert (None if refusal is None else type(refusal)) is expected


@pytest.mark.parametrize(
    ("happened_at", "expected"),
    [
        pytest.param(datetime(2026, 4, 13, 3, 0, 1, tzinfo=UTC), errors.HappenedInFuture, id="s29"),
        # 00:00 on 10 April in Shanghai is 16:00 on the 9th in UTC.
        pytest.param(datetime(2026, 4, 9, 16, tzinfo=UTC), None, id="first-minute"),
        pytest.param(
            datetime(2026, 4, 9, 15, 59, tzinfo=UTC), errors.HappenedBeforeWindow, id="before"
        ),
    ],
)
def test_contact_lies_between_the_window_and_now(
    happened_at: datetime, expected: type[Refusal] | None
) -> None:
    attempt = Attempt(MARKS, CheckInStatus.DUE, CheckInKind.VISIT, None, None)

    refusal = refuse_log(attempt, how=CheckInKind.VISIT, happened_at=happened_at, now=NOW)

    assert (None if refusal is None else type(refusal)) is expected


@pytest.mark.parametrize(
    ("happened_at", "late"),
    [
        pytest.param(datetime(2026, 4, 12, 15, 59, tzinfo=UTC), False, id="last-minute-of-window"),
        pytest.param(datetime(2026, 4, 12, 16, tzinfo=UTC), True, id="first-minute-of-grace"),
    ],
)
def test_late_is_contact_after_the_window(happened_at: datetime, late: bool) -> None:  # noqa: FBT001
    assert is_late(MARKS, happened_at) is late


@pytest.mark.parametrize(
    ("status", "today", "expected"),
    [
        (CheckInStatus.SCHEDULED, date(2026, 4, 1), None),
        (CheckInStatus.DUE, date(2026, 4, 12), None),
        (CheckInStatus.DUE, date(2026, 4, 13), errors.ExcuseTooLate),
        (CheckInStatus.MISSED, date(2026, 4, 20), errors.CheckInNotOpenAnyMore),
        (CheckInStatus.EXCUSED, date(2026, 4, 1), errors.CheckInNotOpenAnyMore),
    ],
)
def test_an_excuse_is_given_in_advance(
    status: CheckInStatus, today: date, expected: type[Refusal] | None
) -> None:
    refusal = refuse_excuse(MARKS, status, today)

    assert (None if refusal is None else type(refusal)) is expected


@pytest.mark.parametrize(
    ("before", "now", "after"),
    [
        (ConcernLevel.HIGH, ConcernLevel.NONE, ConcernLevel.HIGH),
        (ConcernLevel.SOME, ConcernLevel.HIGH, ConcernLevel.HIGH),
        (ConcernLevel.NONE, ConcernLevel.NONE, ConcernLevel.NONE),
        (ConcernLevel.NONE, ConcernLevel.SOME, ConcernLevel.SOME),
    ],
)
def test_concern_only_rises(before: ConcernLevel, now: ConcernLevel, after: ConcernLevel) -> None:
    assert raised(before, now) is after
