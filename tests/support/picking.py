"""Only what an expectation speaks of: questions bring every plain field of what they ask for."""

from __future__ import annotations

from typing import Any


def picked(found: Any, expected: Any) -> Any:
    """`found` cut to the keys of `expected`; lists stay as long as they are."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: picked(found.get(key), value) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list) and expected:
        return [
            picked(one, expected[min(place, len(expected) - 1)]) for place, one in enumerate(found)
        ]
    return found
