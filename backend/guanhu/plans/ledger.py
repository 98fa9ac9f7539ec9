"""What is owed under a condition, by when, and what came in. Whole fen throughout. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from guanhu.kernel.errors import NothingChanged, Refusal
from guanhu.law.periods import add_months
from guanhu.plans.errors import LessThanPaid, PaidTooMuch
from guanhu.plans.evidence_facts import (
    Instalment,
    InstalmentState,
    LedgerEntry,
)
from guanhu.plans.facts import (
    CatalogueEntry,
    SlotType,
)

TOTAL: Final = "total"
INSTALMENTS: Final = "instalments"
FIRST: Final = "first_on"
LASTS: Final = ("last_on", "until")


def asks_for_money(entry: CatalogueEntry) -> bool:
    """Whether a condition has a total to be paid (O-05)."""
    return any(slot.name == TOTAL and slot.type is SlotType.FEN for slot in entry.slots)


def owed(slots: Mapping[str, str]) -> int:
    """The total a condition asks for, in fen."""
    return int(slots[TOTAL])


def paid(entries: Iterable[LedgerEntry]) -> int:
    """What came in, corrections counted, in fen."""
    return sum(entry.amount_fen for entry in entries)


def stands_at(payment: LedgerEntry, entries: Iterable[LedgerEntry]) -> int:
    """What one payment comes to after its corrections, in fen."""
    return payment.amount_fen + paid(each for each in entries if each.corrects_id == payment.id)


def instalments(slots: Mapping[str, str], came_in: int, today: date) -> tuple[Instalment, ...]:
    """The parts of a total in order of their due days, with `came_in` fen laid on them in order.

    Parts are whole fen and equal but for the first ones, which take a fen of the remainder each.
    A last day that lies whole months after the first makes the parts monthly; any other way they
    are spread evenly over the days. Without a day in the condition nothing is due by itself.
    """
    last = next((slots[name] for name in LASTS if name in slots), None)
    if last is None:
        return ()
    total = owed(slots)
    count = min(int(slots.get(INSTALMENTS, "1")), total)
    days = _due_days(slots.get(FIRST), date.fromisoformat(last), count)
    whole, rest = divmod(total, count)
    found: list[Instalment] = []
    left = came_in
    for index, due_on in enumerate(days):
        amount = whole + (1 if index < rest else 0)
        got = max(0, min(amount, left))
        left -= got
        found.append(Instalment(index + 1, due_on, amount, got, _state(amount, got, due_on, today)))
    return tuple(found)


def refuse_payment(amount: int, total: int, entries: Sequence[LedgerEntry]) -> Refusal | None:
    """Nobody pays more than is still owed."""
    outstanding = total - paid(entries)
    if amount > outstanding:
        return PaidTooMuch(field="amountFen", outstanding=outstanding)
    return None


def refuse_correction(
    payment: LedgerEntry, right_amount: int, total: int, entries: Sequence[LedgerEntry]
) -> Refusal | None:
    """A correction changes something, and never makes more than is owed."""
    stood = stands_at(payment, entries)
    if right_amount == stood:
        return NothingChanged()
    outstanding = total - paid(entries)
    if right_amount - stood > outstanding:
        return PaidTooMuch(field="rightAmountFen", outstanding=outstanding)
    return None


def refuse_total(entry: CatalogueEntry, slots: Mapping[str, str], came_in: int) -> Refusal | None:
    """A varied total is never less than what was paid towards it."""
    if asks_for_money(entry) and owed(slots) < came_in:
        return LessThanPaid(condition=entry.code, paid=came_in)
    return None


def _due_days(first: str | None, last: date, count: int) -> list[date]:
    if count == 1 or first is None:
        return [last] * count
    begins = date.fromisoformat(first)
    gaps = count - 1
    months = (last.year - begins.year) * 12 + last.month - begins.month
    if months >= gaps and months % gaps == 0 and add_months(begins, months) == last:
        return [add_months(begins, months // gaps * index) for index in range(count)]
    span = (last - begins).days
    return [begins + timedelta(days=span * index // gaps) for index in range(count)]


def _state(amount: int, got: int, due_on: date, today: date) -> InstalmentState:
    if got == amount:
        return InstalmentState.PAID
    return InstalmentState.LATE if due_on < today else InstalmentState.TO_COME
