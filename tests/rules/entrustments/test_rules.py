"""The rules of entrusting the inspection to another place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from guanhu.cases.facts import CaseStatus
from guanhu.checkins.facts import NoContactReason, Present
from guanhu.entrustments.facts import (
    EntrustmentEnd,
    EntrustmentFacts,
    EntrustmentGround,
    EntrustmentState,
)
from guanhu.entrustments.rules import (
    ASSISTED_IN,
    RULE_OF,
    end_on,
    refuse_answer_by_hand,
    refuse_ask,
    refuse_contact,
    refuse_letter_by_hand,
    refuse_receipt,
    refuse_term,
    state_on,
)
from guanhu.kernel.errors import InvalidInput, Refusal

DAY = date(2026, 4, 1)
OWN, THERE = UUID(int=1), UUID(int=2)
ASKED = EntrustmentFacts(
    id=UUID(int=9), to_office=THERE, asked_on=DAY, answered_on=None, accepted=None,
    starts_on=None, until=None, ended_on=None,
)  # fmt: skip
ACCEPTED = replace(
    ASKED, answered_on=DAY, accepted=True, starts_on=DAY + timedelta(days=5),
    until=DAY + timedelta(days=90),
)  # fmt: skip
DECLINED = replace(ASKED, answered_on=DAY, accepted=False)
OUTSIDE = replace(ASKED, to_office=None)


def refused(refusal: Refusal | None) -> tuple[str, str | None] | None:
    return None if refusal is None else (refusal.code, refusal.rule)


@pytest.mark.parametrize(
    ("found", "today", "assisted", "state", "end"),
    [
        (ASKED, DAY, True, EntrustmentState.ASKED, None),
        (DECLINED, DAY, False, EntrustmentState.DECLINED, None),
        (ACCEPTED, date(2026, 4, 5), True, EntrustmentState.ACCEPTED, None),
        (ACCEPTED, date(2026, 4, 6), True, EntrustmentState.ACTIVE, None),
        (ACCEPTED, date(2026, 6, 30), True, EntrustmentState.ACTIVE, None),
        (ACCEPTED, date(2026, 7, 1), True, EntrustmentState.ENDED, EntrustmentEnd.TERM_OVER),
        (ASKED, DAY, False, EntrustmentState.ENDED, EntrustmentEnd.SUPERVISION_OVER),
        (
            replace(ACCEPTED, ended_on=DAY), DAY, True, EntrustmentState.ENDED,
            EntrustmentEnd.ENDED_BY_OWNER,
        ),
    ],
)  # fmt: skip
def test_s11_where_it_stands_on_a_day(
    *,
    found: EntrustmentFacts,
    today: date,
    assisted: bool,
    state: EntrustmentState,
    end: EntrustmentEnd | None,
) -> None:
    assert state_on(found, today, assisted=assisted) is state
    assert end_on(found, today, assisted=assisted) is end


def test_nobody_assists_before_the_decision_or_after_the_review_was_handed_in() -> None:
    expected = {CaseStatus.DECIDED, CaseStatus.ON_PROBATION, CaseStatus.PERIOD_ENDED}

    assert expected == ASSISTED_IN


@pytest.mark.parametrize(
    ("ground", "approved_on", "to_office", "outside", "expected"),
    [
        (EntrustmentGround.MOVE, DAY, THERE, False, None),
        (EntrustmentGround.DEPARTURE, DAY, None, True, None),
        (EntrustmentGround.OUT_OF_TOWN, None, THERE, False, None),
        (EntrustmentGround.MOVE, None, THERE, False, ("DEPARTURE_NOT_APPROVED", "S-11")),
        (EntrustmentGround.OUT_OF_TOWN, DAY, THERE, False, ("GROUND_HAS_NO_APPROVAL", "S-11")),
        (EntrustmentGround.MOVE, DAY, OWN, False, ("OFFICE_STAYS_OWNER", "S-01")),
        (EntrustmentGround.MOVE, DAY, OWN, True, ("OFFICE_STAYS_OWNER", "S-01")),
        (EntrustmentGround.MOVE, DAY, None, False, ("ONE_OFFICE", "S-11")),
        (EntrustmentGround.MOVE, DAY, THERE, True, ("ONE_OFFICE", "S-11")),
        (EntrustmentGround.MOVE, date(2026, 4, 2), THERE, False, ("DATE_IN_FUTURE", None)),
        (EntrustmentGround.MOVE, date(2026, 2, 28), THERE, False, ("DATE_TOO_EARLY", None)),
    ],
)
def test_s12_and_s11_have_grounds_of_their_own(
    *,
    ground: EntrustmentGround,
    approved_on: date | None,
    to_office: UUID | None,
    outside: bool,
    expected: tuple[str, str | None] | None,
) -> None:
    found = refuse_ask(
        ground, approved_on=approved_on, decided_on=date(2026, 3, 1), to_office=to_office,
        outside=outside, own_office=OWN, today=DAY,
    )  # fmt: skip

    assert refused(found) == expected
    assert set(RULE_OF.values()) == {"S-11", "S-12"}


def test_a_term_begins_in_time_and_ends_after_it_begins() -> None:
    before = DAY - timedelta(days=1)

    assert refuse_term(DAY, DAY, DAY) is None
    early, backwards = refuse_term(before, DAY, DAY), refuse_term(DAY, before, DAY)
    assert early is not None
    assert backwards is not None
    assert (early.facts["field"], backwards.facts["field"]) == ("startsOn", "until")


def test_s11_an_office_of_this_system_answers_and_writes_by_itself() -> None:
    answer = {"answered_on": DAY, "accepted": False, "starts_on": None, "until": None, "today": DAY}
    by_hand = {"sent_on": DAY, "received_on": DAY, "today": DAY}

    assert refused(refuse_answer_by_hand(ASKED, **answer)) == (  # type: ignore[arg-type]
        "ANSWERED_BY_THE_OFFICE", "S-11",
    )  # fmt: skip
    assert refuse_answer_by_hand(OUTSIDE, **answer) is None  # type: ignore[arg-type]
    assert refused(refuse_letter_by_hand(ACCEPTED, assisted=True, **by_hand)) == (
        "ANSWERED_BY_THE_OFFICE", "S-11",
    )  # fmt: skip
    assert refuse_letter_by_hand(ACCEPTED, assisted=False, **by_hand) is None
    outside = replace(ACCEPTED, to_office=None)
    assert refuse_letter_by_hand(outside, assisted=True, **by_hand) is None
    for silent in (OUTSIDE, replace(DECLINED, to_office=None), DECLINED):
        assert refused(refuse_letter_by_hand(silent, assisted=True, **by_hand)) == (
            "ENTRUSTMENT_STATE_FORBIDS", "S-11",
        )  # fmt: skip


def test_a_letter_is_received_once_and_not_before_it_was_sent() -> None:
    later = DAY + timedelta(days=1)

    assert refuse_receipt(DAY, None, DAY, DAY) is None
    assert refused(refuse_receipt(DAY, DAY, DAY, DAY)) == ("LETTER_RECEIVED_ALREADY", "S-11")
    assert refused(refuse_receipt(later, None, DAY, later)) == ("DATE_TOO_EARLY", None)
    assert refused(refuse_receipt(DAY, None, later, DAY)) == ("DATE_IN_FUTURE", None)


@pytest.mark.parametrize(
    ("hours", "made", "reason", "expected"),
    [
        (0, True, None, None),
        (-1, False, NoContactReason.REFUSED, None),
        (1, True, None, "HAPPENED_IN_FUTURE"),
        # Eleven in the evening of the day before, in Shanghai.
        (-10, True, None, "DATE_TOO_EARLY"),
        (0, False, None, InvalidInput.code),
        (0, True, NoContactReason.REFUSED, InvalidInput.code),
    ],
)
def test_a_contact_happened_within_the_term(
    *, hours: int, made: bool, reason: NoContactReason | None, expected: str | None
) -> None:
    now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    found = refuse_contact(
        DAY, happened_at=now + timedelta(hours=hours), now=now, contact_made=made,
        no_contact_reason=reason, present=(Present.MINOR,), topics=(),
    )  # fmt: skip

    assert (None if found is None else found.code) == expected
