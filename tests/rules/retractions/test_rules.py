"""Who takes an entry back, when a second person looks, and what holds a record fast."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from guanhu.kernel.errors import Refusal
from guanhu.retractions.facts import EntryFacts, RestsOn
from guanhu.retractions.rules import (
    OutcomeResting,
    Resting,
    needs_second_person,
    refuse_resting,
    refuse_retraction,
    refuse_settling,
)

WRITER, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENTRY = EntryFacts(WRITER, NOON)
NOTHING = Resting(uuid.UUID(int=7), None, reported=False, consulted_on=(), outcome_review_on=None,
                  revoked_on=None)  # fmt: skip
OUTCOME = OutcomeResting(uuid.UUID(int=8), settled=False, reported=False)


def code(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.code


@pytest.mark.parametrize(
    ("who", "leads", "refused"),
    [(WRITER, False, None), (OTHER, True, None), (OTHER, False, "NOT_YOUR_ENTRY")],
)
def test_an_entry_is_its_writers_the_officers_and_the_supervisors_to_take_back(
    who: uuid.UUID, *, leads: bool, refused: str | None
) -> None:
    assert code(refuse_retraction(ENTRY, who, leads_the_case=leads)) == refused


def test_older_than_a_day_a_second_person_confirms() -> None:
    day = timedelta(days=1)

    assert not needs_second_person(ENTRY, NOON + day)
    assert needs_second_person(ENTRY, NOON + day + timedelta(seconds=1))


def test_a_proposal_is_settled_once_and_by_somebody_else_who_answers_for_the_file() -> None:
    def settling(who: uuid.UUID, *, leads: bool, settled_at: datetime | None = None) -> str | None:
        return code(
            refuse_settling(who, proposed_by=WRITER, settled_at=settled_at, leads_the_case=leads)
        )

    assert settling(OTHER, leads=True) is None
    assert settling(OTHER, leads=False) == "NOT_YOUR_ENTRY"
    assert settling(WRITER, leads=True) == "SECOND_PERSON_NEEDED"
    assert settling(OTHER, leads=True, settled_at=NOON) == "RETRACTION_SETTLED"


@pytest.mark.parametrize(
    ("resting", "what"),
    [
        (NOTHING, None),
        # An outcome nobody has built on is input and goes with its record (S-01).
        (replace(NOTHING, outcome=OUTCOME), None),
        (replace(NOTHING, outcome=replace(OUTCOME, settled=True)), RestsOn.SETTLED_OUTCOME),
        (replace(NOTHING, outcome=replace(OUTCOME, reported=True)), RestsOn.INCIDENT),
        (replace(NOTHING, reported=True), RestsOn.INCIDENT),
        (replace(NOTHING, consulted_on=(NOTHING.check_in_id,)), RestsOn.CONSULTATION),
        (replace(NOTHING, outcome=OUTCOME, consulted_on=(OUTCOME.id,)), RestsOn.CONSULTATION),
        (replace(NOTHING, consulted_on=(uuid.UUID(int=9),)), None),
        (replace(NOTHING, outcome_review_on=date(2026, 8, 1)), RestsOn.OUTCOME_REVIEW),
        (replace(NOTHING, revoked_on=date(2026, 8, 1)), RestsOn.REVOCATION),
    ],
)
def test_what_was_decided_on_a_record_holds_it_fast(resting: Resting, what: RestsOn | None) -> None:
    refusal = refuse_resting(resting)

    assert (None if refusal is None else refusal.facts["what"]) == what
