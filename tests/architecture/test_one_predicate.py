"""Whether supervision is live is asked in one place: nobody else puts it together anew.

Outside of the room `cases` no module may hold a status of supervision against the days of a period.
Those that name both are listed, each with the other question it asks.
"""

from __future__ import annotations

import ast
from pathlib import Path

import guanhu

PACKAGE = Path(guanhu.__file__).parent
PREDICATES = {"supervision_is_live", "live_by", "supervision_live", "supervised_on"}
STATUSES = {"UNDER_SUPERVISION", "AFTER_DECISION", "BEFORE_THE_END"}
ANOTHER_QUESTION = {
    "decisions/gates.py": "which hearing a stage has, and whether a change of the period waits",
    "decisions/rules.py": "to which stage a hearing belongs, before or after the end of the period",
    "milestones/rules.py": "after the predicate said no: whether a review can still be held late",
}


def names_in(file: Path) -> set[str]:
    """Every name, attribute and text of a module but what its docstrings say."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


def modules() -> dict[str, set[str]]:
    return {
        str(file.relative_to(PACKAGE)): names_in(file)
        for file in PACKAGE.rglob("*.py")
        if file.relative_to(PACKAGE).parts[0] not in {"cases", "demo", "replay"}
    }


def test_no_other_room_names_a_running_status() -> None:
    named = {
        module for module, names in modules().items() if {"ON_PROBATION", "on_probation"} & names
    }

    assert named == set()


def test_no_other_room_holds_a_status_against_the_days_of_the_period() -> None:
    both = {
        module
        for module, names in modules().items()
        if STATUSES & names and {"probation_ends_on", "ends_on", "status_on"} & names
    }

    assert both == set(ANOTHER_QUESTION)


def test_whoever_refuses_for_want_of_supervision_asked_the_predicate() -> None:
    refusing = {
        module: names for module, names in modules().items() if "SupervisionNotLive" in names
    }
    unasked = {module for module, names in refusing.items() if not PREDICATES & names}

    assert len(refusing) >= 7
    assert unasked == set()
