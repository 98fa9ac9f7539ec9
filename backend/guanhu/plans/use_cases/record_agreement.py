"""Record what a party answers to a plan: yes, no because, could not answer because."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.facts import AgreementParty, Answer
from guanhu.plans.rules import refuse_answer
from guanhu.plans.states import PlanAction, plan_move
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgreement:
    """Record an answer; earlier answers of the party are kept beside it."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The version that was talked through.")
    party: AgreementParty = item("Who answered.")
    answer: Answer = item("What was answered.")
    answered_on: date = item("Day of the answer.")
    reason: str | None = words(
        "In the party's words; needed for no and could not answer.",
        at_most=2000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class RecordedAgreement:
    """The version and the answer."""

    plan_version: UUID
    agreement_id: UUID


async def record_agreement(
    database: Database, clock: Clock, actor: Actor, command: RecordAgreement
) -> RecordedAgreement:
    """Record an answer to the version's content as it is now (scenario S19).

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `PlanMoveNotAllowed`, `DateInFuture`,
    `DateBefore` (before the version was drafted), `AnswerNeedsReason`.
    """
    actor.require(Permission.PLAN_AGREE)
    async with begin(database, clock, actor, command, RecordedAgreement) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open_to_read(command.plan_version_id)
        desk.require_plan_work(opened.file)
        plan_move(opened.state, PlanAction.AGREE)
        if command.answered_on > work.today:
            raise DateInFuture(field="answeredOn")
        drafted_on = office_date(opened.row.drafted_at)
        if command.answered_on < drafted_on:
            raise DateBefore(field="answeredOn", earliest=drafted_on)
        refusal = refuse_answer(command.answer, command.reason)
        if refusal is not None:
            raise refusal
        agreement_id = await desk.answer(
            opened,
            party=command.party,
            answer=command.answer,
            reason=command.reason,
            answered_on=command.answered_on,
        )
        work.record(
            "plans.agreement_recorded", "plan_agreement", agreement_id,
            case_id=opened.file.id, number=opened.row.number,
            party=command.party.name, answer=command.answer.name,
        )  # fmt: skip
        return work.answer(RecordedAgreement(plan_version=opened.row.id, agreement_id=agreement_id))
