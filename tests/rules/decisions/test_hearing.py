"""Hearing: who, when, how (D-01, D-02, P-09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from guanhu.cases.states import CaseStatus
from guanhu.decisions.facts import (
    HearingMode,
    HearingStage,
    ObjectionKind,
    OpinionFacts,
    OpinionParty,
    Stance,
)
from guanhu.decisions.rules import (
    Hearing,
    parties_to_hear,
    refuse_answer,
    refuse_hearing,
    refuse_stage,
    refuse_withdrawal,
)
from guanhu.kernel.errors import InvalidInput

RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 10)
ENDS = date(2026, 9, 20)

BY_THE_MINOR = Hearing(
    stage=HearingStage.BEFORE_DECISION,
    party=OpinionParty.MINOR,
    heard_on=date(2026, 3, 5),
    how=HearingMode.IN_PERSON,
    stance=Stance.SUPPORTS,
    objection=ObjectionKind.NONE,
    approved=False,
)
BY_THE_POLICE = replace(
    BY_THE_MINOR, party=OpinionParty.POLICE, how=HearingMode.WRITTEN, approved=True
)
AN_OBJECTION = OpinionFacts(
    stage=HearingStage.BEFORE_DECISION,
    party=OpinionParty.MINOR,
    objection=ObjectionKind.CONDITIONS,
    withdrawn=False,
    answered=False,
)


def code_of(hearing: Hearing) -> str | None:
    refusal = refuse_hearing(hearing, received_on=RECEIVED, today=TODAY)
    return None if refusal is None else refusal.code


@pytest.mark.parametrize(
    ("hearing", "code"),
    [
        pytest.param(BY_THE_MINOR, None, id="minor"),
        pytest.param(BY_THE_POLICE, None, id="written-and-approved"),
        pytest.param(
            replace(BY_THE_POLICE, heard_on=date(2026, 2, 20)), None, id="police-before-receipt"
        ),
        pytest.param(
            replace(BY_THE_POLICE, how=HearingMode.PHONE),
            "POLICE_OPINION_NOT_WRITTEN",
            id="police-by-phone",
        ),
        pytest.param(
            replace(BY_THE_POLICE, approved=False),
            "POLICE_OPINION_NOT_APPROVED",
            id="police-without-approver",
        ),
        pytest.param(
            replace(BY_THE_MINOR, heard_on=date(2026, 3, 11)), "DATE_IN_FUTURE", id="tomorrow"
        ),
        pytest.param(
            replace(BY_THE_MINOR, heard_on=date(2026, 3, 1)), "DATE_TOO_EARLY", id="before-receipt"
        ),
        pytest.param(
            replace(BY_THE_MINOR, stance=Stance.OBJECTS), "INVALID_INPUT", id="objects-to-nothing"
        ),
        pytest.param(
            replace(BY_THE_MINOR, objection=ObjectionKind.DISPOSITION),
            "INVALID_INPUT",
            id="supports-and-objects",
        ),
    ],
)
def test_a_record_of_hearing(hearing: Hearing, code: str | None) -> None:
    assert code_of(hearing) == code


def test_only_the_police_name_an_approver() -> None:
    refusal = refuse_hearing(
        replace(BY_THE_MINOR, approved=True), received_on=RECEIVED, today=TODAY
    )

    assert isinstance(refusal, InvalidInput)
    assert [(p.path, p.code) for p in refusal.problems] == [("approvedBy", "POLICE_ONLY")]


def test_five_are_heard_and_the_victim_only_where_there_is_one() -> None:
    assert parties_to_hear(has_victim=True) == tuple(OpinionParty)
    assert parties_to_hear(has_victim=False) == (
        OpinionParty.POLICE,
        OpinionParty.MINOR,
        OpinionParty.LEGAL_REPRESENTATIVE,
        OpinionParty.DEFENDER,
    )


FIRST, SECOND = HearingStage.BEFORE_DECISION, HearingStage.BEFORE_FINAL_DECISION


@pytest.mark.parametrize(
    ("stage", "status", "heard_on", "answer"),
    [
        pytest.param(FIRST, CaseStatus.RECEIVED, None, None, id="received"),
        pytest.param(FIRST, CaseStatus.PROPOSED, None, None, id="proposed"),
        pytest.param(
            FIRST, CaseStatus.DECIDED, None, ("STAGE_IS_OVER", "D-01"), id="after-the-decision"
        ),
        pytest.param(
            SECOND, CaseStatus.ON_PROBATION, None, ("STAGE_NOT_OPEN", "P-09"), id="while-running"
        ),
        pytest.param(SECOND, CaseStatus.PERIOD_ENDED, date(2026, 9, 21), None, id="day-after-end"),
        pytest.param(
            SECOND, CaseStatus.PERIOD_ENDED, ENDS, ("DATE_TOO_EARLY", None), id="on-the-last-day"
        ),
        pytest.param(SECOND, CaseStatus.OPINION_GIVEN, None, None, id="opinion-given"),
        pytest.param(
            SECOND, CaseStatus.FINAL_DECISION, None, ("STAGE_IS_OVER", "D-01"), id="after-the-final"
        ),
    ],
)
def test_a_stage_opens_and_closes(
    stage: HearingStage,
    status: CaseStatus,
    heard_on: date | None,
    answer: tuple[str, str | None] | None,
) -> None:
    refusal = refuse_stage(stage, status, ENDS, heard_on)

    assert (None if refusal is None else (refusal.code, refusal.rule)) == answer


@pytest.mark.parametrize(
    ("opinion", "answer"),
    [
        pytest.param(AN_OBJECTION, None, id="objection-to-conditions"),
        pytest.param(
            replace(AN_OBJECTION, answered=True), ("ALREADY_ANSWERED", "D-06"), id="twice"
        ),
        pytest.param(
            replace(AN_OBJECTION, withdrawn=True), ("NO_OBJECTION_TO_ANSWER", "D-06"), id="gone"
        ),
        pytest.param(
            replace(AN_OBJECTION, objection=ObjectionKind.NONE),
            ("NO_OBJECTION_TO_ANSWER", "D-06"),
            id="none",
        ),
        pytest.param(
            replace(AN_OBJECTION, objection=ObjectionKind.DISPOSITION),
            ("MUST_PROSECUTE", "D-05"),
            id="to-the-disposition-itself",
        ),
        pytest.param(
            replace(AN_OBJECTION, objection=ObjectionKind.DISPOSITION, party=OpinionParty.VICTIM),
            None,
            id="the-victim-s-to-the-disposition",
        ),
    ],
)
def test_an_objection_is_answered_once(
    opinion: OpinionFacts, answer: tuple[str, str] | None
) -> None:
    refusal = refuse_answer(opinion)

    assert (None if refusal is None else (refusal.code, refusal.rule)) == answer


@pytest.mark.parametrize(
    ("opinion", "withdrawn_on", "status", "code"),
    [
        pytest.param(AN_OBJECTION, date(2026, 3, 8), CaseStatus.UNDER_REVIEW, None, id="in-time"),
        pytest.param(
            AN_OBJECTION, date(2026, 3, 8), CaseStatus.PROSECUTED, "WITHDRAWN_TOO_LATE", id="late"
        ),
        pytest.param(
            AN_OBJECTION, date(2026, 3, 11), CaseStatus.UNDER_REVIEW, "DATE_IN_FUTURE", id="future"
        ),
        pytest.param(
            AN_OBJECTION,
            date(2026, 3, 4),
            CaseStatus.UNDER_REVIEW,
            "DATE_TOO_EARLY",
            id="before-it-was-made",
        ),
        pytest.param(
            replace(AN_OBJECTION, withdrawn=True),
            date(2026, 3, 8),
            CaseStatus.UNDER_REVIEW,
            "NO_OBJECTION_TO_WITHDRAW",
            id="twice",
        ),
    ],
)
def test_an_objection_is_withdrawn_before_the_decision_to_prosecute(
    opinion: OpinionFacts, withdrawn_on: date, status: CaseStatus, code: str | None
) -> None:
    refusal = refuse_withdrawal(
        opinion,
        heard_on=date(2026, 3, 5),
        withdrawn_on=withdrawn_on,
        status=status,
        today=TODAY,
    )

    assert (None if refusal is None else refusal.code) == code
