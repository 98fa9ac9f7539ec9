"""What the rules need to know about compulsory measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class MeasureKind(StrEnum):
    """A compulsory measure against the suspect (CPL arts 66 to 100)."""

    BAIL = "bail"
    RESIDENTIAL_SURVEILLANCE = "residential_surveillance"
    DETENTION = "detention"
    ARREST = "arrest"


CUSTODY = frozenset({MeasureKind.DETENTION, MeasureKind.ARREST})
"""Measures under which somebody is held."""


class OrderedBy(StrEnum):
    """Which organ ordered the measure."""

    POLICE = "police"
    PROCURATORATE = "procuratorate"


class MeasureEnding(StrEnum):
    """How a measure ended."""

    LIFTED = "lifted"
    CHANGED = "changed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """One measure: it holds from `began_on` to the day before `ended_on`; None while it holds."""

    id: UUID
    kind: MeasureKind
    began_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class MeasureSeen:
    """One measure as the prosecution sees it."""

    facts: MeasureFacts
    ordered_by: OrderedBy
    ending: MeasureEnding | None
    reason: str | None
    recorded_by: UUID
    recorded_at: datetime
