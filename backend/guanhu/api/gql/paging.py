"""Page and total: what every list asks for and answers."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Annotated

import strawberry

from guanhu.kernel.errors import InvalidInput, Problem

LARGEST_PAGE = 100

PageNumber = Annotated[int, strawberry.argument(description="Page, from 1.")]
PageSize = Annotated[int, strawberry.argument(description="Items per page, 1 to 100.")]


@strawberry.enum(description="Direction of a sort.")
class SortOrder(enum.Enum):
    """Ascending or descending."""

    ASC = "asc"
    DESC = "desc"


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows a page holds."""

    limit: int
    offset: int


def window(page: int, per_page: int) -> Window:
    """The rows of one page; raises `InvalidInput` outside 1 ≤ page ≤ 100,000 and size ≤ 100."""
    problems = []
    if not 1 <= page <= 100_000:  # noqa: PLR2004
        problems.append(Problem("page", "OUT_OF_RANGE"))
    if not 1 <= per_page <= LARGEST_PAGE:
        problems.append(Problem("perPage", "OUT_OF_RANGE"))
    if problems:
        raise InvalidInput(problems)
    return Window(per_page, (page - 1) * per_page)
