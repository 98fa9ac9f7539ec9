"""Every group of vectors is a test somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from support.law_vectors import groups


def test_no_group_of_vectors_is_left_out() -> None:
    rules = Path(__file__).resolve().parents[1]
    used = {
        group
        for path in rules.rglob("test_*.py")
        for group in re.findall(r'vectors\("([a-z_]+)"\)', path.read_text(encoding="utf-8"))
    }

    assert used == set(groups())
