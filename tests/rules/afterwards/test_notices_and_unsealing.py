"""Notices of a seal, and the closed grounds on which it opens (F-06, F-08, F-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from guanhu.afterwards.errors import (
    CopyConfirmed,
    NotAGround,
    NotAHolder,
    NotAsAMinor,
    NoticeNotReceived,
    NoticeReceived,
    NotToBeOpened,
    PenaltyTooLow,
    PoliceSealTheirs,
    UnsealingDecided,
)
from guanhu.afterwards.facts import (
    HOLDERS,
    OWED,
    AfterSealing,
    CopyFate,
    NoticeRecipient,
    NoticeSeen,
    NoticeState,
    RegisterStatus,
    UnsealClaim,
    UnsealGround,
    UnsealingSeen,
    UnsealVerdict,
)
from guanhu.afterwards.rules import (
    police_deadline,
    refuse_confirmation,
    refuse_notice,
    refuse_opening,
    refuse_receipt,
    refuse_unseal_decision,
    refuse_unsealing,
)
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.decisions.facts import ServiceMode
from guanhu.kernel.errors import ApproverIsAuthor, InvalidInput, Refusal
from guanhu.law.holidays import OFFICIAL_HOLIDAYS as DAYS
from guanhu.law.rulebook import Rulebook
from guanhu.law.rulebooks import rulebook

LI, ZHOU, ORDER, OTHER = (UUID(int=n) for n in range(1, 5))
R, G, F = NoticeRecipient, UnsealGround, CopyFate
SEALED, SENT, RECEIVED = date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 12)
TODAY = date(2026, 10, 13)
TOMORROW = date(2026, 10, 14)
NOW, BEFORE = rulebook("r2026_01"), rulebook("r2021_06")
NOTICE = NoticeSeen(
    OTHER, ORDER, R.POLICE, None, ServiceMode.DIRECT, SENT, RECEIVED, None, None, LI
)
CRIME = UnsealClaim(G.NEW_CRIME, TODAY, combined_months=61, as_a_minor=True)
RETRIAL = UnsealClaim(G.RETRIAL, TODAY)
PROPOSAL = UnsealingSeen(OTHER, ORDER, CRIME, "判决", TODAY, LI, None, None, None, None)


def kind(refusal: Refusal | None) -> type[Refusal] | None:
    return None if refusal is None else type(refusal)


@pytest.mark.parametrize("recipient", list(R))
def test_f06_holders_are_named_and_nobody_else(recipient: NoticeRecipient) -> None:
    def refused(name: str | None, sent_on: date = SENT) -> type[Refusal] | None:
        return kind(refuse_notice(recipient, name, sent_on=sent_on, sealed_on=SEALED, today=TODAY))

    named = recipient not in OWED
    assert refused("某校") is (None if named else InvalidInput)
    assert refused(None) is (InvalidInput if named else None)
    name = "某校" if named else None
    assert refused(name, date(2026, 10, 7)) is DateBefore
    assert refused(name, TOMORROW) is DateInFuture


def test_a_receipt_is_recorded_once_and_not_before_the_sending() -> None:
    sent = replace(NOTICE, received_on=None)

    assert refuse_receipt(sent, SENT, TODAY) is None
    assert kind(refuse_receipt(sent, SEALED, TODAY)) is DateBefore
    assert kind(refuse_receipt(sent, TOMORROW, TODAY)) is DateInFuture
    assert kind(refuse_receipt(NOTICE, RECEIVED, TODAY)) is NoticeReceived


@pytest.mark.parametrize("recipient", list(R))
@pytest.mark.parametrize("fate", list(F))
def test_f06_what_becomes_of_a_copy(recipient: NoticeRecipient, fate: CopyFate) -> None:
    found = kind(
        refuse_confirmation(
            replace(NOTICE, recipient_kind=recipient), fate, on=RECEIVED, today=TODAY
        )
    )

    if recipient not in HOLDERS:
        assert found is NotAHolder
    elif recipient is R.POLICE and fate is not F.SEALED:
        assert found is PoliceSealTheirs
    else:
        assert found is None


def test_f06_a_copy_is_confirmed_once_and_after_the_receipt() -> None:
    def refused(notice: NoticeSeen, on: date = RECEIVED) -> type[Refusal] | None:
        return kind(refuse_confirmation(notice, F.SEALED, on=on, today=TODAY))

    assert refused(replace(NOTICE, received_on=None)) is NoticeNotReceived
    assert refused(replace(NOTICE, confirmed_on=TODAY, confirmed_as=F.SEALED)) is CopyConfirmed
    assert refused(NOTICE, SENT) is DateBefore
    assert refused(NOTICE, TOMORROW) is DateInFuture


def test_f08_the_police_have_three_days_from_the_receipt_unconfirmed() -> None:
    found = police_deadline(NOTICE, NOW, DAYS)

    assert found is not None
    assert (found.due_on, found.basis.unconfirmed) == (date(2026, 10, 15), True)
    assert police_deadline(NOTICE, BEFORE, DAYS) is None
    assert police_deadline(replace(NOTICE, received_on=None), NOW, DAYS) is None
    assert police_deadline(replace(NOTICE, recipient_kind=R.SCHOOL), NOW, DAYS) is None


def test_f08_who_is_owed_a_notice_is_told_until_the_receipt() -> None:
    sent = replace(NOTICE, received_on=None)

    assert AfterSealing(notices=(sent,)).owed == OWED
    assert AfterSealing(notices=(sent, NOTICE)).owed == (R.MINOR, R.LEGAL_REPRESENTATIVE)
    assert (sent.state, NOTICE.state) == (NoticeState.SENT, NoticeState.RECEIVED)


@pytest.mark.parametrize(
    ("claim", "book", "expected"),
    [
        (CRIME, NOW, None),
        (replace(CRIME, ground=G.MISSED_CRIME), NOW, None),
        (RETRIAL, NOW, None),
        # Exactly five years: not above. Before the Measures it was enough, whoever acted.
        (replace(CRIME, combined_months=60), NOW, PenaltyTooLow),
        (replace(CRIME, combined_months=60), BEFORE, None),
        (replace(CRIME, combined_months=59), BEFORE, PenaltyTooLow),
        (replace(CRIME, as_a_minor=False), NOW, NotAsAMinor),
        (replace(CRIME, as_a_minor=False), BEFORE, None),
        (replace(CRIME, ground=G.OTHER), NOW, NotAGround),
        (UnsealClaim(G.OTHER, TODAY), NOW, NotAGround),
        (replace(CRIME, combined_months=None), NOW, InvalidInput),
        (replace(CRIME, as_a_minor=None), NOW, InvalidInput),
        (replace(RETRIAL, combined_months=61), NOW, InvalidInput),
        (replace(CRIME, judged_on=TOMORROW), NOW, DateInFuture),
        (replace(RETRIAL, judged_on=TOMORROW), NOW, DateInFuture),
    ],
)
def test_f13_the_grounds_are_closed(
    claim: UnsealClaim, book: Rulebook, expected: type[Refusal] | None
) -> None:
    assert kind(refuse_unsealing(claim, book, today=TODAY)) is expected


def test_f13_the_unconfirmed_limit_is_an_offices_to_set() -> None:
    book = NOW.with_setting("unseal_above", 59)

    assert isinstance(book, Rulebook)
    exactly = replace(CRIME, combined_months=60)
    assert refuse_unsealing(exactly, book, today=TODAY) is None
    assert NOW.unseal_above is not None
    assert NOW.unseal_above.basis.unconfirmed


def test_f13_somebody_else_decides_and_once() -> None:
    decided = replace(PROPOSAL, decided_on=TODAY, verdict=UnsealVerdict.REFUSED)

    assert refuse_unseal_decision(PROPOSAL, ZHOU) is None
    assert kind(refuse_unseal_decision(PROPOSAL, LI)) is ApproverIsAuthor
    assert kind(refuse_unseal_decision(decided, ZHOU)) is UnsealingDecided


def test_f13_a_file_opens_on_its_own_approved_unsealing() -> None:
    approved = replace(PROPOSAL, verdict=UnsealVerdict.APPROVED, decided_on=TODAY)

    assert refuse_opening(approved, ORDER) is None
    assert kind(refuse_opening(approved, OTHER)) is NotToBeOpened
    assert kind(refuse_opening(PROPOSAL, ORDER)) is NotToBeOpened
    refused = replace(approved, verdict=UnsealVerdict.REFUSED)
    assert kind(refuse_opening(refused, ORDER)) is NotToBeOpened
    assert AfterSealing(unsealings=(approved,)).status is RegisterStatus.UNSEALED
    assert AfterSealing(unsealings=(refused,)).status is RegisterStatus.SEALED
