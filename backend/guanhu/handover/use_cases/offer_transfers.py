"""Offer files to another officer, and take an offer back (S59)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.handover.errors import NoTransferOpen
from guanhu.handover.facts import TransferOutcome
from guanhu.handover.many import each
from guanhu.handover.repository import TransferRepository
from guanhu.handover.rules import refuse_offer, refuse_receiver
from guanhu.identity.directory import Directory
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTransfers:
    """Offer one or many files to another officer of the office."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_ids: tuple[UUID, ...] = items("The case files.", at_least=1, at_most=100)
    to_account_id: UUID = item("The officer who is to take them over.")
    reason: str = words("Why, for the one who takes over.", at_most=1000, multiline=True)
    team_stays: bool = item(
        "Whether the support team stays on; else its access ends with the acceptance.",
        default=True,
    )


@dataclass(frozen=True, slots=True)
class OfferedTransfers:
    """One outcome for each file, by identifier."""

    outcomes: tuple[TransferOutcome, ...]


async def offer_transfers(
    database: Database, clock: Clock, actor: Actor, command: OfferTransfers
) -> OfferedTransfers:
    """Offer files: read by the receiver from now on, theirs once they accept.

    Raises `NotPermitted`, `ReceiverNotSuitable`. For each file: `NotVisible`, `CaseClosed`,
    `MoveNotAllowed`, `AlreadyTheirCase` or `CaseAlreadyOffered`, told by code.
    """
    actor.require(Permission.TRANSFER_OFFER)
    async with begin(database, clock, actor, command, OfferedTransfers) as work:
        if work.first_answer is not None:
            return work.first_answer
        receiver = await Directory(work).find(command.to_account_id)
        refusal = refuse_receiver(
            role=None if receiver is None else receiver.role,
            active=receiver is not None and receiver.active,
        )
        if refusal is not None:
            raise refusal
        cases, transfers = CaseRepository(work), TransferRepository(work)

        async def offer(case_id: UUID) -> UUID:
            file = await cases.lock(case_id)
            move(status_on(milestones(file), work.today), CaseAction.OFFER_TRANSFER)
            refusal = refuse_offer(
                await transfers.open_of(case_id),
                officer_id=file.officer_id,
                receiver_id=command.to_account_id,
            )
            if refusal is not None:
                raise refusal
            transfer_id = await transfers.offer(
                file,
                receiver_id=command.to_account_id,
                reason=command.reason,
                team_stays=command.team_stays,
            )
            await tell(
                work, Cause.TRANSFER_OFFERED, transfer_id, Audience.ACCOUNT,
                account_id=command.to_account_id,
            )  # fmt: skip
            work.record(
                "handover.offered", "case_transfer", transfer_id,
                case_id=case_id, team_stays=command.team_stays,
            )  # fmt: skip
            return transfer_id

        outcomes = await each(command.case_ids, offer)
        if all(outcome.code is not None for outcome in outcomes):
            work.leave_no_trace()
        return work.answer(OfferedTransfers(outcomes=outcomes))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTransfer:
    """Take an offer back before it is answered."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    transfer_id: UUID = item("The offer.")


@dataclass(frozen=True, slots=True)
class WithdrawnTransfer:
    """The case and the offer."""

    case_file: UUID
    transfer_id: UUID


async def withdraw_transfer(
    database: Database, clock: Clock, actor: Actor, command: WithdrawTransfer
) -> WithdrawnTransfer:
    """Take an offer back: the receiver sees the file no longer.

    Raises `NotPermitted`, `NotVisible`, `CaseClosed`, `NoTransferOpen`.
    """
    actor.require(Permission.TRANSFER_OFFER)
    async with begin(database, clock, actor, command, WithdrawnTransfer) as work:
        if work.first_answer is not None:
            return work.first_answer
        transfers = TransferRepository(work)
        file = await CaseRepository(work).lock(await transfers.case_of(command.transfer_id))
        waiting = await transfers.open_of(file.id)
        if waiting is None or waiting.id != command.transfer_id:
            raise NoTransferOpen
        await transfers.withdraw(waiting.id)
        work.record("handover.withdrawn", "case_transfer", waiting.id, case_id=file.id)
        return work.answer(WithdrawnTransfer(case_file=file.id, transfer_id=waiting.id))
