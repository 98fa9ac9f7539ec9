"""Taking up an invitation: the account, its credentials, the code used up, the first session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.identity import doorway, invitations
from guanhu.identity.door import Door, SignedIn, let_in
from guanhu.identity.facts import OpenInvitation
from guanhu.identity.tables import AccountRow
from guanhu.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Credentials:
    """How the account will sign in from now on."""

    login_index: bytes
    password_hash: str


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """An enrolled second factor: the sealed secret, and the step its first code used up."""

    secret: bytes
    last_step: int


async def take_up(
    door: Door,
    session: AsyncSession,
    invitation: OpenInvitation,
    credentials: Credentials,
    second: SecondFactor | None,
    *,
    device: str,
    now: datetime,
) -> SignedIn:
    """Join by an invitation and come in.

    An account that exists (staff; a family member who forgot) gets new credentials and loses its
    other sessions and its old second factor; a family member without one gets an account. Raises
    `LoginTaken` or `InvitationNotValid`, after which the transaction is rolled back.
    """
    if invitation.account_id is None:
        account = await _add_family_account(session, invitation, now)
    else:
        account = await doorway.lock_account(session, invitation.account_id)
    await doorway.put_credentials(
        session, account, credentials.login_index, credentials.password_hash
    )
    case_id = await invitations.claim_invitation(session, invitation.id, account.id, now)
    await doorway.end_sessions(session, account.id, because="joined_again", now=now)
    await doorway.put_totp(
        session,
        account.id,
        None if second is None else second.secret,
        0 if second is None else second.last_step,
    )
    await doorway.trace(session, account, "identity.joined", now, case_id=case_id)
    return await let_in(door, session, account, device=device, now=now)


async def _add_family_account(
    session: AsyncSession, invitation: OpenInvitation, now: datetime
) -> AccountRow:
    account = AccountRow(
        id=new_id(), office_id=invitation.office_id, role=invitation.role.value, created_at=now
    )
    session.add(account)
    await session.flush()
    return account
