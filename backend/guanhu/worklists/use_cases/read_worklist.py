"""What needs attention, for the person who asks, or for a colleague."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import glance, look
from guanhu.identity.directory import Directory
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotPermitted, NotVisible
from guanhu.plumbing.database import Database
from guanhu.worklists.facts import WorkKind, Worklist
from guanhu.worklists.repository import ListOf, WorklistRepository

LISTED = frozenset({Role.OFFICER, Role.SOCIAL_WORKER})


async def read_worklist(
    database: Database,
    clock: Clock,
    actor: Actor,
    *,
    kind: WorkKind | None,
    of_account: UUID | None,
    silent_days: int,
    limit: int,
    offset: int,
) -> Worklist:
    """One page of what needs attention, the gravest first; the own list, or a colleague's.

    A supervisor reads the list of an officer or social worker of the office, also of one whose
    account is closed, so that what they leave is passed on (S71). Raises `NotPermitted`,
    `NotVisible` (no such colleague).
    """
    actor.require(Permission.CASE_LIST)
    if actor.role is None:
        raise NotPermitted
    of = ListOf(actor.account_id, actor.role)
    if of_account is not None and of_account != actor.account_id:
        if actor.role is not Role.SUPERVISOR:
            raise NotPermitted
        async with look(database, clock, actor) as seen:
            colleague = await Directory(seen).find(of_account)
        if colleague is None or colleague.role not in LISTED:
            raise NotVisible
        of = ListOf(colleague.id, colleague.role)
    return await WorklistRepository(glance(database, clock, actor)).page(
        of, kind, silent_days=silent_days, limit=limit, offset=offset
    )
