"""The probation period: 6 to 12 months, two readings of its end (P-01, P-02, P-04, A-1)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guanhu.law.errors import (
    PeriodEndInThePast,
    PeriodHasEnded,
    PeriodOutOfRange,
    PrintedEndNotLawful,
)
from guanhu.law.periods import ProbationPeriod, change_period, confirm_end, probation_period
from guanhu.law.rulebook import EndReading
from guanhu.law.rulebooks import rulebook
from support.law_vectors import vectors

BOOK = rulebook("r2026_01")
DECIDED = date(2026, 3, 20)


def a_period(months: int = 6, decided_on: date = DECIDED) -> ProbationPeriod:
    period = probation_period(decided_on, months, BOOK)
    assert isinstance(period, ProbationPeriod)
    return period


@pytest.mark.parametrize("vector", vectors("probation_length"))
def test_every_length_vector(vector: dict[str, Any]) -> None:
    period = a_period(vector["from"])

    changed = change_period(period, vector["from"] + vector["change"], BOOK, DECIDED)

    if vector["allowed"]:
        assert isinstance(changed, ProbationPeriod)
        assert changed.months == vector["from"] + vector["change"]
        assert changed.start == DECIDED
    else:
        assert isinstance(changed, PeriodOutOfRange)
        assert changed.facts == {
            "months": vector["from"] + vector["change"],
            "least": 6,
            "most": 12,
        }


def test_both_readings_of_the_end() -> None:
    # T-06: or to the day before, as sentences are counted.
    period = a_period()

    assert period.ends_same_day == date(2026, 9, 20)
    assert period.ends_day_before == date(2026, 9, 19)
    assert period.lawful_ends() == (date(2026, 9, 19), date(2026, 9, 20))


def test_it_is_over_only_after_both() -> None:
    period = a_period()

    assert period.has_expired(date(2026, 9, 19)) is False
    assert period.has_expired(date(2026, 9, 20)) is False
    assert period.has_expired(date(2026, 9, 21)) is True


def test_only_the_later_day_is_disputed() -> None:
    period = a_period()

    assert [period.is_disputed(date(2026, 9, day)) for day in (19, 20, 21)] == [False, True, False]


@pytest.mark.parametrize("printed", [date(2026, 9, 19), date(2026, 9, 20)])
def test_either_day_may_be_printed(printed: date) -> None:
    period = confirm_end(a_period(), printed)

    assert isinstance(period, ProbationPeriod)
    assert period.printed_end == printed
    assert period.last_day == date(2026, 9, 20)


@pytest.mark.parametrize("printed", [date(2026, 9, 18), date(2026, 9, 21)])
def test_no_other_day_may_be_printed(printed: date) -> None:
    period = probation_period(DECIDED, 6, BOOK, printed_end=printed)

    assert isinstance(period, PrintedEndNotLawful)
    assert period.facts == {"same_day": date(2026, 9, 20), "day_before": date(2026, 9, 19)}


@pytest.mark.parametrize("months", [5, 13, 0, -6])
def test_no_period_outside_the_range(months: int) -> None:
    refused = probation_period(DECIDED, months, BOOK)

    assert isinstance(refused, PeriodOutOfRange)
    assert refused.rule == "P-01"


def test_a_signed_off_reading_leaves_nothing_in_dispute() -> None:
    book = BOOK.with_end_reading(EndReading.DAY_BEFORE)
    period = probation_period(DECIDED, 6, book)

    assert isinstance(period, ProbationPeriod)
    assert period.lawful_ends() == (date(2026, 9, 19),)
    assert period.has_expired(date(2026, 9, 20)) is True
    assert period.is_disputed(date(2026, 9, 20)) is False


def test_elapsed_and_total_days() -> None:
    period = a_period()

    assert period.total_days == 184
    assert period.elapsed_days(date(2026, 3, 19)) == 0
    assert period.elapsed_days(date(2026, 3, 21)) == 1
    assert period.elapsed_days(date(2027, 1, 1)) == 184


def test_a_change_needs_a_new_confirmation_of_the_printed_end() -> None:
    period = confirm_end(a_period(8), date(2026, 11, 20))
    assert isinstance(period, ProbationPeriod)

    changed = change_period(period, 10, BOOK, date(2026, 6, 1))

    assert isinstance(changed, ProbationPeriod)
    assert changed.printed_end is None
    assert changed.ends_same_day == date(2027, 1, 20)


def test_a_period_that_ran_out_cannot_be_extended() -> None:
    refused = change_period(a_period(), 12, BOOK, date(2026, 9, 21))

    assert isinstance(refused, PeriodHasEnded)
    assert refused.facts == {"ended_on": date(2026, 9, 20)}


def test_it_can_still_be_extended_on_the_disputed_day() -> None:
    assert isinstance(change_period(a_period(), 12, BOOK, date(2026, 9, 20)), ProbationPeriod)


def test_shortening_never_reaches_back_behind_the_day_of_the_change() -> None:
    refused = change_period(a_period(10), 6, BOOK, date(2026, 10, 1))

    assert isinstance(refused, PeriodEndInThePast)
    assert refused.facts == {"ends_on": date(2026, 9, 19)}


def test_shortening_may_end_on_the_day_of_the_change_by_the_earlier_reading() -> None:
    on_the_day = change_period(a_period(10), 6, BOOK, date(2026, 9, 19))
    the_day_after = change_period(a_period(10), 6, BOOK, date(2026, 9, 20))

    assert isinstance(on_the_day, ProbationPeriod)
    assert on_the_day.months == 6
    assert isinstance(the_day_after, PeriodEndInThePast)
