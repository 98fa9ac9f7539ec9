"""The clock of a review, whatever happens to it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

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


@given(st.lists(st.tuples(st.sampled_from(K), st.integers(0, 40)), max_size=12))
def test_whatever_is_allowed_can_be_counted_again(happened: list[tuple[K, int]]) -> None:
    """A refused event changes nothing; allowed ones never stop the clock from being computed."""
    events: tuple[ReviewEvent, ...] = ()
    on = RECEIVED
    for kind, gap in happened:
        event = ReviewEvent(kind, on + timedelta(days=gap))
        if refuse_event(RECEIVED, events, event, BOOK) is None:
            events, on = (*events, event), event.on
    clock = clock_after(RECEIVED, events, BOOK)

    assert clock.supplements <= BOOK.supplements_most.value
    assert sum(event.kind is K.CAME_BACK for event in events) == clock.supplements or any(
        event.kind is K.JURISDICTION_CHANGED for event in events
    )
    assert (clock.limit_on is None) == (away_since(events) is not None)
    assert tuple(ReviewEvent.restored(event.stored()) for event in events) == events
