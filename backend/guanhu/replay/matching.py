"""Saved values put into inputs, and answers held against what a step expects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

VARIABLE: Final = re.compile(r"\$\{([^}]+)\}")


class UnknownVariable(ValueError):
    """A ``${name}`` nobody saved."""


class NothingThere(ValueError):
    """A path to be saved leads nowhere in the answer."""


def filled(given: Any, saved: Mapping[str, Any]) -> Any:
    """`given` with every ``${name}`` replaced; dates become ISO text. Raises `UnknownVariable`."""
    if isinstance(given, Mapping):
        return {key: filled(value, saved) for key, value in given.items()}
    if isinstance(given, list | tuple):
        return [filled(value, saved) for value in given]
    if isinstance(given, datetime | date):
        return given.isoformat()
    if not isinstance(given, str):
        return given
    whole = VARIABLE.fullmatch(given)
    if whole is not None:
        return _value(whole[1], saved)
    return VARIABLE.sub(lambda found: str(_value(found[1], saved)), given)


def _value(name: str, saved: Mapping[str, Any]) -> Any:
    if name not in saved:
        raise UnknownVariable(name)
    return saved[name]


def at_path(answer: Any, path: str) -> Any:
    """The value at a dotted path; parts that are numbers index lists. Raises `NothingThere`."""
    value = answer
    for part in path.split("."):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, TypeError, ValueError) as missing:
            raise NothingThere(path) from missing
    return value


def paths_in(expected: Any, prefix: str = "") -> Iterator[str]:
    """Every path an expectation mentions, so that it is selected."""
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            path = f"{prefix}.{key}" if prefix else str(key)
            if key == "facts" and isinstance(value, Mapping):
                yield from (f"{path}.name", f"{path}.value")
                continue
            yield path
            yield from paths_in(value, path)
    elif isinstance(expected, list):
        for value in expected:
            yield from paths_in(value, prefix)


def matches(expected: Any, got: Any) -> bool:
    """Whether `got` holds everything `expected` says.

    Mappings match when every expected key matches; lists match item by item and in length;
    a refusal's facts, ``[{name, value}]``, may also be expected as a mapping of name to value.
    """
    if isinstance(expected, Mapping):
        if isinstance(got, list) and all(isinstance(x, Mapping) and "name" in x for x in got):
            named = {item["name"]: item.get("value") for item in got}
            return all(str(named.get(key)) == _plain(value) for key, value in expected.items())
        return isinstance(got, Mapping) and all(
            key in got and matches(value, got[key]) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(matches(one, other) for one, other in zip(expected, got, strict=True))
        )
    if isinstance(expected, date):
        return bool(_plain(expected) == got)
    return bool(expected == got)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
