"""Direct non-prosecution considered before a conditional one (E-03, E-13, E-14)."""

from __future__ import annotations

from itertools import product

import pytest

from guanhu.eligibility.facts import (
    Evidence,
    Gravity,
    Leniency,
    Presumed,
    Presumption,
    ScreeningResult,
    ScreeningStanding,
    Strictness,
    TriageOutcome,
    TriageStanding,
    Weighed,
)
from guanhu.eligibility.triage import (
    presumed,
    refuse_conditional,
    refuse_direct,
    refuse_evidence,
    refuse_triage,
)

OBVIOUSLY, MINOR, NOT_MINOR = Gravity
LURED = frozenset({Leniency.LURED})
RECRUITS = frozenset({Strictness.USED_THE_WEAK})
NOTHING = frozenset[Leniency]()
CLEAN = frozenset[Strictness]()
NONE, RELATIVE, NO_CRIME = (
    Presumption.NONE,
    Presumption.RELATIVE_NON_PROSECUTION,
    Presumption.NO_CRIME,
)
STATUTORY, RELATIVELY, UNPROVEN, CONDITIONAL = TriageOutcome
P13, P03 = ("PRESUMPTION_UNANSWERED", "E-13"), ("PRESUMPTION_UNANSWERED", "E-03")
NOT_COVERED = ("OPINION_COVERS_THE_CHARGE", "E-13")


def _of(
    gravity: Gravity,
    leniency: frozenset[Leniency],
    strictness: frozenset[Strictness],
    *,
    assisting: bool = True,
) -> Weighed:
    return Weighed(gravity, assisting, leniency, strictness)


@pytest.mark.parametrize(
    ("weighed", "what"),
    [
        pytest.param(_of(OBVIOUSLY, NOTHING, CLEAN), Presumed(NO_CRIME, "E-13"), id="no-crime"),
        pytest.param(_of(MINOR, LURED, CLEAN), Presumed(RELATIVE, "E-13"), id="item-10"),
        pytest.param(_of(MINOR, LURED, RECRUITS), Presumed(NONE, "E-14"), id="item-9"),
        pytest.param(_of(MINOR, NOTHING, RECRUITS), Presumed(NONE, "E-14"), id="item-9-only"),
        pytest.param(_of(MINOR, NOTHING, CLEAN), Presumed(RELATIVE, "E-03"), id="only-minor"),
        pytest.param(
            _of(MINOR, LURED, CLEAN, assisting=False), Presumed(RELATIVE, "E-03"), id="other-crime"
        ),
        pytest.param(_of(NOT_MINOR, LURED, CLEAN), Presumed(NONE, "E-13"), id="not-minor"),
    ],
)
def test_what_is_presumed(weighed: Weighed, what: Presumed) -> None:
    """E-13 with one circumstance of item 10 and minor facts; E-14 takes it away."""
    assert presumed(weighed) == what


@pytest.mark.parametrize("circumstance", Leniency)
def test_any_one_circumstance_of_item_10_is_enough(circumstance: Leniency) -> None:
    found = presumed(_of(MINOR, frozenset({circumstance}), CLEAN))
    assert found == Presumed(RELATIVE, "E-13")


@pytest.mark.parametrize("circumstance", Strictness)
def test_any_one_circumstance_of_item_9_takes_the_presumption_away(
    circumstance: Strictness,
) -> None:
    """E-14: a card head who recruits schoolmates loses it, like each of the other seven."""
    found = presumed(_of(MINOR, frozenset(Leniency), frozenset({circumstance})))
    assert found == Presumed(NONE, "E-14")


def _refused(
    weighed: Weighed, outcome: TriageOutcome, departs: str | None = None, charge: str = "287-2"
) -> tuple[str, str | None] | None:
    found = refuse_triage(weighed, outcome, charges=(charge,), departs_because=departs)
    return None if found is None else (found.code, found.rule)


@pytest.mark.parametrize(
    ("weighed", "outcome", "departs", "answer"),
    [
        (_of(MINOR, LURED, CLEAN), RELATIVELY, None, None),
        (_of(MINOR, LURED, CLEAN), CONDITIONAL, "需要考察", None),
        (_of(MINOR, LURED, CLEAN), CONDITIONAL, None, P13),
        (_of(MINOR, NOTHING, CLEAN), CONDITIONAL, None, P03),
        (_of(MINOR, LURED, RECRUITS), CONDITIONAL, None, None),
        (_of(MINOR, LURED, RECRUITS), RELATIVELY, None, None),
        (_of(MINOR, LURED, RECRUITS), CONDITIONAL, "多余", ("INVALID_INPUT", None)),
        (_of(NOT_MINOR, LURED, CLEAN), CONDITIONAL, None, None),
        (_of(NOT_MINOR, LURED, CLEAN), RELATIVELY, None, ("CIRCUMSTANCES_NOT_MINOR", "E-03")),
        (_of(MINOR, LURED, CLEAN), STATUTORY, None, ("NOT_OBVIOUSLY_MINOR", "E-03")),
        (_of(OBVIOUSLY, NOTHING, CLEAN), STATUTORY, None, None),
        (_of(OBVIOUSLY, NOTHING, CLEAN), RELATIVELY, None, None),
        (_of(OBVIOUSLY, NOTHING, CLEAN), CONDITIONAL, None, ("NO_CRIME_NO_CONDITION", "E-13")),
        (_of(NOT_MINOR, NOTHING, CLEAN, assisting=False), CONDITIONAL, None, NOT_COVERED),
    ],
)  # fmt: skip
def test_what_a_triage_may_conclude(
    weighed: Weighed, outcome: TriageOutcome, departs: str | None, answer: tuple[str, str] | None
) -> None:
    assert _refused(weighed, outcome, departs) == answer


@pytest.mark.parametrize("outcome", TriageOutcome)
@pytest.mark.parametrize("evidence", [None, *Evidence])
def test_e03_the_evidence_bears_the_outcome(
    outcome: TriageOutcome, evidence: Evidence | None
) -> None:
    """E-03: want of evidence leads to CPL 175(4) and nothing else does; never to a minor crime."""
    wanting = evidence is Evidence.INSUFFICIENT
    expected = None
    if outcome is UNPROVEN and not wanting:
        expected = ("EVIDENCE_NOT_INSUFFICIENT", "E-03")
    if outcome is RELATIVELY and wanting:
        expected = ("EVIDENCE_INSUFFICIENT", "E-03")
    found = refuse_evidence(outcome, evidence)
    assert (None if found is None else (found.code, found.rule)) == expected
    direct = refuse_direct(TriageStanding(outcome, outdated=False), evidence)
    if outcome is not CONDITIONAL:
        assert (None if direct is None else (direct.code, direct.rule)) == expected


def test_e03_a_screening_of_other_facts_says_nothing_of_the_evidence() -> None:
    for outdated in (True, False):
        standing = ScreeningStanding(
            ScreeningResult.NOT_ELIGIBLE, outdated, None, Evidence.INSUFFICIENT
        )
        assert standing.evidence_now is (None if outdated else Evidence.INSUFFICIENT)


def test_e03_a_relative_one_does_not_rest_on_an_outdated_screening() -> None:
    for outcome in TriageOutcome:
        found = refuse_evidence(outcome, None, outdated=True)
        refused = {RELATIVELY: "SCREENING_OUTDATED", UNPROVEN: "EVIDENCE_NOT_INSUFFICIENT"}
        assert (None if found is None else found.code) == refused.get(outcome)


def test_another_charge_may_be_related_or_not() -> None:
    for assisting in (True, False):
        weighed = Weighed(NOT_MINOR, assisting, NOTHING, CLEAN)
        assert _refused(weighed, CONDITIONAL, charge="266") is None


def test_a_conditional_one_never_follows_from_an_unanswered_presumption() -> None:
    """Over every way to weigh a case."""
    for gravity, assisting, lenient, strict in product(
        Gravity, (True, False), (NOTHING, LURED), (CLEAN, RECRUITS)
    ):
        weighed = Weighed(gravity, assisting, lenient, strict)
        passes = _refused(weighed, CONDITIONAL, charge="266") is None
        assert passes is (presumed(weighed).what is NONE)


@pytest.mark.parametrize(
    ("triage", "conditional", "direct"),
    [
        (None, "DIRECT_NOT_CONSIDERED", "DIRECT_NOT_CONSIDERED"),
        (TriageStanding(CONDITIONAL, outdated=True), "TRIAGE_OUTDATED", "TRIAGE_OUTDATED"),
        (TriageStanding(RELATIVELY, outdated=True), "TRIAGE_OUTDATED", "TRIAGE_OUTDATED"),
        (TriageStanding(CONDITIONAL, outdated=False), None, "TRIAGED_AS_CONDITIONAL"),
        (TriageStanding(RELATIVELY, outdated=False), "DIRECT_COMES_FIRST", None),
        (TriageStanding(STATUTORY, outdated=False), "DIRECT_COMES_FIRST", None),
    ],
)
def test_the_gates_of_both_ways_name_e_13(
    triage: TriageStanding | None, conditional: str | None, direct: str | None
) -> None:
    for refusal, code in (
        (refuse_conditional(triage), conditional),
        (refuse_direct(triage), direct),
    ):
        assert (None if refusal is None else refusal.code) == code
        assert refusal is None or refusal.rule == "E-13"
