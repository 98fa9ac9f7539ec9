"""The gates of challenging, answering and quashing. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.states import CaseAction
from guanhu.challenges.errors import (
    AlreadyComplex,
    AlreadyRequested,
    ChallengeClosed,
    NoComplaintOfTheMinor,
    NotAComplaint,
    NotAnswered,
    NotAReconsideration,
    NotOpenToChallenge,
    ReceiptRecorded,
    ReviewBeforeReconsideration,
    ReviewerIsHandler,
    ReviewerMissing,
)
from guanhu.challenges.facts import (
    ChallengeFacts,
    ChallengeKind,
    ChallengeOutcome,
    ChallengeState,
    Complainant,
)
from guanhu.decisions.facts import NON_PROSECUTION, DecisionKind
from guanhu.kernel.calendar import HolidayCalendar
from guanhu.kernel.errors import Refusal
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.due import (
    ComplaintRoute,
    complaint_route,
    minor_complaint,
    police_reconsideration,
    police_review_request,
    victim_complaint,
)
from guanhu.law.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Challenged:
    """The decision, and the days from which the rights against it count (T-02).

    `police_since`, `victim_since`, `minor_since`: the day on the receipt. `answer_since`: the day
    on which the police received the answer to their reconsideration. None: not on record.
    """

    kind: DecisionKind
    decided_on: date
    police_since: date | None = None
    victim_since: date | None = None
    answer_since: date | None = None
    minor_since: date | None = None


def refuse_days(
    *, decided_on: date, made_on: date, received_on: date, today: date
) -> Refusal | None:
    """Say why the days of a challenge cannot be, or None."""
    if made_on < decided_on:
        return DateBefore(field="madeOn", earliest=decided_on)
    if received_on < made_on:
        return DateBefore(field="receivedOn", earliest=made_on)
    return DateInFuture(field="receivedOn") if received_on > today else None


def refuse_challenge(kind: DecisionKind) -> Refusal | None:
    """Police and victim challenge a conditional or a final non-prosecution (D-12, D-14)."""
    return None if kind in NON_PROSECUTION else NotOpenToChallenge(kind=kind)


def refuse_complainant(by: Complainant, kind: DecisionKind) -> Refusal | None:
    """The minor's own complaint exists only against a relative non-prosecution (D-17).

    Against a conditional decision the minor has the objection (D-05), which asks for no limit.
    """
    if by is Complainant.MINOR and kind is not DecisionKind.RELATIVE_NON_PROSECUTION:
        return NoComplaintOfTheMinor(kind=kind)
    return None


def refuse_request(
    kind: ChallengeKind, made_on: date, earlier: Iterable[ChallengeFacts]
) -> Refusal | None:
    """Say why the police cannot have asked for this, or None (D-12).

    `earlier`: the challenges of the same decision. Each level is asked once, the next-higher one
    after this office maintained its decision.
    """
    known = {each.kind: each for each in earlier if each.kind is not ChallengeKind.COMPLAINT}
    if kind in known:
        return AlreadyRequested(received_on=known[kind].received_on)
    if kind is ChallengeKind.POLICE_REVIEW:
        first = known.get(ChallengeKind.RECONSIDERATION)
        if first is None or first.outcome is not ChallengeOutcome.MAINTAINED:
            return ReviewBeforeReconsideration()
        if first.answered_on is not None and made_on < first.answered_on:
            return DateBefore(field="madeOn", earliest=first.answered_on)
    return None


def last_day_of(
    kind: ChallengeKind,
    of: Challenged,
    book: Rulebook,
    days: HolidayCalendar,
    *,
    by: Complainant | None = None,
) -> date | None:
    """Until when it can be made (D-12, D-14, D-17, T-02); `by`: who complains.

    None where the receipt from which it counts is not on record, so that nothing has begun to
    run; and for the police against the final decision, for which the register knows no limit.
    """
    if by is Complainant.MINOR:
        since = of.minor_since
        return None if since is None else minor_complaint(since, book, days).due_on
    if kind is ChallengeKind.COMPLAINT:
        since = of.victim_since
        return None if since is None else victim_complaint(since, book, days).due_on
    if of.kind is not DecisionKind.CONDITIONAL_NON_PROSECUTION:
        return None
    if kind is ChallengeKind.RECONSIDERATION:
        since = of.police_since
        return None if since is None else police_reconsideration(since, book, days).due_on
    since = of.answer_since
    return None if since is None else police_review_request(since, book, days).due_on


def route_of(
    of: Challenged,
    made_on: date,
    book: Rulebook,
    days: HolidayCalendar,
    *,
    by: Complainant = Complainant.VICTIM,
) -> ComplaintRoute:
    """Who examines a complaint of that day.

    The victim's in time the next level, after that this office (D-14); the minor's this office,
    whenever it comes (D-17).
    """
    if by is Complainant.MINOR:
        return ComplaintRoute.DECIDING_PROCURATORATE
    if of.victim_since is None:
        return ComplaintRoute.NEXT_HIGHER_PROCURATORATE
    return complaint_route(of.victim_since, made_on, book, days)


def answer_clock(kind: ChallengeKind, route: ComplaintRoute | None) -> DeadlineKind:
    """Which limit its answer has (D-13, D-16)."""
    if kind is ChallengeKind.RECONSIDERATION:
        return DeadlineKind.RECONSIDERATION_ANSWER
    if kind is ChallengeKind.POLICE_REVIEW:
        return DeadlineKind.POLICE_REVIEW_ANSWER
    above = route is ComplaintRoute.NEXT_HIGHER_PROCURATORATE
    return DeadlineKind.HIGHER_COMPLAINT_REVIEW if above else DeadlineKind.COMPLAINT_REVIEW


def refuse_complex(challenge: ChallengeFacts) -> Refusal | None:
    """Say why the review of this challenge cannot take the longer limit (D-16), or None."""
    if challenge.kind is not ChallengeKind.COMPLAINT:
        return NotAComplaint(kind=challenge.kind)
    if challenge.state is not ChallengeState.OPEN:
        return ChallengeClosed(state=challenge.state)
    return AlreadyComplex() if challenge.is_complex else None


def refuse_reviewer(
    challenge: ChallengeFacts, reviewer_id: UUID, handlers: Collection[UUID]
) -> Refusal | None:
    """Say why somebody cannot be assigned to a reconsideration (D-13), or None."""
    if challenge.kind is not ChallengeKind.RECONSIDERATION:
        return NotAReconsideration()
    if challenge.state is not ChallengeState.OPEN:
        return ChallengeClosed(state=challenge.state)
    return ReviewerIsHandler() if reviewer_id in handlers else None


def refuse_answer(
    challenge: ChallengeFacts,
    *,
    answered_on: date,
    recorder_id: UUID,
    handlers: Collection[UUID],
    today: date,
) -> Refusal | None:
    """Say why a challenge is not answered like this, or None (D-13).

    The file may have changed hands since the assignment, so the reviewer is held against its
    handlers again; nor does a handler write the answer down.
    """
    if challenge.state is not ChallengeState.OPEN:
        return ChallengeClosed(state=challenge.state)
    if answered_on > today:
        return DateInFuture(field="answeredOn")
    if answered_on < challenge.received_on:
        return DateBefore(field="answeredOn", earliest=challenge.received_on)
    if challenge.kind is not ChallengeKind.RECONSIDERATION:
        return None
    if challenge.reviewer_id is None:
        return ReviewerMissing()
    involved = {challenge.reviewer_id, recorder_id} & set(handlers)
    return ReviewerIsHandler() if involved else None


def refuse_receipt(challenge: ChallengeFacts, received_on: date, today: date) -> Refusal | None:
    """Say why an answer cannot have been received on this day, or None."""
    if challenge.answered_on is None:
        return NotAnswered()
    if challenge.answer_received_on is not None:
        return ReceiptRecorded(on=challenge.answer_received_on)
    if received_on > today:
        return DateInFuture(field="receivedOn")
    if received_on < challenge.answered_on:
        return DateBefore(field="receivedOn", earliest=challenge.answered_on)
    return None


def refuse_order(decided_on: date, ordered_on: date, today: date) -> Refusal | None:
    """Say why a higher procuratorate cannot have quashed on this day (D-18), or None."""
    if ordered_on > today:
        return DateInFuture(field="orderedOn")
    return DateBefore(field="orderedOn", earliest=decided_on) if ordered_on < decided_on else None


def quashing_action(decision_id: UUID, challenges: Iterable[ChallengeFacts]) -> CaseAction:
    """How the approval of a quashing leads on: to prosecution, or back to the review.

    "Prosecute" is said of a wrong non-prosecution (D-18). Who complains of his own asks for a
    better decision (D-17); so once this is found wrong on his complaint, the case is reviewed
    anew. That is inference: the register does not say what follows.
    """
    for_the_minor = any(
        each.decision_id == decision_id
        and each.by is Complainant.MINOR
        and each.outcome is ChallengeOutcome.WRONG
        for each in challenges
    )
    return CaseAction.QUASH_FOR_MINOR if for_the_minor else CaseAction.APPROVE_QUASHING
