"""Enter a payment towards what a condition asks for."""

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
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.kernel.money import Fen
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.errors import NothingOwed
from guanhu.plans.evidence_facts import (
    Payer,
)
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.ledger import asks_for_money, owed, refuse_payment
from guanhu.plans.rules import refuse_past_day
from guanhu.plans.slots import MAX_FEN
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayment:
    """Enter what was paid, in whole fen."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    condition_id: UUID = item("The condition that asks for it, in the version in force.")
    amount_fen: Fen = number("Amount in fen (¥0.01).", at_least=1, at_most=MAX_FEN)
    paid_on: date = item("Day of the payment.")
    payer: Payer = item("Who paid.")
    source: str = words("How it is known: receipt, transfer slip, who took it.", at_most=500)
    evidence_id: UUID | None = item("Evidence of the same condition.", default=None)


@dataclass(frozen=True, slots=True)
class RecordedPayment:
    """The file and the payment."""

    case_file: UUID
    payment_id: UUID


async def record_payment(
    database: Database, clock: Clock, actor: Actor, command: RecordPayment
) -> RecordedPayment:
    """Enter a payment; what is wrong in it is set right by a line of its own.

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `ConditionNotHeldNow`, `NothingOwed`,
    `DateInFuture`, `DateBefore` (before the decision), `PaidTooMuch`, `InvalidInput`.
    """
    actor.require(Permission.PAYMENT_RECORD)
    async with begin(database, clock, actor, command, RecordedPayment) as work:
        if work.first_answer is not None:
            return work.first_answer
        found = EvidenceRepository(work)
        file, condition = await found.open_condition(command.condition_id)
        CaseRepository(work).act(file, CaseAction.RECORD_PAYMENT)
        if not asks_for_money(conditions().entry(condition.code, condition.catalogue_version)):
            raise NothingOwed(condition=condition.code)
        refusal = refuse_past_day(
            "paidOn", command.paid_on, since=file.decided_on, today=work.today
        ) or refuse_payment(
            command.amount_fen,
            owed(condition.slots),
            await found.entries(file.id, condition.lineage_id),
        )
        if refusal is not None:
            raise refusal
        if command.evidence_id is not None and not await found.is_evidence_of(
            condition.lineage_id, command.evidence_id
        ):
            raise InvalidInput([Problem("evidenceId", "UNKNOWN")])
        payment_id = await found.pay(
            condition,
            amount_fen=command.amount_fen,
            paid_on=command.paid_on,
            payer=command.payer,
            source=command.source.strip(),
            evidence_id=command.evidence_id,
        )
        work.record(
            "plans.payment_recorded", "restitution_entry", payment_id,
            case_id=file.id, condition=condition.code,
        )  # fmt: skip
        return work.answer(RecordedPayment(file.id, payment_id))
