"""All SQL about accounts and sessions for those who are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from guanhu.access.roles import STAFF, Role
from guanhu.audit.work import Look
from guanhu.identity import doorway, invitations
from guanhu.identity.facts import AccountProfile, SessionSeen
from guanhu.identity.tables import AccountRow, OfficeRow, SessionRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id


class AccountSort(StrEnum):
    """What the list of accounts is sorted by."""

    DISPLAY_NAME = "display_name"
    ROLE = "role"
    CREATED_AT = "created_at"


SORT_COLUMNS = {
    AccountSort.DISPLAY_NAME: AccountRow.display_name,
    AccountSort.ROLE: AccountRow.role,
    AccountSort.CREATED_AT: AccountRow.created_at,
}


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Which accounts; every part narrows further."""

    role: Role | None = None
    active: bool | None = None


class AccountRepository:
    """Staff accounts of the actor's office, and the actor's own account and sessions."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def own(self) -> AccountProfile:
        """The actor's own account with its office."""
        return await doorway.seen_account(self._session, self._look.actor.account_id)

    async def get(self, account_id: UUID) -> AccountProfile:
        """One staff account of the office; `NotVisible` otherwise."""
        row = (
            await self._session.execute(
                select(AccountRow, OfficeRow)
                .join(OfficeRow, OfficeRow.id == AccountRow.office_id)
                .where(AccountRow.id == account_id, *self._conditions(AccountFilter()))
            )
        ).first()
        if row is None:
            raise NotVisible
        return doorway.as_seen(row[0], row[1])

    async def lock(self, account_id: UUID) -> AccountRow:
        """One staff account of the office, locked until the commit; `NotVisible` otherwise."""
        row = await self._session.scalar(
            select(AccountRow)
            .where(AccountRow.id == account_id, *self._conditions(AccountFilter()))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row is None:
            raise NotVisible
        return row

    async def lock_own(self) -> AccountRow:
        """The actor's own row, locked until the commit."""
        return await doorway.lock_account(self._session, self._look.actor.account_id)

    async def add_staff(self, display_name: str, role: Role) -> AccountRow:
        """A staff account nobody has joined yet."""
        row = AccountRow(
            id=new_id(),
            office_id=self._look.actor.office_id,
            role=role.value,
            display_name=display_name,
            created_at=self._look.now,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def invite(self, account: AccountRow, expires_at: datetime) -> UUID:
        """A one-time code for an account; earlier unused ones are no longer good."""
        return await invitations.add_invitation(
            self._session,
            self._look.vault,
            office_id=account.office_id,
            role=Role(account.role),
            invited_by=self._look.actor.account_id,
            now=self._look.now,
            expires_at=expires_at,
            account_id=account.id,
        )

    async def withdraw_invitations(self, account_id: UUID) -> None:
        """Codes of an account that are no longer good."""
        await invitations.withdraw(self._session, account_id, self._look.now)

    async def deactivate(self, account: AccountRow, reason: str) -> None:
        """Close an account; why is kept under the account's own key."""
        key = await doorway.account_key(self._session, self._look.vault, account)
        account.deactivated_at = self._look.now
        account.deactivation_reason = key.seal("accounts.deactivation_reason", account.id, reason)
        await self._session.flush()

    async def page(
        self,
        wanted: AccountFilter,
        *,
        sort: AccountSort,
        descending: bool,
        limit: int,
        offset: int,
    ) -> tuple[list[AccountProfile], int]:
        """One page of the office's staff accounts, and how many match in all."""
        conditions = self._conditions(wanted)
        column = SORT_COLUMNS[sort]
        total = await self._session.scalar(
            select(func.count()).select_from(AccountRow).where(*conditions)
        )
        rows = await self._session.execute(
            select(AccountRow, OfficeRow)
            .join(OfficeRow, OfficeRow.id == AccountRow.office_id)
            .where(*conditions)
            .order_by(column.desc() if descending else column.asc(), AccountRow.id)
            .limit(limit)
            .offset(offset)
        )
        return [doorway.as_seen(row, office) for row, office in rows], total or 0

    def _conditions(self, wanted: AccountFilter) -> list[ColumnElement[bool]]:
        # Families are reached through their case, never through a list of accounts: that somebody
        # has an account would tell that a child of theirs has a file.
        conditions: list[ColumnElement[bool]] = [
            AccountRow.office_id == self._look.actor.office_id,
            AccountRow.role.in_(sorted(role.value for role in STAFF)),
        ]
        if wanted.role is not None:
            conditions.append(AccountRow.role == wanted.role.value)
        if wanted.active is not None:
            gone = AccountRow.deactivated_at
            conditions.append(gone.is_(None) if wanted.active else gone.is_not(None))
        return conditions

    # -- sessions ----------------------------------------------------------------------------------

    async def sessions(self) -> list[SessionSeen]:
        """The actor's own live sessions, the one used last first."""
        actor = self._look.actor
        rows = await self._session.scalars(
            select(SessionRow)
            .where(
                SessionRow.account_id == actor.account_id,
                SessionRow.ended_at.is_(None),
                SessionRow.expires_at > self._look.now,
            )
            .order_by(SessionRow.last_used_at.desc(), SessionRow.id)
            .limit(100)
        )
        return [
            SessionSeen(
                id=row.id,
                started_at=row.started_at,
                last_used_at=row.last_used_at,
                expires_at=row.expires_at,
                device=row.device,
                current=row.id == actor.session_id,
            )
            for row in rows
        ]

    async def end_sessions(
        self,
        account_id: UUID,
        because: str,
        *,
        keep: UUID | None = None,
        only: UUID | None = None,
    ) -> int:
        """End live sessions of an account; how many ended."""
        return await doorway.end_sessions(
            self._session, account_id, because=because, now=self._look.now, keep=keep, only=only
        )
