"""What an attachment is. Types are known by content; a sender's name for a file is never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

MEGABYTE: Final = 1024 * 1024
LARGEST_BYTES: Final = 20 * MEGABYTE
"""One attachment, as it was sent and as it is kept."""

LARGEST_CASE_BYTES: Final = 200 * MEGABYTE
"""All attachments of one case: sealing writes them, in hexadecimal, into one bundle."""


class AttachmentType(StrEnum):
    """What is kept. The value is the ending under which it is downloaded."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"
    TEXT = "txt"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"


PICTURES: Final = frozenset({AttachmentType.JPEG, AttachmentType.PNG, AttachmentType.WEBP})

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Final = {
    AttachmentType.JPEG: "image/jpeg",
    AttachmentType.PNG: "image/png",
    AttachmentType.WEBP: "image/webp",
    AttachmentType.PDF: "application/pdf",
    AttachmentType.TEXT: "text/plain; charset=utf-8",
    AttachmentType.DOCX: f"{_OFFICE}.wordprocessingml.document",
    AttachmentType.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    AttachmentType.PPTX: f"{_OFFICE}.presentationml.presentation",
}


class AttachedTo(StrEnum):
    """The kinds of record an attachment can belong to."""

    CHECK_IN = "check_in"
    EVIDENCE = "evidence"
    FIELD_NOTE = "field_note"
    RETRACTED = "retracted"
    """It belonged to an entry that was taken back: for its writer and the supervisor."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file fit to be kept: its type by content; a picture was written anew."""

    type: AttachmentType
    content: bytes


@dataclass(frozen=True, slots=True)
class AttachmentSeen:
    """An attachment as lists show it, without its content. `size_bytes` is that of what is kept."""

    id: UUID
    case_id: UUID
    type: AttachmentType
    size_bytes: int
    attached_to: AttachedTo | None
    record_id: UUID | None
    uploaded_by: UUID
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class AttachmentFile:
    """What is handed out; the name tells the type and a part of the id, and nothing else."""

    name: str
    media_type: str
    content: bytes
