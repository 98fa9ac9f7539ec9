"""School hours as typed, and what a planned check-in runs into (O-08)."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time

import pytest

from guanhu.checkins.facts import CheckInKind
from guanhu.kernel.errors import InvalidInput
from guanhu.timetables.facts import Clash, ClashKind, Lesson, OtherDate, Planned, Timetable
from guanhu.timetables.rules import clashes, lessons_on, read_lessons, refuse_period

MONDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 4)
ON_MONDAY = Lesson(1, time(8), time(16, 30))
ON_TUESDAY = Lesson(2, time(8), time(12))


def a_week(
    *lessons: Lesson, since: date = MONDAY, until: date | None = None, hour: int = 9
) -> Timetable:
    set_at = datetime(2026, 3, 1, hour, tzinfo=UTC)
    return Timetable(uuid.UUID(int=hour), since, until, lessons, uuid.UUID(int=1), set_at)


def a_visit(first: date, last: date, kind: CheckInKind = CheckInKind.VISIT, n: int = 1) -> Planned:
    return Planned(uuid.UUID(int=n), kind, first, last)


def problems(*given: tuple[int, str, str]) -> list[tuple[str, str]]:
    found = read_lessons(given)
    assert isinstance(found, InvalidInput)
    return [(one.path, one.code) for one in found.problems]


@pytest.mark.parametrize("text", ["8:00", "24:00", "08:60", "0800", "08:0", "aa:bb", "08:00 ", ""])
def test_a_time_is_two_digits_a_colon_and_two_digits(text: str) -> None:
    assert problems((1, text, "16:30")) == [("lessons.0.begins", "NO_TIME")]


def test_school_hours_end_after_they_begin_and_lie_beside_each_other() -> None:
    assert problems((1, "16:30", "08:00"), (2, "08:00", "08:00")) == [
        ("lessons.0.ends", "BEFORE_FROM"), ("lessons.1.ends", "BEFORE_FROM"),
    ]  # fmt: skip
    assert problems((1, "08:00", "12:00"), (1, "11:59", "14:00")) == [("lessons.1", "OVERLAPS")]
    assert read_lessons([(1, "08:00", "12:00"), (1, "12:00", "14:00"), (2, "08:00", "12:00")]) == [
        Lesson(1, time(8), time(12)), Lesson(1, time(12), time(14)), ON_TUESDAY,
    ]  # fmt: skip
    assert refuse_period(MONDAY, MONDAY) is None
    assert isinstance(refuse_period(WEDNESDAY, MONDAY), InvalidInput)


def test_of_the_weeks_that_hold_on_a_day_the_one_set_last_counts() -> None:
    term = a_week(ON_MONDAY)
    holidays = a_week(since=date(2026, 3, 9), until=date(2026, 3, 15), hour=10)

    assert lessons_on([term, holidays], MONDAY) == (ON_MONDAY,)
    assert lessons_on([term, holidays], date(2026, 3, 9)) == ()
    assert lessons_on([term, holidays], date(2026, 3, 16)) == (ON_MONDAY,)
    assert lessons_on([term], date(2026, 2, 23)) == ()


def test_school_hours_are_told_by_weekday_with_how_many_check_ins_run_into_them() -> None:
    series = [a_visit(MONDAY, WEDNESDAY), a_visit(date(2026, 3, 9), date(2026, 3, 10), n=2)]

    found = clashes(series, [a_week(ON_MONDAY, ON_TUESDAY)], [])

    # The first window has Wednesday, the second has no day without school.
    assert found == (
        Clash(ClashKind.SCHOOL_HOURS, MONDAY, 2, only_then=True, lesson=ON_MONDAY),
        Clash(ClashKind.SCHOOL_HOURS, date(2026, 3, 3), 2, only_then=True, lesson=ON_TUESDAY),
    )
    (first, _second) = clashes(series[:1], [a_week(ON_MONDAY, ON_TUESDAY)], [])
    assert (first.check_ins, first.only_then) == (1, False)


@pytest.mark.parametrize("kind", [CheckInKind.SELF_REPORT, CheckInKind.SCHOOL])
def test_what_is_held_at_school_or_given_at_leisure_disturbs_no_lesson(kind: CheckInKind) -> None:
    assert clashes([a_visit(MONDAY, MONDAY, kind)], [a_week(ON_MONDAY)], []) == ()


def test_another_date_is_told_from_the_first_day_they_share() -> None:
    leave = OtherDate(ClashKind.LEAVE, uuid.UUID(int=5), date(2026, 2, 28), date(2026, 3, 3))
    after = OtherDate(ClashKind.CHECK_IN, uuid.UUID(int=6), date(2026, 3, 5), date(2026, 3, 6))
    visit = a_visit(MONDAY, WEDNESDAY)

    assert clashes([visit], [], [after, leave]) == (
        Clash(ClashKind.LEAVE, MONDAY, 1, only_then=False, record_id=leave.record_id,
              until=leave.last),
    )  # fmt: skip
    whole = OtherDate(ClashKind.LEAVE, leave.record_id, MONDAY, WEDNESDAY)
    assert clashes([visit], [], [whole])[0].only_then is True
    assert clashes([a_visit(MONDAY, WEDNESDAY, CheckInKind.SELF_REPORT)], [], [whole]) == ()
