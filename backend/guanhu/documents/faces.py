"""The Chinese faces papers are set in: Noto Serif SC for text, Noto Sans SC for headings (OFL).

They come as an ordinary Python package, pinned by hash like every other: a machine without fonts
of its own, a build machine and the image set the same paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pylopdf_fonts_zh_cn import sans_path, serif_path

FORMAT_12: Final = 12


def folder() -> Path:
    """The folder that holds both. Raises `RuntimeError` when the package lost one."""
    for path in (serif_path(), sans_path()):
        if not path.is_file():
            message = f"the face {path.name} is missing: install requirements.txt again"
            raise RuntimeError(message)
    return serif_path().parent


@cache
def characters() -> frozenset[int]:
    """Every code point the text face has a picture of."""
    return frozenset(code_points(serif_path().read_bytes()))


def unprintable(texts: Iterable[str]) -> frozenset[str]:
    """Characters that would print as boxes."""
    return frozenset(
        character
        for text in texts
        for character in text
        if character != "\n" and ord(character) not in characters()
    )


def code_points(font: bytes) -> Iterator[int]:
    """The code points of an OpenType face, from its 32-bit character map (cmap format 12)."""
    count = int.from_bytes(font[4:6])
    tables = {
        font[at : at + 4]: int.from_bytes(font[at + 8 : at + 12])
        for at in range(12, 12 + 16 * count, 16)
    }
    cmap = tables[b"cmap"]
    for index in range(int.from_bytes(font[cmap + 2 : cmap + 4])):
        entry = cmap + 4 + 8 * index
        sub = cmap + int.from_bytes(font[entry + 4 : entry + 8])
        if int.from_bytes(font[sub : sub + 2]) != FORMAT_12:
            continue
        for group in range(int.from_bytes(font[sub + 12 : sub + 16])):
            at = sub + 16 + 12 * group
            first, last = (int.from_bytes(font[at + 4 * i : at + 4 * i + 4]) for i in (0, 1))
            yield from range(first, last + 1)
