"""When a compulsory measure may be recorded and ended, and what it starts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.law.deadlines import DeadlineKind
from guanhu.safeguards.errors import MeasureEnded, MeasuresOverlap, NoMeasure
from guanhu.safeguards.facts import CUSTODY, MeasureFacts, MeasureKind

CLOCKS = {
    MeasureKind.BAIL: DeadlineKind.BAIL_END,
    MeasureKind.RESIDENTIAL_SURVEILLANCE: DeadlineKind.RESIDENTIAL_SURVEILLANCE_END,
}
"""Measures with a longest length, each with a clock of its own (P-13)."""


def refuse_measure(
    began_on: date, *, born: date, today: date, others: Sequence[MeasureFacts]
) -> Refusal | None:
    """Say why a measure cannot be recorded from this day, or None. Two never hold at once."""
    if began_on > today:
        return DateInFuture(field="beganOn")
    if began_on <= born:
        return InvalidInput([Problem("beganOn", "BEFORE_BIRTH")])
    for other in others:
        if other.ended_on is None or other.ended_on > began_on:
            return MeasuresOverlap(kind=other.kind)
    return None


def refuse_ending(measure: MeasureFacts, ended_on: date, *, today: date) -> Refusal | None:
    """Say why a measure cannot end on this day, or None."""
    if measure.ended_on is not None:
        return MeasureEnded(ended_on=measure.ended_on)
    if ended_on > today:
        return DateInFuture(field="endedOn")
    if ended_on < measure.began_on:
        return DateBefore(field="endedOn", earliest=measure.began_on)
    return None


def running(measures: Sequence[MeasureFacts]) -> MeasureFacts | None:
    """The measure that holds now, if one does."""
    return next((measure for measure in measures if measure.ended_on is None), None)


def refuse_now(measures: Sequence[MeasureFacts]) -> tuple[Refusal | None, Refusal | None]:
    """Why nothing can be recorded now, and why nothing can be ended now."""
    holds = running(measures)
    if holds is None:
        return None, NoMeasure()
    return MeasuresOverlap(kind=holds.kind), None


def release_due_from(
    kind: MeasureKind, began_on: date, decided_on: date | None, revoked_on: date | None
) -> date | None:
    """The day from which release or another measure is due (D-10); None where it is not.

    A revoked decision frees nobody: from then on custody is a question of the prosecution.
    Source: 2013 Provisions art. 34: whoever is in custody when the conditional decision is made.
    """
    if kind not in CUSTODY or decided_on is None or revoked_on is not None:
        return None
    return max(began_on, decided_on)
