"""Makes a file fit to be kept. A picture is decoded and written anew from its dots alone.

Cameras write where and with what a picture was taken into it, and programs hide more: location,
device, owner, comments, a thumbnail of what was cut away. Nothing but the dots goes over.
"""

from __future__ import annotations

import asyncio
import io
import struct
from typing import Final

from PIL import Image, ImageOps

from guanhu.files.errors import AttachmentTooLarge, AttachmentTypeNotAllowed, AttachmentUnreadable
from guanhu.files.facts import LARGEST_BYTES, MEGABYTE, PICTURES, AttachmentType, Prepared
from guanhu.files.rules import type_of

MOST_DOTS: Final = 50_000_000
"""Of one picture; more would take more memory than a file of 20 MB is worth."""
AT_ONCE: Final = 2
"""Pictures decoded at the same time in one process."""
FORMATS: Final = {
    AttachmentType.JPEG: "JPEG",
    AttachmentType.PNG: "PNG",
    AttachmentType.WEBP: "WEBP",
}
QUALITY: Final = 88
BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError,
)  # fmt: skip
_turns = asyncio.Semaphore(AT_ONCE)


async def prepare(content: bytes) -> Prepared:
    """The file as it will be kept.

    Raises `AttachmentTooLarge`, `AttachmentTypeNotAllowed`, `AttachmentUnreadable`.
    """
    if len(content) > LARGEST_BYTES:
        raise AttachmentTooLarge(most_megabytes=LARGEST_BYTES // MEGABYTE)
    kind = type_of(content)
    if kind not in PICTURES:
        return Prepared(kind, content)
    async with _turns:
        written = await asyncio.to_thread(_anew, content, kind)
    if len(written) > LARGEST_BYTES:
        raise AttachmentTooLarge(most_megabytes=LARGEST_BYTES // MEGABYTE)
    return Prepared(kind, written)


def _anew(content: bytes, kind: AttachmentType) -> bytes:
    name = FORMATS[kind]
    try:
        with Image.open(io.BytesIO(content), formats=[name]) as sent:
            if sent.width * sent.height > MOST_DOTS:
                raise AttachmentTooLarge(most_dots=MOST_DOTS)
            if getattr(sent, "n_frames", 1) > 1 and kind is not AttachmentType.JPEG:
                raise AttachmentTypeNotAllowed  # a moving picture would lose all but its first
            sent.load()
            upright = ImageOps.exif_transpose(sent)
            dots = upright.convert(_mode(upright, kind))
            plain = Image.new(dots.mode, dots.size)
            plain.paste(dots)
    except BROKEN as broken:
        raise AttachmentUnreadable(type=kind) from broken
    written = io.BytesIO()
    plain.save(written, format=name, quality=QUALITY)
    return written.getvalue()


def _mode(picture: Image.Image, kind: AttachmentType) -> str:
    """The colours to keep: with transparency where the format has it, else plain."""
    if kind is not AttachmentType.JPEG and picture.has_transparency_data:
        return "RGBA"
    return "L" if picture.mode in {"1", "L"} else "RGB"
