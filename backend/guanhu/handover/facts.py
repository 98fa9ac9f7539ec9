"""What the rules need to know about offers of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guanhu.cases.facts import TransferState as TransferState  # noqa: PLC0414 - re-exported
from guanhu.kernel.commands import told


@dataclass(frozen=True, slots=True)
class OpenTransfer:
    """An offer that waits for its answer, as far as a rule asks."""

    id: UUID
    to_account: UUID
    since: date


@dataclass(frozen=True, slots=True)
class TransferSeen:
    """One offer of a file with what was said; instants in UTC."""

    id: UUID
    case_id: UUID
    from_account: UUID
    to_account: UUID
    reason: str
    team_stays: bool
    state: TransferState
    offered_by: UUID
    offered_at: datetime
    answered_at: datetime | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class TransferOutcome:
    """What became of one file or offer of a command about many: done, or why not."""

    asked_id: UUID = told("The file, or the offer, that was named.")
    transfer_id: UUID | None = told("The offer, when it was done.")
    code: str | None = told("Code of the refusal, when it was not.")
