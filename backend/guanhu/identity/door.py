"""What stands at the door: the parts signing in needs, and what it gives to who comes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.access.actor import Actor
from guanhu.access.roles import STAFF, Role
from guanhu.identity import doorway
from guanhu.identity.facts import AccountProfile, DoorPolicy
from guanhu.identity.rules import session_expiry
from guanhu.identity.tables import AccountRow
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.plumbing.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Door:
    """The parts of one process that signing in needs."""

    database: Database
    clock: Clock
    tokens: Tokens
    policy: DoorPolicy


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who came in. `refresh_token` is None when an earlier answer has brought it."""

    actor: Actor
    account: AccountProfile
    access_token: str
    access_expires_at: datetime
    refresh_token: str | None
    session_expires_at: datetime


def needs_totp(account: AccountRow, policy: DoorPolicy) -> bool:
    """Whether this account has to have a second factor: staff, unless the installation says no."""
    return policy.totp_required and Role(account.role) in STAFF


async def let_in(
    door: Door, session: AsyncSession, account: AccountRow, *, device: str, now: datetime
) -> SignedIn:
    """Start a session for an account that has shown who it is."""
    expires_at = session_expiry(Role(account.role), door.policy, started_at=now, now=now)
    session_id, refresh_token = await doorway.add_session(
        session, account.id, device=device, now=now, expires_at=expires_at
    )
    return await issue(door, session, account, session_id, now, refresh_token, expires_at)


async def issue(
    door: Door,
    session: AsyncSession,
    account: AccountRow,
    session_id: UUID,
    now: datetime,
    refresh_token: str | None,
    expires_at: datetime,
) -> SignedIn:
    """An access token for a live session, and what the client shows."""
    actor = Actor(account.id, account.office_id, Role(account.role), session_id)
    access_token, access_expires_at = door.tokens.issue(
        account_id=account.id,
        session_id=session_id,
        office_id=account.office_id,
        role=account.role,
        now=now,
    )
    return SignedIn(
        actor=actor,
        account=await doorway.seen_account(session, account.id),
        access_token=access_token,
        access_expires_at=access_expires_at,
        refresh_token=refresh_token,
        session_expires_at=expires_at,
    )
