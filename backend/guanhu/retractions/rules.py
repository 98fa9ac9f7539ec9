"""Who takes an entry back, when a second person looks, and what forbids it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import Refusal
from guanhu.retractions.errors import (
    DecisionRestsOnIt,
    NotYourEntry,
    RetractionSettled,
    SecondPersonNeeded,
)
from guanhu.retractions.facts import EntryFacts, RestsOn

ALONE_WITHIN: Final = timedelta(days=1)
"""For so long after it was entered nobody else has to confirm (product.md §5)."""


def refuse_retraction(entry: EntryFacts, who: UUID, *, leads_the_case: bool) -> Refusal | None:
    """Say why somebody cannot take an entry back, or None.

    `leads_the_case` is true of its officer and of the supervisor.
    """
    return None if leads_the_case or who == entry.author_id else NotYourEntry()


def needs_second_person(entry: EntryFacts, now: datetime) -> bool:
    """Whether somebody else confirms: the entry is older than a day."""
    return now - entry.entered_at > ALONE_WITHIN


def refuse_settling(
    who: UUID, *, proposed_by: UUID, settled_at: datetime | None, leads_the_case: bool
) -> Refusal | None:
    """Say why somebody can neither confirm nor decline a proposal, or None."""
    if settled_at is not None:
        return RetractionSettled(on=office_date(settled_at))
    if who == proposed_by:
        return SecondPersonNeeded()
    return None if leads_the_case else NotYourEntry()


@dataclass(frozen=True, slots=True)
class OutcomeResting:
    """The outcome of a check-in, as far as something was decided on it."""

    id: UUID
    settled: bool
    reported: bool


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on the record of a check-in."""

    check_in_id: UUID
    outcome: OutcomeResting | None
    reported: bool
    consulted_on: Iterable[UUID]
    """Facts for which an officer has answered the suggestion to consult (R-07)."""
    outcome_review_on: date | None
    """Day of the opinion on the outcome or of the final decision."""
    revoked_on: date | None


def refuse_resting(resting: Resting) -> Refusal | None:
    """Say what was decided with the record before the decider's eyes, or None.

    An outcome that nobody has built on yet is input (S-01) and goes with its record. A dispute, an
    incident's withdrawal or a challenge is the way where a person has decided (N07).
    """
    outcome, answered = resting.outcome, frozenset(resting.consulted_on)
    built = (
        (RestsOn.REVOCATION, resting.revoked_on is not None),
        (RestsOn.OUTCOME_REVIEW, resting.outcome_review_on is not None),
        (RestsOn.INCIDENT, resting.reported or (outcome is not None and outcome.reported)),
        (RestsOn.SETTLED_OUTCOME, outcome is not None and outcome.settled),
        (
            RestsOn.CONSULTATION,
            resting.check_in_id in answered or (outcome is not None and outcome.id in answered),
        ),
    )
    for what, there in built:
        if there:
            return DecisionRestsOnIt(what=what)
    return None
