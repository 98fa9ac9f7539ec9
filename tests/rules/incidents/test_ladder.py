"""Which response is proposed, and which a person may decide for (R-05, R-06, R-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.incidents import errors
from guanhu.incidents.facts import (
    IncidentFacts,
    IncidentFinding,
    IncidentKind,
    ResponseFacts,
)
from guanhu.incidents.ladder import Because, Climb, refuse_response, suggest
from guanhu.incidents.rules import grounds
from guanhu.kernel.errors import Refusal
from guanhu.law.ladder import Ladder, Rung
from guanhu.law.rulebooks import rulebook_for
from rules.incidents.test_grounds import CRIME, DAY, PERIOD, incident

LADDER = rulebook_for(DAY).response_ladder


def climb(*facts: IncidentFacts, used: tuple[Rung | None, ...] = (), **given: object) -> Climb:
    """Responses to the first fact, a day apart, oldest first."""
    responses = tuple(
        ResponseFacts(facts[0].id, rung, DAY + timedelta(days=day)) for day, rung in enumerate(used)
    )
    plain = Climb(
        ladder=LADDER, responses=responses, grounds=grounds(facts, PERIOD, 3), breaches=facts,
        months=6, most=12, period_over=False,
    )  # fmt: skip
    return replace(plain, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("used", "rung", "because"),
    [
        ((), Rung.REMINDER, Because.FIRST),
        ((None,), Rung.REMINDER, Because.FIRST),
        ((Rung.REMINDER,), Rung.TALK, Because.NEXT),
        ((Rung.WARNING, Rung.TALK), Rung.INTENSIFIED, Because.NEXT),
        ((Rung.INTENSIFIED,), Rung.EXTENSION, Because.NEXT),
        ((Rung.EXTENSION,), Rung.EXTENSION, Because.TOP),
    ],
)
def test_r07_the_next_rung_is_proposed_with_its_reasons(
    used: tuple[Rung | None, ...], rung: Rung, because: Because
) -> None:
    breach = incident()

    found = suggest(breach, climb(breach, used=used))

    assert (found.rung, found.because, found.rule) == (rung, because, "R-07")
    assert found.facts["happened_on"] == DAY
    assert found.facts["count"] == 1
    if because is not Because.FIRST:
        assert found.facts["last"] is max(
            (each for each in used if each is not None), key=list(Rung).index
        )


@pytest.mark.parametrize("given", [{"months": 12}, {"period_over": True}])
def test_an_extension_is_proposed_only_where_there_is_room(given: dict[str, object]) -> None:
    """R-07, P-04."""
    breach = incident()
    full = climb(breach, used=(Rung.INTENSIFIED,), **given)

    assert suggest(breach, full).rung is Rung.INTENSIFIED
    refused = refuse_response(Rung.EXTENSION, breach, full, done_on=DAY, today=DAY)
    assert isinstance(refused, errors.NoRoomToExtend)


def test_r05_the_third_breach_raises_a_proposal_and_no_more_than_that() -> None:
    trips = [incident() for _ in range(3)]

    found = suggest(trips[2], climb(*trips, used=(Rung.WARNING, Rung.WARNING)))

    assert (found.rung, found.because) == (Rung.REVOCATION_PROPOSAL, Because.GROUND)
    assert (found.rule, found.facts["count"]) == ("R-04", 3)
    two = suggest(trips[1], climb(*trips[:2], used=(Rung.WARNING, Rung.WARNING)))
    assert two.rung is Rung.INTENSIFIED


def test_r01_a_crime_goes_straight_to_the_proposal() -> None:
    assert suggest(CRIME, climb(CRIME)).rule == "R-01"


@pytest.mark.parametrize(
    "finding", [None, *(f for f in IncidentFinding if f.value != "established")]
)
def test_what_does_not_count_is_not_responded_to(finding: IncidentFinding | None) -> None:
    fact = incident(finding=finding)

    assert suggest(fact, climb(fact)).rung is None
    for rung in Rung:
        helped = rung in (Rung.REMINDER, Rung.TALK)
        refused = refuse_response(rung, fact, climb(fact), done_on=DAY, today=DAY)
        assert (None if refused is None else type(refused)) is (
            None if helped else errors.ResponseNeedsFinding
        )


@pytest.mark.parametrize("kind", [IncidentKind.SUPERVISION_BREACH, IncidentKind.PUBLIC_SECURITY])
def test_r06_nobody_climbs_to_revocation_without_a_ground(kind: IncidentKind) -> None:
    breach = incident(kind)
    top = climb(breach, used=(Rung.EXTENSION,))

    refused = refuse_response(Rung.REVOCATION_PROPOSAL, breach, top, done_on=DAY, today=DAY)

    assert isinstance(refused, errors.MinorBreachIsNoGround)


@pytest.mark.parametrize(
    ("rung", "done_on", "expected"),
    [
        (None, DAY, None),
        (Rung.WARNING, DAY, None),
        (Rung.EXTENSION, DAY, None),
        (Rung.WARNING, DAY + timedelta(days=1), DateInFuture),
        (Rung.WARNING, DAY - timedelta(days=1), DateBefore),
        (None, date(2026, 1, 1), DateBefore),
    ],
)
def test_a_person_may_decide_for_less_or_more_than_is_proposed(
    rung: Rung | None, done_on: date, expected: type[Refusal] | None
) -> None:
    breach = incident()

    refused = refuse_response(rung, breach, climb(breach), done_on=done_on, today=DAY)

    assert (None if refused is None else type(refused)) is expected


def test_an_office_with_another_ladder_climbs_that_one() -> None:
    breach = incident()
    short = Ladder((Rung.TALK, Rung.WARNING, Rung.REVOCATION_PROPOSAL), LADDER.basis)
    own = climb(breach, used=(Rung.WARNING,), ladder=short)

    assert suggest(breach, own).rung is Rung.WARNING
    refused = refuse_response(Rung.REMINDER, breach, own, done_on=DAY, today=DAY)
    assert isinstance(refused, errors.RungNotOnLadder)
