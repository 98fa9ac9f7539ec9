"""All SQL of founding an office: the office itself and an account nobody signed in has made."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.access.actor import SYSTEM_ACCOUNT
from guanhu.access.roles import Role
from guanhu.audit.trail import Trace, append
from guanhu.identity import invitations
from guanhu.identity.tables import AccountRow, OfficeRow
from guanhu.kernel.ids import new_id
from guanhu.plumbing.vault import Vault


async def find_office(session: AsyncSession, code: str) -> UUID | None:
    """An office by its code."""
    return await session.scalar(select(OfficeRow.id).where(OfficeRow.code == code))


async def add_office(
    session: AsyncSession, *, code: str, name_zh: str, name_en: str, region_code: str
) -> UUID:
    """A new office."""
    office_id = new_id()
    session.add(
        OfficeRow(
            id=office_id, code=code, name_zh=name_zh, name_en=name_en, region_code=region_code
        )
    )
    await session.flush()
    return office_id


async def add_account(
    session: AsyncSession,
    vault: Vault,
    *,
    office_id: UUID,
    role: Role,
    display_name: str,
    now: datetime,
    expires_at: datetime,
) -> str:
    """A staff account with an invitation, on the trail as the system's doing; its one-time code."""
    account_id = new_id()
    session.add(
        AccountRow(
            id=account_id,
            office_id=office_id,
            role=role.value,
            display_name=display_name,
            created_at=now,
        )
    )
    await session.flush()
    invitation_id = await invitations.add_invitation(
        session,
        vault,
        office_id=office_id,
        role=role,
        invited_by=SYSTEM_ACCOUNT,
        now=now,
        expires_at=expires_at,
        account_id=account_id,
    )
    await append(
        session,
        [Trace(
            office_id, now, SYSTEM_ACCOUNT, "system", "identity.account_created", "account",
            account_id, None, {"role": role.value},
        )],
    )  # fmt: skip
    return invitations.code_of(vault, invitation_id)
