"""How a command says what it takes, and how its input is checked.

Every use case has one command dataclass. Its fields are declared with `words`, `number`, `item`
and `items`; the declaration carries the public description and the limits. The API is generated
from it, and `check` runs in the use case: the web, the command line and a job meet one door.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from guanhu.kernel.errors import InvalidInput, Problem

SPEC: Final = "guanhu"
EACH: Final = "guanhu_each"
EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Spec:
    """Limits and description of one field. Lengths count characters, numbers are inclusive."""

    description: str
    at_least: int | None = None
    at_most: int | None = None
    multiline: bool = False


def words(
    description: str,
    *,
    at_most: int,
    at_least: int = 1,
    multiline: bool = False,
    default: Any = MISSING,
) -> Any:
    """A text field of `at_least` to `at_most` characters after trimming."""
    spec = Spec(description, at_least, at_most, multiline)
    return field(default=default, metadata={SPEC: spec})


def number(description: str, *, at_least: int, at_most: int, default: Any = MISSING) -> Any:
    """A whole number within inclusive limits."""
    return field(default=default, metadata={SPEC: Spec(description, at_least, at_most)})


def item(description: str, *, default: Any = MISSING) -> Any:
    """An identifier, date, instant, yes/no, code or nested part."""
    return field(default=default, metadata={SPEC: Spec(description)})


def items(
    description: str,
    *,
    at_most: int,
    at_least: int = 0,
    each: int = 200,
    free: bool = False,
    default: Any = MISSING,
) -> Any:
    """A tuple of `at_least` to `at_most` parts; texts in it hold at most `each` characters.

    `free` texts may be left empty and may have several lines.
    """
    spec = Spec(description, at_least, at_most)
    of_each = Spec("", 0 if free else 1, each, multiline=free)
    return field(default=default, metadata={SPEC: spec, EACH: of_each})


def told(description: str) -> Any:
    """A field of one part of an answer, as the API describes it."""
    return field(metadata={"description": description})


def spec_of(declared: dataclasses.Field[Any]) -> Spec:
    """The declaration of one command field; a field without one is a programming error."""
    return declared.metadata[SPEC]  # type: ignore[no-any-return]


@cache
def camel(name: str) -> str:
    """``received_on`` → ``receivedOn``."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def check(command: Any) -> None:
    """Raise `InvalidInput` with every problem found, or return when the input is well formed."""
    problems = list(_problems(command, ""))
    if problems:
        raise InvalidInput(problems)


def _problems(part: Any, prefix: str) -> Iterator[Problem]:
    for declared in dataclasses.fields(part):
        path = f"{prefix}{camel(declared.name)}"
        value = getattr(part, declared.name)
        if value is not None:
            yield from _problems_of(value, declared, path)


def _problems_of(value: Any, declared: dataclasses.Field[Any], path: str) -> Iterator[Problem]:
    spec = spec_of(declared)
    if isinstance(value, str) and not hasattr(value, "name"):
        yield from _problems_of_text(value, spec, path)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int) and spec.at_most is not None:
        if not (spec.at_least or 0) <= value <= spec.at_most:
            yield Problem(path, "OUT_OF_RANGE")
    elif isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        if not EARLIEST <= day <= LATEST:
            yield Problem(path, "OUT_OF_RANGE")
        if isinstance(value, datetime) and value.tzinfo is None:
            yield Problem(path, "NO_TIME_ZONE")
    elif isinstance(value, tuple):
        yield from _problems_of_parts(value, declared, path)
    elif dataclasses.is_dataclass(value):
        yield from _problems(value, f"{path}.")


def _problems_of_parts(
    parts: tuple[Any, ...], declared: dataclasses.Field[Any], path: str
) -> Iterator[Problem]:
    spec = spec_of(declared)
    if len(parts) < (spec.at_least or 0):
        yield Problem(path, "TOO_FEW")
    if spec.at_most is not None and len(parts) > spec.at_most:
        yield Problem(path, "TOO_MANY")
        return
    each = declared.metadata.get(EACH, Spec("", 1, 200))
    for index, part in enumerate(parts):
        if isinstance(part, str) and not hasattr(part, "name"):
            yield from _problems_of_text(part, each, f"{path}.{index}")
        elif dataclasses.is_dataclass(part):
            yield from _problems(part, f"{path}.{index}.")


def _problems_of_text(value: str, spec: Spec, path: str) -> Iterator[Problem]:
    if spec.at_most is not None and len(value) > spec.at_most:
        yield Problem(path, "TOO_LONG")
        return
    stripped = value.strip()
    if not stripped and (spec.at_least or 0) > 0:
        yield Problem(path, "REQUIRED")
    elif len(stripped) < (spec.at_least or 0):
        yield Problem(path, "TOO_SHORT")
    if value.isprintable():
        return  # the quick answer for nearly every text: none of the kinds below is printable
    for character in value:
        if character in "\n\t\r" and spec.multiline:
            continue
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}:
            yield Problem(path, "FORBIDDEN_CHARACTER")
            return
