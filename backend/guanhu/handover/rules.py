"""What may be offered to whom. Pure."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.roles import Role
from guanhu.handover.errors import (
    AlreadyTheirCase,
    CaseAlreadyOffered,
    NoTransferOpen,
    ReceiverNotSuitable,
)
from guanhu.handover.facts import OpenTransfer
from guanhu.kernel.errors import Refusal


def refuse_receiver(*, role: Role | None, active: bool) -> Refusal | None:
    """Say that somebody cannot take a file over, or None. `role` is None for nobody here (S59)."""
    return None if active and role is Role.OFFICER else ReceiverNotSuitable()


def refuse_offer(
    open_transfer: OpenTransfer | None, *, officer_id: UUID, receiver_id: UUID
) -> Refusal | None:
    """Say why a file is not offered to an officer now, or None."""
    if officer_id == receiver_id:
        return AlreadyTheirCase()
    return refuse_another(open_transfer)


def refuse_another(open_transfer: OpenTransfer | None) -> Refusal | None:
    """Say that an offer waits already, or None."""
    return None if open_transfer is None else CaseAlreadyOffered(since=open_transfer.since)


def refuse_answer(open_transfer: OpenTransfer | None, account_id: UUID) -> Refusal | None:
    """Say that no offer waits for this person's answer, or None."""
    mine = open_transfer is not None and open_transfer.to_account == account_id
    return None if mine else NoTransferOpen()
