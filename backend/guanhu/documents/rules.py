"""Rules about papers: what may be filled in, how a number reads, what a file is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from guanhu.documents.facts import Blank, BlankType, DocumentFormat
from guanhu.kernel.commands import EARLIEST, LATEST
from guanhu.kernel.errors import Problem

PLACES: Final = re.compile(r"(.+?)(?:特别行政区|自治区|自治州|自治县|省|市|盟|区|县|旗)")
OFFICE: Final = "人民检察院"
SHOWN_PLACES: Final = 2


def blank_problems(blanks: Sequence[Blank], given: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """What is wrong with what was filled in; whether something is missing the paper itself says."""
    known = {blank.name: blank for blank in blanks}
    seen: set[str] = set()
    for index, (name, value) in enumerate(given):
        path = f"blanks.{index}"
        blank = known.get(name)
        if blank is None:
            yield Problem(f"{path}.name", "UNKNOWN")
            continue
        if name in seen:
            yield Problem(f"{path}.name", "REPEATED")
        seen.add(name)
        code = _problem(blank, value.strip())
        if code is not None:
            yield Problem(f"{path}.value", code)


def _problem(blank: Blank, value: str) -> str | None:
    if not value:
        return None
    if len(value) > blank.at_most:
        return "TOO_LONG"
    match blank.type:
        case BlankType.TEXT:
            return "FORBIDDEN_CHARACTER" if set(value) & set("\n\r\t") else None
        case BlankType.DATE:
            return _day_problem(value)
        case BlankType.CHOICE:
            return None if value in {choice.code for choice in blank.choices} else "NOT_A_CHOICE"
        case BlankType.LONG_TEXT:
            return None


def _day_problem(value: str) -> str | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return "NOT_A_DATE"
    if value != day.isoformat():
        return "NOT_A_DATE"
    return None if EARLIEST <= day <= LATEST else "OUT_OF_RANGE"


def office_word(office: str) -> str:
    """The short word of an office in its numbers: 云州市江南区人民检察院 → 云江检.

    The first character of the last two places of its name, as offices form theirs; an office that
    uses another gives it with the paper.
    """
    places = PLACES.findall(office.removesuffix(OFFICE))
    return "".join(place[0] for place in places[-SHOWN_PLACES:]) + "检"


def document_number(word: str, series: str, year: int, number: int | None) -> str:
    """``云江检未附不诉〔2026〕3号``; a preview has a gap where the number will stand."""
    return f"{word}未{series}〔{year}〕{'　' if number is None else number}号"


def file_name(title: str, number: str | None, day: date, form: DocumentFormat) -> str:
    """What a download is called: title and number or day, and nobody's name."""
    return f"{title}-{number or day.isoformat()}.{form.value}"
