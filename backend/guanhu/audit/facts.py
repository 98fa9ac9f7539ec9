"""What the trail knows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Link:
    """One stored entry of a chain, with everything its hash was made from.

    `details` is the text of the stored JSON as PostgreSQL prints it.
    """

    office_id: UUID
    seq: int
    at: datetime
    account_id: UUID
    role: str
    action: str
    record_kind: str
    record_id: UUID
    case_id: UUID | None
    details: str
    previous_hash: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain is said to end."""

    office_id: UUID
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head as it was signed on one day."""

    office_id: UUID
    seq: int
    hash: bytes
    signed_at: datetime
    signature: bytes


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries of an office's trail; every part narrows further. Dates are inclusive."""

    case_id: UUID | None = None
    account_id: UUID | None = None
    action: str | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class TrailSeen:
    """One entry as it is read: who, what, when. `actor_name` is None for families and jobs."""

    seq: int
    at: datetime
    account_id: UUID
    actor_name: str | None
    role: str
    action: str
    record_kind: str
    record_id: UUID
    case_id: UUID | None
    details: dict[str, str | int | bool | None]
