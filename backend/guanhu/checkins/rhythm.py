"""The next dates of a rhythm: a parameter of the plan in force, never a statutory one (O-02).

Pure. All days are Asia/Shanghai dates, limits inclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guanhu.checkins.rules import Window, window_at

LEAD_DAYS: Final = 7
"""How many days ahead a check-in of the rhythm is on record: what a family's week shows."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One rhythm of one plan in force: `begins_on` is the day on which the version came in force.

    `first_day` and `last_day` bound supervision. `taken` are the due windows of the same kind that
    stand, whoever asked for them. `moved_from` is the latest first day within the lead of a window
    that was moved beyond it: its turn is over, though the window in its place is yet to come.
    """

    every_days: int
    window_days: int
    grace_days: int
    begins_on: date
    first_day: date
    last_day: date
    taken: Sequence[tuple[date, date]]
    moved_from: date | None = None


def next_windows(beat: Beat, today: date) -> list[Window]:
    """The windows to be put on record on `today` (O-02); again once they are there: none.

    A date is counted from the last window that opens within the lead, or was to before it was moved
    further away, else from the plan. What was
    not put on record in its time is due today, not in the past: nobody owes what was never asked.
    A window somebody asked for that would be touched serves in its place.
    """
    horizon = today + timedelta(days=LEAD_DAYS)
    taken, made = list(beat.taken), list[Window]()
    while True:
        window = _next(beat, taken, today, horizon)
        if window is None:
            return made
        made.append(window)
        taken.append((window.due_from, window.due_until))


def _next(
    beat: Beat, taken: Sequence[tuple[date, date]], today: date, horizon: date
) -> Window | None:
    turns = [begins for begins, _ in taken if begins <= horizon]
    if beat.moved_from is not None:
        turns.append(beat.moved_from)
    last = max(turns, default=beat.begins_on)
    due_on = max(last + timedelta(days=beat.every_days), today, beat.first_day)
    # A window never reaches into the next one of its own rhythm.
    window = window_at(due_on, min(beat.window_days, beat.every_days), beat.grace_days)
    if due_on > horizon or window.due_until > beat.last_day:
        return None
    if any(begins <= window.due_until and due_on <= ends for begins, ends in taken):
        return None
    return window
