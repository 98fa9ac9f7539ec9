"""When a fact counts, and when facts are one of the four grounds (R-01 to R-06, R-10, R-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.incidents import errors
from guanhu.incidents.facts import (
    BreachedDuty,
    Ground,
    GroundBy,
    IncidentFacts,
    IncidentFinding,
    IncidentKind,
    IncidentPath,
    IncidentState,
    Period,
)
from guanhu.incidents.rules import (
    KIND_OF,
    RULE_OF,
    counts,
    grounds,
    is_restricted,
    path_of,
    refuse_dispute,
    refuse_finding,
    refuse_ground,
    refuse_hold,
    refuse_non_prosecution,
    refuse_report,
    within,
)
from guanhu.kernel.errors import InvalidInput, Refusal
from guanhu.law.register import RULES
from guanhu.law.rulebooks import rulebook_for

PERIOD = Period(date(2026, 3, 10), date(2026, 9, 10), None)
ENDED = replace(PERIOD, final_decided_on=date(2026, 9, 20))
DAY = date(2026, 5, 4)
NUMBERS: Iterator[int] = count(1)
ESTABLISHED = IncidentFinding.ESTABLISHED


def incident(
    kind: IncidentKind = IncidentKind.SUPERVISION_BREACH, **given: object
) -> IncidentFacts:
    """An established fact of the kind, in the period."""
    missed = kind is IncidentKind.MISSED_CRIME
    plain = IncidentFacts(
        id=UUID(int=next(NUMBERS)),
        kind=kind,
        happened_on=date(2025, 12, 1) if missed else DAY,
        found_on=DAY,
        finding=ESTABLISHED,
        serious=False,
        to_prosecute=missed,
        disputed_on=None,
        dispute_accepted=None,
    )
    return replace(plain, **given)  # type: ignore[arg-type]


K = IncidentKind
CRIME, MISSED, VIOLATION = (incident(k) for k in (K.NEW_CRIME, K.MISSED_CRIME, K.PUBLIC_SECURITY))


def standing(*facts: IncidentFacts, period: Period = PERIOD) -> list[tuple[Ground, GroundBy]]:
    return [(each.ground, each.by) for each in grounds(facts, period, 3)]


def test_r01_one_new_crime_is_a_mandatory_ground() -> None:
    (found,) = grounds([CRIME], PERIOD, 3)

    assert (found.ground, found.rule, found.mandatory) == (Ground.NEW_CRIME, "R-01", True)
    assert isinstance(refuse_non_prosecution([found]), errors.NewCrimeMeansRevocation)


def test_r02_a_missed_crime_counts_where_it_has_to_be_prosecuted() -> None:
    let_go = replace(MISSED, to_prosecute=False)

    (found,) = grounds([MISSED, let_go], PERIOD, 3)

    assert (found.rule, found.mandatory, found.incident_ids) == ("R-02", True, (MISSED.id,))
    assert isinstance(refuse_non_prosecution([found]), errors.MissedCrimeMeansRevocation)
    refused = refuse_ground(Ground.MISSED_CRIME, [let_go], PERIOD, 3)
    assert isinstance(refused, errors.NotToBeProsecuted)


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        pytest.param(K.PUBLIC_SECURITY, Ground.PUBLIC_SECURITY, id="_r03_"),
        pytest.param(K.SUPERVISION_BREACH, Ground.SUPERVISION_RULES, id="_r04_"),
    ],
)
def test_r03_and_r04_take_serious_consequences_or_repetition(
    kind: IncidentKind, ground: Ground
) -> None:
    """R-03, R-04."""
    minor = [incident(kind) for _ in range(3)]
    serious = incident(kind, serious=True)

    assert standing(minor[0]) == []
    assert standing(*minor[:2]) == []
    assert standing(*minor) == [(ground, GroundBy.REPEATED)]
    assert standing(serious, minor[0]) == [(ground, GroundBy.SERIOUS)]
    (found,) = grounds([serious, minor[0]], PERIOD, 3)
    assert (found.incident_ids, found.mandatory) == ((serious.id,), False)
    assert refuse_non_prosecution([found]) is None


def test_breaches_of_two_kinds_are_not_added_up() -> None:
    """R-05: each ground counts its own."""
    mixed = [incident(K.PUBLIC_SECURITY), *(incident() for _ in range(2))]

    assert standing(*mixed) == []


def test_r05_how_many_are_repeated_is_the_offices_setting() -> None:
    two = [incident(), incident()]

    refused = refuse_ground(Ground.SUPERVISION_RULES, two, PERIOD, 3)

    assert isinstance(refused, errors.BreachesTooFew)
    assert refused.facts == {"count": 2, "least": 3}
    assert refuse_ground(Ground.SUPERVISION_RULES, two, PERIOD, 2) is None
    assert rulebook_for(DAY).repeated_breach.value == 3


def test_r06_a_single_minor_breach_is_no_ground_and_the_list_is_closed() -> None:
    assert set(RULE_OF) == set(KIND_OF) == set(Ground)
    assert set(RULE_OF.values()) <= set(RULES)
    refused = refuse_ground(Ground.SUPERVISION_RULES, [incident()], PERIOD, 3)
    assert isinstance(refused, errors.MinorBreachIsNoGround)
    for ground in Ground:
        for other in (CRIME, MISSED, VIOLATION):
            if other.kind is not KIND_OF[ground]:
                wrong = refuse_ground(ground, [other], PERIOD, 3)
                assert isinstance(wrong, errors.GroundDoesNotFit)


@pytest.mark.parametrize("kind", list(K))
@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"finding": None}, IncidentState.REPORTED),
        ({"finding": IncidentFinding.EXPLAINED}, IncidentState.EXPLAINED),
        ({"finding": IncidentFinding.NOT_ESTABLISHED}, IncidentState.NOT_ESTABLISHED),
        ({"disputed_on": DAY}, IncidentState.DISPUTED),
        ({"disputed_on": DAY, "dispute_accepted": True}, IncidentState.WITHDRAWN),
    ],
)
def test_n07_what_is_not_found_or_is_disputed_counts_against_nobody(
    kind: IncidentKind, given: dict[str, object], state: IncidentState
) -> None:
    fact = incident(kind, serious=True, **given)

    assert (fact.state, counts(fact), standing(fact, fact, fact)) == (state, False, [])
    ground = next(ground for ground in Ground if KIND_OF[ground] is kind)
    refused = refuse_ground(ground, [fact], PERIOD, 3)
    crime = kind in (K.NEW_CRIME, K.MISSED_CRIME)
    expected: type[Refusal] = errors.CrimeNotEstablished if crime else errors.FactNotEstablished
    assert type(refused) is (errors.FactDisputed if state is IncidentState.DISPUTED else expected)


def test_a_dispute_that_was_rejected_lets_the_fact_count_again() -> None:
    assert counts(incident(disputed_on=DAY, dispute_accepted=False))


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (incident(), None),
        (incident(finding=None), None),
        (incident(disputed_on=DAY), errors.AlreadyDisputed),
        (incident(disputed_on=DAY, dispute_accepted=False), errors.NothingToDispute),
        (incident(disputed_on=DAY, dispute_accepted=True), errors.NothingToDispute),
        (incident(finding=IncidentFinding.EXPLAINED), errors.NothingToDispute),
    ],
)
def test_a_fact_that_stands_is_disputed_once(
    fact: IncidentFacts, expected: type[Refusal] | None
) -> None:
    refusal = refuse_dispute(fact)
    assert (None if refusal is None else type(refusal)) is expected


IN, FIRST, LAST = DAY, PERIOD.decided_on, PERIOD.ends_on
BEFORE, AFTER = FIRST - timedelta(days=1), LAST + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "happened", "found", "inside"),
    [
        (K.NEW_CRIME, FIRST, FIRST, True),
        (K.NEW_CRIME, LAST, LAST, True),
        pytest.param(K.NEW_CRIME, LAST, AFTER, True, id="committed-in-the-period-found-later"),
        (K.NEW_CRIME, AFTER, AFTER, False),
        (K.PUBLIC_SECURITY, LAST, AFTER, True),
        (K.PUBLIC_SECURITY, AFTER, AFTER, False),
        (K.MISSED_CRIME, BEFORE, FIRST, True),
        (K.MISSED_CRIME, BEFORE, LAST, True),
        pytest.param(K.MISSED_CRIME, BEFORE, AFTER, False, id="missed-crime-found-after-the-end"),
        pytest.param(K.MISSED_CRIME, BEFORE, BEFORE, False, id="known-at-the-decision"),
    ],
)
def test_r10_a_ground_exists_or_is_found_within_the_period(
    kind: IncidentKind,
    happened: date,
    found: date,
    inside: bool,  # noqa: FBT001
) -> None:
    fact = incident(kind, happened_on=happened, found_on=found, serious=kind is K.PUBLIC_SECURITY)

    assert within(fact, PERIOD) is inside
    assert (standing(fact) != []) is inside
    ground = next(ground for ground in Ground if KIND_OF[ground] is kind)
    refused = refuse_ground(ground, [fact], PERIOD, 3)
    assert (None if refused is None else type(refused)) is (
        None if inside else errors.GroundOutsidePeriod
    )
    expected = IncidentPath.REVOCATION if inside else IncidentPath.OTHER_PROCEEDINGS
    assert path_of(fact, PERIOD) is expected


@pytest.mark.parametrize(
    ("fact", "path"),
    [
        (CRIME, IncidentPath.CORRECTION),
        (replace(MISSED, found_on=date(2026, 10, 1)), IncidentPath.CORRECTION),
        (replace(MISSED, found_on=date(2026, 9, 15)), IncidentPath.OTHER_PROCEEDINGS),
        (
            replace(CRIME, happened_on=date(2026, 10, 1), found_on=date(2026, 10, 1)),
            IncidentPath.OTHER_PROCEEDINGS,
        ),
    ],
)
def test_r10_after_the_final_decision_the_path_is_correction(
    fact: IncidentFacts, path: IncidentPath
) -> None:
    assert path_of(fact, ENDED) is path
    assert standing(fact, period=ENDED) == []


def reported(kind: IncidentKind = K.SUPERVISION_BREACH, **given: object) -> Refusal | None:
    facts: dict[str, object] = {
        "happened_on": DAY, "happened_until": None, "found_on": DAY, "period": PERIOD,
        "born": date(2009, 1, 1), "today": date(2026, 9, 30),
    }  # fmt: skip
    duty = BreachedDuty.LEAVING if kind is K.SUPERVISION_BREACH else None
    return refuse_report(kind, duty, **(facts | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "given", "expected", "field"),
    [
        (K.NEW_CRIME, {"happened_on": date(2008, 12, 31)}, DateBefore, "happenedOn"),
        (K.NEW_CRIME, {"happened_on": date(2026, 10, 1)}, DateInFuture, "happenedOn"),
        (K.NEW_CRIME, {"found_on": date(2026, 10, 1)}, DateInFuture, "foundOn"),
        (K.NEW_CRIME, {"found_on": DAY - timedelta(days=1)}, DateBefore, "foundOn"),
        (K.NEW_CRIME, {"happened_until": DAY - timedelta(days=1)}, DateBefore, "happenedUntil"),
        (K.NEW_CRIME, {"happened_until": date(2026, 10, 1)}, DateInFuture, "happenedUntil"),
        (K.NEW_CRIME, {"happened_on": BEFORE}, DateBefore, "happenedOn"),
        (K.PUBLIC_SECURITY, {"happened_on": BEFORE}, DateBefore, "happenedOn"),
        (K.MISSED_CRIME, {}, errors.NotBeforeTheDecision, None),
        (
            K.SUPERVISION_BREACH,
            {"happened_on": AFTER, "found_on": AFTER},
            errors.NoSupervisionThen,
            None,
        ),
    ],
)
def test_days_that_cannot_be_are_refused(
    kind: IncidentKind, given: dict[str, object], expected: type[Refusal], field: str | None
) -> None:
    refusal = reported(kind, **given)

    assert refusal is not None
    assert type(refusal) is expected
    assert refusal.facts.get("field") == field


def test_days_that_can_be_are_not() -> None:
    assert reported() is None
    assert reported(happened_until=DAY, found_on=LAST) is None
    assert reported(K.MISSED_CRIME, happened_on=BEFORE) is None
    assert reported(K.NEW_CRIME, happened_on=AFTER, found_on=AFTER) is None


def test_a_breach_names_its_duty_and_nothing_else_does() -> None:
    """O-03 is one of them."""
    plain = {
        "happened_on": DAY, "happened_until": None, "found_on": DAY, "period": PERIOD,
        "born": date(2009, 1, 1), "today": DAY,
    }  # fmt: skip

    for kind, duty in ((K.SUPERVISION_BREACH, None), (K.NEW_CRIME, BreachedDuty.LEAVING)):
        refused = refuse_report(kind, duty, **plain)  # type: ignore[arg-type]
        assert isinstance(refused, InvalidInput)
        assert refused.problems[0].path == "duty"


@pytest.mark.parametrize("kind", [K.NEW_CRIME, K.MISSED_CRIME])
def test_r12_a_crime_is_established_by_investigation(kind: IncidentKind) -> None:
    crime = incident(kind, finding=None)

    def found(finding: IncidentFinding, **given: bool) -> type[Refusal] | None:
        facts = {"serious": False, "reasoned": False, "investigated": False} | given
        refusal = refuse_finding(crime, finding, **facts)
        return None if refusal is None else type(refusal)

    assert found(ESTABLISHED) is errors.CrimeNotInvestigated
    assert found(ESTABLISHED, investigated=True) is None
    assert found(IncidentFinding.NOT_ESTABLISHED) is None
    assert found(IncidentFinding.EXPLAINED) is errors.CrimeIsNotExplained
    assert found(ESTABLISHED, investigated=True, serious=True, reasoned=True) is InvalidInput
    assert refuse_hold(crime) is None
    assert isinstance(refuse_hold(CRIME), errors.NotUnderInvestigation)
    assert isinstance(refuse_hold(incident(finding=None)), errors.NotUnderInvestigation)


def test_a_finding_is_made_once_and_seriousness_is_reasoned() -> None:
    """S-01."""
    open_fact = incident(finding=None)
    plain = {"serious": True, "reasoned": False, "investigated": False}

    assert isinstance(refuse_finding(incident(), ESTABLISHED, **plain), errors.FindingMade)
    unreasoned = refuse_finding(open_fact, ESTABLISHED, **plain)
    assert isinstance(unreasoned, errors.SeriousnessUnreasoned)
    assert refuse_finding(open_fact, ESTABLISHED, **(plain | {"reasoned": True})) is None


def test_r13_a_violation_is_restricted_since_its_law_seals_it() -> None:
    before, since = rulebook_for(date(2025, 12, 31)), rulebook_for(date(2026, 1, 1))

    assert [is_restricted(kind, since) for kind in K] == [k is K.PUBLIC_SECURITY for k in K]
    assert not any(is_restricted(kind, before) for kind in K)
