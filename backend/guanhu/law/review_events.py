"""What happens to a running review for prosecution, and the clock after it (T-07, P-11). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from guanhu.kernel.errors import Refusal
from guanhu.law.errors import AlreadyExtended, CaseIsAway, CaseIsNotAway, TooManySupplements
from guanhu.law.rulebook import Rulebook
from guanhu.law.stopwatch import RestartReason, ReviewClock, start_clock


class ReviewEventKind(StrEnum):
    """What can happen between the receipt and the decision."""

    EXTENDED = "extended"
    """A major or complex case gets more days (P-11)."""
    SENT_BACK = "sent_back"
    """To the police for supplementary investigation: the clock stands."""
    CAME_BACK = "came_back"
    """From supplementary investigation: a whole new limit."""
    JURISDICTION_CHANGED = "jurisdiction_changed"
    """This office took the case over: a whole new limit."""


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One event on its day; it names nobody."""

    kind: ReviewEventKind
    on: date

    def stored(self) -> dict[str, Any]:
        """The event as plain JSON values."""
        return {"kind": self.kind.value, "on": self.on.isoformat()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> ReviewEvent:
        """The event that `stored` wrote."""
        return cls(ReviewEventKind(stored["kind"]), date.fromisoformat(stored["on"]))


def clock_after(
    received_on: date, events: Iterable[ReviewEvent], rulebook: Rulebook
) -> ReviewClock:
    """The clock after events that were each allowed when they were recorded."""
    clock = start_clock(received_on, rulebook)
    for event in events:
        found = _step(clock, event, rulebook)
        if isinstance(found, Refusal):
            raise found
        clock = found
    return clock


def refuse_event(
    received_on: date, events: tuple[ReviewEvent, ...], event: ReviewEvent, rulebook: Rulebook
) -> Refusal | None:
    """Say why this cannot happen to the review after what has happened, or None (T-07).

    Supplementary investigation happens twice at most; a limit is extended once; only what was sent
    back comes back. Source: CPL arts 172, 175; Rules art. 351.
    """
    away = away_since(events)
    if event.kind is ReviewEventKind.CAME_BACK and away is None:
        return CaseIsNotAway()
    here = (ReviewEventKind.SENT_BACK, ReviewEventKind.EXTENDED)
    if event.kind in here and away is not None:
        return CaseIsAway(since=away)
    clock = clock_after(received_on, events, rulebook)
    if event.kind is ReviewEventKind.SENT_BACK and clock.supplements >= clock.supplements_most:
        return TooManySupplements(most=clock.supplements_most)
    if event.kind is ReviewEventKind.EXTENDED and _extended(events):
        return AlreadyExtended()
    found = _step(clock, event, rulebook)
    return found if isinstance(found, Refusal) else None


def away_since(events: tuple[ReviewEvent, ...]) -> date | None:
    """Since when the case is with the police for supplementary investigation; None: it is here."""
    if not events or events[-1].kind is not ReviewEventKind.SENT_BACK:
        return None
    return events[-1].on


def _extended(events: tuple[ReviewEvent, ...]) -> bool:
    """Whether the limit that runs now was extended; a whole new limit may be extended again."""
    for event in reversed(events):
        if event.kind is ReviewEventKind.EXTENDED:
            return True
        if event.kind in (ReviewEventKind.CAME_BACK, ReviewEventKind.JURISDICTION_CHANGED):
            return False
    return False


def _step(clock: ReviewClock, event: ReviewEvent, rulebook: Rulebook) -> ReviewClock | Refusal:
    match event.kind:
        case ReviewEventKind.EXTENDED:
            return clock.extend(event.on, rulebook.review_extension.value)
        case ReviewEventKind.SENT_BACK:
            return clock.suspend(event.on)
        case ReviewEventKind.CAME_BACK:
            return clock.restart(event.on, RestartReason.SUPPLEMENTARY_INVESTIGATION)
        case ReviewEventKind.JURISDICTION_CHANGED:
            return clock.restart(event.on, RestartReason.CHANGE_OF_JURISDICTION)
