"""Download one attachment. Every download stands in the trail (Minors-Net-Reg art. 36)."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.files.facts import MEDIA_TYPES, AttachmentFile
from guanhu.files.repository import AttachmentRepository
from guanhu.files.rules import file_name
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def download_attachment(
    database: Database, clock: Clock, actor: Actor, attachment_id: UUID
) -> AttachmentFile:
    """The bytes that are kept. Raises `NotPermitted` or `NotVisible`."""
    actor.require(Permission.ATTACHMENT_READ)
    async with look_on_record(database, clock, actor) as work:
        attachments = AttachmentRepository(work)
        seen = await attachments.get(attachment_id)
        content = await attachments.content(seen)
        work.record(
            "files.downloaded", "attachment", seen.id, case_id=seen.case_id, type=seen.type.value
        )
        return AttachmentFile(file_name(seen.id, seen.type), MEDIA_TYPES[seen.type], content)
