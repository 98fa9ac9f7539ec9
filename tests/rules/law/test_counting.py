"""Days, months, half months, and rest days (T-02, T-04, T-05)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from guanhu.kernel.calendar import (
    WeekendsOnly,
    add_working_days,
    is_settled,
    next_working_day,
    previous_working_day,
)
from guanhu.law.holidays import OFFICIAL_HOLIDAYS, PUBLISHED_YEARS, OfficeHolidays
from guanhu.law.periods import MonthEnd, add_half_months, add_months, count_months, day_deadline
from support.law_vectors import vectors


@pytest.mark.parametrize("vector", vectors("day_deadlines"))
def test_every_day_vector(vector: dict[str, Any]) -> None:
    # T-02: the day on which a period begins is not counted.
    counted = day_deadline(
        vector["starts"],
        vector["days"],
        OFFICIAL_HOLIDAYS,
        custody=vector.get("custody", False),
    )

    assert counted.due_on == vector["due"]
    assert counted.provisional is False


@pytest.mark.parametrize("vector", vectors("months"))
def test_every_month_vector(vector: dict[str, Any]) -> None:
    # T-05: to the same day, or the last.
    if "half_months" in vector:
        assert add_half_months(vector["starts"], vector["half_months"]) == vector["ends"]
    else:
        assert add_months(vector["starts"], vector["months"]) == vector["ends"]


def test_the_official_days_of_2026() -> None:
    rest = {
        *(date(2026, 1, day) for day in (1, 2, 3)),
        *(date(2026, 2, day) for day in range(15, 24)),
        *(date(2026, 4, day) for day in (4, 5, 6)),
        *(date(2026, 5, day) for day in range(1, 6)),
        *(date(2026, 6, day) for day in (19, 20, 21)),
        *(date(2026, 9, day) for day in (25, 26, 27)),
        *(date(2026, 10, day) for day in range(1, 8)),
    }
    make_up = {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    }
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    assert {day for day in year if OFFICIAL_HOLIDAYS.is_rest_day(day)} == (
        {day for day in year if day.weekday() >= 5} | rest
    ) - make_up


def test_a_year_not_published_counts_weekends_only_and_is_provisional() -> None:
    # T-11: until the notice of the year is out.
    counted = day_deadline(date(2027, 9, 24), 7, OFFICIAL_HOLIDAYS)

    assert counted.due_on == date(2027, 10, 1)
    assert counted.provisional is True


def test_published_years_have_no_gap() -> None:
    assert set(range(2004, 2027)) <= PUBLISHED_YEARS


@pytest.mark.parametrize(
    ("day", "settled"),
    [
        (date(2026, 12, 23), True),
        pytest.param(date(2026, 12, 24), False, id="the-next-notice-may-reach-back"),
        (date(2025, 12, 31), True),
        (date(2027, 1, 4), False),
    ],
)
def test_the_last_days_of_december_wait_for_the_next_notice(day: date, *, settled: bool) -> None:
    assert is_settled(day, OFFICIAL_HOLIDAYS) is settled


def test_the_notice_of_a_year_does_reach_back_into_december() -> None:
    assert OFFICIAL_HOLIDAYS.is_rest_day(date(2018, 12, 31))
    assert not OFFICIAL_HOLIDAYS.is_rest_day(date(2018, 12, 29))


def test_an_administrators_days_win_over_the_official_ones() -> None:
    office = OfficeHolidays(
        extra_rest=frozenset({date(2026, 3, 5)}), extra_working=frozenset({date(2026, 10, 7)})
    )

    assert day_deadline(date(2026, 3, 2), 3, office).due_on == date(2026, 3, 6)
    assert day_deadline(date(2026, 9, 24), 7, office).due_on == date(2026, 10, 7)
    assert day_deadline(date(2026, 3, 2), 3, OFFICIAL_HOLIDAYS).due_on == date(2026, 3, 5)


def test_a_year_entered_by_hand_is_no_longer_provisional() -> None:
    office = OfficeHolidays(
        extra_rest=frozenset({date(2027, 10, 1)}), confirmed_years=frozenset({2027})
    )

    counted = day_deadline(date(2027, 9, 24), 7, office)

    assert counted.due_on == date(2027, 10, 4)
    assert counted.provisional is False


def test_a_day_cannot_be_both() -> None:
    day = frozenset({date(2026, 3, 5)})
    with pytest.raises(ValueError, match="both a rest day and a working day"):
        OfficeHolidays(extra_rest=day, extra_working=day)


def test_working_days_leave_out_the_first_day_and_rest_days() -> None:
    assert add_working_days(date(2026, 9, 29), 3, OFFICIAL_HOLIDAYS) == date(2026, 10, 9)
    assert previous_working_day(date(2026, 10, 5), OFFICIAL_HOLIDAYS) == date(2026, 9, 30)
    assert next_working_day(date(2026, 9, 30), OFFICIAL_HOLIDAYS) == date(2026, 9, 30)


@pytest.mark.parametrize(
    "count",
    [
        lambda: day_deadline(date(2026, 3, 2), -1, WeekendsOnly()),
        lambda: add_months(date(2026, 3, 2), -1),
        lambda: add_half_months(date(2026, 3, 2), -1),
        lambda: add_working_days(date(2026, 3, 2), 0, WeekendsOnly()),
    ],
    ids=["days", "months", "half-months", "working-days"],
)
def test_nothing_is_counted_backwards(count: Any) -> None:
    with pytest.raises(ValueError, match="counted"):
        count()


@pytest.mark.parametrize(
    ("starts", "months", "how"),
    [
        (date(2026, 3, 20), 6, MonthEnd.SAME_DAY),
        (date(2026, 2, 28), 6, MonthEnd.LAST_TO_LAST),
        (date(2026, 1, 30), 1, MonthEnd.DAY_MISSING),
        (date(2028, 2, 28), 12, MonthEnd.SAME_DAY),
        (date(2028, 2, 29), 12, MonthEnd.LAST_TO_LAST),
    ],
)
def test_why_a_month_ends_where_it_does(starts: date, months: int, how: MonthEnd) -> None:
    assert count_months(starts, months).how is how
