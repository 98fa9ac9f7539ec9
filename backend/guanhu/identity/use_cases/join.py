"""Join by a one-time code: choose login and password; staff then show a first code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from guanhu.access.roles import STAFF
from guanhu.identity import doorway, invitations, totp
from guanhu.identity.door import Door, SignedIn
from guanhu.identity.errors import (
    EnrolmentEnded,
    InvitationNotValid,
    LoginTaken,
    TooManyAttempts,
    TotpWrong,
)
from guanhu.identity.facts import OpenInvitation, Visitor
from guanhu.identity.joining import Credentials, SecondFactor, take_up
from guanhu.identity.rules import ADDRESS_LIMIT, refuse_password
from guanhu.identity.tables import EnrolmentRow
from guanhu.kernel.commands import check, words
from guanhu.kernel.errors import Refusal

ENROLMENT_LIVES: Final = timedelta(minutes=15)
ENROLMENT_TRIES: Final = 5
SHORTEST_LOGIN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Take up an invitation."""

    code: str = words("The one-time code.", at_most=40)
    login: str = words("The name to sign in by.", at_least=SHORTEST_LOGIN, at_most=120)
    password: str = words("Password.", at_most=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmJoin:
    """Show the first code of the second factor."""

    enrolment: str = words("The enrolment that joining answered with.", at_most=100)
    totp: str = words("Code of the second factor.", at_most=10)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Staff who have to confirm: the enrolment's token, and what the authenticator app reads."""

    token: str
    totp_uri: str


async def join(door: Door, visitor: Visitor, command: Join) -> SignedIn | Enrolment:
    """Take up an invitation.

    Raises `InvalidInput`, `TooManyAttempts`, `InvitationNotValid`, `PasswordTooShort`,
    `PasswordTooCommon` or `LoginTaken`; after each of them the code is still good, if it was.
    """
    check(command)
    vault = door.database.vault
    now = door.clock.now()
    address = doorway.throttle_subject(vault, "address", visitor.address)
    code = invitations.code_hash(vault, command.code)
    async with door.database.doorstep() as session:
        wait = await doorway.charge(session, {address: ADDRESS_LIMIT}, now)
        invitation = await invitations.look_at_invitation(session, code, now)
        if invitation is not None and wait == 0:
            await doorway.acquit(session, clear=None, take_back=address)
    if wait > 0:
        raise TooManyAttempts(retry_after=wait)
    if invitation is None:
        raise InvitationNotValid
    refusal = refuse_password(command.password, login=command.login)
    if refusal is not None:
        raise refusal
    credentials = Credentials(
        doorway.login_index(vault, command.login),
        await door.database.passwords.hash(command.password),
    )
    if door.policy.totp_required and invitation.role in STAFF:
        return await _enrol(door, invitation, credentials, command.login, now)
    async with door.database.doorstep() as session:
        return await take_up(
            door, session, invitation, credentials, None, device=visitor.device, now=now
        )


async def _enrol(
    door: Door,
    invitation: OpenInvitation,
    credentials: Credentials,
    login: str,
    now: datetime,
) -> Enrolment:
    """Keep what was chosen for a quarter of an hour; nothing about the account changes yet."""
    if invitation.account_id is None:
        # Only families are invited without an account, and they enrol no second factor.
        raise InvitationNotValid
    secret = totp.new_secret()
    token, digest = doorway.new_token()
    async with door.database.doorstep() as session:
        if await doorway.login_is_taken(session, credentials.login_index, invitation.account_id):
            raise LoginTaken
        account = await doorway.lock_account(session, invitation.account_id)
        key = await doorway.account_key(session, door.database.vault, account)
        await invitations.add_enrolment(
            session,
            EnrolmentRow(
                token_hash=digest,
                invitation_id=invitation.id,
                account_id=account.id,
                login_index=credentials.login_index,
                password_hash=credentials.password_hash,
                secret=key.seal("totp_secrets.secret", account.id, secret),
                failures=0,
                expires_at=now + ENROLMENT_LIVES,
            ),
        )
    return Enrolment(token, totp.uri(secret, login))


async def confirm_join(door: Door, visitor: Visitor, command: ConfirmJoin) -> SignedIn:
    """Finish joining with a first code; raises `EnrolmentEnded`, `TotpWrong`, or as `join`."""
    check(command)
    outcome = await _confirm(door, visitor, command)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


async def _confirm(door: Door, visitor: Visitor, command: ConfirmJoin) -> SignedIn | Refusal:
    """A wrong code is returned, not raised, so that it stays counted."""
    now = door.clock.now()
    async with door.database.doorstep() as session:
        held = await invitations.lock_enrolment(session, command.enrolment)
        if held is None or held.expires_at <= now or held.failures >= ENROLMENT_TRIES:
            return EnrolmentEnded()
        account = await doorway.lock_account(session, held.account_id)
        key = await doorway.account_key(session, door.database.vault, account)
        secret = key.open("totp_secrets.secret", account.id, held.secret)
        step = totp.matching_step(secret, command.totp, now, after=0)
        if step is None:
            held.failures += 1
            return TotpWrong()
        invitation = await invitations.of_enrolment(session, held)
        await invitations.remove_enrolment(session, held)
        return await take_up(
            door,
            session,
            invitation,
            Credentials(held.login_index, held.password_hash),
            SecondFactor(held.secret, step),
            device=visitor.device,
            now=now,
        )
