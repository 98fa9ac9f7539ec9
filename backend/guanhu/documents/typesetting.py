"""A paper as PDF, by Typst. The same paper gives the same bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import orjson
import typst

from guanhu.documents.faces import folder
from guanhu.documents.paper import Paper

LAYOUT: Final = Path(__file__).with_name("layout.typ")


@cache
def _fonts() -> typst.Fonts:
    # Not the machine's own fonts: another machine would set another paper.
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder())]
    )


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


def as_pdf(paper: Paper, *, preview: bool = False) -> bytes:
    """The PDF; its only date is the paper's own. With `preview` every page says so.

    Takes some 50 milliseconds of CPU; call it from a thread.
    """
    compiler = typst.Compiler(
        _layout(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": orjson.dumps(paper.plain(preview=preview)).decode()},
    )
    made = compiler.compile(format="pdf", timestamp=_noon(paper))
    if not isinstance(made, bytes):
        message = "the compiler gave no PDF"
        raise TypeError(message)
    return made


def _noon(paper: Paper) -> int:
    """Seconds since 1970 at the start of the paper's day, UTC."""
    epoch_day = 719_163
    return (paper.made_on.toordinal() - epoch_day) * 86_400
