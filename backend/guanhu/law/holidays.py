"""Rest days and make-up working days of China, with what an administrator adds.

The official arrangement comes from the maintained library `chinesecalendar`; a year it does not
know yet counts weekends only, and `is_published` says so, so that results are marked provisional.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import orjson
from chinese_calendar.constants import holidays as _rest_days
from chinese_calendar.constants import workdays as _make_up_days

from guanhu.kernel.calendar import SATURDAY

OFFICIAL_REST_DAYS: Final[frozenset[date]] = frozenset(_rest_days)
OFFICIAL_MAKE_UP_DAYS: Final[frozenset[date]] = frozenset(_make_up_days)
PUBLISHED_YEARS: Final[frozenset[int]] = frozenset(
    # A year counts as published when its own National Day is known: the notice of the following
    # year may already have put single days into December.
    day.year
    for day in OFFICIAL_REST_DAYS
    if (day.month, day.day) == (10, 1)
)


@dataclass(frozen=True, slots=True)
class OfficeHolidays:
    """The official calendar with an office's own additions laid over it.

    `extra_rest` and `extra_working` win over the official notice; a day in both raises
    `ValueError`. `confirmed_years` are years whose notice an administrator has entered by hand
    before the library knew it.
    """

    extra_rest: frozenset[date] = frozenset()
    extra_working: frozenset[date] = frozenset()
    confirmed_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.extra_rest & self.extra_working:
            message = "a day cannot be both a rest day and a working day"
            raise ValueError(message)

    def is_rest_day(self, day: date) -> bool:
        if day in self.extra_rest:
            return True
        if day in self.extra_working or day in OFFICIAL_MAKE_UP_DAYS:
            return False
        return day.weekday() >= SATURDAY or day in OFFICIAL_REST_DAYS

    def is_published(self, year: int) -> bool:
        return year in PUBLISHED_YEARS or year in self.confirmed_years

    def is_entered(self, day: date) -> bool:
        return day in self.extra_rest or day in self.extra_working

    def stored(self) -> str | None:
        """The additions as one text, equal for equal additions; None when there are none."""
        if not (self.extra_rest or self.extra_working or self.confirmed_years):
            return None
        plain: dict[str, Any] = {
            "rest": sorted(day.isoformat() for day in self.extra_rest),
            "working": sorted(day.isoformat() for day in self.extra_working),
            "years": sorted(self.confirmed_years),
        }
        return orjson.dumps(plain).decode()

    @staticmethod
    def restored(stored: str | None) -> OfficeHolidays:
        """The calendar that `stored` wrote; equal texts give the same object."""
        return OFFICIAL_HOLIDAYS if stored is None else _restored(stored)


@lru_cache(maxsize=1_024)
def _restored(stored: str) -> OfficeHolidays:
    plain = orjson.loads(stored)
    return OfficeHolidays(
        frozenset(map(date.fromisoformat, plain["rest"])),
        frozenset(map(date.fromisoformat, plain["working"])),
        frozenset(plain["years"]),
    )


OFFICIAL_HOLIDAYS: Final = OfficeHolidays()
"""The official calendar without additions."""
