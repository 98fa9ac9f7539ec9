"""Why an action of this room is barred is what the command would answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.entrustments import errors
from guanhu.entrustments.facts import EntrustmentFacts
from guanhu.entrustments.gates import reasons

A = CaseAction
DAY = date(2026, 4, 1)
ASKED = EntrustmentFacts(
    id=UUID(int=9), to_office=UUID(int=2), asked_on=DAY, answered_on=None, accepted=None,
    starts_on=None, until=None, ended_on=None,
)  # fmt: skip
ACTIVE = replace(ASKED, answered_on=DAY, accepted=True, starts_on=DAY, until=DAY)
DECLINED = replace(ASKED, answered_on=DAY, accepted=False)
OUTSIDE = replace(ASKED, to_office=None)


def barred(
    *found: EntrustmentFacts, letter: bool = False, today: date = DAY, assisted: bool = True
) -> dict[CaseAction, type]:
    given = reasons(found, letter_waits=letter, today=today, assisted=assisted)
    return {action: type(refusal) for action, refusal in given if refusal is not None}


def test_with_nothing_there_one_can_only_ask() -> None:
    assert barred() == {
        A.RECORD_ENTRUSTMENT_ANSWER: errors.NoEntrustmentThere,
        A.RECORD_ENTRUSTMENT_LETTER: errors.NoEntrustmentThere,
        A.RECEIVE_ENTRUSTMENT_LETTER: errors.NoLetterWaiting,
        A.END_ENTRUSTMENT: errors.NoEntrustmentThere,
    }
    assert barred(DECLINED) == barred()


def test_s11_while_one_runs_no_other_is_asked() -> None:
    for running in (ASKED, ACTIVE):
        found = barred(running)
        assert found[A.ASK_ENTRUSTMENT] is errors.AlreadyEntrusted
        assert A.END_ENTRUSTMENT not in found
    over = barred(ACTIVE, today=DAY + timedelta(days=1))
    assert A.ASK_ENTRUSTMENT not in over
    assert over[A.END_ENTRUSTMENT] is errors.NoEntrustmentThere
    assert barred(ASKED, assisted=False)[A.END_ENTRUSTMENT] is errors.NoEntrustmentThere


def test_s11_only_an_office_outside_is_written_down_by_hand() -> None:
    assert A.RECORD_ENTRUSTMENT_ANSWER in barred(ASKED)
    assert A.RECORD_ENTRUSTMENT_ANSWER not in barred(OUTSIDE)
    assert A.RECORD_ENTRUSTMENT_LETTER in barred(ACTIVE)
    assert A.RECORD_ENTRUSTMENT_LETTER not in barred(replace(ACTIVE, to_office=None))
    # What comes after the access ended comes on paper.
    assert A.RECORD_ENTRUSTMENT_LETTER not in barred(replace(ACTIVE, ended_on=DAY))


def test_a_letter_that_waits_can_be_received() -> None:
    assert A.RECEIVE_ENTRUSTMENT_LETTER not in barred(ACTIVE, letter=True)
