"""Screening: a finding and a reason for each criterion, and what they come to (E-01 to E-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from guanhu.eligibility.facts import (
    ActFact,
    BandTotal,
    Criterion,
    Evidence,
    Finding,
    Instead,
    ReasonCode,
    Remorse,
    ScreeningFacts,
    ScreeningResult,
)
from guanhu.eligibility.rules import band_totals, conclude, flipped, screen
from guanhu.law.ages import AgeBand
from guanhu.law.rulebooks import rulebook
from support.law_vectors import vectors

BOOK = rulebook("r2026_01")
BORN = date(2008, 3, 15)
AT_15 = date(2024, 3, 15)
AT_16 = date(2024, 3, 16)
AT_17 = date(2025, 6, 1)
AT_18TH_BIRTHDAY = date(2026, 3, 15)
AT_18 = date(2026, 3, 16)


def an_act(on: date = AT_17, charge: str = "266", amount_fen: int = 844_553) -> ActFact:
    return ActFact(on, amount_fen, charge)


def some_facts(**overrides: Any) -> ScreeningFacts:
    """A case that is eligible unless overridden."""
    usual = ScreeningFacts(
        charges=("266",),
        acts=(an_act(),),
        born=BORN,
        age_proven=True,
        expected_months=8,
        evidence=Evidence.SUFFICIENT,
        remorse=frozenset({Remorse.PLEADED_GUILTY, Remorse.RESTITUTION}),
    )
    return replace(usual, **overrides)


def reason(facts: ScreeningFacts, criterion: Criterion) -> tuple[Finding, ReasonCode, str]:
    found = screen(facts, BOOK).of(criterion)
    return found.finding, found.reason.code, found.basis.rule


@pytest.mark.parametrize("vector", vectors("eligibility"))
def test_every_vector(vector: dict[str, Any]) -> None:
    charges = tuple(vector.get("charges", [vector.get("charge")]))
    birthday = date(2025, 6, 1).replace(year=2025 - vector["age_at_act"])
    facts = ScreeningFacts(
        charges=charges,
        acts=tuple(an_act(date(2025, 6, 2), charge) for charge in charges),
        born=birthday,
        age_proven=True,
        expected_months=vector["expected_months"],
        evidence=Evidence(vector["evidence"]),
        remorse=frozenset({Remorse.APOLOGISED} if vector["remorse"] else set()),
    )

    screening = screen(facts, BOOK)

    assert screening.result.value == vector["result"]
    assert screening.because == ((vector["because"],) if "because" in vector else ())
    assert screening.rulebook == "r2026_01"


def test_an_eligible_case_meets_each_criterion_for_its_own_reason() -> None:
    screening = screen(some_facts(), BOOK)

    assert [(f.criterion, f.finding, f.reason.code) for f in screening.findings] == [
        (Criterion.E_01, Finding.MET, ReasonCode.CHAPTER_ALLOWED),
        (Criterion.E_02, Finding.MET, ReasonCode.SENTENCE_WITHIN),
        (Criterion.E_03, Finding.MET, ReasonCode.EVIDENCE_SUFFICIENT),
        (Criterion.E_04, Finding.MET, ReasonCode.REMORSE_SHOWN),
        (Criterion.E_05, Finding.MET, ReasonCode.MINOR_AT_THE_ACT),
        (Criterion.E_06, Finding.MET, ReasonCode.AGE_COUNTED),
        (Criterion.E_07, Finding.MET, ReasonCode.RESPONSIBLE),
    ]
    assert [f.basis.rule for f in screening.findings] == [c.rule for c in Criterion]
    assert screening.instead is None


@pytest.mark.parametrize(
    ("overrides", "criterion", "finding", "code", "rule"),
    [
        pytest.param(
            {"charges": ()},
            Criterion.E_01,
            Finding.UNCLEAR,
            ReasonCode.NO_CHARGE,
            "E-01",
            id="no-charge",
        ),
        pytest.param(
            {"charges": ("266", "999")},
            Criterion.E_01,
            Finding.UNCLEAR,
            ReasonCode.OFFENCE_NOT_IN_TABLE,
            "E-01",
            id="charge-unknown",
        ),
        pytest.param(
            {"charges": ("999", "266", "191")},
            Criterion.E_01,
            Finding.NOT_MET,
            ReasonCode.CHAPTER_EXCLUDED,
            "E-01",
            id="one-charge-excluded",
        ),
        pytest.param(
            {"expected_months": None},
            Criterion.E_02,
            Finding.UNCLEAR,
            ReasonCode.SENTENCE_NOT_ESTIMATED,
            "E-02",
            id="no-estimate",
        ),
        pytest.param(
            {"evidence": None},
            Criterion.E_03,
            Finding.UNCLEAR,
            ReasonCode.EVIDENCE_NOT_ASSESSED,
            "E-03",
            id="evidence-not-assessed",
        ),
        pytest.param(
            {"evidence": Evidence.NO_CRIME},
            Criterion.E_03,
            Finding.NOT_MET,
            ReasonCode.NO_CRIME,
            "E-03",
            id="no-crime",
        ),
        pytest.param(
            {"evidence": Evidence.MINOR_CIRCUMSTANCES},
            Criterion.E_03,
            Finding.UNCLEAR,
            ReasonCode.RELATIVE_FIRST,
            "E-03",
            id="relative-non-prosecution-comes-first",
        ),
        pytest.param(
            {"remorse": None},
            Criterion.E_04,
            Finding.UNCLEAR,
            ReasonCode.REMORSE_NOT_CONSIDERED,
            "E-04",
            id="remorse-not-considered",
        ),
        pytest.param(
            {"born": None},
            Criterion.E_05,
            Finding.UNCLEAR,
            ReasonCode.BIRTH_DATE_UNKNOWN,
            "E-05",
            id="birth-date-unknown",
        ),
        pytest.param(
            {"acts": ()},
            Criterion.E_05,
            Finding.UNCLEAR,
            ReasonCode.NO_DATED_ACTS,
            "E-05",
            id="no-acts",
        ),
        pytest.param(
            {"acts": (an_act(AT_17), an_act(AT_18))},
            Criterion.E_05,
            Finding.UNCLEAR,
            ReasonCode.BOTH_SIDES_OF_18,
            "E-09",
            id="acts-on-both-sides-of-18",
        ),
        pytest.param(
            {"acts": (an_act(date(2021, 6, 1)),)},
            Criterion.E_05,
            Finding.NOT_MET,
            ReasonCode.UNDER_14,
            "E-05",
            id="under-14",
        ),
        pytest.param(
            {"age_proven": False},
            Criterion.E_06,
            Finding.UNCLEAR,
            ReasonCode.AGE_NOT_PROVEN,
            "E-08",
            id="age-not-proven",
        ),
        pytest.param(
            {"born": None},
            Criterion.E_07,
            Finding.UNCLEAR,
            ReasonCode.BIRTH_DATE_UNKNOWN,
            "E-07",
            id="responsibility-without-birth-date",
        ),
        pytest.param(
            {"acts": (an_act(AT_15), an_act(AT_16))},
            Criterion.E_07,
            Finding.MET,
            ReasonCode.LATER_ACTS_COUNT,
            "E-09",
            id="only-later-acts-count",
        ),
        pytest.param(
            {"acts": (an_act(AT_15), an_act(AT_18))},
            Criterion.E_07,
            Finding.NOT_MET,
            ReasonCode.NOT_RESPONSIBLE,
            "E-07",
            id="too-young-then-an-adult",
        ),
    ],
)
def test_reasons(
    overrides: dict[str, Any], criterion: Criterion, finding: Finding, code: ReasonCode, rule: str
) -> None:
    assert reason(some_facts(**overrides), criterion) == (finding, code, rule)


@pytest.mark.parametrize(
    ("evidence", "article"),
    [
        (Evidence.INSUFFICIENT, "175(4)"),
        (Evidence.NO_CRIME, "177(1)"),
        (Evidence.MINOR_CIRCUMSTANCES, "177(2)"),
    ],
)
def test_another_kind_of_non_prosecution_names_its_article(
    evidence: Evidence, article: str
) -> None:
    found = screen(some_facts(evidence=evidence), BOOK).of(Criterion.E_03)

    assert found.basis.article == article


def test_tc_t6_the_18th_birthday_is_still_minority_and_the_day_after_is_not() -> None:
    on_the_day = screen(some_facts(acts=(an_act(AT_18TH_BIRTHDAY),)), BOOK)
    the_day_after = screen(some_facts(acts=(an_act(AT_18),)), BOOK)

    assert on_the_day.result is ScreeningResult.ELIGIBLE
    assert the_day_after.result is ScreeningResult.NOT_ELIGIBLE
    assert the_day_after.because == ("E-05",)


def test_tc_t7_a_fifteen_year_old_card_seller_goes_the_way_of_the_prevention_law() -> None:
    facts = some_facts(charges=("287-2",), acts=(an_act(AT_15, "287-2"),))

    screening = screen(facts, BOOK)

    assert screening.because == ("E-07",)
    assert screening.instead is Instead.CORRECTION_UNDER_PREVENTION_LAW


def test_tc_t8_another_charge_for_the_same_conduct_flips_the_chapter_only() -> None:
    excluded = screen(some_facts(charges=("177-1",), acts=(an_act(AT_17, "177-1"),)), BOOK)
    qualified = screen(some_facts(charges=("287-2",), acts=(an_act(AT_17, "287-2"),)), BOOK)

    assert excluded.result is ScreeningResult.NOT_ELIGIBLE
    assert qualified.result is ScreeningResult.ELIGIBLE
    assert flipped(excluded, qualified) == (Criterion.E_01,)
    assert flipped(qualified, qualified) == ()


def test_a_charge_with_no_act_to_answer_for_does_not_exclude_the_rest() -> None:
    facts = some_facts(
        charges=("266", "177-1"), acts=(an_act(AT_17, "266"), an_act(AT_15, "177-1"))
    )

    screening = screen(facts, BOOK)

    assert screening.result is ScreeningResult.ELIGIBLE
    assert screening.of(Criterion.E_02).reason.code is ReasonCode.SENTENCE_WITHIN


def test_several_offences_are_weighed_together() -> None:
    # E-11: what counts is the combined sentence.
    facts = some_facts(charges=("266", "295"), acts=(an_act(), an_act(AT_17, "295", 120_000)))

    found = screen(facts, BOOK).of(Criterion.E_02)

    assert found.reason.code is ReasonCode.COMBINED_SENTENCE_WITHIN
    assert dict(found.reason.facts) == {"months": 8, "most": 12}


def test_whoever_is_an_adult_now_can_still_be_eligible() -> None:
    # Nothing in the facts says what day it is: only the age at the act counts.
    long_ago = some_facts(born=date(2001, 1, 1), acts=(an_act(date(2018, 6, 1)),))

    assert screen(long_ago, BOOK).result is ScreeningResult.ELIGIBLE


def test_amounts_by_charge_and_band() -> None:
    # E-09: acts of each age band are summed apart.
    facts = some_facts(
        charges=("266", "295"),
        acts=(
            an_act(AT_15, "266", 100),
            an_act(AT_16, "266", 200),
            an_act(AT_17, "266", 300),
            an_act(AT_17, "295", 50),
            an_act(AT_18, "266", 7),
        ),
    )

    assert screen(facts, BOOK).totals == (
        BandTotal("266", AgeBand.FROM_14_TO_15, 1, 100),
        BandTotal("266", AgeBand.FROM_16_TO_17, 2, 500),
        BandTotal("266", AgeBand.ADULT, 1, 7),
        BandTotal("295", AgeBand.FROM_16_TO_17, 1, 50),
    )
    assert band_totals(replace(facts, born=None)) == ()


def test_an_act_before_birth_is_an_error() -> None:
    with pytest.raises(ValueError, match="before birth"):
        screen(some_facts(acts=(an_act(date(2008, 3, 14)),)), BOOK)


def test_an_unanswered_criterion_leaves_a_decision_to_be_made() -> None:
    answers = dict.fromkeys(Criterion, Finding.MET)
    del answers[Criterion.E_04]

    conclusion = conclude(answers)

    assert conclusion.result is ScreeningResult.NEEDS_DECISION
    assert conclusion.because == ("E-04",)


def test_what_is_not_met_outweighs_what_is_unclear() -> None:
    answers = dict.fromkeys(Criterion, Finding.UNCLEAR) | {
        Criterion.E_02: Finding.NOT_MET,
        Criterion.E_05: Finding.NOT_MET,
    }

    conclusion = conclude(answers)

    assert conclusion.result is ScreeningResult.NOT_ELIGIBLE
    assert conclusion.because == ("E-02", "E-05")


@pytest.mark.parametrize(
    ("overrides", "instead"),
    [
        ({"evidence": Evidence.NO_CRIME}, Instead.STATUTORY_NON_PROSECUTION),
        ({"evidence": Evidence.INSUFFICIENT}, Instead.NON_PROSECUTION_FOR_WANT_OF_EVIDENCE),
        ({"evidence": Evidence.MINOR_CIRCUMSTANCES}, Instead.RELATIVE_NON_PROSECUTION),
    ],
)
def test_what_the_law_has_instead(overrides: dict[str, Any], instead: Instead) -> None:
    assert screen(some_facts(**overrides), BOOK).instead is instead
