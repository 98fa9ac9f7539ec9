"""Tests of rules load the rules and nothing that serves them: they are run at every keystroke."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
FILES = sorted((TESTS / "rules").rglob("*.py"))
SERVING = ("sqlalchemy", "strawberry", "fastapi", "asyncpg", "psycopg", "httpx")
PROPERTIES_HERE = {"law/test_deadlines.py"}
"""Properties stand in tests/properties; this one needs what its neighbours make."""


def test_no_rule_needs_a_product_to_be_tested() -> None:
    read = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
    imported = sorted(
        set(re.findall(r"^from ((?:guanhu|support)[\w.]*) import", read, re.MULTILINE))
    )
    assert len(imported) > len(FILES)
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {', '.join(imported)}; print(*sys.modules)"],
        env=os.environ | {"PYTHONPATH": f"{TESTS.parent / 'backend'}{os.pathsep}{TESTS}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert [name for name in SERVING if name in told.stdout.split()] == []


def test_properties_stand_by_themselves() -> None:
    drawing = {
        file.relative_to(TESTS / "rules").as_posix()
        for file in FILES
        if "hypothesis" in file.read_text(encoding="utf-8")
    }

    assert drawing == PROPERTIES_HERE
