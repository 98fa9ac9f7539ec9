"""The whole status × action grid as a reviewed text: a changed line is a changed law."""

from __future__ import annotations

from pathlib import Path

import pytest

from guanhu.cases.states import MOVES, STANDING, CaseAction, CaseStatus, move, possible_actions
from guanhu.kernel.errors import MoveNotAllowed
from guanhu.law.register import RULES

GRID = Path(__file__).with_name("moves.txt")


def grid() -> str:
    """One block per status, one line per action: where it leads, and the rule it rests on."""
    lines: list[str] = []
    for status in CaseStatus:
        lines.append(status.name)
        for action in CaseAction:
            found = MOVES.get((status, action))
            if found is not None:
                lines.append(f"  {action.name} -> {found.to.name} ({found.rule})")
            elif status in STANDING.get(action, frozenset()):
                lines.append(f"  {action.name} -> stays")
        lines.append("")
    return "\n".join(lines)


def test_the_grid_is_the_reviewed_one() -> None:
    assert grid() == GRID.read_text(encoding="utf-8"), (
        "the table of moves differs from tests/rules/cases/moves.txt; if the change is lawful,"
        " run: python tests/rules/cases/test_moves.py"
    )


def test_every_move_rests_on_a_rule_of_the_register() -> None:
    assert {found.rule for found in MOVES.values()} <= set(RULES)


@pytest.mark.parametrize("status", CaseStatus)
def test_what_the_grid_does_not_hold_is_refused(status: CaseStatus) -> None:
    possible = set(possible_actions(status))

    for action in set(CaseAction) - possible:
        with pytest.raises(MoveNotAllowed) as refused:
            move(status, action)
        assert refused.value.facts == {"status": status, "action": action}


def test_nothing_leads_out_of_a_closed_or_sealed_file() -> None:
    assert possible_actions(CaseStatus.SEALED) == []
    assert possible_actions(CaseStatus.CLOSED) == []


if __name__ == "__main__":
    GRID.write_text(grid(), encoding="utf-8")
