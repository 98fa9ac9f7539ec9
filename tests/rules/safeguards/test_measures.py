"""P-13, D-10: measures never overlap, and custody at the decision asks for release."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import InvalidInput
from guanhu.law.due_clock import custody_release
from guanhu.safeguards.errors import MeasureEnded, MeasuresOverlap, NoMeasure
from guanhu.safeguards.facts import CUSTODY, MeasureFacts, MeasureKind
from guanhu.safeguards.rules import (
    refuse_ending,
    refuse_measure,
    refuse_now,
    release_due_from,
    running,
)

BORN, TODAY = date(2008, 10, 5), date(2026, 3, 20)


def measure(began: date, ended: date | None = None) -> MeasureFacts:
    return MeasureFacts(UUID(int=1), MeasureKind.BAIL, began, ended)


@pytest.mark.parametrize(
    ("began", "refusal"),
    [
        (date(2026, 3, 21), DateInFuture),
        (BORN, InvalidInput),
        (date(2026, 3, 20), type(None)),
        (BORN + timedelta(days=1), type(None)),
    ],
)
def test_a_measure_begins_in_the_past_and_in_a_life(began: date, refusal: type) -> None:
    assert type(refuse_measure(began, born=BORN, today=TODAY, others=[])) is refusal


def test_a_measure_ends_once_and_not_before_it_began() -> None:
    holds = measure(date(2026, 3, 2))

    assert refuse_ending(holds, date(2026, 3, 2), today=TODAY) is None
    assert isinstance(refuse_ending(holds, date(2026, 3, 1), today=TODAY), DateBefore)
    assert isinstance(refuse_ending(holds, date(2026, 3, 21), today=TODAY), DateInFuture)
    ended = measure(date(2026, 3, 2), date(2026, 3, 9))
    assert isinstance(refuse_ending(ended, date(2026, 3, 10), today=TODAY), MeasureEnded)


def test_what_may_be_done_now() -> None:
    holds, ended = measure(date(2026, 3, 2)), measure(date(2026, 2, 1), date(2026, 3, 2))

    assert running([ended, holds]) == holds
    record, end = refuse_now([ended, holds])
    assert (type(record), end) == (MeasuresOverlap, None)
    record, end = refuse_now([ended])
    assert (record, type(end)) == (None, NoMeasure)


@pytest.mark.parametrize("kind", sorted(MeasureKind))
def test_d10_custody_and_only_custody_asks_for_release_from_the_decision_on(
    kind: MeasureKind,
) -> None:
    before, decided, after = date(2026, 3, 2), date(2026, 3, 20), date(2026, 4, 1)

    assert release_due_from(kind, before, None, None) is None
    assert release_due_from(kind, after, decided, after) is None
    expected = (decided, after) if kind in CUSTODY else (None, None)
    found = tuple(release_due_from(kind, began, decided, None) for began in (before, after))
    assert found == expected


def test_d10_release_is_due_on_the_day_itself_and_no_holiday_moves_it() -> None:
    national_day = date(2026, 10, 1)

    found = custody_release(national_day)

    assert (found.due_on, found.basis.rule, found.provisional) == (national_day, "D-10", False)
