"""Age bands at the time of an act."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from guanhu.kernel.calendar import age_on

AGE_OF_EXCEPTIONAL_RESPONSIBILITY: Final = 14
AGE_OF_FULL_RESPONSIBILITY: Final = 16
AGE_OF_MAJORITY: Final = 18


class AgeBand(StrEnum):
    """The bands that the law tells apart (E-05, E-07, E-09)."""

    UNDER_14 = "under_14"
    FROM_14_TO_15 = "from_14_to_15"
    FROM_16_TO_17 = "from_16_to_17"
    ADULT = "adult"


def age_band(born: date, on: date) -> AgeBand:
    """The band somebody born on `born` was in on the day `on`.

    Raises `ValueError` when `on` lies before the birth. Source: CL art. 17; Rules art. 489(1).
    """
    age = age_on(born, on)
    if age < AGE_OF_EXCEPTIONAL_RESPONSIBILITY:
        return AgeBand.UNDER_14
    if age < AGE_OF_FULL_RESPONSIBILITY:
        return AgeBand.FROM_14_TO_15
    return AgeBand.FROM_16_TO_17 if age < AGE_OF_MAJORITY else AgeBand.ADULT
