"""Read one's own account; for administrators, the staff accounts of the office."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.identity.facts import AccountProfile
from guanhu.identity.repository import AccountFilter, AccountRepository, AccountSort
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_me(database: Database, clock: Clock, actor: Actor) -> AccountProfile:
    """The actor's own account."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await AccountRepository(seen).own()


async def read_account(
    database: Database, clock: Clock, actor: Actor, account_id: UUID
) -> AccountProfile:
    """One staff account of the office; `NotVisible` when there is none."""
    actor.require(Permission.ACCOUNT_MANAGE)
    async with look(database, clock, actor) as seen:
        return await AccountRepository(seen).get(account_id)


async def list_accounts(
    database: Database,
    clock: Clock,
    actor: Actor,
    wanted: AccountFilter,
    *,
    sort: AccountSort,
    descending: bool,
    limit: int,
    offset: int,
) -> tuple[list[AccountProfile], int]:
    """One page of the office's staff accounts, and how many match in all."""
    actor.require(Permission.ACCOUNT_MANAGE)
    async with look(database, clock, actor) as seen:
        return await AccountRepository(seen).page(
            wanted, sort=sort, descending=descending, limit=limit, offset=offset
        )
