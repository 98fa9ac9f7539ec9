"""Assign a reviewer, record the answer to a challenge and its receipt (D-13, D-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.challenges.errors import NotAProsecutor
from guanhu.challenges.facts import ChallengeKind, ChallengeOutcome
from guanhu.challenges.repository import ChallengeRepository, challenge_facts
from guanhu.challenges.rules import (
    answer_clock,
    refuse_answer,
    refuse_receipt,
    refuse_reviewer,
)
from guanhu.challenges.tables import ChallengeRow
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.tables import DecisionRow
from guanhu.identity.directory import Directory
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.due import ComplaintRoute
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignReviewer:
    """Assign another prosecutor to a reconsideration."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    challenge_id: UUID = item("The request for reconsideration.")
    reviewer_id: UUID = item("An officer or supervisor who did not handle the case (D-13).")


@dataclass(frozen=True, slots=True)
class AssignedReviewer:
    """The file with the assignment."""

    case_file: UUID


async def assign_reviewer(
    database: Database, clock: Clock, actor: Actor, command: AssignReviewer
) -> AssignedReviewer:
    """Name who reconsiders; assigning again replaces. Nobody gains sight of the file by it.

    The reviewer works on the paper file; a supervisor, who sees it here, records the answer.
    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotAProsecutor`,
    `NotAReconsideration`, `ChallengeClosed`, `ReviewerIsHandler`.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, AssignedReviewer) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, challenges = CaseRepository(work), ChallengeRepository(work)
        row, challenge = await challenges.with_case(ChallengeRow, command.challenge_id)
        cases.act(row, CaseAction.ASSIGN_REVIEWER)
        reviewer = await Directory(work).find(command.reviewer_id)
        if (
            reviewer is None
            or not reviewer.active
            or reviewer.role not in (Role.OFFICER, Role.SUPERVISOR)
        ):
            raise NotAProsecutor
        refusal = refuse_reviewer(
            challenge_facts(challenge), reviewer.id, await handlers(work, row, challenge)
        )
        if refusal is not None:
            raise refusal
        challenge.reviewer_id, challenge.assigned_by = reviewer.id, actor.account_id
        work.record("challenges.reviewer_assigned", "challenge", challenge.id, case_id=row.id)
        return work.answer(AssignedReviewer(row.id))


async def handlers(look: Look, row: CaseFileRow, challenge: ChallengeRow) -> set[UUID]:
    """Who handled the case: its officer of today, and the author of the decision (D-13)."""
    _, decision = await DecisionRepository(look).with_case(DecisionRow, challenge.decision_id)
    return {row.officer_id, decision.author_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChallenge:
    """Record what the examination of a challenge came to."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    challenge_id: UUID = item("The challenge.")
    answered_on: date = item("Day of the answer.")
    outcome: ChallengeOutcome = item("Whether the decision is maintained or found wrong.")
    text: str = words("The answer with its reasons.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class AnsweredChallenge:
    """The file with the answer; what is found wrong is quashed by its own step (D-18)."""

    case_file: UUID


async def answer_challenge(
    database: Database, clock: Clock, actor: Actor, command: AnswerChallenge
) -> AnsweredChallenge:
    """Record an answer of this office or of the next-higher; a late one stays late (D-13, D-16).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `ChallengeClosed`,
    `DateInFuture`, `DateBefore`, `ReviewerMissing`, `ReviewerIsHandler`.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, AnsweredChallenge) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, challenges = CaseRepository(work), ChallengeRepository(work)
        row, challenge = await challenges.with_case(ChallengeRow, command.challenge_id)
        cases.act(row, CaseAction.ANSWER_CHALLENGE)
        refusal = refuse_answer(
            challenge_facts(challenge), answered_on=command.answered_on,
            recorder_id=actor.account_id, handlers=await handlers(work, row, challenge),
            today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        key = await challenges.key(row.id)
        challenge.answered_on, challenge.outcome = command.answered_on, command.outcome.value
        challenge.answer = key.seal("challenges.answer", challenge.id, command.text)
        challenge.answered_by = actor.account_id
        cases.finish_clock(row, clock_of(challenge), challenge.id, command.answered_on)
        cases.settle(row)
        work.record(
            "challenges.answered", "challenge", challenge.id, case_id=row.id,
            outcome=command.outcome.value,
        )  # fmt: skip
        return work.answer(AnsweredChallenge(row.id))


def clock_of(challenge: ChallengeRow) -> DeadlineKind:
    """Which clock its answer is awaited under."""
    route = None if challenge.route is None else ComplaintRoute(challenge.route)
    return answer_clock(ChallengeKind(challenge.kind), route)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswerReceipt:
    """Record when the answer reached whoever challenged."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    challenge_id: UUID = item("The challenge.")
    received_on: date = item("Day on the receipt.")


@dataclass(frozen=True, slots=True)
class RecordedAnswerReceipt:
    """The file; after a maintained reconsideration the police have their next seven days."""

    case_file: UUID


async def record_answer_receipt(
    database: Database, clock: Clock, actor: Actor, command: RecordAnswerReceipt
) -> RecordedAnswerReceipt:
    """Record a receipt; of a maintained reconsideration it starts the right of review (D-12).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotAnswered`,
    `ReceiptRecorded`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedAnswerReceipt) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, challenges = CaseRepository(work), ChallengeRepository(work)
        row, challenge = await challenges.with_case(ChallengeRow, command.challenge_id)
        cases.act(row, CaseAction.RECORD_ANSWER_RECEIPT)
        refusal = refuse_receipt(challenge_facts(challenge), command.received_on, work.today)
        if refusal is not None:
            raise refusal
        challenge.answer_received_on = command.received_on
        if (
            challenge.kind == ChallengeKind.RECONSIDERATION.value
            and challenge.outcome == ChallengeOutcome.MAINTAINED.value
            and row.quashed_on is None
        ):
            cases.start_clock(
                row, DeadlineKind.POLICE_REVIEW_REQUEST, command.received_on, challenge.id
            )
        cases.settle(row)
        work.record("challenges.answer_received", "challenge", challenge.id, case_id=row.id)
        return work.answer(RecordedAnswerReceipt(row.id))
