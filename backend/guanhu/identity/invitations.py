"""All SQL of invitations and of enrolling a second factor."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.access.roles import Role
from guanhu.identity.doorway import token_hash
from guanhu.identity.errors import InvitationNotValid
from guanhu.identity.facts import OpenInvitation
from guanhu.identity.tables import EnrolmentRow, InvitationRow
from guanhu.kernel.clock import office_date
from guanhu.kernel.ids import new_id
from guanhu.plumbing.vault import Vault

CODE_BYTES: Final = 10
INVITATION_NOT_VALID_STATE: Final = "GH410"

LOOK_AT_INVITATION: Final = text(
    "SELECT invitation_id, office_id, role, account_id FROM guanhu_look_at_invitation(:code, :now)"
)
CLAIM_INVITATION: Final = text(
    "SELECT guanhu_claim_invitation(:invitation, :account, :today, :now)"
)


def code_of(vault: Vault, invitation_id: UUID) -> str:
    """The one-time code of an invitation, 80 bits as ``ABCD-EFGH-IJKL-MNOP``.

    Computed from the invitation and the index key, so that it is stored nowhere and a repeated
    command can still answer with it.
    """
    digest = vault.blind_index("invitations.code-of", str(invitation_id))
    code = base64.b32encode(digest[:CODE_BYTES]).decode()
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def code_hash(vault: Vault, code: str) -> bytes:
    """What is stored of a code; hyphens, spaces and case do not matter."""
    return vault.blind_index("invitations.code", code.replace("-", ""))


async def look_at_invitation(
    session: AsyncSession, code: bytes, now: datetime
) -> OpenInvitation | None:
    """What an open code is good for; None when it is unknown, used, replaced or expired."""
    row = (await session.execute(LOOK_AT_INVITATION, {"code": code, "now": now})).first()
    if row is None:
        return None
    return OpenInvitation(row.invitation_id, row.office_id, Role(row.role), row.account_id)


async def claim_invitation(
    session: AsyncSession, invitation_id: UUID, account_id: UUID, now: datetime
) -> UUID | None:
    """Use a code up for an account; the case it was bound to, None for staff.

    Raises `InvitationNotValid`; the transaction cannot go on after that.
    """
    try:
        claimed = await session.scalar(
            CLAIM_INVITATION,
            {
                "invitation": invitation_id,
                "account": account_id,
                "today": office_date(now),
                "now": now,
            },
        )
    except DBAPIError as refused:
        if getattr(refused.orig, "sqlstate", None) == INVITATION_NOT_VALID_STATE:
            raise InvitationNotValid from refused
        raise
    return claimed if isinstance(claimed, UUID) else None


async def add_enrolment(session: AsyncSession, row: EnrolmentRow) -> None:
    """Store an enrolment; an earlier one of the same invitation is replaced."""
    await session.execute(
        delete(EnrolmentRow).where(EnrolmentRow.invitation_id == row.invitation_id)
    )
    session.add(row)
    await session.flush()


async def lock_enrolment(session: AsyncSession, token: str) -> EnrolmentRow | None:
    return await session.get(EnrolmentRow, token_hash(token), with_for_update=True)


async def of_enrolment(session: AsyncSession, row: EnrolmentRow) -> OpenInvitation:
    """The staff invitation an enrolment stands on; whether it is still open shows at its claim."""
    found = await session.get_one(InvitationRow, row.invitation_id)
    return OpenInvitation(found.id, found.office_id, Role(found.role), found.account_id)


async def remove_enrolment(session: AsyncSession, row: EnrolmentRow) -> None:
    await session.delete(row)
    await session.flush()


async def withdraw(session: AsyncSession, account_id: UUID, now: datetime) -> None:
    """Unused codes of an account are no longer good."""
    await session.execute(
        update(InvitationRow)
        .where(
            InvitationRow.account_id == account_id,
            InvitationRow.used_at.is_(None),
            InvitationRow.superseded_at.is_(None),
        )
        .values(superseded_at=now)
        .execution_options(synchronize_session=False)
    )


async def add_invitation(
    session: AsyncSession,
    vault: Vault,
    *,
    office_id: UUID,
    role: Role,
    invited_by: UUID,
    now: datetime,
    expires_at: datetime,
    account_id: UUID | None = None,
    case_id: UUID | None = None,
    guardian_id: UUID | None = None,
    minor_id: UUID | None = None,
) -> UUID:
    """Store an invitation and replace earlier unused ones of the same account or person."""
    invitation_id = new_id()
    same = (
        InvitationRow.guardian_id == guardian_id
        if guardian_id is not None
        else InvitationRow.minor_id == minor_id
        if minor_id is not None
        else InvitationRow.account_id == account_id
    )
    await session.execute(
        update(InvitationRow)
        .where(same, InvitationRow.used_at.is_(None), InvitationRow.superseded_at.is_(None))
        .values(superseded_at=now)
        .execution_options(synchronize_session=False)
    )
    session.add(
        InvitationRow(
            id=invitation_id,
            office_id=office_id,
            code_hash=code_hash(vault, code_of(vault, invitation_id)),
            role=role.value,
            account_id=account_id,
            case_id=case_id,
            guardian_id=guardian_id,
            minor_id=minor_id,
            invited_by=invited_by,
            invited_at=now,
            expires_at=expires_at,
        )
    )
    await session.flush()
    return invitation_id
