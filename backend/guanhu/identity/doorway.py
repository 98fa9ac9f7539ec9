"""All SQL of the doorstep: throttles, logins, sessions, refresh tokens, second factors."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.access.roles import Role
from guanhu.audit.trail import Detail, Trace, append
from guanhu.identity.errors import LoginTaken
from guanhu.identity.facts import AccountProfile, RefreshFacts, Throttle
from guanhu.identity.rules import FORGOTTEN_AFTER, Limit, is_forgotten, wait_seconds
from guanhu.identity.tables import (
    AccountRow,
    EnrolmentRow,
    OfficeRow,
    RefreshTokenRow,
    SessionRow,
    SignInThrottleRow,
    TotpSecretRow,
)
from guanhu.kernel.ids import new_id
from guanhu.plumbing.keyring import KeyRing
from guanhu.plumbing.tables import IdempotencyKeyRow
from guanhu.plumbing.vault import RecordKey, Vault

TOKEN_BYTES: Final = 32
TOKENS_KEPT: Final = timedelta(days=30)
"""How long the tokens of a session that is over are kept, so that a late reuse is recognised."""


# -- names and tokens -----------------------------------------------------------------------------


def login_index(vault: Vault, login: str) -> bytes:
    """The blind index by which an account is found; the login itself is stored nowhere."""
    return vault.blind_index("accounts.login", login)


def throttle_subject(vault: Vault, kind: str, value: str) -> bytes:
    """A subject of the throttle: kind ``login``, ``address`` or ``account``."""
    return vault.blind_index(f"throttle.{kind}", value)


def new_token() -> tuple[str, bytes]:
    """A random token of 256 bits for the wire, and the digest that is stored."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, token_hash(token)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


# -- throttle ------------------------------------------------------------------------------------


async def charge(session: AsyncSession, subjects: Mapping[bytes, Limit], now: datetime) -> int:
    """Count one attempt against every subject before it is made; 0, or the seconds to wait.

    Counting first means that many attempts at once cannot slip through together. An attempt that
    has to wait is not counted. `acquit` takes the count back when the attempt turns out right.
    """
    ordered = sorted(subjects)
    await session.execute(
        insert(SignInThrottleRow)
        .values([{"subject": key, "failures": 0, "last_failed_at": now} for key in ordered])
        .on_conflict_do_nothing()
    )
    rows = (
        await session.scalars(
            select(SignInThrottleRow)
            .where(SignInThrottleRow.subject.in_(ordered))
            .order_by(SignInThrottleRow.subject)
            .with_for_update()
        )
    ).all()
    seen = {row.subject: Throttle(row.failures, row.last_failed_at) for row in rows}
    wait = max(wait_seconds(seen[key], limit, now) for key, limit in subjects.items())
    if wait == 0:
        for row in rows:
            row.failures = 1 if is_forgotten(seen[row.subject], now) else row.failures + 1
            row.last_failed_at = now
        await session.flush()
    return wait


async def acquit(session: AsyncSession, *, clear: bytes | None, take_back: bytes | None) -> None:
    """After a right attempt: forget the count of `clear`, take one back from `take_back`.

    An address is not cleared: somebody with an account of their own could guess at others' with a
    sign-in of their own in between.
    """
    subjects = sorted(key for key in (clear, take_back) if key is not None)
    rows = await session.scalars(
        select(SignInThrottleRow)
        .where(SignInThrottleRow.subject.in_(subjects))
        .order_by(SignInThrottleRow.subject)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for row in rows:
        row.failures = 0 if row.subject == clear else max(0, row.failures - 1)
    await session.flush()


# -- accounts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a login found. `password_hash` is None when the account cannot sign in."""

    account_id: UUID
    password_hash: str | None


async def find_by_login(session: AsyncSession, index: bytes) -> Candidate | None:
    """The account with this login, if any."""
    row = (
        await session.execute(
            select(AccountRow.id, AccountRow.password_hash, AccountRow.deactivated_at).where(
                AccountRow.login_index == index
            )
        )
    ).first()
    if row is None:
        return None
    return Candidate(row.id, row.password_hash if row.deactivated_at is None else None)


async def lock_account(session: AsyncSession, account_id: UUID) -> AccountRow:
    """The account's row as it is now, locked until the commit."""
    return await session.get_one(
        AccountRow, account_id, with_for_update=True, populate_existing=True
    )


async def seen_account(session: AsyncSession, account_id: UUID) -> AccountProfile:
    """An account with its office, as it is shown."""
    row, office = (
        await session.execute(
            select(AccountRow, OfficeRow)
            .join(OfficeRow, OfficeRow.id == AccountRow.office_id)
            .where(AccountRow.id == account_id)
        )
    ).one()
    return as_seen(row, office)


def as_seen(row: AccountRow, office: OfficeRow) -> AccountProfile:
    return AccountProfile(
        id=row.id,
        office_id=row.office_id,
        office_name_zh=office.name_zh,
        office_name_en=office.name_en,
        role=Role(row.role),
        display_name=row.display_name,
        joined=row.password_hash is not None,
        active=row.deactivated_at is None,
        created_at=row.created_at,
    )


async def login_is_taken(session: AsyncSession, index: bytes, account_id: UUID | None) -> bool:
    """Whether another account has this login."""
    found = await session.scalar(select(AccountRow.id).where(AccountRow.login_index == index))
    return found is not None and found != account_id


async def put_credentials(
    session: AsyncSession, account: AccountRow, index: bytes, password_hash: str
) -> None:
    """Give an account its login and password; `LoginTaken` when another one has the login."""
    try:
        async with session.begin_nested():
            account.login_index = index
            account.password_hash = password_hash
            await session.flush()
    except IntegrityError as taken:
        raise LoginTaken from taken


async def account_key(session: AsyncSession, vault: Vault, account: AccountRow) -> RecordKey:
    """The account's own data key, made at its first use."""
    ring = KeyRing(session, vault)
    known = await ring.of_all([account.id])
    return known.get(account.id) or await ring.create("account", account.id, account.office_id)


async def trace(
    session: AsyncSession,
    account: AccountRow,
    action: str,
    now: datetime,
    *,
    session_id: UUID | None = None,
    case_id: UUID | None = None,
    **details: Detail,
) -> None:
    """One trail entry of an account's own doing: identifiers and codes, never login or address."""
    kind, record_id = ("account", account.id) if session_id is None else ("session", session_id)
    await append(
        session,
        [Trace(
            account.office_id, now, account.id, account.role, action, kind, record_id, case_id,
            details,
        )],
    )  # fmt: skip


# -- sessions and refresh tokens -------------------------------------------------------------------


async def add_session(
    session: AsyncSession,
    account_id: UUID,
    *,
    device: str,
    now: datetime,
    expires_at: datetime,
) -> tuple[UUID, str]:
    """Start a session; its id and its first refresh token."""
    session_id = new_id()
    session.add(
        SessionRow(
            id=session_id,
            account_id=account_id,
            started_at=now,
            last_used_at=now,
            expires_at=expires_at,
            device=device,
        )
    )
    await session.flush()
    return session_id, await add_token(session, session_id, 0, now)


async def add_token(session: AsyncSession, session_id: UUID, generation: int, now: datetime) -> str:
    """The next refresh token of a family."""
    token, digest = new_token()
    session.add(
        RefreshTokenRow(
            token_hash=digest, session_id=session_id, generation=generation, issued_at=now
        )
    )
    await session.flush()
    return token


@dataclass(frozen=True, slots=True)
class Presented:
    """A refresh token that was found, with its locked session and its account."""

    token: RefreshTokenRow
    session: SessionRow
    account: AccountRow
    facts: RefreshFacts


async def find_presented(session: AsyncSession, token: str) -> Presented | None:
    """A refresh token and its session, locked: presentations at the same time queue up."""
    digest = token_hash(token)
    session_id = await session.scalar(
        select(RefreshTokenRow.session_id).where(RefreshTokenRow.token_hash == digest)
    )
    if session_id is None:
        return None
    held = await session.get_one(SessionRow, session_id, with_for_update=True)
    account = await session.get_one(AccountRow, held.account_id)
    found = await session.get_one(RefreshTokenRow, digest)
    newest = await session.scalar(
        select(func.max(RefreshTokenRow.generation)).where(RefreshTokenRow.session_id == session_id)
    )
    facts = RefreshFacts(
        generation=found.generation,
        newest=found.generation if newest is None else newest,
        used_at=found.used_at,
        session_ended=held.ended_at is not None,
        session_expires_at=held.expires_at,
        account_active=account.deactivated_at is None,
    )
    return Presented(found, held, account, facts)


async def rotate(
    session: AsyncSession, found: Presented, now: datetime, expires_at: datetime
) -> str:
    """Use a token up, lengthen its session, and give the next token of the family."""
    found.token.used_at = now
    found.session.last_used_at = now
    found.session.expires_at = expires_at
    return await add_token(session, found.session.id, found.facts.generation + 1, now)


async def end_family(session: AsyncSession, found: Presented, now: datetime) -> None:
    """An old token came back: somebody else may hold the family's tokens."""
    held = found.session.id
    await end_sessions(session, found.account.id, because="refresh_reuse", now=now, only=held)
    await trace(
        session, found.account, "identity.refresh_reused", now, session_id=held,
        generation=found.facts.generation, newest=found.facts.newest,
    )  # fmt: skip


async def end_sessions(
    session: AsyncSession,
    account_id: UUID,
    *,
    because: str,
    now: datetime,
    keep: UUID | None = None,
    only: UUID | None = None,
) -> int:
    """End an account's live sessions (all, all but `keep`, or `only` one); how many ended."""
    conditions = [SessionRow.account_id == account_id, SessionRow.ended_at.is_(None)]
    if keep is not None:
        conditions.append(SessionRow.id != keep)
    if only is not None:
        conditions.append(SessionRow.id == only)
    ended = await session.execute(
        update(SessionRow)
        .where(*conditions)
        .values(ended_at=now, ended_because=because)
        .returning(SessionRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(ended.all())


# -- second factor -------------------------------------------------------------------------------


async def lock_totp(session: AsyncSession, account_id: UUID) -> TotpSecretRow | None:
    """The account's second factor, locked so that one code is not taken twice at once."""
    return await session.get(
        TotpSecretRow, account_id, with_for_update=True, populate_existing=True
    )


async def put_totp(
    session: AsyncSession, account_id: UUID, secret: bytes | None, last_step: int
) -> None:
    """Replace the second factor of an account; None takes it away."""
    await session.execute(delete(TotpSecretRow).where(TotpSecretRow.account_id == account_id))
    if secret is not None:
        session.add(TotpSecretRow(account_id=account_id, secret=secret, last_step=last_step))
        await session.flush()


# -- forgetting ----------------------------------------------------------------------------------


async def forget_expired(session: AsyncSession, now: datetime, commands_kept: timedelta) -> int:
    """Delete what has done its work; how many rows went."""
    over = select(SessionRow.id).where(
        func.coalesce(SessionRow.ended_at, SessionRow.expires_at) < now - TOKENS_KEPT
    )
    removals = (
        delete(RefreshTokenRow)
        .where(RefreshTokenRow.session_id.in_(over))
        .returning(RefreshTokenRow.generation),
        delete(SignInThrottleRow)
        .where(SignInThrottleRow.last_failed_at < now - FORGOTTEN_AFTER)
        .returning(SignInThrottleRow.failures),
        delete(EnrolmentRow).where(EnrolmentRow.expires_at < now).returning(EnrolmentRow.failures),
        delete(IdempotencyKeyRow)
        .where(IdempotencyKeyRow.done_at < now - commands_kept)
        .returning(IdempotencyKeyRow.done_at),
    )
    gone = 0
    for removal in removals:
        removed = await session.execute(removal.execution_options(synchronize_session=False))
        gone += len(removed.all())
    return gone
