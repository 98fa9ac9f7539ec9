"""The vectors of tests/data/law-vectors.yaml as pytest parameters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from guanhu.kernel.yaml_text import load

FILE = Path(__file__).resolve().parents[1] / "data" / "law-vectors.yaml"


@cache
def groups() -> Mapping[str, list[Mapping[Any, Any]]]:
    """The whole file, read once: group → its vectors."""
    read: Mapping[str, list[Mapping[Any, Any]]] = load(FILE.read_text(encoding="utf-8"))
    return read


def vectors(group: str) -> list[Any]:
    """Every vector of a group, named by its own values."""
    # YAML 1.1 reads the key `on` as true.
    rows = [{"on" if k is True else k: v for k, v in row.items()} for row in groups()[group]]
    return [pytest.param(row, id=" ".join(f"{k}={v}" for k, v in row.items())) for row in rows]
