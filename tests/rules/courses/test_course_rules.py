"""Attendance and credit: every bound on both sides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from guanhu.courses.errors import NoDuration, PlaceClosed, SessionNotHeld
from guanhu.courses.facts import Credited, PlaceStatus
from guanhu.courses.rules import decide_credit, duration, refuse_attendance, refuse_credit
from guanhu.education.errors import CreditTooHigh, NoCreditNeedsReason, NothingToCredit
from guanhu.kernel.errors import InvalidInput

STARTS = datetime(2026, 3, 9, 6, tzinfo=UTC)
CONDITION = UUID(int=7)


@pytest.mark.parametrize(
    ("after", "minutes", "answer"),
    [(-1, None, SessionNotHeld), (0, None, None), (89, 90, SessionNotHeld), (90, 90, None)],
)
def test_attendance_is_recorded_of_what_has_been(
    after: int, minutes: int | None, answer: type[SessionNotHeld] | None
) -> None:
    now = STARTS + timedelta(minutes=after)

    refusal = refuse_attendance(PlaceStatus.PLANNED, STARTS, minutes, now)

    assert refusal is None if answer is None else isinstance(refusal, answer)


def test_attendance_is_recorded_once() -> None:
    for status in PlaceStatus:
        answer = refuse_attendance(status, STARTS, None, STARTS)
        assert (answer is None) == (status is PlaceStatus.PLANNED)
        assert answer is None or isinstance(answer, PlaceClosed)


def test_s46_hours_or_minutes_or_both() -> None:
    assert (duration(2, None), duration(None, 5), duration(1, 5)) == (120, 5, 65)
    assert isinstance(duration(None, None), NoDuration)
    assert isinstance(duration(0, 0), NoDuration)


@pytest.mark.parametrize(
    ("condition", "wanted", "reason", "answer"),
    [
        (None, None, None, None),
        (None, None, "无关", Credited(None, 0, "无关")),
        (None, 0, "无关", Credited(None, 0, "无关")),
        (None, 0, None, NoCreditNeedsReason),
        (None, 5, None, NothingToCredit),
        (None, 5, "无关", NothingToCredit),
        (CONDITION, None, None, Credited(CONDITION, 60, None)),
        (CONDITION, 60, None, Credited(CONDITION, 60, None)),
        (CONDITION, 61, None, CreditTooHigh),
        (CONDITION, 0, None, NoCreditNeedsReason),
        (CONDITION, 0, "无关", Credited(CONDITION, 0, "无关")),
        (CONDITION, 30, "无关", InvalidInput),
        (CONDITION, None, "无关", InvalidInput),
    ],
)
def test_s44_minutes_of_one_condition_or_a_reason(
    condition: UUID | None, wanted: int | None, reason: str | None, answer: object
) -> None:
    decided = decide_credit(minutes=60, condition_id=condition, wanted=wanted, reason=reason)

    assert isinstance(decided, answer) if isinstance(answer, type) else decided == answer


def test_what_was_decided_stays() -> None:
    assert refuse_credit(None, completes=False) is None
    assert refuse_credit(None, completes=True) is not None
    assert refuse_credit(Credited(CONDITION, 60, None), completes=False) is not None
