"""What the register and its certificates say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class SealScope(StrEnum):
    """What a seal covers (F-06); a seal always covers all of it."""

    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    TRIAL = "trial"
    EXECUTION = "execution"
    ELECTRONIC_DATA = "electronic_data"
    COMPULSORY_MEASURES = "compulsory_measures"
    SOCIAL_INVESTIGATION = "social_investigation"
    HELP_AND_SUPERVISION = "help_and_supervision"
    COUNSELLING = "counselling"
    JUDICIAL_AID = "judicial_aid"


@dataclass(frozen=True, slots=True)
class SurfaceChecked:
    """One surface that was looked at: ``table:…`` or the name of a view, and what was found."""

    surface: str
    found: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was checked when the file was sealed."""

    checked_at: datetime
    surfaces: tuple[SurfaceChecked, ...]


@dataclass(frozen=True, slots=True)
class SealOrderSeen:
    """One line of the register; `checked_at` and `found` are those of the latest check."""

    id: UUID
    year: int
    number: int
    sealed_on: date
    sealed_by: UUID
    basis_rule: str
    scope: tuple[SealScope, ...]
    effective_on: date | None
    rulebook: str | None
    checked_at: datetime
    found: int

    @property
    def seal_number(self) -> str:
        """The number of the order in its office, e.g. ``2026-0012``."""
        return f"{self.year}-{self.number:04}"


@dataclass(frozen=True, slots=True)
class SealedIdentity:
    """What identifies the sealed person and file: looked for after sealing, then forgotten."""

    case_id: UUID
    minor_id: UUID
    case_number: str
    full_name: str
    identity_number: str | None
    phone: str | None
    effective_on: date | None
    rulebook: str
