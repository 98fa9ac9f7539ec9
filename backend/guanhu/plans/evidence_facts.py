"""What the rules need to know about evidence for conditions and about what is to be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.plans.facts import EvidenceKind


class Verdict(StrEnum):
    """What whoever signs a condition off makes of a piece of evidence."""

    SUPPORTS = "supports"
    DOES_NOT_SUPPORT = "does_not_support"
    UNCLEAR = "unclear"


class Payer(StrEnum):
    """Who paid; the young person owes (O-05), others may help."""

    MINOR = "minor"
    GUARDIAN = "guardian"
    OTHER = "other"


class InstalmentState(StrEnum):
    """Whether a part of what is owed has come in."""

    PAID = "paid"
    LATE = "late"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class LookSeen:
    """A second person's look at a piece of evidence; the latest counts."""

    verdict: Verdict
    reason: str
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """One piece of evidence for a condition. `lineage_id`: the condition's, in every version."""

    id: UUID
    case_id: UUID
    condition_id: UUID
    lineage_id: UUID
    kind: EvidenceKind
    happened_on: date
    source: str
    note: str | None
    entered_by: UUID
    entered_at: datetime
    looks: tuple[LookSeen, ...]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger, in fen. A correction names the payment it corrects.

    To a family `source` is empty and `reason` None.
    """

    id: UUID
    corrects_id: UUID | None
    amount_fen: int
    paid_on: date
    payer: Payer
    source: str
    evidence_id: UUID | None
    reason: str | None
    entered_by: UUID
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of what is owed, in fen, with what of it has come in by the order of due days."""

    number: int
    due_on: date
    amount_fen: int
    paid_fen: int
    state: InstalmentState


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is owed under one condition and what came in, in fen. `current`: it holds now."""

    condition_id: UUID
    lineage_id: UUID
    code: str
    catalogue_version: int
    current: bool
    owed_fen: int
    paid_fen: int
    instalments: tuple[Instalment, ...]
    entries: tuple[LedgerEntry, ...]

    @property
    def outstanding_fen(self) -> int:
        return self.owed_fen - self.paid_fen
