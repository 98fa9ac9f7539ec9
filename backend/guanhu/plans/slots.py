"""The blanks of a condition: checking what is written into them, and showing it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from guanhu.kernel.errors import Problem
from guanhu.plans.facts import CatalogueEntry, Slot, SlotType

MAX_FEN: Final = 10**13
MAX_COUNT: Final = 10_000
MAX_TEXT: Final = 120

TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

WHOLE: Final = {SlotType.FEN: MAX_FEN, SlotType.HOURS: MAX_COUNT, SlotType.TIMES: MAX_COUNT}


def check_slots(
    entry: CatalogueEntry,
    given: Sequence[tuple[str, str]],
    *,
    today: date,
    last_day: date | None,
) -> tuple[dict[str, str], list[Problem]]:
    """What is written into the blanks, in one normal form, and every problem found.

    Paths read ``slots.<position>.value`` of `given`. Dates must not lie before `today`, nor after
    `last_day`, the last day of the period (None before the decision). Hours have no lower limit in
    law (O-09); one is simply the smallest number of hours there is.
    """
    declared = {slot.name: slot for slot in entry.slots}
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for position, (name, text) in enumerate(given):
        slot = declared.get(name)
        if slot is None:
            problems.append(Problem(f"slots.{position}.name", "UNKNOWN_SLOT"))
        elif name in values:
            problems.append(Problem(f"slots.{position}.name", "GIVEN_TWICE"))
        else:
            value, code = _value(slot, text.strip(), today, last_day)
            values[name] = value
            if code is not None:
                problems.append(Problem(f"slots.{position}.value", code))
    problems += [
        Problem(f"slots.{slot.name}", "MISSING_SLOT")
        for slot in entry.slots
        if slot.name not in values
    ]
    if not problems:
        problems += _out_of_order(entry, given, values)
    return values, problems


def _value(slot: Slot, text: str, today: date, last_day: date | None) -> tuple[str, str | None]:
    if slot.type in WHOLE:
        return _whole(slot, text)
    if slot.type is SlotType.DATE:
        return _day(text, today, last_day)
    if slot.type is SlotType.TIME_OF_DAY:
        return text, None if TIME.fullmatch(text) else "NOT_A_TIME"
    if not text:
        return text, "REQUIRED"
    return text, "TOO_LONG" if len(text) > MAX_TEXT else None


def _whole(slot: Slot, text: str) -> tuple[str, str | None]:
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(MAX_FEN)):
        return text, "NOT_A_WHOLE_NUMBER"
    number = int(text)
    at_most = WHOLE[slot.type] if slot.at_most is None else slot.at_most
    fits = (slot.at_least or 1) <= number <= at_most
    return str(number), None if fits else "OUT_OF_RANGE"


def _day(text: str, today: date, last_day: date | None) -> tuple[str, str | None]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text, "NOT_A_DATE"
    if day < today:
        return text, "DATE_IN_PAST"
    if last_day is not None and day > last_day:
        return text, "AFTER_PERIOD"
    return day.isoformat(), None


def _out_of_order(
    entry: CatalogueEntry, given: Sequence[tuple[str, str]], values: Mapping[str, str]
) -> list[Problem]:
    positions = {name: position for position, (name, _) in enumerate(given)}
    return [
        Problem(f"slots.{positions[slot.name]}.value", "BEFORE_FIRST")
        for slot in entry.slots
        if slot.not_before is not None and values[slot.name] < values[slot.not_before]
    ]


def shown_slots(entry: CatalogueEntry, values: Mapping[str, str], language: str) -> dict[str, str]:
    """Each blank's content as it reads in a sentence."""
    return {slot.name: _shown(slot, values[slot.name], language) for slot in entry.slots}


def _shown(slot: Slot, value: str, language: str) -> str:
    if slot.type is SlotType.FEN:
        return shown_fen(int(value), language)
    if slot.type is SlotType.DATE:
        return shown_day(date.fromisoformat(value), language)
    return value


def shown_fen(fen: int, language: str) -> str:
    """An amount of fen: ``8,445.53元`` or ``¥8,445.53``; whole yuan without decimals."""
    yuan, rest = divmod(fen, 100)
    amount = f"{yuan:,}" if rest == 0 else f"{yuan:,}.{rest:02d}"
    return f"{amount}元" if language == "zh" else f"¥{amount}"


def shown_day(day: date, language: str) -> str:
    """A date as one reads it aloud: ``2026年9月1日`` or ``1 September 2026``."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
