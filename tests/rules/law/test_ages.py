"""Ages: reached on the day after the birthday (E-06)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guanhu.kernel.calendar import age_on
from guanhu.law.ages import AgeBand, age_band
from support.law_vectors import vectors


@pytest.mark.parametrize("vector", vectors("ages"))
def test_every_vector(vector: dict[str, Any]) -> None:
    # E-06: a year of age is reached on the day after the birthday.
    assert age_on(vector["born"], vector["on"]) == vector["age"]


@pytest.mark.parametrize(
    ("on", "age"),
    [
        pytest.param(date(2026, 2, 27), 17, id="the-day-before"),
        pytest.param(date(2026, 2, 28), 17, id="the-last-of-february-is-the-birthday"),
        pytest.param(date(2026, 3, 1), 18, id="the-day-after"),
        pytest.param(date(2028, 2, 29), 19, id="a-leap-year-birthday"),
        pytest.param(date(2028, 3, 1), 20, id="the-day-after-in-a-leap-year"),
    ],
)
def test_somebody_born_on_29_february(on: date, age: int) -> None:
    assert age_on(date(2008, 2, 29), on) == age


def test_the_day_of_birth_is_age_nought() -> None:
    assert age_on(date(2010, 5, 1), date(2010, 5, 1)) == 0


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before birth"):
        age_on(date(2010, 5, 1), date(2010, 4, 30))


@pytest.mark.parametrize(
    ("on", "band"),
    [
        (date(2024, 3, 15), AgeBand.FROM_14_TO_15),
        (date(2022, 3, 15), AgeBand.UNDER_14),
        (date(2022, 3, 16), AgeBand.FROM_14_TO_15),
        (date(2024, 3, 16), AgeBand.FROM_16_TO_17),
        (date(2026, 3, 15), AgeBand.FROM_16_TO_17),
        (date(2026, 3, 16), AgeBand.ADULT),
    ],
)
def test_bands_change_on_the_day_after_the_birthday(on: date, band: AgeBand) -> None:
    assert age_band(date(2008, 3, 15), on) is band
