"""Change one's own password."""

from __future__ import annotations

from dataclasses import dataclass

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.identity import doorway
from guanhu.identity.errors import (
    CurrentPasswordWrong,
    PasswordTooCommon,
    PasswordUnchanged,
    TooManyAttempts,
)
from guanhu.identity.repository import AccountRepository
from guanhu.identity.rules import LOGIN_LIMIT, refuse_password
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Choose another password."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    current_password: str = words("The password until now.", at_most=200)
    new_password: str = words("The password from now on.", at_most=200)


@dataclass(frozen=True, slots=True)
class ChangedPassword:
    """How many other sessions were ended."""

    sessions_ended: int


async def change_password(
    database: Database, clock: Clock, actor: Actor, command: ChangePassword
) -> ChangedPassword:
    """Change the password; every other session of the account ends.

    Raises `TooManyAttempts`, `CurrentPasswordWrong`, `PasswordTooShort`, `PasswordTooCommon` or
    `PasswordUnchanged`. The attempt is counted before it is made, as at sign-in: who finds a
    session left open does not get to guess at the password.
    """
    actor.require(Permission.SESSION_OWN)
    subject = doorway.throttle_subject(database.vault, "account", str(actor.account_id))
    async with database.doorstep() as session:
        wait = await doorway.charge(session, {subject: LOGIN_LIMIT}, clock.now())
    if wait > 0:
        raise TooManyAttempts(retry_after=wait)
    async with begin(database, clock, actor, command, ChangedPassword) as work:
        if work.first_answer is not None:
            return work.first_answer
        accounts = AccountRepository(work)
        row = await accounts.lock_own()
        if not await database.passwords.verify(row.password_hash, command.current_password):
            raise CurrentPasswordWrong
        refusal = refuse_password(command.new_password, display_name=row.display_name)
        if refusal is not None:
            raise refusal
        # The login is stored as its blind index only: it can be compared with, not searched for.
        if doorway.login_index(work.vault, command.new_password) == row.login_index:
            raise PasswordTooCommon
        if await database.passwords.verify(row.password_hash, command.new_password):
            raise PasswordUnchanged
        row.password_hash = await database.passwords.hash(command.new_password)
        await accounts.withdraw_invitations(row.id)
        ended = await accounts.end_sessions(row.id, "password_changed", keep=actor.session_id)
        await doorway.acquit(work.session, clear=subject, take_back=None)
        work.record("identity.password_changed", "account", row.id)
        return work.answer(ChangedPassword(sessions_ended=ended))
