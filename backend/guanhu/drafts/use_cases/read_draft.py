"""Read one's own draft."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.drafts.facts import DraftForm, DraftSeen
from guanhu.drafts.repository import DraftRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_draft(
    database: Database, clock: Clock, actor: Actor, form: DraftForm, record_id: UUID | None
) -> DraftSeen | None:
    """The actor's own draft of one form about one record, or None."""
    actor.require(Permission.DRAFT_KEEP)
    async with look(database, clock, actor) as seen:
        return await DraftRepository(seen).find(form, record_id)


async def read_draft_by_id(
    database: Database, clock: Clock, actor: Actor, draft_id: UUID
) -> DraftSeen | None:
    """One of the actor's own drafts, or None."""
    actor.require(Permission.DRAFT_KEEP)
    async with look(database, clock, actor) as seen:
        return await DraftRepository(seen).find_by_id(draft_id)
