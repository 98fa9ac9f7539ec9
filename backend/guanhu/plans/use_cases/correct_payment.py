"""Set a payment right by a line of its own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.money import Fen
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.ledger import refuse_correction, stands_at
from guanhu.plans.slots import MAX_FEN
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPayment:
    """Say what a payment really came to; the line that was wrong stays to be seen."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    payment_id: UUID = item("The payment, not a correction of it.")
    right_amount_fen: Fen = number(
        "What it came to, in fen; 0 when there was none.", at_least=0, at_most=MAX_FEN
    )
    reason: str = words("What was wrong.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class CorrectedPayment:
    """The file and the new line."""

    case_file: UUID
    correction_id: UUID


async def correct_payment(
    database: Database, clock: Clock, actor: Actor, command: CorrectPayment
) -> CorrectedPayment:
    """Correct a payment.

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `NothingChanged`, `PaidTooMuch`.
    """
    actor.require(Permission.PAYMENT_RECORD)
    async with begin(database, clock, actor, command, CorrectedPayment) as work:
        if work.first_answer is not None:
            return work.first_answer
        found = EvidenceRepository(work)
        file, row = await found.payment(command.payment_id)
        CaseRepository(work).act(file, CaseAction.RECORD_PAYMENT)
        ledger = next(
            each for each in await found.ledgers(file.id) if each.lineage_id == row.lineage_id
        )
        payment = next(each for each in ledger.entries if each.id == row.id)
        refusal = refuse_correction(
            payment, command.right_amount_fen, ledger.owed_fen, ledger.entries
        )
        if refusal is not None:
            raise refusal
        difference = command.right_amount_fen - stands_at(payment, ledger.entries)
        correction_id = await found.correct(row, difference, command.reason.strip())
        work.record(
            "plans.payment_corrected", "restitution_entry", correction_id,
            case_id=file.id, condition=ledger.code,
        )  # fmt: skip
        return work.answer(CorrectedPayment(file.id, correction_id))
