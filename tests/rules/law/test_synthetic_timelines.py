"""Synthetic timelines, as far as pure rules carry them. Names follow their ids."""

from __future__ import annotations

from datetime import date

from guanhu.law.due_clock import final_decision_due, probation_end
from guanhu.law.errors import PeriodOutOfRange
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.periods import ProbationPeriod, change_period, probation_period
from guanhu.law.rulebooks import rulebook_for
from guanhu.law.stopwatch import ReviewClock, start_clock

BOOK = rulebook_for(date(2026, 3, 2))


def a_period(decided_on: date, months: int) -> ProbationPeriod:
    period = probation_period(decided_on, months, BOOK)
    assert isinstance(period, ProbationPeriod)
    return period


def test_tc_t1_eighteen_days_used_thirteen_left_and_the_holiday_moves_the_end() -> None:
    clock = start_clock(date(2026, 3, 2), BOOK)
    assert clock.limit_on == date(2026, 4, 2)

    stopped = clock.suspend(date(2026, 3, 20))
    assert isinstance(stopped, ReviewClock)
    period = a_period(date(2026, 3, 20), 6)

    assert (stopped.used_before, stopped.left_days(date(2026, 3, 20))) == (18, 13)
    assert period.has_expired(date(2026, 9, 20)) is False
    assert period.has_expired(date(2026, 9, 21)) is True
    due = final_decision_due(stopped, period, BOOK, OFFICIAL_HOLIDAYS)
    assert due.due_on == date(2026, 10, 8)


def test_tc_t2_from_the_last_day_of_february_to_the_last_day_of_august() -> None:
    period = a_period(date(2026, 2, 28), 6)

    assert period.ends_same_day == date(2026, 8, 31)
    assert probation_end(period, BOOK).due_on == date(2026, 8, 31)


def test_tc_t4_a_six_month_period_is_not_shortened_for_good_conduct() -> None:
    # P-04: conduct moves the end within the range only.
    period = a_period(date(2026, 3, 20), 6)

    refused = change_period(period, 5, BOOK, date(2026, 7, 20))

    assert isinstance(refused, PeriodOutOfRange)
    assert refused.facts == {"months": 5, "least": 6, "most": 12}


def test_tc_t5_ten_months_take_two_more_but_not_three() -> None:
    period = a_period(date(2026, 3, 20), 10)

    refused = change_period(period, 13, BOOK, date(2026, 7, 20))
    changed = change_period(period, 12, BOOK, date(2026, 7, 20))

    assert isinstance(refused, PeriodOutOfRange)
    assert isinstance(changed, ProbationPeriod)
    assert changed.ends_same_day == date(2027, 3, 20)


def test_n01_six_months_from_31_august_end_on_a_lawful_day_whatever_is_changed() -> None:
    period = a_period(date(2026, 8, 31), 6)

    assert period.lawful_ends() == (date(2027, 2, 27), date(2027, 2, 28))
    longest = change_period(period, 12, BOOK, date(2026, 10, 1))
    assert isinstance(longest, ProbationPeriod)
    assert longest.lawful_ends() == (date(2027, 8, 30), date(2027, 8, 31))
    assert isinstance(change_period(longest, 13, BOOK, date(2026, 10, 2)), PeriodOutOfRange)
