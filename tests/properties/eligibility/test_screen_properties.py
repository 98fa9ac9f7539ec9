"""Screening of any facts whatever: the result follows from the findings (E-01 to E-11)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guanhu.eligibility.facts import (
    ActFact,
    Criterion,
    Evidence,
    Finding,
    Remorse,
    ScreeningFacts,
    ScreeningResult,
)
from guanhu.eligibility.rules import screen
from guanhu.kernel.calendar import reaches_age_on
from guanhu.law.offences import OFFENCES
from guanhu.law.rulebooks import rulebook

BOOK = rulebook("r2026_01")

FACTS = st.builds(
    ScreeningFacts,
    charges=st.lists(st.sampled_from([*OFFENCES, "999"]), max_size=3, unique=True).map(tuple),
    acts=st.lists(
        st.builds(
            ActFact,
            occurred_on=st.dates(date(2020, 1, 1), date(2028, 1, 1)),
            amount_fen=st.integers(0, 10**9),
            charge=st.sampled_from([*OFFENCES, "999"]),
        ),
        max_size=4,
    ).map(tuple),
    born=st.none() | st.dates(date(2004, 1, 1), date(2012, 1, 1)),
    age_proven=st.booleans(),
    expected_months=st.none() | st.integers(0, 60),
    evidence=st.none() | st.sampled_from(Evidence),
    remorse=st.none() | st.frozensets(st.sampled_from(Remorse)),
)


@given(FACTS)
def test_the_result_follows_from_the_findings_and_nothing_else(facts: ScreeningFacts) -> None:
    screening = screen(facts, BOOK)
    found = {f.criterion: f.finding for f in screening.findings}

    assert list(found) == list(Criterion)
    if Finding.NOT_MET in found.values():
        assert screening.result is ScreeningResult.NOT_ELIGIBLE
    elif Finding.UNCLEAR in found.values():
        assert screening.result is ScreeningResult.NEEDS_DECISION
    else:
        assert screening.result is ScreeningResult.ELIGIBLE
        assert screening.because == ()


@given(FACTS)
def test_nobody_is_eligible_without_a_proven_age_a_lawful_chapter_and_a_year_at_most(
    facts: ScreeningFacts,
) -> None:
    if screen(facts, BOOK).result is not ScreeningResult.ELIGIBLE:
        return

    assert facts.age_proven
    assert facts.born is not None
    assert facts.remorse
    assert facts.evidence is Evidence.SUFFICIENT
    assert facts.expected_months is not None
    assert facts.expected_months <= 12
    first, last = reaches_age_on(facts.born, 16), reaches_age_on(facts.born, 18)
    assert any(first <= act.occurred_on < last for act in facts.acts)
    assert all(act.occurred_on < last for act in facts.acts)
