"""Every rule of the register acts somewhere and is proved, or stands among the gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guanhu.kernel.strict_yaml import FileRefused
from guanhu.law_coverage import (
    DOCUMENT,
    Coverage,
    Covered,
    Kind,
    document,
    findings,
    read_coverage,
    stored_coverage,
)

COVERAGE = stored_coverage()
P_01 = next(one for one in COVERAGE.rules if one.rule == "P-01")


def with_rule(changed: Covered) -> Coverage:
    others = tuple(one for one in COVERAGE.rules if one.rule != changed.rule)
    gaps = tuple(gap for gap in COVERAGE.gaps if gap[0] != changed.rule)
    return Coverage((*others, changed), gaps, len(gaps))


def test_the_list_holds_against_the_sources() -> None:
    assert findings(COVERAGE) == []


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(COVERAGE), "run `guanhu law-coverage`"


def test_the_gaps_are_as_many_as_is_written_and_none_is_covered() -> None:
    covered = {one.rule for one in COVERAGE.rules}
    gaps = {rule_id for rule_id, _ in COVERAGE.gaps}

    assert len(gaps) == len(COVERAGE.gaps) == COVERAGE.gap_count
    assert covered & gaps == set()
    assert len(covered | gaps) == 138


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (
            replace(P_01, where=("law.periods:no_such_thing",)),
            "P-01: there is no law.periods:no_such_thing",
        ),
        (
            replace(P_01, where=("law.ages:AgeBand",)),
            "P-01: law.ages:AgeBand does not speak of it",
        ),
        (
            replace(P_01, where=("plans/catalogue/1_statutory.yaml:NO_SUCH_CODE",)),
            "P-01: there is no plans/catalogue/1_statutory.yaml:NO_SUCH_CODE",
        ),
        (
            replace(P_01, tests=("rules/law/test_ages.py::test_no_such_thing",)),
            "P-01: there is no test rules/law/test_ages.py::test_no_such_thing",
        ),
        (
            replace(P_01, tests=("rules/law/test_ages.py::test_every_vector",)),
            "P-01: the test rules/law/test_ages.py::test_every_vector does not speak of it",
        ),
        (replace(P_01, tests=()), "P-01: acts nowhere, or nothing proves it"),
        (replace(P_01, rule="P-99"), "P-99: not in the register"),
    ],
)
def test_what_does_not_hold_is_found(changed: Covered, found: str) -> None:
    assert found in findings(with_rule(changed))


@pytest.mark.parametrize(
    ("setting", "wrong"),
    [(None, True), ("no_such_setting", True), ("police_seal", True), ("proposal_lead", False)],
)
def test_an_unverified_rule_is_a_gate_only_as_a_setting_of_its_own(
    setting: str | None, *, wrong: bool
) -> None:
    d_04 = next(one for one in COVERAGE.rules if one.rule == "D-04")
    gate = replace(d_04, kind=Kind.GATE, setting=setting)

    message = "D-04: unverified, yet a gate (the list) without a setting of its own"
    assert (message in findings(with_rule(gate))) == wrong


def test_a_missing_a_doubled_and_a_miscounted_rule_are_found() -> None:
    without = Coverage(COVERAGE.rules[1:], COVERAGE.gaps, COVERAGE.gap_count)
    twice = Coverage((*COVERAGE.rules, COVERAGE.rules[0]), COVERAGE.gaps, COVERAGE.gap_count)
    both = Coverage(COVERAGE.rules, (*COVERAGE.gaps, ("E-01", "x")), COVERAGE.gap_count + 1)
    more = replace(COVERAGE, gap_count=COVERAGE.gap_count + 1)

    assert findings(without) == ["E-01: missing"]
    assert findings(twice) == ["E-01: listed twice"]
    assert findings(both) == ["E-01: both covered and a gap"]
    assert findings(more) == [
        f"gaps: {len(COVERAGE.gaps)} are listed, {COVERAGE.gap_count + 1} is written"
    ]


def test_a_misspelt_key_is_refused_with_its_line() -> None:
    with pytest.raises(FileRefused, match=r"law/coverage.yaml:3: unknown key iz"):
        read_coverage("gap_count: 0\nrules:\n- {id: E-01, iz: GATE}\ngaps: []\n")
