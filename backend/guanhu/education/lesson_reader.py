"""From the Markdown of a lesson to its title and blocks, or a refusal with its line.

Of Markdown only what a lesson needs: a title, second headings, paragraphs, lists, quotes and
strong words. HTML, links, pictures, tables and code are refused, so nothing has to be cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guanhu.education.module_facts import Block, BlockKind, Line, Run
from guanhu.kernel.strict_yaml import FileRefused

MARKER: Final = re.compile(r"::situation ([a-z][a-z0-9_]{1,39})")
TITLE: Final = re.compile(r"# +(\S.*)")
HAN: Final = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f”’…—]")
LISTS: Final = {
    "bullet_list_open": BlockKind.BULLETS,
    "ordered_list_open": BlockKind.STEPS,
}
NAMES: Final = {
    "html_block": "HTML", "html_inline": "HTML", "link_open": "a link", "image": "a picture",
    "code_inline": "code", "code_block": "code", "fence": "code", "table_open": "a table",
    "hr": "a rule", "em_open": "emphasis other than **strong**",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A lesson in one language."""

    title: str
    blocks: tuple[Block, ...]


def read_lesson(file: str, content: str) -> Written:
    """One file is one lesson in one language; `FileRefused` (``file:line: reason``) otherwise."""
    lines = content.lstrip("\ufeff").splitlines()
    title = TITLE.fullmatch(lines[0].strip()) if lines else None
    if title is None:
        raise FileRefused(f"{file}:1: the first line is the title, as in '# Title'")
    blocks = tuple(_blocks(file, lines))
    if not any(block.kind is BlockKind.PARAGRAPH for block in blocks):
        raise FileRefused(f"{file}:1: the lesson has no text")
    return Written(title[1].strip(), blocks)


def _blocks(file: str, lines: Sequence[str]) -> Iterator[Block]:
    """The blocks after the title; a line that marks a situation stands between two stretches."""
    start = 1
    for number in range(1, len(lines)):
        line = lines[number].strip()
        if not line.startswith("::"):
            continue
        marker = MARKER.fullmatch(line)
        if marker is None:
            raise FileRefused(f"{file}:{number + 1}: a marker is '::situation its_id'")
        yield from _written(file, start, lines[start:number])
        yield Block(BlockKind.SITUATION, situation=marker[1])
        start = number + 1
    yield from _written(file, start, lines[start:])


def _written(file: str, offset: int, lines: Sequence[str]) -> Iterator[Block]:
    tokens = _markdown().parse("\n".join(lines))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _closing(tokens, at)
        where = f"{file}:{offset + (token.map or [0])[0] + 1}"
        if token.type == "heading_open":
            if token.tag != "h2":
                raise FileRefused(f"{where}: a heading within a lesson is '## …'")
            yield Block(BlockKind.HEADING, (_line(where, tokens[at + 1]),))
        elif token.type == "paragraph_open":
            yield Block(BlockKind.PARAGRAPH, (_line(where, tokens[at + 1]),))
        elif token.type in LISTS:
            yield Block(LISTS[token.type], _items(where, tokens[at : end + 1]))
        elif token.type == "blockquote_open":
            yield Block(BlockKind.QUOTE, _items(where, tokens[at : end + 1]))
        else:
            raise FileRefused(f"{where}: {_name(token)} has no place in a lesson")
        at = end + 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise AssertionError(tokens[at].type)


def _items(where: str, tokens: Sequence[Token]) -> tuple[Line, ...]:
    """The paragraphs of a list or a quote; lists do not nest."""
    allowed = {"paragraph", "list_item", tokens[0].type.removesuffix("_open")}
    for token in tokens[1:]:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if token.type != "inline" and (
            kind not in allowed or (token.level > 0 and token.type == tokens[0].type)
        ):
            raise FileRefused(f"{where}: {_name(token)} has no place in a list or a quote")
    return tuple(_line(where, token) for token in tokens if token.type == "inline")


def _line(where: str, inline: Token) -> Line:
    runs: list[Run] = []
    strong = False
    for token in inline.children or ():
        if token.type == "strong_open":
            strong = True
        elif token.type == "strong_close":
            strong = False
        elif token.type in {"softbreak", "hardbreak"}:
            before = runs[-1].text[-1:] if runs else ""
            # Chinese is written without spaces; a line broken in the file stays one sentence.
            _add(runs, "" if HAN.match(before) else " ", strong=strong)
        elif token.type == "text":
            _add(runs, token.content, strong=strong)
        else:
            raise FileRefused(f"{where}: {_name(token)} has no place in a lesson")
    return tuple(runs)


def _add(runs: list[Run], text: str, *, strong: bool) -> None:
    if not text:
        return
    if runs and runs[-1].strong is strong:
        runs[-1] = Run(runs[-1].text + text, strong)
    else:
        runs.append(Run(text, strong))


def _name(token: Token) -> str:
    return NAMES.get(token.type, token.type.removesuffix("_open").replace("_", " "))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark")
