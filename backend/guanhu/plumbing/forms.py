"""Statements that are built once and sent as text, with their values by name.

What is sent often costs more to build than to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, bindparam
from sqlalchemy.dialects.postgresql.asyncpg import dialect


@dataclass(frozen=True, slots=True)
class Form:
    """A statement as text, and the names of its values in order."""

    text: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(given[name] if name in given else self.fixed[name] for name in self.names)


def given_as(name: str, kind: Any) -> Any:
    """A value of a statement that is built once, by the name under which it is given each time."""
    # Statements in which lists of constants are written out are compiled without values.
    return bindparam(name, type_=kind, required=False)


def as_form(statement: ClauseElement) -> Form:
    """A statement whose values are `given_as`, as text for the bare driver.

    Lists of constants are written out: their length is a part of the text.
    """
    compiled: Any = statement.compile(
        dialect=dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"render_postcompile": True},
    )
    return Form(str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params))
