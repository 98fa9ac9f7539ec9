"""The clock is an argument: nothing below the outermost door reads the time by itself."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
"""All dates of the product are calendar dates of this zone; instants are stored in UTC."""


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place that may ask


_HERE: ContextVar[datetime | None] = ContextVar("here", default=None)


class FixedClock:
    """A clock that stands where it is put: for tests, rehearsals and the demo office."""

    def __init__(self, at: datetime) -> None:
        self._at = _in_utc(at)

    def now(self) -> datetime:
        return _HERE.get() or self._at

    def set(self, at: datetime) -> None:
        """Put the clock to another instant (aware)."""
        self._at = _in_utc(at)

    @staticmethod
    def set_here(at: datetime) -> None:
        """Put it there for the running task alone, where several live through one day at once."""
        _HERE.set(_in_utc(at))


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        message = "a clock needs an aware instant"
        raise ValueError(message)
    return at.astimezone(UTC)


def office_date(instant: datetime) -> date:
    """The calendar date in Asia/Shanghai on which an aware instant falls."""
    return instant.astimezone(OFFICE_ZONE).date()
