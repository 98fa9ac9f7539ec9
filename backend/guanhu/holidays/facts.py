"""What the rules need to know about holiday notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says of one year: rest days, make-up working days, whether it is the whole.

    `complete`: nothing more is expected for the year, so that its dates are provisional no more.
    """

    year: int
    rest_days: frozenset[date]
    working_days: frozenset[date]
    complete: bool


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """A notice as it was entered; the one with the highest version of a year is in force."""

    id: UUID
    notice: Notice
    version: int
    source: str
    entered_by: UUID
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class YearSeen:
    """A year as the office counts it: days that differ from plain weekends, and what is known.

    `published`: the product's own calendar knows the year. `settled`: it does, or an administrator
    entered the whole notice; else dates of the year are provisional.
    """

    year: int
    published: bool
    settled: bool
    rest_days: tuple[date, ...]
    working_days: tuple[date, ...]
    version: int
