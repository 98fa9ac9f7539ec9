"""Accept files that are offered, or send them back with a reason (S59)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, Work, begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseTransferRow
from guanhu.handover.errors import NoTransferOpen
from guanhu.handover.facts import TransferOutcome
from guanhu.handover.many import each
from guanhu.handover.repository import TransferRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import items, words
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell, tell_all
from guanhu.plans.teams import TeamRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptTransfers:
    """Take over one or many files that were offered."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    transfer_ids: tuple[UUID, ...] = items("The offers.", at_least=1, at_most=100)


@dataclass(frozen=True, slots=True)
class AcceptedTransfers:
    """One outcome for each offer, by identifier."""

    outcomes: tuple[TransferOutcome, ...]


async def accept_transfers(
    database: Database, clock: Clock, actor: Actor, command: AcceptTransfers
) -> AcceptedTransfers:
    """Become the officer of files: deadlines and tasks follow, being computed from the file.

    The former officer sees the file no longer; what they had begun to type is handed over, or
    cleared where only they may read it (S56), and they are told. Unless it stays, the support team
    is withdrawn at this instant. Raises `NotPermitted`. For each offer:
    `NotVisible` (also one of others, answered or taken back) or `NoTransferOpen`, told by code.
    """
    actor.require(Permission.TRANSFER_ANSWER)
    async with begin(database, clock, actor, command, AcceptedTransfers) as work:
        if work.first_answer is not None:
            return work.first_answer

        async def accept(transfer_id: UUID) -> UUID:
            return await _accept(work, transfer_id)

        outcomes = await each(command.transfer_ids, accept)
        if all(outcome.code is not None for outcome in outcomes):
            work.leave_no_trace()
        return work.answer(AcceptedTransfers(outcomes=outcomes))


async def _accept(work: Work[AcceptedTransfers], transfer_id: UUID) -> UUID:
    transfers = TransferRepository(work)
    offered = await transfers.offered_to_me(transfer_id)
    if not await transfers.take_over(transfer_id):
        raise NoTransferOpen
    await work.scope_changed()
    file = await CaseRepository(work).lock(offered.case_id)
    withdrawn: list[UUID] = []
    if not offered.team_stays:
        reason = await transfers.reason_of(offered)
        withdrawn = await TeamRepository(work).withdraw(file, reason=reason)
    await _tell(work, offered, withdrawn)
    drafts = await transfers.move_drafts(file.id, offered.from_account_id, withdrawn)
    if drafts.cleared_of_former:
        await tell(
            work, Cause.DRAFTS_CLEARED, transfer_id, Audience.ACCOUNT,
            account_id=offered.from_account_id, count=drafts.cleared_of_former,
        )  # fmt: skip
    work.record(
        "handover.accepted", "case_transfer", transfer_id,
        case_id=file.id, members_withdrawn=len(withdrawn),
        drafts_handed_over=drafts.handed_over, drafts_cleared=drafts.cleared,
    )  # fmt: skip
    return transfer_id


async def _tell(work: Look, offered: CaseTransferRow, withdrawn: Sequence[UUID]) -> None:
    """Whoever offered, the family, and those whose assignment ended: what was cleared is said."""
    accepted, changed, ended = Cause.TRANSFER_ACCEPTED, Cause.CONTACT_CHANGED, Cause.TEAM_ENDED
    family = (Audience.GUARDIANS, Audience.YOUNG_PERSON)
    account = Audience.ACCOUNT
    # To an account nothing names the file: who lost it must not find it by a message.
    messages = [Message(changed, offered.id, each, case_id=offered.case_id) for each in family]
    messages.append(Message(accepted, offered.id, account, account_id=offered.offered_by))
    messages += [Message(ended, offered.id, account, account_id=each) for each in withdrawn]
    await tell_all(work, messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTransfers:
    """Send one or many offered files back with a reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    transfer_ids: tuple[UUID, ...] = items("The offers.", at_least=1, at_most=100)
    reason: str = words("Why not.", at_most=1000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedTransfers:
    """One outcome for each offer, by identifier."""

    outcomes: tuple[TransferOutcome, ...]


async def return_transfers(
    database: Database, clock: Clock, actor: Actor, command: ReturnTransfers
) -> ReturnedTransfers:
    """Send files back: they stay their officer's, and are hidden from the caller again.

    Raises `NotPermitted`. For each offer `NotVisible` or `NoTransferOpen`, told by code.
    """
    actor.require(Permission.TRANSFER_ANSWER)
    async with begin(database, clock, actor, command, ReturnedTransfers) as work:
        if work.first_answer is not None:
            return work.first_answer
        transfers = TransferRepository(work)

        async def send_back(transfer_id: UUID) -> UUID:
            offered = await transfers.offered_to_me(transfer_id)
            if not await transfers.send_back(offered, command.reason):
                raise NoTransferOpen
            await tell(
                work, Cause.TRANSFER_RETURNED, transfer_id, Audience.ACCOUNT,
                account_id=offered.offered_by,
            )  # fmt: skip
            work.record("handover.returned", "case_transfer", transfer_id, case_id=offered.case_id)
            return transfer_id

        outcomes = await each(command.transfer_ids, send_back)
        if all(outcome.code is not None for outcome in outcomes):
            work.leave_no_trace()
        return work.answer(ReturnedTransfers(outcomes=outcomes))
