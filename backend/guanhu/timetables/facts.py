"""When the young person is at school, and what a planned check-in runs into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from guanhu.checkins.facts import CheckInKind


@dataclass(frozen=True, slots=True)
class Lesson:
    """School hours of one weekday: Monday is 1. `ends` is after `begins`; office time."""

    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Timetable:
    """A week of school hours from `valid_from` to `valid_until`, inclusive; None: until further."""

    id: UUID
    valid_from: date
    valid_until: date | None
    lessons: tuple[Lesson, ...]
    set_by: UUID
    set_at: datetime

    def holds_on(self, day: date) -> bool:
        """Whether the week applies to a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class ClashKind(StrEnum):
    """What a planned check-in runs into."""

    SCHOOL_HOURS = "school_hours"
    CHECK_IN = "check_in"
    ASSESSMENT = "assessment"
    LEAVE = "leave"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Planned:
    """A check-in that is planned; its window, first and last day."""

    id: UUID
    kind: CheckInKind
    due_from: date
    due_until: date


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another date of the young person, first and last day."""

    kind: ClashKind
    record_id: UUID
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Clash:
    """What planned check-ins run into: the first day of it, and how many of them do.

    `record_id` is the other date; `lesson` the school hours. `only_then`: no day of the window is
    free of it.
    """

    kind: ClashKind
    on: date
    check_ins: int
    only_then: bool
    record_id: UUID | None = None
    until: date | None = None
    lesson: Lesson | None = None
