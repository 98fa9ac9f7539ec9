"""Why this room's actions on a case are refused now. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.handover.errors import NoTransferOpen
from guanhu.handover.facts import OpenTransfer
from guanhu.handover.rules import refuse_another, refuse_answer
from guanhu.kernel.errors import Refusal

Gate = tuple[CaseAction, Refusal | None]

FOR_THE_RECEIVER = frozenset({CaseAction.ACCEPT_TRANSFER, CaseAction.RETURN_TRANSFER})
"""All that somebody does on a file that is offered to them and not theirs yet (S59)."""


def reasons(open_transfer: OpenTransfer | None, account_id: UUID) -> Iterator[Gate]:
    """Each action on an offer with the reason that bars it; None where nothing does."""
    answer = refuse_answer(open_transfer, account_id)
    yield CaseAction.OFFER_TRANSFER, refuse_another(open_transfer)
    yield CaseAction.WITHDRAW_TRANSFER, None if open_transfer is not None else NoTransferOpen()
    yield CaseAction.ACCEPT_TRANSFER, answer
    yield CaseAction.RETURN_TRANSFER, answer
