"""Who may challenge what, until when, before whom, and who answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.states import CaseAction
from guanhu.challenges import errors
from guanhu.challenges.facts import (
    ChallengeFacts,
    ChallengeKind,
    ChallengeOutcome,
    ChallengeState,
    Complainant,
)
from guanhu.challenges.gates import reasons
from guanhu.challenges.rules import (
    Challenged,
    answer_clock,
    last_day_of,
    refuse_answer,
    refuse_challenge,
    refuse_complainant,
    refuse_complex,
    refuse_days,
    refuse_order,
    refuse_receipt,
    refuse_request,
    refuse_reviewer,
    route_of,
)
from guanhu.decisions.errors import NothingToApprove
from guanhu.decisions.facts import CHALLENGED_FROM, NON_PROSECUTION, Addressee, DecisionKind
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.due import ComplaintRoute
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.rulebooks import rulebook, rulebook_for

LI, WANG, CHEN = UUID(int=1001), UUID(int=1002), UUID(int=1003)
DECISION = UUID(int=1)
MAY_11 = date(2026, 5, 11)
BOOK = rulebook(rulebook_for(MAY_11).id)
K, R = ChallengeKind, ComplaintRoute
CONDITIONAL, FINAL = DecisionKind.CONDITIONAL_NON_PROSECUTION, DecisionKind.FINAL_NON_PROSECUTION
ASKED = ChallengeFacts(
    id=UUID(int=2), decision_id=DECISION, kind=K.RECONSIDERATION, state=ChallengeState.OPEN,
    made_on=MAY_11, received_on=MAY_11, reviewer_id=WANG, is_complex=False, answered_on=None,
    outcome=None, answer_received_on=None,
)  # fmt: skip
MAINTAINED = replace(
    ASKED, state=ChallengeState.ANSWERED, answered_on=date(2026, 5, 20),
    outcome=ChallengeOutcome.MAINTAINED,
)  # fmt: skip
COMPLAINT = replace(ASKED, kind=K.COMPLAINT, reviewer_id=None)


def kind_of(refusal: Refusal | None) -> type[Refusal] | None:
    return None if refusal is None else type(refusal)


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_only_a_non_prosecution_is_challenged(kind: DecisionKind) -> None:
    """D-12, D-14."""
    expected = None if kind in NON_PROSECUTION else errors.NotOpenToChallenge
    assert kind_of(refuse_challenge(kind)) is expected


def test_d17_the_minor_has_no_complaint_here() -> None:
    """Against a conditional decision and the final one of its period."""
    for kind in (CONDITIONAL, FINAL):
        refusal = refuse_complainant(Complainant.MINOR, kind)
        assert kind_of(refusal) is errors.NoComplaintOfTheMinor


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_d17_the_minor_complains_of_a_relative_one_only(kind: DecisionKind) -> None:
    """D-17: nor is a right counted from the receipt of any other decision."""
    relative = kind is DecisionKind.RELATIVE_NON_PROSECUTION
    expected = None if relative else errors.NoComplaintOfTheMinor
    assert kind_of(refuse_complainant(Complainant.MINOR, kind)) is expected
    assert refuse_complainant(Complainant.VICTIM, kind) is None
    started = CHALLENGED_FROM.get((kind, Addressee.MINOR))
    assert started is (DeadlineKind.MINOR_COMPLAINT if relative else None)
    for other in set(Addressee) - {Addressee.MINOR}:
        assert CHALLENGED_FROM.get((kind, other)) is not DeadlineKind.MINOR_COMPLAINT


@pytest.mark.parametrize(
    ("made_on", "received_on", "expected"),
    [
        (date(2026, 5, 10), MAY_11, DateBefore(field="madeOn", earliest=MAY_11)),
        (MAY_11, date(2026, 5, 10), DateBefore(field="receivedOn", earliest=MAY_11)),
        (MAY_11, date(2026, 5, 13), DateInFuture(field="receivedOn")),
        (MAY_11, date(2026, 5, 12), None),
    ],
)
def test_the_days_of_a_challenge(
    made_on: date, received_on: date, expected: Refusal | None
) -> None:
    got = refuse_days(
        decided_on=MAY_11, made_on=made_on, received_on=received_on, today=date(2026, 5, 12)
    )
    assert (kind_of(got), getattr(got, "facts", None)) == (
        kind_of(expected), getattr(expected, "facts", None),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "of", "expected"),
    [
        # Seven days from Monday 11 May, the day itself not counted (T-02).
        (K.RECONSIDERATION, Challenged(CONDITIONAL, MAY_11, MAY_11), date(2026, 5, 18)),
        (K.COMPLAINT, Challenged(CONDITIONAL, MAY_11, None, MAY_11), date(2026, 5, 18)),
        (K.COMPLAINT, Challenged(FINAL, MAY_11, None, MAY_11), date(2026, 5, 18)),
        (
            K.POLICE_REVIEW,
            Challenged(CONDITIONAL, MAY_11, MAY_11, None, date(2026, 5, 25)),
            date(2026, 6, 1),
        ),
        # A Saturday moves to Monday (T-04).
        (
            K.COMPLAINT,
            Challenged(CONDITIONAL, MAY_11, None, date(2026, 5, 16)),
            date(2026, 5, 25),
        ),
        # Nothing has begun to run without a receipt.
        (K.RECONSIDERATION, Challenged(CONDITIONAL, MAY_11), None),
        (K.COMPLAINT, Challenged(CONDITIONAL, MAY_11), None),
        (K.POLICE_REVIEW, Challenged(CONDITIONAL, MAY_11, MAY_11), None),
        # For the police against the final decision the register knows no limit.
        (K.RECONSIDERATION, Challenged(FINAL, MAY_11, MAY_11), None),
    ],
)
def test_until_when_it_can_be_made(
    kind: ChallengeKind, of: Challenged, expected: date | None
) -> None:
    """D-12, D-14."""
    assert last_day_of(kind, of, BOOK, OFFICIAL_HOLIDAYS) == expected


def test_before_the_receipt_a_complaint_is_in_time() -> None:
    route = route_of(Challenged(CONDITIONAL, MAY_11), MAY_11, BOOK, OFFICIAL_HOLIDAYS)
    assert route is R.NEXT_HIGHER_PROCURATORATE


@pytest.mark.parametrize(
    ("kind", "earlier", "made_on", "expected"),
    [
        (K.RECONSIDERATION, (), MAY_11, None),
        (K.RECONSIDERATION, (COMPLAINT,), MAY_11, None),
        (K.RECONSIDERATION, (ASKED,), MAY_11, errors.AlreadyRequested),
        (K.POLICE_REVIEW, (), MAY_11, errors.ReviewBeforeReconsideration),
        (K.POLICE_REVIEW, (ASKED,), MAY_11, errors.ReviewBeforeReconsideration),
        (
            K.POLICE_REVIEW,
            (replace(MAINTAINED, outcome=ChallengeOutcome.WRONG),),
            date(2026, 5, 21),
            errors.ReviewBeforeReconsideration,
        ),
        (K.POLICE_REVIEW, (MAINTAINED,), date(2026, 5, 19), DateBefore),
        (K.POLICE_REVIEW, (MAINTAINED,), date(2026, 5, 20), None),
    ],
)
def test_d12_one_level_after_the_other(
    kind: ChallengeKind,
    earlier: tuple[ChallengeFacts, ...],
    made_on: date,
    expected: type[Refusal] | None,
) -> None:
    assert kind_of(refuse_request(kind, made_on, earlier)) is expected


def test_d13_the_reviewer_did_not_handle_the_case() -> None:
    assert refuse_reviewer(ASKED, WANG, {LI}) is None
    assert kind_of(refuse_reviewer(ASKED, LI, {LI})) is errors.ReviewerIsHandler
    assert kind_of(refuse_reviewer(COMPLAINT, WANG, {LI})) is errors.NotAReconsideration
    assert kind_of(refuse_reviewer(MAINTAINED, WANG, {LI})) is errors.ChallengeClosed


@pytest.mark.parametrize(
    ("challenge", "recorder", "answered_on", "expected"),
    [
        (ASKED, CHEN, MAY_11, None),
        (ASKED, LI, MAY_11, errors.ReviewerIsHandler),
        # The file went to the reviewer after the assignment.
        (replace(ASKED, reviewer_id=LI), CHEN, MAY_11, errors.ReviewerIsHandler),
        (replace(ASKED, reviewer_id=None), CHEN, MAY_11, errors.ReviewerMissing),
        (COMPLAINT, CHEN, MAY_11, None),
        (ASKED, CHEN, date(2026, 5, 10), DateBefore),
        (ASKED, CHEN, date(2026, 6, 1), DateInFuture),
        (MAINTAINED, CHEN, MAY_11, errors.ChallengeClosed),
        (replace(ASKED, state=ChallengeState.LAPSED), CHEN, MAY_11, errors.ChallengeClosed),
    ],
)
def test_d13_who_answers_and_when(
    challenge: ChallengeFacts,
    recorder: UUID,
    answered_on: date,
    expected: type[Refusal] | None,
) -> None:
    got = refuse_answer(
        challenge, answered_on=answered_on, recorder_id=recorder, handlers={LI},
        today=date(2026, 5, 31),
    )  # fmt: skip
    assert kind_of(got) is expected


def test_which_limit_an_answer_has() -> None:
    """D-13, D-16: what another office examines is that office's duty."""
    assert answer_clock(K.RECONSIDERATION, None) is DeadlineKind.RECONSIDERATION_ANSWER
    assert answer_clock(K.POLICE_REVIEW, None) is DeadlineKind.POLICE_REVIEW_ANSWER
    above, here = R.NEXT_HIGHER_PROCURATORATE, R.DECIDING_PROCURATORATE
    assert answer_clock(K.COMPLAINT, above) is DeadlineKind.HIGHER_COMPLAINT_REVIEW
    assert answer_clock(K.COMPLAINT, here) is DeadlineKind.COMPLAINT_REVIEW


def test_d16_only_an_open_complaint_is_complex_and_once() -> None:
    assert refuse_complex(COMPLAINT) is None
    assert kind_of(refuse_complex(ASKED)) is errors.NotAComplaint
    assert kind_of(refuse_complex(replace(COMPLAINT, is_complex=True))) is errors.AlreadyComplex
    closed = replace(COMPLAINT, state=ChallengeState.LAPSED)
    assert kind_of(refuse_complex(closed)) is errors.ChallengeClosed


@pytest.mark.parametrize(
    ("challenge", "on", "expected"),
    [
        (ASKED, MAY_11, errors.NotAnswered),
        (MAINTAINED, date(2026, 5, 19), DateBefore),
        (MAINTAINED, date(2026, 6, 1), DateInFuture),
        (MAINTAINED, date(2026, 5, 21), None),
        (
            replace(MAINTAINED, answer_received_on=date(2026, 5, 21)),
            date(2026, 5, 21),
            errors.ReceiptRecorded,
        ),
    ],
)
def test_the_receipt_of_an_answer(
    challenge: ChallengeFacts, on: date, expected: type[Refusal] | None
) -> None:
    assert kind_of(refuse_receipt(challenge, on, date(2026, 5, 31))) is expected


def test_d18_an_order_from_above_follows_the_decision() -> None:
    today = date(2026, 5, 31)
    assert refuse_order(MAY_11, MAY_11, today) is None
    assert kind_of(refuse_order(MAY_11, date(2026, 5, 10), today)) is DateBefore
    assert kind_of(refuse_order(MAY_11, date(2026, 6, 1), today)) is DateInFuture


@pytest.mark.parametrize(
    ("challenges", "action", "expected"),
    [
        ((), CaseAction.ASSIGN_REVIEWER, errors.NothingToAssign),
        ((), CaseAction.ANSWER_CHALLENGE, errors.NothingToAnswer),
        ((), CaseAction.RECORD_ANSWER_RECEIPT, errors.NotAnswered),
        ((COMPLAINT,), CaseAction.ASSIGN_REVIEWER, errors.NothingToAssign),
        ((COMPLAINT,), CaseAction.ANSWER_CHALLENGE, None),
        ((ASKED,), CaseAction.ASSIGN_REVIEWER, None),
        ((ASKED,), CaseAction.ANSWER_CHALLENGE, None),
        (
            (replace(ASKED, reviewer_id=None),),
            CaseAction.ANSWER_CHALLENGE,
            errors.ReviewerMissing,
        ),
        ((replace(ASKED, reviewer_id=None), COMPLAINT), CaseAction.ANSWER_CHALLENGE, None),
        ((MAINTAINED,), CaseAction.RECORD_ANSWER_RECEIPT, None),
        ((MAINTAINED,), CaseAction.ANSWER_CHALLENGE, errors.NothingToAnswer),
    ],
)
def test_why_an_action_is_barred(
    challenges: tuple[ChallengeFacts, ...], action: CaseAction, expected: type[Refusal] | None
) -> None:
    found = dict(reasons(challenges, None, CHEN))
    assert kind_of(found.get(action)) is expected


def test_who_proposed_to_quash_does_not_approve() -> None:
    """D-18."""

    def barred(waiting: UUID | None) -> dict[CaseAction, type[Refusal] | None]:
        return {each: kind_of(why) for each, why in reasons((), waiting, CHEN)}

    nothing, own, others = barred(None), barred(CHEN), barred(LI)
    assert nothing[CaseAction.APPROVE_QUASHING] is NothingToApprove
    assert CaseAction.PROPOSE_QUASHING not in nothing
    assert own[CaseAction.APPROVE_QUASHING] is own[CaseAction.RETURN_QUASHING] is ApproverIsAuthor
    assert others[CaseAction.APPROVE_QUASHING] is others[CaseAction.RETURN_QUASHING] is None
    assert others[CaseAction.PROPOSE_QUASHING] is errors.QuashingPending
