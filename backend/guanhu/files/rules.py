"""What a file is, told by its content. Pure: bytes in, a type or a refusal out.

A picture's type is confirmed by decoding it (`preparing.py`); here it is only told apart.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final
from uuid import UUID

from guanhu.files.errors import (
    AttachmentTypeNotAllowed,
    AttachmentUnreadable,
    CaseAttachmentsFull,
)
from guanhu.files.facts import (
    LARGEST_CASE_BYTES,
    MEGABYTE,
    PICTURES,
    AttachmentType,
)
from guanhu.kernel.errors import Refusal

PDF_BEGINS: Final = b"%PDF-"
PDF_ENDS: Final = b"%%EOF"
PDF_ENDS_WITHIN: Final = 2048
ZIP_BEGINS: Final = b"PK\x03\x04"
CONTENTS: Final = "[Content_Types].xml"
CONTENTS_AT_MOST: Final = MEGABYTE
UNPACKED_AT_MOST: Final = 200 * MEGABYTE
MOST_ENTRIES: Final = 5000
MACROS: Final = (b"macroEnabled", b"vbaProject", b"x-vbaproject")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Characters that no text for people holds; a line's end and a tab are none of them."""
MAIN_PARTS: Final = {
    b"wordprocessingml.document.main+xml": AttachmentType.DOCX,
    b"spreadsheetml.sheet.main+xml": AttachmentType.XLSX,
    b"presentationml.presentation.main+xml": AttachmentType.PPTX,
}


def type_of(content: bytes) -> AttachmentType:
    """The type of a file by its content.

    Raises `AttachmentTypeNotAllowed`, or `AttachmentUnreadable` for one that is broken.
    """
    picture = _picture(content)
    if picture is not None:
        return picture
    if content.startswith(PDF_BEGINS):
        if PDF_ENDS not in content[-PDF_ENDS_WITHIN:]:
            raise AttachmentUnreadable(type=AttachmentType.PDF)
        return AttachmentType.PDF
    if content.startswith(ZIP_BEGINS):
        return _office(content)
    if _is_text(content):
        return AttachmentType.TEXT
    raise AttachmentTypeNotAllowed


def _picture(content: bytes) -> AttachmentType | None:
    if content.startswith(b"\xff\xd8\xff"):
        return AttachmentType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return AttachmentType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return AttachmentType.WEBP
    return None


def _office(content: bytes) -> AttachmentType:
    """A text, table or slides of an office program; never one with macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            sizes = {entry.filename: entry.file_size for entry in entries}
            if CONTENTS not in sizes:
                raise AttachmentTypeNotAllowed
            if (
                len(entries) > MOST_ENTRIES
                or sum(sizes.values()) > UNPACKED_AT_MOST
                or sizes[CONTENTS] > CONTENTS_AT_MOST
            ):
                raise AttachmentTypeNotAllowed
            listed = packed.read(CONTENTS)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as broken:
        raise AttachmentUnreadable from broken
    if any(macro in listed for macro in MACROS):
        raise AttachmentTypeNotAllowed
    for part, kind in MAIN_PARTS.items():
        if part in listed:
            return kind
    raise AttachmentTypeNotAllowed


def _is_text(content: bytes) -> bool:
    """UTF-8 without control characters, and no page or drawing that a browser would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if text.lstrip()[:1] == "<":
        return False
    return CONTROL.search(text) is None


def refuse_more(kept_bytes: int, added_bytes: int) -> Refusal | None:
    """Say why a case cannot hold another file of this size, or None."""
    if kept_bytes + added_bytes > LARGEST_CASE_BYTES:
        return CaseAttachmentsFull(most_megabytes=LARGEST_CASE_BYTES // MEGABYTE)
    return None


def file_name(attachment_id: UUID, kind: AttachmentType) -> str:
    """``attachment-1f2e3d4c.jpg``: no word of whoever sent it, whatever they called it."""
    word = "picture" if kind in PICTURES else "attachment"
    return f"{word}-{attachment_id.hex[-8:]}.{kind.value}"
