"""Notices of a seal: sent to the person, the police and every holder, and answered (F-06, F-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import CopyFate, NoticeRecipient
from guanhu.afterwards.repository import AfterwardsRepository, notice
from guanhu.afterwards.rules import refuse_confirmation, refuse_notice, refuse_receipt
from guanhu.audit.work import begin
from guanhu.decisions.facts import ServiceMode
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.sealing.repository import SealingRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSealNotice:
    """Record that a notice of the seal was sent."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    seal_order_id: UUID = item("The line of the sealed register.")
    recipient_kind: NoticeRecipient = item("To whom.")
    recipient: str | None = words(
        "The holder's name; not for the person's side and the police.", at_most=100, default=None
    )
    mode: ServiceMode = item("How it was sent.")
    sent_on: date = item("Day on which it was sent.")


@dataclass(frozen=True, slots=True)
class SentSealNotice:
    """The line of the register and the notice."""

    seal_order: UUID
    notice_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveSealNotice:
    """Record the receipt of a notice."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    notice_id: UUID = item("The notice.")
    received_on: date = item("Day on the receipt.")


@dataclass(frozen=True, slots=True)
class ReceivedSealNotice:
    """The line of the register, the receipt on record."""

    seal_order: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSealedCopy:
    """Record what a holder says became of their copy."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    notice_id: UUID = item("The notice the holder answers.")
    fate: CopyFate = item("What became of the copy.")
    confirmed_on: date = item("Day of the confirmation.")


@dataclass(frozen=True, slots=True)
class ConfirmedSealedCopy:
    """The line of the register, the copy accounted for."""

    seal_order: UUID


async def send_seal_notice(
    database: Database, clock: Clock, actor: Actor, command: SendSealNotice
) -> SentSealNotice:
    """Keep that a notice was sent; the same recipient may be sent another.

    Raises `NotPermitted`, `NotVisible` (no such line), or the refusals `InvalidInput`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, SentSealNotice) as work:
        if work.first_answer is not None:
            return work.first_answer
        order = await SealingRepository(work).get(command.seal_order_id)
        refusal = refuse_notice(
            command.recipient_kind,
            command.recipient,
            sent_on=command.sent_on,
            sealed_on=order.sealed_on,
            today=work.today,
        )
        if refusal is not None:
            raise refusal
        notice_id = await AfterwardsRepository(work).send_notice(
            order.id, command.recipient_kind, command.recipient, command.mode, command.sent_on
        )
        work.record(
            "afterwards.notice_sent", "seal_order", order.id, to=command.recipient_kind.value
        )
        return work.answer(SentSealNotice(order.id, notice_id))


async def receive_seal_notice(
    database: Database, clock: Clock, actor: Actor, command: ReceiveSealNotice
) -> ReceivedSealNotice:
    """Keep the receipt; from it the police have their days to seal (F-08).

    Raises `NotPermitted`, `NotVisible`, or the refusals `NoticeReceived`, `DateInFuture`,
    `DateBefore`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, ReceivedSealNotice) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await AfterwardsRepository(work).lock_notice(command.notice_id)
        refusal = refuse_receipt(notice(row), command.received_on, work.today)
        if refusal is not None:
            raise refusal
        row.received_on = command.received_on
        work.record(
            "afterwards.notice_received", "seal_order", row.seal_order_id, by=row.recipient_kind
        )
        return work.answer(ReceivedSealNotice(row.seal_order_id))


async def confirm_sealed_copy(
    database: Database, clock: Clock, actor: Actor, command: ConfirmSealedCopy
) -> ConfirmedSealedCopy:
    """Keep what became of a holder's copy (F-06, A-7).

    Raises `NotPermitted`, `NotVisible`, or the refusals `NotAHolder`, `NoticeNotReceived`,
    `CopyConfirmed`, `PoliceSealTheirs`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, ConfirmedSealedCopy) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await AfterwardsRepository(work).lock_notice(command.notice_id)
        refusal = refuse_confirmation(
            notice(row), command.fate, on=command.confirmed_on, today=work.today
        )
        if refusal is not None:
            raise refusal
        row.confirmed_on, row.confirmed_as = command.confirmed_on, command.fate.value
        work.record(
            "afterwards.copy_confirmed", "seal_order", row.seal_order_id,
            by=row.recipient_kind, fate=command.fate.value,
        )  # fmt: skip
        return work.answer(ConfirmedSealedCopy(row.seal_order_id))
