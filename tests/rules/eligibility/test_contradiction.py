"""An officer's answer against the recorded facts."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.eligibility.facts import (
    ActFact,
    Criterion,
    Evidence,
    Finding,
    Remorse,
    Screening,
    ScreeningFacts,
)
from guanhu.eligibility.rules import contradiction, screen
from guanhu.law.rulebooks import rulebook

BOOK = rulebook("r2026_01")
MET, NOT_MET, UNCLEAR = Finding.MET, Finding.NOT_MET, Finding.UNCLEAR


def everything_met() -> Screening:
    return screen(
        ScreeningFacts(
            charges=("266",),
            acts=(ActFact(date(2025, 6, 1), 300_000, "266"),),
            born=date(2008, 3, 15),
            age_proven=True,
            expected_months=8,
            evidence=Evidence.SUFFICIENT,
            remorse=frozenset({Remorse.APOLOGISED}),
        ),
        BOOK,
    )


def nothing_met() -> Screening:
    """Chapter 3, two years, weak evidence, no remorse, an adult; the age is not proven."""
    return screen(
        ScreeningFacts(
            charges=("177-1",),
            acts=(ActFact(date(2026, 6, 1), 300_000, "177-1"),),
            born=date(2008, 3, 15),
            age_proven=False,
            expected_months=24,
            evidence=Evidence.INSUFFICIENT,
            remorse=frozenset(),
        ),
        BOOK,
    )


def too_young() -> Screening:
    return screen(
        ScreeningFacts(
            charges=("266",),
            acts=(ActFact(date(2023, 6, 1), 300_000, "266"),),
            born=date(2008, 3, 15),
            age_proven=True,
            expected_months=8,
            evidence=Evidence.SUFFICIENT,
            remorse=frozenset({Remorse.APOLOGISED}),
        ),
        BOOK,
    )


@pytest.mark.parametrize(
    ("criterion", "rule"),
    [
        (Criterion.E_01, "E-01"),
        (Criterion.E_02, "E-02"),
        (Criterion.E_03, "E-03"),
        (Criterion.E_04, "E-04"),
        (Criterion.E_05, "E-05"),
        (Criterion.E_06, "E-08"),
    ],
)
def test_no_officer_can_call_met_what_the_facts_rule_out(criterion: Criterion, rule: str) -> None:
    screening = nothing_met()

    refused = contradiction(screening, criterion, MET)

    assert refused is not None
    assert refused.code == "FINDING_CONTRADICTS_FACTS"
    assert refused.rule == rule
    assert refused.facts == {
        "criterion": criterion,
        "suggested": screening.of(criterion).finding,
        "finding": MET,
    }


def test_no_officer_can_make_a_child_answerable() -> None:
    refused = contradiction(too_young(), Criterion.E_07, MET)

    assert refused is not None
    assert refused.rule == "E-07"


@pytest.mark.parametrize(
    "criterion", [Criterion.E_01, Criterion.E_02, Criterion.E_05, Criterion.E_07]
)
@pytest.mark.parametrize("finding", [NOT_MET, UNCLEAR])
def test_what_facts_settle_in_a_childs_favour_stays_settled(
    criterion: Criterion, finding: Finding
) -> None:
    assert contradiction(everything_met(), criterion, finding) is not None


@pytest.mark.parametrize("criterion", [Criterion.E_03, Criterion.E_04, Criterion.E_06])
@pytest.mark.parametrize("finding", [NOT_MET, UNCLEAR])
def test_judgement_may_be_stricter_than_the_suggestion(
    criterion: Criterion, finding: Finding
) -> None:
    assert contradiction(everything_met(), criterion, finding) is None


@pytest.mark.parametrize("criterion", [Criterion.E_03, Criterion.E_04])
def test_but_not_milder(criterion: Criterion) -> None:
    assert contradiction(nothing_met(), criterion, UNCLEAR) is not None


@pytest.mark.parametrize("criterion", list(Criterion))
def test_agreement_is_never_refused(criterion: Criterion) -> None:
    for screening in (everything_met(), nothing_met(), too_young()):
        assert contradiction(screening, criterion, screening.of(criterion).finding) is None


def test_an_officer_may_settle_what_is_unclear() -> None:
    screening = screen(
        ScreeningFacts(("999",), (), date(2008, 3, 15), True, None, None, None),  # noqa: FBT003
        BOOK,
    )

    for criterion in (Criterion.E_01, Criterion.E_02, Criterion.E_03, Criterion.E_04):
        assert screening.of(criterion).finding is UNCLEAR
        assert contradiction(screening, criterion, MET) is None
        assert contradiction(screening, criterion, NOT_MET) is None
