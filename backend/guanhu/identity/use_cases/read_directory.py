"""Display names of colleagues: who wrote, who approved, who may join a team."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import look
from guanhu.identity.directory import AccountSeen, Directory
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_accounts(
    database: Database, clock: Clock, actor: Actor, account_ids: Iterable[UUID]
) -> dict[UUID, AccountSeen]:
    """Accounts of the own office by id; those of other offices are left out."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await Directory(seen).by_ids(account_ids)


async def read_team_candidates(database: Database, clock: Clock, actor: Actor) -> list[AccountSeen]:
    """Active social workers and officers of the own office."""
    actor.require(Permission.TEAM_APPOINT)
    async with look(database, clock, actor) as seen:
        return await Directory(seen).active(Role.SOCIAL_WORKER, Role.OFFICER)
