"""Input nobody should send: made from the input types of the schema, spoiled in one place."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    Undefined,
    get_named_type,
    get_nullable_type,
)
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Path = tuple[str | int, ...]

WRONG_TYPE: Final = {
    "String": [7, True, [], {}, 1.5],
    "UUID": ["", "no-identifier", 7, "00000000", "' OR 1=1 --", {}],
    "Date": ["", "2026-13-45", "yesterday", 20260302, "2026-03-02T00:00:00Z extra", {}],
    "DateTime": ["", "25:00", 7, {}],
    "Int": ["7", 1.5, 2**31, -(2**31) - 1, 10**30, True, {}],
    "Fen": ["7", 1.5, 2**53, -(2**53), True, {}],
    "Boolean": ["true", 1, 0, {}],
}
OUT_OF_RANGE: Final = {
    "Date": ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"],
    "DateTime": [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-03-02T00:00:00",
        "2026-03-02",
    ],
    "Int": [-1, -(2**31), 2**31 - 1],
    "Fen": [-1, -(2**53) + 1, 2**53 - 1],
}
FORBIDDEN: Final = ["\x00", "a\x00b", "\x1b[2J", "\ufdd0"]
ANY_TEXT: Final = ["文字", "'; DROP TABLE minors; --", "<script>", "${x}", "\u202e倒", "😀"]
SUCH_DAYS: Final = ["2026-03-02", "2026-10-02", "2026-12-01"]


@dataclass(frozen=True, slots=True)
class Place:
    """One scalar, enum or list in an input: where, of which type, and whether it is required."""

    path: Path
    type: Any
    required: bool


def plausible(shown: Any, draw: Draw, ids: Sequence[str]) -> Any:
    """A well-formed value of an input type; identifiers come from `ids`."""
    kind = get_nullable_type(shown)
    if isinstance(kind, GraphQLList):
        return [plausible(kind.of_type, draw, ids) for _ in range(draw(st.integers(0, 2)))]
    if isinstance(kind, GraphQLInputObjectType):
        return {
            name: plausible(field.type, draw, ids)
            for name, field in kind.fields.items()
            if isinstance(field.type, GraphQLNonNull) or draw(st.booleans())
        }
    if isinstance(kind, GraphQLEnumType):
        return draw(st.sampled_from(sorted(kind.values)))
    choices: dict[str, st.SearchStrategy[Any]] = {
        "String": st.sampled_from(ANY_TEXT),
        "UUID": st.sampled_from(sorted(ids)),
        "Date": st.sampled_from(SUCH_DAYS),
        "DateTime": st.just("2026-10-02T01:00:00Z"),
        "Int": st.integers(1, 12),
        "Fen": st.integers(0, 10_000),
        "Boolean": st.booleans(),
    }
    return draw(choices[kind.name])


def places(value: Any, shown: Any, path: Path = (), *, filled: bool = False) -> Iterator[Place]:
    """Every place of a made value, and the required fields of objects in it."""
    kind = get_nullable_type(shown)
    if path:
        # What has a default may be left out.
        yield Place(path, kind, isinstance(shown, GraphQLNonNull) and not filled)
    if isinstance(kind, GraphQLList):
        for index, part in enumerate(value):
            yield from places(part, kind.of_type, (*path, index))
    elif isinstance(kind, GraphQLInputObjectType):
        for name, part in value.items():
            field = kind.fields[name]
            filled = field.default_value is not Undefined
            yield from places(part, field.type, (*path, name), filled=filled)


def put(value: Any, path: Path, new: Any) -> Any:
    """A copy of `value` with `new` at `path`."""
    changed = copy.deepcopy(value)
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = new
    return changed


def without(value: Any, path: Path) -> Any:
    """A copy of `value` without the field at `path`."""
    changed = copy.deepcopy(value)
    at = changed
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    return changed


def missing(given: Any, shown: Any, draw: Draw) -> Any:
    """A required field left out or null."""
    required = [
        place.path
        for place in places(given, shown)
        if place.required and isinstance(place.path[-1], str)
    ]
    path = draw(st.sampled_from(required))
    return without(given, path) if draw(st.booleans()) else put(given, path, None)


def malformed(given: Any, shown: Any, draw: Draw) -> Any:
    """A value of another type than declared, an unknown enum value, or an unknown field."""
    found = [
        place
        for place in places(given, shown)
        if isinstance(place.type, GraphQLScalarType | GraphQLEnumType)
    ]
    place = draw(st.sampled_from(found))
    if draw(st.integers(0, 9)) == 0:
        return given | {"unheardOf": 1}
    if isinstance(place.type, GraphQLEnumType):
        return put(given, place.path, draw(st.sampled_from(["", "UNHEARD_OF", 7, "lower", {}])))
    return put(given, place.path, draw(st.sampled_from(WRONG_TYPE[place.type.name])))


def too_much(given: Any, shown: Any, draw: Draw) -> Any:
    """A text or a list longer than anything is allowed to be, or a character that is none."""
    texts = [p for p in places(given, shown) if getattr(p.type, "name", "") == "String"]
    place = draw(st.sampled_from(texts))
    new = draw(st.sampled_from(["长" * 100_001, *FORBIDDEN]))
    return put(given, place.path, new)


def out_of_range(given: Any, shown: Any, draw: Draw) -> Any | None:
    """A number or a day outside every limit; None where the input has neither."""
    found = [p for p in places(given, shown) if getattr(p.type, "name", "") in OUT_OF_RANGE]
    if not found:
        return None
    place = draw(st.sampled_from(found))
    return put(given, place.path, draw(st.sampled_from(OUT_OF_RANGE[place.type.name])))


def names_records(shown: Any) -> bool:
    """Whether an input must name a record by its identifier."""
    kind = get_named_type(shown)
    return any(
        isinstance(field.type, GraphQLNonNull) and get_named_type(field.type).name == "UUID"
        for field in kind.fields.values()
    )
