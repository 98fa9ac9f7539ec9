"""Who is who in an office: display names of accounts, for pages and choosers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.identity.tables import AccountRow


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """An account as others see it; families have no display name here."""

    id: UUID
    office_id: UUID
    role: Role
    display_name: str | None
    active: bool


class Directory:
    """Accounts by id, within the actor's office."""

    def __init__(self, look: Look) -> None:
        self._look = look

    async def by_ids(self, account_ids: Iterable[UUID]) -> dict[UUID, AccountSeen]:
        """Many accounts in one statement; those of other offices are left out."""
        rows = await self._look.session.scalars(
            select(AccountRow).where(
                AccountRow.id.in_(set(account_ids)),
                AccountRow.office_id == self._look.actor.office_id,
            )
        )
        return {row.id: account_seen(row) for row in rows}

    async def find(self, account_id: UUID) -> AccountSeen | None:
        """One account of the actor's office, or None."""
        return (await self.by_ids([account_id])).get(account_id)

    async def active(self, *roles: Role) -> list[AccountSeen]:
        """Every active account of the office in one of `roles`, by display name."""
        rows = await self._look.session.scalars(
            select(AccountRow)
            .where(
                AccountRow.office_id == self._look.actor.office_id,
                AccountRow.role.in_([role.value for role in roles]),
                AccountRow.deactivated_at.is_(None),
            )
            .order_by(AccountRow.display_name, AccountRow.id)
        )
        return [account_seen(row) for row in rows]


def account_seen(row: AccountRow) -> AccountSeen:
    """A stored account as others see it."""
    return AccountSeen(
        id=row.id,
        office_id=row.office_id,
        role=Role(row.role),
        display_name=row.display_name,
        active=row.deactivated_at is None,
    )
