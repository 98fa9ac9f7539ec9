"""What the compliance picture makes of appointments, kept, missed, old or answered for (R-07)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from guanhu.checkins.facts import CheckInKind, CheckInSeen, CheckInStatus
from guanhu.incidents.facts import Period
from guanhu.incidents.outcome_table import outcomes
from guanhu.incidents.outcomes import (
    OutcomeFacts,
    OutcomeState,
    counts,
    refuse_outcome,
    state_on,
)
from guanhu.incidents.picture import (
    FactStanding,
    PictureFact,
    consult,
    from_check_ins,
    from_outcomes,
    in_order,
)
from guanhu.kernel.errors import InvalidInput, Refusal
from guanhu.law.periods import add_months
from guanhu.law.rulebooks import rulebook_for

DAY = date(2026, 3, 2)
BOOK = rulebook_for(DAY)
OLD = add_months(DAY, BOOK.fact_ages_out.value)
PERIOD = Period(date(2026, 2, 1), date(2027, 2, 1), None)
TABLE = outcomes()
KEPT_AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PENDING = TABLE.entry("EVIDENCE_PENDING", 1)


def seen(status: CheckInStatus, **given: object) -> CheckInSeen:
    """A check-in whose record, if there is one, is hidden from the reader (S61)."""
    plain = CheckInSeen(
        id=uuid.uuid4(), case_id=uuid.uuid4(), kind=CheckInKind.VISIT, status=status,
        due_from=DAY, due_until=DAY, grace_until=DAY, late=False, sensitive=False,
        plan_version_id=None, happened_at=None, contact_made=None, entered_at=None,
        entered_by=None, superseded_by=None, record=None, review=None,
    )  # fmt: skip
    return replace(plain, **given)  # type: ignore[arg-type]


def kept(*, met: bool | None, kind: CheckInKind = CheckInKind.VISIT) -> CheckInSeen:
    return seen(CheckInStatus.RECORDED, happened_at=KEPT_AT, contact_made=met, kind=kind)


MISSED = seen(CheckInStatus.MISSED)
OWN_MISSED = seen(CheckInStatus.MISSED, kind=CheckInKind.SELF_REPORT)
OWN_GIVEN = kept(met=None, kind=CheckInKind.SELF_REPORT)


def facts_of(*check_ins: CheckInSeen, today: date = DAY) -> list[PictureFact]:
    return from_check_ins(check_ins, frozenset(), BOOK, today)


@pytest.mark.parametrize(
    ("check_in", "code"),
    [
        (kept(met=True), "KEPT"),
        (kept(met=False), "WITHOUT_CONTACT"),
        (OWN_GIVEN, "SELF_REPORT_GIVEN"),
        (OWN_MISSED, "SELF_REPORT_MISSED"),
    ],
)
def test_s61_whether_contact_was_made_is_known_without_the_record(
    check_in: CheckInSeen, code: str
) -> None:
    (fact,) = facts_of(check_in)

    assert (fact.code, fact.standing, fact.unexplained) == (
        code, FactStanding.DOES_NOT_COUNT, False,
    )  # fmt: skip


def test_s17_missed_self_reports_suggest_nothing_and_missed_visits_do() -> None:
    own = facts_of(OWN_MISSED, replace(OWN_MISSED, id=uuid.uuid4()), MISSED)

    assert consult(own, (), BOOK) is None
    missed = facts_of(MISSED, replace(MISSED, id=uuid.uuid4()))
    assert consult(missed, (), BOOK) is not None


@pytest.mark.parametrize(
    ("check_in", "attended", "fits"),
    [
        (kept(met=True), True, True),
        (kept(met=True), False, False),
        (kept(met=False), True, False),
        (kept(met=False), False, True),
        (MISSED, True, False),
        (MISSED, False, True),
    ],
)
def test_an_outcome_agrees_with_a_check_in_whose_record_is_hidden(
    check_in: CheckInSeen,
    attended: bool,  # noqa: FBT001 - a table
    fits: bool,  # noqa: FBT001
) -> None:
    code = "ATTENDED_COMPLIED" if attended else "UNEXPLAINED_ABSENCE"

    refusal = refuse(check_in, code)

    assert (refusal is None) is fits
    assert isinstance(refuse(OWN_MISSED, code), InvalidInput)


def refuse(check_in: CheckInSeen, code: str) -> Refusal | None:
    entry = TABLE.entry(code, 1)
    return refuse_outcome(entry, DAY, period=PERIOD, check_in=check_in, today=DAY)


def test_n08_what_nobody_looked_at_ages_out_like_what_was_looked_at() -> None:
    waits = OutcomeFacts(uuid.uuid4(), None, DAY, PENDING, DAY + timedelta(days=5), None)
    before, after = OLD - timedelta(days=1), OLD

    def standings(today: date) -> set[FactStanding]:
        parts = facts_of(MISSED, today=today), from_outcomes([waits], TABLE, BOOK, today)
        return {fact.standing for fact in in_order(*parts)}

    assert standings(before) == {FactStanding.UNDECIDED}
    assert standings(after) == {FactStanding.AGED_OUT}
    old = facts_of(MISSED, replace(MISSED, id=uuid.uuid4()), today=after)
    assert consult(old, (), BOOK) is None


def test_s31_the_outcome_of_a_miss_that_was_answered_for_is_no_new_miss() -> None:
    first, second = MISSED, replace(MISSED, id=uuid.uuid4())
    asked = consult(facts_of(first, second), (), BOOK)
    assert asked is not None
    answered = [fact.record_id for fact in asked.facts]
    entry = TABLE.entry("UNEXPLAINED_ABSENCE", 1)

    def with_outcome_of(check_in_id: uuid.UUID) -> list[PictureFact]:
        outcome = OutcomeFacts(uuid.uuid4(), check_in_id, DAY, entry, None, None)
        told = frozenset({check_in_id})
        return [
            *from_outcomes([outcome], TABLE, BOOK, DAY),
            *from_check_ins([first, second], told, BOOK, DAY),
        ]

    assert consult(with_outcome_of(second.id), answered, BOOK) is None
    third = uuid.uuid4()
    assert consult(with_outcome_of(third), answered, BOOK) is not None


@pytest.mark.parametrize(
    ("after_days", "state"), [(5, OutcomeState.AWAITS_EVIDENCE), (6, OutcomeState.LAPSED)]
)
def test_s01_neither_awaited_nor_lapsed_evidence_counts_before_a_person_looked(
    after_days: int, state: OutcomeState
) -> None:
    """S-01. The entry counts by itself, so only the state keeps it from counting."""
    counting = replace(PENDING, counts=True)
    waits = OutcomeFacts(uuid.uuid4(), None, DAY, counting, DAY + timedelta(days=5), None)
    today = DAY + timedelta(days=after_days)
    unexplained = TABLE.entry("UNEXPLAINED_ABSENCE", 1)
    acceptable = TABLE.entry("ACCEPTABLE_ABSENCE", 1)

    assert state_on(waits, today) is state
    assert not counts(waits, today)
    assert counts(replace(waits, settled=unexplained), today)
    assert not counts(replace(waits, settled=acceptable), today)
    assert counts(replace(waits, evidence_until=None), today)
