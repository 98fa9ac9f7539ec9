"""The layout of a paper as data: blocks in their order. Renderers know nothing else.

Lines are plain text; nothing in them is read as markup.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; its first line is moved in by two characters unless `flush`."""

    text: str
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark under a form, in small letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a part, in the heading face."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands after it on a rule; an empty value leaves room to write."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with ruled cells. `widths` are parts of the whole; rows may hold fewer cells than
    there are widths: the last one then spans the rest. `tall` rows leave room to write.
    """

    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    head: bool = False
    tall: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """Who issues the paper and when, at the right; the seal goes over both."""

    issuer: str
    day: date
    seal: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody signs here by hand, and writes the day."""

    label: str
    dated: bool = True


Block = Text | Note | Head | Line | Grid | Closing | Signature


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `made_on` becomes the file's creation date."""

    office: str
    title: str
    number: str | None
    made_on: date
    blocks: tuple[Block, ...]

    def plain(self, *, preview: bool = False) -> dict[str, Any]:
        """The paper as the Typst layout reads it."""
        return {
            "office": self.office,
            "title": self.title,
            "number": self.number,
            "preview": preview,
            "made": [self.made_on.year, self.made_on.month, self.made_on.day],
            "blocks": [_block(block) for block in self.blocks],
        }

    def texts(self) -> list[str]:
        """Every text on it, for tests and searches."""
        found = [self.office, self.title, self.number or ""]
        for block in self.blocks:
            found += _texts(_block(block))
        return [text for text in found if text]


def _block(block: Block) -> dict[str, Any]:
    plain: dict[str, Any] = dataclasses.asdict(block)
    plain["kind"] = type(block).__name__.lower()
    if isinstance(block, Closing):
        plain["day"] = printed_day(block.day)
    return plain


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for name, each in value.items() if name != "kind" for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return []


def printed_day(day: date) -> str:
    """``2026年3月2日``, as GB/T 9704 writes a date: figures, no leading noughts."""
    return f"{day.year}年{day.month}月{day.day}日"
