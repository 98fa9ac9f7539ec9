"""A course pass from outside: what a provider says, and whose it may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class PassState(StrEnum):
    """Where a pass stands; only a waiting one still says whose it may be."""

    WAITING = "waiting"
    MATCHED = "matched"
    REFUSED = "refused"
    EXPIRED = "expired"


class Likeness(StrEnum):
    """Why a pass may be somebody's. None of them credits anything (S44)."""

    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTH_DATE = "same_birth_date"
    MODULE_ASSIGNED = "module_assigned"


@dataclass(frozen=True, slots=True)
class PassGiven:
    """A pass as a provider tells it. `minutes` is None where it does not say how long it took."""

    external_id: str
    name: str | None
    birth_date: date | None
    account: str | None
    course_id: str
    course_name: str
    module_code: str | None
    completed_at: datetime
    minutes: int | None


@dataclass(frozen=True, slots=True)
class PassSeen:
    """A waiting pass in the open."""

    id: UUID
    provider: str
    name: str | None
    birth_date: date | None
    account: str | None
    course_name: str
    module_code: str | None
    completed_on: date
    minutes: int | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A young person a pass may belong to."""

    case_id: UUID
    case_number: str
    name: str
    birth_date: date
    modules: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whose a pass may be, and why."""

    case_id: UUID
    case_number: str
    masked_name: str
    why: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class PassListed:
    """A waiting pass with the people it may belong to, the likeliest first."""

    seen: PassSeen
    masked_name: str | None
    candidates: tuple[Candidate, ...]
