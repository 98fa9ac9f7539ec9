"""A recommendation to a unit: proposed, approved by another, sent, answered in a month (S-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.orders.facts import RecommendationState
from guanhu.orders.repository import OrderRepository
from guanhu.orders.rules import refuse_day, refuse_recommendation
from guanhu.orders.shown import recommendation_facts
from guanhu.orders.tables import RecommendationRow
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRecommendation:
    """Propose a recommendation to a unit that failed to educate or protect."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    unit: str = words("Name of the unit.", at_most=200)
    failed: str = words("What it failed to do.", at_most=8000, multiline=True)
    asked: str = words("What it is asked to do.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class ProposedRecommendation:
    """The file with the recommendation."""

    case_file: UUID
    recommendation_id: UUID


async def propose_recommendation(
    database: Database, clock: Clock, actor: Actor, command: ProposeRecommendation
) -> ProposedRecommendation:
    """Propose a recommendation.

    Raises `NotPermitted`, `NotVisible`, or the refusal `MoveNotAllowed`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, ProposedRecommendation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.PROPOSE_RECOMMENDATION)
        key, row_id = await orders.key(file.id), new_id()
        await orders.add(
            RecommendationRow(
                id=row_id, case_id=file.id, state=RecommendationState.SUBMITTED.value,
                unit=key.seal("recommendations.unit", row_id, command.unit),
                failed=key.seal("recommendations.failed", row_id, command.failed),
                asked=key.seal("recommendations.asked", row_id, command.asked),
                author_id=actor.account_id, proposed_at=work.now,
            )
        )  # fmt: skip
        cases.settle(file)
        work.record("orders.recommendation_proposed", "recommendation", row_id, case_id=file.id)
        return work.answer(ProposedRecommendation(file.id, row_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRecommendation:
    """Send a recommendation back with feedback."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    recommendation_id: UUID = item("The recommendation.")
    feedback: str = words("What is missing or wrong.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedRecommendation:
    """The file; the exchange is kept."""

    case_file: UUID
    recommendation_id: UUID


async def return_recommendation(
    database: Database, clock: Clock, actor: Actor, command: ReturnRecommendation
) -> ReturnedRecommendation:
    """Send back what somebody else proposed.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`,
    `RecommendationStateForbids`, `ApproverIsAuthor`.
    """
    actor.require(Permission.ORDER_APPROVE)
    async with begin(database, clock, actor, command, ReturnedRecommendation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(RecommendationRow, command.recommendation_id)
        cases.act(file, CaseAction.RETURN_RECOMMENDATION)
        _raise_unless_somebody_elses(row, actor)
        key = await orders.key(file.id)
        row.state, row.approver_id = RecommendationState.RETURNED.value, actor.account_id
        row.feedback = key.seal("recommendations.feedback", row.id, command.feedback)
        cases.settle(file)
        work.record("orders.recommendation_returned", "recommendation", row.id, case_id=file.id)
        return work.answer(ReturnedRecommendation(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRecommendation:
    """Approve a recommendation today."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    recommendation_id: UUID = item("The recommendation.")


@dataclass(frozen=True, slots=True)
class ApprovedRecommendation:
    """The file with the approved recommendation."""

    case_file: UUID
    recommendation_id: UUID


async def approve_recommendation(
    database: Database, clock: Clock, actor: Actor, command: ApproveRecommendation
) -> ApprovedRecommendation:
    """Approve, as somebody other than who proposed it.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`,
    `RecommendationStateForbids`, `ApproverIsAuthor`.
    """
    actor.require(Permission.ORDER_APPROVE)
    async with begin(database, clock, actor, command, ApprovedRecommendation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(RecommendationRow, command.recommendation_id)
        cases.act(file, CaseAction.APPROVE_RECOMMENDATION)
        _raise_unless_somebody_elses(row, actor)
        row.state, row.approver_id = RecommendationState.APPROVED.value, actor.account_id
        row.approved_on = work.today
        cases.settle(file)
        work.record("orders.recommendation_approved", "recommendation", row.id, case_id=file.id)
        return work.answer(ApprovedRecommendation(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRecommendation:
    """Write down that an approved recommendation was sent."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    recommendation_id: UUID = item("The recommendation.")
    sent_on: date = item("Day on which the unit received it.")


@dataclass(frozen=True, slots=True)
class SentRecommendation:
    """The file with the running limit."""

    case_file: UUID
    recommendation_id: UUID


async def send_recommendation(
    database: Database, clock: Clock, actor: Actor, command: SendRecommendation
) -> SentRecommendation:
    """Send a recommendation; the unit's month starts (S-14).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`,
    `RecommendationStateForbids`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, SentRecommendation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(RecommendationRow, command.recommendation_id)
        cases.act(file, CaseAction.SEND_RECOMMENDATION)
        facts = recommendation_facts(row)
        refusal = refuse_recommendation(facts, RecommendationState.APPROVED) or refuse_day(
            "sentOn", command.sent_on, facts.approved_on, work.today
        )
        if refusal is not None:
            raise refusal
        row.state, row.sent_on = RecommendationState.SENT.value, command.sent_on
        cases.start_clock(file, DeadlineKind.RECOMMENDATION_ANSWER, command.sent_on, row.id)
        cases.settle(file)
        work.record("orders.recommendation_sent", "recommendation", row.id, case_id=file.id)
        return work.answer(SentRecommendation(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRecommendationAnswer:
    """Write down the unit's written answer."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    recommendation_id: UUID = item("The recommendation.")
    answered_on: date = item("Day on which the answer arrived.")
    answer: str = words("What the unit answered.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedRecommendationAnswer:
    """The file with the answer; a late one stays late."""

    case_file: UUID
    recommendation_id: UUID


async def record_recommendation_answer(
    database: Database, clock: Clock, actor: Actor, command: RecordRecommendationAnswer
) -> RecordedRecommendationAnswer:
    """Record the answer and stop the unit's month; lateness is shown, never hidden (S-14).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`,
    `RecommendationStateForbids`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, RecordedRecommendationAnswer) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(RecommendationRow, command.recommendation_id)
        cases.act(file, CaseAction.RECORD_RECOMMENDATION_ANSWER)
        facts = recommendation_facts(row)
        refusal = refuse_recommendation(facts, RecommendationState.SENT) or refuse_day(
            "answeredOn", command.answered_on, facts.sent_on, work.today
        )
        if refusal is not None:
            raise refusal
        key = await orders.key(file.id)
        row.state, row.answered_on = RecommendationState.ANSWERED.value, command.answered_on
        row.answer = key.seal("recommendations.answer", row.id, command.answer)
        row.answer_recorded_by = actor.account_id
        cases.finish_clock(file, DeadlineKind.RECOMMENDATION_ANSWER, row.id, command.answered_on)
        cases.settle(file)
        work.record("orders.recommendation_answered", "recommendation", row.id, case_id=file.id)
        return work.answer(RecordedRecommendationAnswer(file.id, row.id))


def _raise_unless_somebody_elses(row: RecommendationRow, actor: Actor) -> None:
    refusal = refuse_recommendation(recommendation_facts(row), RecommendationState.SUBMITTED)
    if refusal is not None:
        raise refusal
    if row.author_id == actor.account_id:
        raise ApproverIsAuthor
