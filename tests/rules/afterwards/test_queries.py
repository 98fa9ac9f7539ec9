"""Who may look into a sealed record, who decides, and what is read (F-05, F-09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from guanhu.afterwards.errors import (
    NotAJudicialOrgan,
    NotForACase,
    NothingMatches,
    OutsideScope,
    QueryDecided,
    QueryNotPermitted,
    SomethingIsSealed,
    UndertakingMissing,
)
from guanhu.afterwards.facts import (
    JUDICIAL,
    ApplicantKind,
    QueryFacts,
    QueryUndertakingSeen,
    QueryVerdict,
)
from guanhu.afterwards.rules import (
    Verdict,
    asks_for_certificate,
    certificate_deadline,
    query_deadline,
    refuse_opening_for,
    refuse_query,
    refuse_query_decision,
    refuse_query_undertaking,
    refuse_reading,
)
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import ApproverIsAuthor, InvalidInput, Refusal
from guanhu.law.holidays import OFFICIAL_HOLIDAYS as DAYS
from guanhu.sealing.facts import SealScope

LI, ZHOU, ORDER, OTHER = (UUID(int=n) for n in range(1, 5))
S = SealScope
TODAY = date(2026, 10, 12)
COURT = QueryFacts(
    applicant_kind=ApplicantKind.COURT,
    names_a_case=True,
    received_on=date(2026, 10, 9),
    recorded_by=LI,
    scope=frozenset({S.PROSECUTION, S.INVESTIGATION}),
)
PERMIT = Verdict(QueryVerdict.PERMITTED, ORDER, frozenset({S.PROSECUTION}), ZHOU)
REFUSE = Verdict(QueryVerdict.REFUSED, None, frozenset(), ZHOU)
NOTHING = Verdict(QueryVerdict.NOTHING_SEALED, None, frozenset(), ZHOU)
PERMITTED = replace(
    COURT, verdict=QueryVerdict.PERMITTED, decided_on=date(2026, 10, 12),
    permitted=frozenset({S.PROSECUTION}),
)  # fmt: skip
SIGNED = QueryUndertakingSeen(OTHER, "某法官", TODAY)


def kind(refusal: Refusal | None) -> type[Refusal] | None:
    return None if refusal is None else type(refusal)


@pytest.mark.parametrize("applicant", list(ApplicantKind))
def test_f05_only_judicial_organs_are_permitted_anything(applicant: ApplicantKind) -> None:
    query = replace(COURT, applicant_kind=applicant)

    permitted = kind(refuse_query_decision(query, PERMIT, [ORDER]))
    told = kind(refuse_query_decision(query, NOTHING, []))

    expected = None if applicant in JUDICIAL else NotAJudicialOrgan
    assert (permitted, told) == (expected, expected)
    assert refuse_query_decision(query, REFUSE, [ORDER]) is None
    assert refuse_query_decision(query, REFUSE, []) is None
    assert asks_for_certificate(applicant, QueryVerdict.REFUSED) is (applicant not in JUDICIAL)


@pytest.mark.parametrize(
    ("query", "wanted", "matches", "expected"),
    [
        (COURT, PERMIT, [ORDER], None),
        (COURT, replace(PERMIT, scope=COURT.scope), [OTHER, ORDER], None),
        (replace(COURT, names_a_case=False), PERMIT, [ORDER], NotForACase),
        # Nor is it told then whether anything is sealed, in either case.
        (replace(COURT, names_a_case=False), NOTHING, [], NotForACase),
        (replace(COURT, names_a_case=False), NOTHING, [ORDER], NotForACase),
        (COURT, replace(PERMIT, decider=LI), [ORDER], ApproverIsAuthor),
        (COURT, replace(REFUSE, decider=LI), [ORDER], ApproverIsAuthor),
        (PERMITTED, REFUSE, [ORDER], QueryDecided),
        (COURT, replace(PERMIT, seal_order_id=OTHER), [ORDER], NothingMatches),
        (COURT, PERMIT, [], NothingMatches),
        (COURT, replace(PERMIT, seal_order_id=None), [ORDER], InvalidInput),
        (COURT, replace(PERMIT, scope=frozenset()), [ORDER], InvalidInput),
        (COURT, replace(PERMIT, scope=frozenset({S.COUNSELLING})), [ORDER], OutsideScope),
        (COURT, NOTHING, [], None),
        (COURT, NOTHING, [ORDER], SomethingIsSealed),
        (COURT, replace(REFUSE, seal_order_id=ORDER), [ORDER], InvalidInput),
        (COURT, replace(NOTHING, scope=frozenset({S.TRIAL})), [], InvalidInput),
    ],
)
def test_f09_what_can_be_answered(
    query: QueryFacts, wanted: Verdict, matches: list[UUID], expected: type[Refusal] | None
) -> None:
    assert kind(refuse_query_decision(query, wanted, matches)) is expected


@pytest.mark.parametrize(
    ("query", "signed", "on", "scope", "expected"),
    [
        (PERMITTED, SIGNED, TODAY, [S.PROSECUTION], None),
        (PERMITTED, None, TODAY, [S.PROSECUTION], UndertakingMissing),
        (COURT, SIGNED, TODAY, [S.PROSECUTION], QueryNotPermitted),
        (PERMITTED, SIGNED, TODAY, [S.INVESTIGATION], OutsideScope),
        (PERMITTED, SIGNED, date(2026, 10, 13), [S.PROSECUTION], DateInFuture),
        (PERMITTED, SIGNED, date(2026, 10, 11), [S.PROSECUTION], DateBefore),
    ],
)
def test_f09_what_can_be_read(
    query: QueryFacts,
    signed: QueryUndertakingSeen | None,
    on: date,
    scope: list[SealScope],
    expected: type[Refusal] | None,
) -> None:
    found = refuse_reading(query, signed, read_on=on, scope=scope, today=TODAY)

    assert kind(found) is expected


@pytest.mark.parametrize(
    ("query", "on", "expected"),
    [
        (PERMITTED, TODAY, None),
        (COURT, TODAY, QueryNotPermitted),
        (replace(PERMITTED, verdict=QueryVerdict.REFUSED), TODAY, QueryNotPermitted),
        (PERMITTED, date(2026, 10, 11), DateBefore),
        (PERMITTED, date(2026, 10, 13), DateInFuture),
    ],
)
def test_f09_when_an_undertaking_is_signed(
    query: QueryFacts, on: date, expected: type[Refusal] | None
) -> None:
    assert kind(refuse_query_undertaking(query, on, TODAY)) is expected


def test_f09_a_file_is_opened_for_a_permission_and_a_signature() -> None:
    assert refuse_opening_for(PERMITTED, 1) is None
    assert kind(refuse_opening_for(PERMITTED, 0)) is UndertakingMissing
    assert kind(refuse_opening_for(COURT, 1)) is QueryNotPermitted


@pytest.mark.parametrize(
    ("number", "case_number", "scope", "on", "expected"),
    [
        ("330103200804020017", None, [S.TRIAL], TODAY, None),
        (None, "杭检未〔2026〕1号", [S.TRIAL], TODAY, None),
        (None, None, [S.TRIAL], TODAY, InvalidInput),
        ("330103200804020017", None, [S.TRIAL, S.TRIAL], TODAY, InvalidInput),
        ("330103200804020017", None, [S.TRIAL], date(2026, 10, 13), DateInFuture),
    ],
)
def test_what_can_be_registered(
    number: str | None,
    case_number: str | None,
    scope: list[SealScope],
    on: date,
    expected: type[Refusal] | None,
) -> None:
    found = refuse_query(
        received_on=on, identity_number=number, case_number=case_number, scope=scope, today=TODAY
    )

    assert kind(found) is expected


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # Three working days, fewer than seven.
        (date(2026, 11, 2), date(2026, 11, 5)),
        (date(2026, 11, 5), date(2026, 11, 10)),
        # Before the National Day week three working days come after seven days.
        (date(2026, 9, 30), date(2026, 10, 8)),
        # Before the Measures seven days alone.
        (date(2021, 11, 2), date(2021, 11, 9)),
    ],
)
def test_f09_until_when_a_query_is_decided(received: date, due: date) -> None:
    assert query_deadline(received, None, DAYS).due_on == due
    assert query_deadline(received, due, DAYS).late is False
    assert query_deadline(received, due.replace(day=due.day + 1), DAYS).late is True


def test_f10_until_when_a_certificate_is_given() -> None:
    found = certificate_deadline(date(2026, 11, 2), None, DAYS)

    assert found is not None
    assert (found.due_on, found.basis.unconfirmed) == (date(2026, 11, 5), True)
    assert certificate_deadline(date(2021, 11, 2), None, DAYS) is None
