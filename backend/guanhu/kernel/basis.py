"""What a rule, a date or a refusal rests on: statute, article, and how far it was verified."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guanhu.kernel.statutes import STATUTES, Statute, Unit

_CHINESE: Final = "zh"


class Verification(StrEnum):
    """How far the source of a rule was read.

    V1 full text; V2 full text, shown as in force; V3 an excerpt in a secondary source;
    N general knowledge, not verified; I inference or engineering reading, needs legal sign-off.
    """

    V1 = "v1"
    V2 = "v2"
    V3 = "v3"
    N = "n"
    I = "i"  # noqa: E741 - the letter is the code's name in law.md

    @property
    def unconfirmed(self) -> bool:
        """Whether a juvenile prosecutor still has to confirm the rule."""
        return self in {Verification.N, Verification.I}

    def label(self, language: str) -> str:
        """The words shown beside a rule; `language` is "zh" or "en"."""
        zh, en = _LABELS[self]
        return zh if language == _CHINESE else en


_LABELS: Final[dict[Verification, tuple[str, str]]] = {
    Verification.V1: ("已核对全文", "full text read"),
    Verification.V2: ("已核对全文，现行有效", "full text read, in force"),
    Verification.V3: ("仅核对二手来源摘录", "read in a secondary source only"),
    Verification.N: ("未经确认", "unconfirmed"),
    Verification.I: ("系统推断，待法律确认", "our reading, unconfirmed"),
}

_ARTICLE: Final = re.compile(
    r"(?P<guess>~)?(?P<number>[1-9]\d*)(?:-(?P<suffix>[1-9]))?"
    r"(?:\((?P<paragraph>[1-9]\d?)\))?(?:\((?P<item>[1-9]\d?)\)| item (?P<only_item>[1-9]\d?))?"
    r"(?:–(?P<until>[1-9]\d*))?"
)
_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = 10
_HUNDRED: Final = 100


def _zh_number(number: int) -> str:
    """1 to 999 in Chinese numerals, as articles are cited: 十, 十五, 一百零五, 二百八十二."""
    hundreds, rest = divmod(number, _HUNDRED)
    tens, ones = divmod(rest, _TEN)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One article behind something the product says.

    `article` is written `282(1)` (paragraph), `283(3)(3)` (paragraph and item), `479 item 1` (item
    of an article with one paragraph), `287-2` (inserted article), `38–45` (a range), `~33` (a
    number that was not verified), or empty for a source without articles; anything else raises
    `ValueError`. `rule` is the id in law.md, e.g. `D-01`.
    """

    statute: Statute
    article: str
    rule: str
    verification: Verification

    def __post_init__(self) -> None:
        if self.article and _ARTICLE.fullmatch(self.article) is None:
            message = f"not an article: {self.article}"
            raise ValueError(message)

    @property
    def unconfirmed(self) -> bool:
        """Whether a juvenile prosecutor still has to confirm it."""
        return self.verification.unconfirmed

    def citation(self, language: str) -> str:
        """Statute and article as one would cite them; `language` is "zh" or "en"."""
        info = STATUTES[self.statute]
        if not self.article:
            return info.zh if language == _CHINESE else info.en
        parts = _ARTICLE.fullmatch(self.article)
        if parts is None:  # refused when the value was made
            raise AssertionError(self.article)
        if language == _CHINESE:
            return info.zh + _zh_place(info.unit, parts)
        return f"{info.en} {_en_place(info.unit, parts)}"


def _zh_place(unit: Unit, parts: re.Match[str]) -> str:
    number = int(parts["number"])
    if unit is Unit.CASE:
        return f"检例第{number}号"
    text = f"第{_zh_number(number)}条"
    if parts["suffix"]:
        text += f"之{_zh_number(int(parts['suffix']))}"
    if parts["paragraph"]:
        text += f"第{_zh_number(int(parts['paragraph']))}款"
    item = parts["item"] or parts["only_item"]
    if item:
        text += f"第{_zh_number(int(item))}项"
    if parts["until"]:
        text += f"至第{_zh_number(int(parts['until']))}条"
    return f"{text}（条号未核实）" if parts["guess"] else text


def _en_place(unit: Unit, parts: re.Match[str]) -> str:
    if unit is Unit.CASE:
        return f"no. {parts['number']}"
    text = parts["number"]
    if parts["suffix"]:
        text += f"-{parts['suffix']}"
    if parts["paragraph"]:
        text += f"({parts['paragraph']})"
    if parts["item"]:
        text += f"({parts['item']})"
    if parts["only_item"]:
        text += f", item {parts['only_item']}"
    if parts["until"]:
        text += f"–{parts['until']}"
    word = {Unit.POINT: "point"}.get(unit, "arts" if parts["until"] else "art.")
    text = f"{word} {text}"
    return f"{text} (number unverified)" if parts["guess"] else text
