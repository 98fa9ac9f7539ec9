"""Parts of a total: whole fen that add up, on days in order."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.plans.evidence_facts import InstalmentState
from guanhu.plans.ledger import (
    instalments,
)

TODAY = date(2026, 4, 15)


def slots(total: int, count: int, first: str, last: str) -> dict[str, str]:
    return {
        "total": str(total), "instalments": str(count), "first_on": first, "last_on": last,
    }  # fmt: skip


def test_monthly_parts_take_a_fen_of_the_remainder_each() -> None:
    found = instalments(slots(100001, 3, "2026-04-01", "2026-06-01"), 40000, TODAY)

    assert [(e.number, e.due_on.isoformat(), e.amount_fen, e.paid_fen, e.state) for e in found] == [
        (1, "2026-04-01", 33334, 33334, InstalmentState.PAID),
        (2, "2026-05-01", 33334, 6666, InstalmentState.TO_COME),
        (3, "2026-06-01", 33333, 0, InstalmentState.TO_COME),
    ]


def test_what_was_due_and_did_not_come_is_late() -> None:
    found = instalments(slots(300, 3, "2026-04-14", "2026-04-16"), 99, TODAY)

    assert [each.due_on.day for each in found] == [14, 15, 16]
    assert [each.state.name for each in found] == ["LATE", "TO_COME", "TO_COME"]


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"total": "5", "until": "2026-05-01"}, [date(2026, 5, 1)]),
        ({"total": "5"}, []),
        (slots(2, 24, "2026-04-30", "2026-06-30"), [date(2026, 4, 30), date(2026, 6, 30)]),
        (
            slots(9, 3, "2026-04-30", "2026-06-30"),
            [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)],
        ),
    ],
)
def test_days_of_the_parts(asked: dict[str, str], days: list[date]) -> None:
    assert [each.due_on for each in instalments(asked, 0, TODAY)] == days
