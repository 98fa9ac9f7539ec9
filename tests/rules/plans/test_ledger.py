"""Parts of a total: whole fen that add up, on days in order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanhu.plans.evidence_facts import InstalmentState, LedgerEntry, Payer
from guanhu.plans.ledger import (
    instalments,
    paid,
    refuse_correction,
    refuse_payment,
    stands_at,
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


@given(
    total=st.integers(1, 10**13),
    count=st.integers(1, 24),
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    span=st.integers(0, 400),
    share=st.integers(0, 10**13),
)
def test_parts_add_up_and_money_is_laid_on_them_in_order(
    total: int, count: int, first: date, span: int, share: int
) -> None:
    last, came_in = first + timedelta(days=span), min(share, total)
    found = instalments(slots(total, count, first.isoformat(), last.isoformat()), came_in, TODAY)

    assert sum(each.amount_fen for each in found) == total
    assert sum(each.paid_fen for each in found) == came_in
    assert all(each.amount_fen > 0 for each in found)
    assert max(e.amount_fen for e in found) - min(e.amount_fen for e in found) <= 1
    days = [each.due_on for each in found]
    assert days == sorted(days)
    assert all(first <= day <= last for day in days)
    assert days[-1] == last
    full = [each.paid_fen == each.amount_fen for each in found]
    assert full == sorted(full, reverse=True)
    assert all(
        (each.state is InstalmentState.PAID) == done for each, done in zip(found, full, strict=True)
    )


def a_line(number: int, amount: int, corrects: LedgerEntry | None = None) -> LedgerEntry:
    nobody = UUID(int=0)
    return LedgerEntry(
        id=UUID(int=number),
        corrects_id=None if corrects is None else corrects.id,
        amount_fen=amount,
        paid_on=TODAY,
        payer=Payer.MINOR,
        source="收据",
        evidence_id=None,
        reason=None if corrects is None else "更正",
        entered_by=nobody,
        entered_at=datetime(2026, 4, 15, tzinfo=UTC),
    )


@given(
    total=st.integers(1, 1000),
    tries=st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 9), st.booleans()), max_size=30),
)
def test_whatever_is_tried_no_line_makes_more_than_is_owed(
    total: int, tries: list[tuple[int, int, bool]]
) -> None:
    lines: list[LedgerEntry] = []
    for amount, which, corrects in tries:
        payments = [each for each in lines if each.corrects_id is None]
        if corrects and payments:
            payment = payments[which % len(payments)]
            stood = stands_at(payment, lines)
            refusal = refuse_correction(payment, amount, total, lines)
            same, too_much = amount == stood, paid(lines) - stood + amount > total
            assert (refusal is not None) == (same or too_much)
            if refusal is None:
                lines.append(a_line(len(lines) + 1, amount - stood, payment))
                assert stands_at(payment, lines) == amount
        elif amount > 0:
            refusal = refuse_payment(amount, total, lines)
            assert (refusal is not None) == (paid(lines) + amount > total)
            if refusal is None:
                lines.append(a_line(len(lines) + 1, amount))
        assert 0 <= paid(lines) <= total
