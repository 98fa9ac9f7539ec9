"""Sign in with login, password and, for staff, the code of a second factor."""

from __future__ import annotations

from dataclasses import dataclass

from guanhu.identity import doorway, totp
from guanhu.identity.door import Door, SignedIn, let_in, needs_totp
from guanhu.identity.doorway import Candidate
from guanhu.identity.errors import (
    InvalidCredentials,
    TooManyAttempts,
    TotpNotEnrolled,
    TotpRequired,
)
from guanhu.identity.facts import Visitor
from guanhu.identity.rules import ADDRESS_LIMIT, LOGIN_LIMIT
from guanhu.identity.tables import AccountRow
from guanhu.kernel.commands import check, words
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Sign in."""

    login: str = words("The name one signs in by.", at_most=120)
    password: str = words("Password.", at_most=200)
    totp: str | None = words("Code of the second factor.", at_most=10, default=None)


@dataclass(frozen=True, slots=True)
class Subjects:
    """What an attempt is counted against."""

    login: bytes
    address: bytes

    @classmethod
    def of(cls, vault: Vault, login: str, visitor: Visitor) -> Subjects:
        return cls(
            doorway.throttle_subject(vault, "login", login),
            doorway.throttle_subject(vault, "address", visitor.address),
        )


async def sign_in(door: Door, visitor: Visitor, command: SignIn) -> SignedIn:
    """Let somebody in, or raise why not.

    Raises `InvalidInput`, `TooManyAttempts`, `InvalidCredentials`, `TotpRequired` or
    `TotpNotEnrolled`. Whether the account exists shows neither in the answer nor in the costly
    work: the attempt is counted before it is made, an unknown login is verified against a hash
    nobody owns, and nothing but a right password leads to an answer that differs.
    """
    check(command)
    vault = door.database.vault
    now = door.clock.now()
    subjects = Subjects.of(vault, command.login, visitor)
    async with door.database.doorstep() as session:
        wait = await doorway.charge(
            session, {subjects.login: LOGIN_LIMIT, subjects.address: ADDRESS_LIMIT}, now
        )
        found = (
            await doorway.find_by_login(session, doorway.login_index(vault, command.login))
            if wait == 0
            else None
        )
    if wait > 0:
        raise TooManyAttempts(retry_after=wait)
    # Between the two transactions: hashing is slow on purpose and holds no connection.
    stored = None if found is None else found.password_hash
    right = await door.database.passwords.verify(stored, command.password)
    outcome = await _settle(door, visitor, command, subjects, found, right=right)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


async def _settle(
    door: Door,
    visitor: Visitor,
    command: SignIn,
    subjects: Subjects,
    found: Candidate | None,
    *,
    right: bool,
) -> SignedIn | Refusal:
    """Judge the attempt and write it down. A refusal is returned, so that its trace is kept."""
    now = door.clock.now()
    async with door.database.doorstep() as session:
        if found is None:
            return InvalidCredentials()
        account = await doorway.lock_account(session, found.account_id)
        # The password may have been changed while the hash was computed.
        unchanged = account.password_hash == found.password_hash and account.deactivated_at is None
        if not right or not unchanged:
            await doorway.trace(session, account, "identity.sign_in_failed", now, factor="password")
            return InvalidCredentials()
        second = await doorway.lock_totp(session, account.id)
        if second is None and needs_totp(account, door.policy):
            return TotpNotEnrolled()
        if second is not None:
            if not command.totp:
                return TotpRequired()
            key = await doorway.account_key(session, door.database.vault, account)
            step = totp.matching_step(
                key.open("totp_secrets.secret", account.id, second.secret),
                command.totp,
                now,
                after=second.last_step,
            )
            if step is None:
                await doorway.trace(session, account, "identity.sign_in_failed", now, factor="totp")
                return InvalidCredentials()
            second.last_step = step
        await _renew_hash(door, account, command.password)
        await doorway.acquit(session, clear=subjects.login, take_back=subjects.address)
        signed_in = await let_in(door, session, account, device=visitor.device, now=now)
        await doorway.trace(
            session, account, "identity.signed_in", now, session_id=signed_in.actor.session_id
        )
        return signed_in


async def _renew_hash(door: Door, account: AccountRow, password: str) -> None:
    """Hash again when the installation asks more of hashes than it did."""
    passwords = door.database.passwords
    if account.password_hash is not None and passwords.is_outdated(account.password_hash):
        account.password_hash = await passwords.hash(password)
