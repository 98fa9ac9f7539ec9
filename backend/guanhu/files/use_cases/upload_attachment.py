"""Bring a file to a case. What it belongs to is said by the record that is then written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.repository import CaseRepository
from guanhu.files.facts import AttachmentType
from guanhu.files.preparing import prepare
from guanhu.files.repository import AttachmentRepository
from guanhu.files.rules import refuse_more
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadAttachment:
    """Keep one file of a case. `digest` stands for the bytes where sameness is asked."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    digest: str = words("SHA-256 of what was sent, in hexadecimal.", at_least=64, at_most=64)


@dataclass(frozen=True, slots=True)
class UploadedAttachment:
    """The attachment, its type by content, and the size of what is kept."""

    attachment: UUID
    type: str
    size_bytes: int


def an_upload(idempotency_key: str, case_id: UUID, content: bytes) -> UploadAttachment:
    """The command for these bytes."""
    return UploadAttachment(
        idempotency_key=idempotency_key,
        case_id=case_id,
        digest=hashlib.sha256(content).hexdigest(),
    )


async def upload_attachment(
    database: Database, clock: Clock, actor: Actor, command: UploadAttachment, content: bytes
) -> UploadedAttachment:
    """Keep a file on a case file the actor can see.

    Raises `NotPermitted`, `NotVisible`, `InvalidInput` (nothing was sent), or the refusals
    `AttachmentTooLarge`, `AttachmentTypeNotAllowed`, `AttachmentUnreadable`, `CaseAttachmentsFull`.
    """
    actor.require(Permission.ATTACHMENT_ADD)
    if not content:
        raise InvalidInput([Problem("content", "REQUIRED")])
    async with look(database, clock, actor) as seen:
        # Before a picture is decoded; asked again below, behind the lock.
        await CaseRepository(seen).get(command.case_id)
    prepared = await prepare(content)
    async with begin(database, clock, actor, command, UploadedAttachment) as work:
        if work.first_answer is not None:
            return work.first_answer
        file = await CaseRepository(work).lock(command.case_id)
        attachments = AttachmentRepository(work)
        refusal = refuse_more(await attachments.kept_bytes(file.id), len(prepared.content))
        if refusal is not None:
            raise refusal
        attachment_id = await attachments.keep(file.id, file.office_id, prepared)
        size = len(prepared.content)
        work.record(
            "files.uploaded", "attachment", attachment_id, case_id=file.id,
            type=prepared.type.value, size=size,
        )  # fmt: skip
        return work.answer(UploadedAttachment(attachment_id, prepared.type.value, size))


def type_named(value: str) -> AttachmentType:
    """The type of a stored answer."""
    return AttachmentType(value)
