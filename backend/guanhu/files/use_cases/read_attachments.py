"""Attachments as lists show them: of a case, and of many records."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.files.facts import AttachmentSeen
from guanhu.files.repository import AttachmentRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_attachments(
    database: Database, clock: Clock, actor: Actor, case_id: UUID, *, limit: int, offset: int
) -> tuple[list[AttachmentSeen], int]:
    """One page of those of a visible case, the latest first, and how many; none of a hidden one."""
    actor.require(Permission.ATTACHMENT_READ)
    async with look(database, clock, actor) as seen:
        return await AttachmentRepository(seen).of_case(case_id, limit, offset)


async def read_attachments_of(
    database: Database, clock: Clock, actor: Actor, record_ids: Iterable[UUID]
) -> dict[UUID, list[AttachmentSeen]]:
    """Those of many records, by record."""
    actor.require(Permission.ATTACHMENT_READ)
    async with look(database, clock, actor) as seen:
        return await AttachmentRepository(seen).of_records(record_ids)
