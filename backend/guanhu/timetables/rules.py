"""What school hours have to be like, and what a planned check-in runs into. Pure.

A warning is no refusal: whoever plans knows best whether a visit after school disturbs nobody. But
school is not disturbed by a slip (O-08).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from typing import Final

from guanhu.checkins.facts import CheckInKind
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.timetables.facts import Clash, ClashKind, Lesson, OtherDate, Planned, Timetable

NO_APPOINTMENT: Final = frozenset({CheckInKind.SELF_REPORT})
"""Given when it suits the young person: it runs into nothing."""

AT_SCHOOL: Final = frozenset({CheckInKind.SCHOOL})
"""Held at school, and arranged with it."""

CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def clock_time(text: str) -> time | None:
    """``08:30`` as a time of day; None for anything else."""
    if CLOCK.fullmatch(text) is None:
        return None
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


def read_lessons(given: Sequence[tuple[int, str, str]]) -> list[Lesson] | Refusal:
    """Weekday, beginning and end of each lesson as they were typed; or what is wrong, by field."""
    lessons, problems = list[Lesson](), list[Problem]()
    for index, (weekday, begins_text, ends_text) in enumerate(given):
        begins, ends = clock_time(begins_text), clock_time(ends_text)
        path = f"lessons.{index}"
        problems += [
            Problem(f"{path}.{name}", "NO_TIME")
            for name, value in (("begins", begins), ("ends", ends))
            if value is None
        ]
        if begins is None or ends is None:
            continue
        if ends <= begins:
            problems.append(Problem(f"{path}.ends", "BEFORE_FROM"))
        if any(
            one.weekday == weekday and one.begins < ends and begins < one.ends for one in lessons
        ):
            problems.append(Problem(path, "OVERLAPS"))
        lessons.append(Lesson(weekday, begins, ends))
    return InvalidInput(problems) if problems else lessons


def refuse_period(valid_from: date, valid_until: date | None) -> Refusal | None:
    """Say that the days school hours hold are in the wrong order, or None."""
    if valid_until is not None and valid_until < valid_from:
        return InvalidInput([Problem("validUntil", "BEFORE_FROM")])
    return None


def lessons_on(timetables: Iterable[Timetable], day: date) -> tuple[Lesson, ...]:
    """The school hours of a day: what was set last of what holds then."""
    held = [one for one in timetables if one.holds_on(day)]
    if not held:
        return ()
    latest = max(held, key=lambda one: (one.set_at, str(one.id)))
    return tuple(one for one in latest.lessons if one.weekday == day.isoweekday())


def clashes(
    planned: Sequence[Planned], timetables: Sequence[Timetable], others: Sequence[OtherDate]
) -> tuple[Clash, ...]:
    """What the planned check-ins run into: school hours by weekday, then other dates (O-08)."""
    meetings = [one for one in planned if one.kind not in NO_APPOINTMENT]
    away = [one for one in meetings if one.kind not in AT_SCHOOL]
    return (*_school(away, timetables), *_others(meetings, others))


def _school(meetings: Sequence[Planned], timetables: Sequence[Timetable]) -> Iterator[Clash]:
    met: dict[Lesson, list[tuple[date, bool]]] = {}
    for one in meetings:
        by_day = {day: lessons_on(timetables, day) for day in _days(one)}
        every_day = all(by_day.values())
        first: dict[Lesson, date] = {}
        for day, lessons in by_day.items():
            for lesson in lessons:
                first.setdefault(lesson, day)
        for lesson, day in first.items():
            met.setdefault(lesson, []).append((day, every_day))
    for lesson, found in sorted(
        met.items(), key=lambda each: (each[0].weekday, each[0].begins, each[0].ends)
    ):
        yield Clash(
            ClashKind.SCHOOL_HOURS,
            min(day for day, _ in found),
            len(found),
            only_then=any(every_day for _, every_day in found),
            lesson=lesson,
        )


def _others(meetings: Sequence[Planned], others: Sequence[OtherDate]) -> Iterator[Clash]:
    for other in sorted(others, key=lambda one: (one.first, one.kind, str(one.record_id))):
        found = [
            one
            for one in meetings
            if one.id != other.record_id
            and one.due_from <= other.last
            and other.first <= one.due_until
        ]
        if found:
            yield Clash(
                other.kind,
                max(other.first, min(one.due_from for one in found)),
                len(found),
                only_then=any(
                    other.first <= one.due_from and one.due_until <= other.last for one in found
                ),
                record_id=other.record_id,
                until=other.last,
            )


def _days(one: Planned) -> Iterator[date]:
    day = one.due_from
    while day <= one.due_until:
        yield day
        day += timedelta(days=1)
