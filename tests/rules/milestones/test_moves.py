"""The whole state × act grid of milestone reviews as a reviewed text (S73)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guanhu.milestones.facts import MilestoneAct, MilestoneMarks, MilestoneState, Supervised
from guanhu.milestones.states import MOVES, refuse, state_on

GRID = Path(__file__).with_name("moves.txt")
A, S = MilestoneAct, MilestoneState
OPENS, DUE = date(2026, 5, 5), date(2026, 5, 18)
BEFORE, WITHIN, AFTER = date(2026, 5, 4), date(2026, 5, 18), date(2026, 5, 19)


def grid() -> str:
    """One block per state, one line per act: where it leads, or the code that refuses it."""
    lines: list[str] = []
    marks = MilestoneMarks(OPENS, DUE, paused_until=WITHIN)
    for state in S:
        lines.append(state.name)
        for act in A:
            refusal = refuse(marks, state, act)
            told = f"refused {refusal.code}" if refusal else f"-> {MOVES[state, act].name}"
            lines.append(f"  {act.name} {told}")
        lines.append("")
    return "\n".join(lines)


def test_s73_the_grid_is_the_reviewed_one() -> None:
    assert grid() == GRID.read_text(encoding="utf-8"), (
        "the table of milestone reviews differs from tests/rules/milestones/moves.txt; if that is"
        " right, run: python tests/rules/milestones/test_moves.py"
    )


@pytest.mark.parametrize("act", A)
@pytest.mark.parametrize("final", [S.COMPLETED, S.EXEMPTED, S.CANCELLED])
def test_s73_what_is_completed_exempted_or_cancelled_is_final(
    final: MilestoneState, act: MilestoneAct
) -> None:
    assert (final, act) not in MOVES
    assert refuse(MilestoneMarks(OPENS, DUE), final, act) is not None


@pytest.mark.parametrize(
    ("marks", "supervised", "today", "state"),
    [
        pytest.param({}, "live", BEFORE, S.SCHEDULED, id="before-it-opens"),
        pytest.param({}, "live", OPENS, S.DUE, id="its-first-day"),
        pytest.param({}, "live", DUE, S.DUE, id="its-last-day"),
        pytest.param({}, "live", AFTER, S.OVERDUE, id="the-day-after"),
        pytest.param({"paused_until": WITHIN}, "live", WITHIN, S.PAUSED, id="last-day-of-a-pause"),
        pytest.param({"paused_until": OPENS}, "live", WITHIN, S.DUE, id="after-a-pause"),
        pytest.param({"paused_until": AFTER}, "live", AFTER, S.OVERDUE, id="a-pause-cures-nothing"),
        pytest.param({}, "lapsed", AFTER, S.OVERDUE, id="overdue-when-the-period-is-over"),
        pytest.param({}, "lapsed", DUE, S.CANCELLED, id="due-after-the-period"),
        pytest.param({}, "stopped", OPENS, S.CANCELLED, id="supervision-stopped"),
        pytest.param({}, "stopped", AFTER, S.CANCELLED, id="stopped-when-overdue"),
        pytest.param({"completed": True}, "stopped", AFTER, S.COMPLETED, id="completed-stays"),
        pytest.param({"exempted": True}, "live", AFTER, S.EXEMPTED, id="exempted-is-not-overdue"),
    ],
)
def test_the_state_follows_from_dates(
    marks: dict[str, object], supervised: str, today: date, state: MilestoneState
) -> None:
    found = MilestoneMarks(OPENS, DUE, **marks)  # type: ignore[arg-type]

    assert state_on(found, Supervised(supervised), today) is state


if __name__ == "__main__":
    GRID.write_text(grid(), encoding="utf-8")
