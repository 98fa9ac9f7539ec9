"""Dated rule sets. A case keeps the one it was decided under; none is ever "the latest".

A change of the law is a new file here: a copy of the one before with what changed, entered in
`RULEBOOKS`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from guanhu.law.errors import NoRulebook
from guanhu.law.rulebook import Rulebook
from guanhu.law.rulebooks.r2019_12 import R2019_12
from guanhu.law.rulebooks.r2021_06 import R2021_06
from guanhu.law.rulebooks.r2022_05 import R2022_05
from guanhu.law.rulebooks.r2026_01 import R2026_01

RULEBOOKS: Final[tuple[Rulebook, ...]] = (R2019_12, R2021_06, R2022_05, R2026_01)
"""Every rulebook, oldest first; each is in force until the next begins."""


def rulebook_for(on: date) -> Rulebook:
    """The rulebook in force on a day. Raises `NoRulebook` before the first one begins."""
    in_force = [book for book in RULEBOOKS if book.in_force_from <= on]
    if not in_force:
        raise NoRulebook(on=on, first=RULEBOOKS[0].in_force_from)
    return in_force[-1]


def rulebook(rulebook_id: str) -> Rulebook:
    """The rulebook a case stores by its id; an unknown id raises `KeyError`."""
    return {book.id: book for book in RULEBOOKS}[rulebook_id]
