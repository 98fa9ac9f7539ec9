"""What happens to a running review, and the clock after it."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.kernel.errors import Refusal
from guanhu.law.errors import (
    AlreadyExtended,
    CaseIsAway,
    CaseIsNotAway,
    ClockOutOfOrder,
    TooManySupplements,
)
from guanhu.law.review_events import (
    ReviewEvent,
    ReviewEventKind,
    away_since,
    clock_after,
    refuse_event,
)
from guanhu.law.rulebooks import rulebook

BOOK = rulebook("r2026_01")
RECEIVED = date(2026, 3, 2)
K = ReviewEventKind
EXTENDED = ReviewEvent(K.EXTENDED, date(2026, 3, 30))
SENT = ReviewEvent(K.SENT_BACK, date(2026, 3, 12))
BACK = ReviewEvent(K.CAME_BACK, date(2026, 4, 10))
TAKEN_OVER = ReviewEvent(K.JURISDICTION_CHANGED, date(2026, 3, 20))


def refused(*events: ReviewEvent) -> Refusal | None:
    """Why the last one cannot happen after the others."""
    return refuse_event(RECEIVED, events[:-1], events[-1], BOOK)


@pytest.mark.parametrize(
    ("events", "limit_on"),
    [
        ((), date(2026, 4, 2)),
        ((EXTENDED,), date(2026, 4, 17)),
        ((SENT,), None),
        ((SENT, BACK), date(2026, 5, 10)),
        ((TAKEN_OVER,), date(2026, 4, 20)),
        ((EXTENDED, ReviewEvent(K.JURISDICTION_CHANGED, date(2026, 4, 10))), date(2026, 5, 10)),
    ],
)
def test_t07_the_limit_after_what_happened(
    events: tuple[ReviewEvent, ...], limit_on: date | None
) -> None:
    assert clock_after(RECEIVED, events, BOOK).limit_on == limit_on


def test_t07_what_cannot_happen() -> None:
    second = (
        SENT, BACK, ReviewEvent(K.SENT_BACK, date(2026, 4, 20)),
        ReviewEvent(K.CAME_BACK, date(2026, 5, 15)),
    )  # fmt: skip

    assert isinstance(refused(BACK), CaseIsNotAway)
    assert isinstance(refused(SENT, ReviewEvent(K.SENT_BACK, BACK.on)), CaseIsAway)
    assert isinstance(refused(SENT, ReviewEvent(K.EXTENDED, BACK.on)), CaseIsAway)
    assert isinstance(refused(EXTENDED, ReviewEvent(K.EXTENDED, EXTENDED.on)), AlreadyExtended)
    assert isinstance(refused(ReviewEvent(K.EXTENDED, date(2026, 4, 3))), ClockOutOfOrder)
    assert isinstance(refused(ReviewEvent(K.SENT_BACK, date(2026, 3, 1))), ClockOutOfOrder)
    assert isinstance(
        refused(*second, ReviewEvent(K.SENT_BACK, date(2026, 5, 20))), TooManySupplements
    )
    assert refused(SENT, BACK, ReviewEvent(K.EXTENDED, date(2026, 5, 9))) is None
    assert refused(SENT, ReviewEvent(K.JURISDICTION_CHANGED, date(2026, 3, 20))) is None


def test_away_is_what_was_sent_back_and_not_yet_returned() -> None:
    assert away_since(()) is None
    assert away_since((SENT,)) == SENT.on
    assert away_since((SENT, BACK)) is None
