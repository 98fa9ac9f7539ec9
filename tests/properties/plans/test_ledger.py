"""Whatever a total and its payments: whole fen that add up, and never more than is owed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

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
