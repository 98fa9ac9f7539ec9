"""The shape of the sources themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import guanhu
from guanhu.plumbing.migrations import ROOT

PACKAGE = Path(guanhu.__file__).parent
LONGEST = 400
NOT_WRITTEN_BY_HAND = {"generated", "node_modules", "dist"}


def sources() -> list[Path]:
    folders = {
        "backend/guanhu": ("py",),
        "tests": ("py",),
        "migrations": ("py",),
        "frontend/src": ("ts", "tsx"),
    }
    return sorted(
        file
        for folder, endings in folders.items()
        for ending in endings
        for file in (ROOT / folder).rglob(f"*.{ending}")
        if not NOT_WRITTEN_BY_HAND & set(file.parts)
    )


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sources()
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST
    }

    assert long == {}


def use_cases() -> list[Path]:
    return sorted(PACKAGE.glob("*/use_cases/*.py"))


@pytest.mark.parametrize("file", use_cases(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_use_case_asks_for_permission_first(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    late = []
    for function in tree.body:
        if not isinstance(function, ast.AsyncFunctionDef) or function.name.startswith("_"):
            continue
        taken = {argument.arg for argument in function.args.args}
        if not {"database", "actor"} <= taken:
            continue
        body = function.body[1:] if ast.get_docstring(function) else function.body
        first = ast.unparse(body[0])
        if not first.startswith(("actor.require(", "actor.require_one_of(")):
            late.append(f"{function.name}: {first}")

    assert late == []


def test_there_are_use_cases_to_look_at() -> None:
    assert len(use_cases()) > 30


def test_nobody_carries_on_after_any_exception() -> None:
    """Only the mask, the jobs, and a page whose parts stand without each other (S37).

    There one that fails must not stop the others, and is told.
    """
    found = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and not any(isinstance(inner, ast.Raise) for inner in node.body)
    }

    assert found <= {
        "api/gql/direct.py",
        "api/http/outer.py",
        "audit/batches.py",
        "checkins/use_cases/mark_missed.py",
        "incidents/use_cases/read_picture.py",
        "jobs/daily.py",
    }
    assert "api/http/outer.py" in found
