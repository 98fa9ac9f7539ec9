"""What the rules need to know about accounts, sessions and those who stand at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from guanhu.access.roles import Role


@dataclass(frozen=True, slots=True)
class DoorPolicy:
    """What an installation asks of those who sign in.

    Idle: how long a session lives without use. Longest: its whole life, however much it is used.
    """

    totp_required: bool
    staff_idle: timedelta
    family_idle: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where somebody comes from: network address (for throttling only) and a short device name."""

    address: str
    device: str


@dataclass(frozen=True, slots=True)
class AccountProfile:
    """An account as it is shown. `display_name` is None for families (their name is vaulted)."""

    id: UUID
    office_id: UUID
    office_name_zh: str
    office_name_en: str
    role: Role
    display_name: str | None
    joined: bool
    active: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """One live session of one's own."""

    id: UUID
    started_at: datetime
    last_used_at: datetime
    expires_at: datetime
    device: str
    current: bool


@dataclass(frozen=True, slots=True)
class Throttle:
    """How often a subject failed and when last."""

    failures: int
    last_failed_at: datetime


@dataclass(frozen=True, slots=True)
class RefreshFacts:
    """A refresh token that was presented, and its session, read under the session's lock.

    `newest` is the highest generation the family has.
    """

    generation: int
    newest: int
    used_at: datetime | None
    session_ended: bool
    session_expires_at: datetime
    account_active: bool


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What a valid code is good for. `account_id` is None until a family account exists."""

    id: UUID
    office_id: UUID
    role: Role
    account_id: UUID | None
