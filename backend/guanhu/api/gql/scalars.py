"""Scalars beside GraphQL's own. Names and wire forms stand in the schema's descriptions."""

from __future__ import annotations

import enum
from typing import Any
from uuid import UUID

import strawberry

from guanhu.kernel.money import Fen

MAX_SAFE = 2**53 - 1


def parse_fen(value: Any) -> Fen:
    """A whole number that JavaScript holds exactly; anything else is refused."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_SAFE:
        message = "a whole number of fen is needed"
        raise ValueError(message)
    return Fen(value)


@strawberry.enum(description="A language of the product; Chinese is the source.")
class Language(enum.Enum):
    """Languages of texts that come from the server."""

    ZH = "zh"
    EN = "en"


FEN = strawberry.scalar(
    name="Fen",
    description="An amount of money in fen (¥0.01), a whole number within ±(2^53 - 1).",
    serialize=int,
    parse_value=parse_fen,
)

IDENTIFIER = strawberry.scalar(
    name="UUID",
    description="An identifier: random, and telling nothing about what it names.",
    serialize=str,
    parse_value=UUID,
)
