"""Files sent to and fetched from a case; what is sent is made here, byte by byte."""

from __future__ import annotations

import io
import uuid
import zipfile

import httpx
from PIL import Image

from support.world import World

GPS, LATITUDE_REF, LATITUDE, MAKE, ORIENTATION = 0x8825, 1, 2, 0x010F, 0x0112
TURNED = 6
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n"


def a_photo(form: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture that tells where and with what it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[MAKE] = "CAMERA-OF-LIN"
    exif[ORIENTATION] = TURNED
    exif.get_ifd(GPS).update({LATITUDE_REF: "N", LATITUDE: (30.0, 15.0, 7.0)})
    written = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(
        written, format=form, exif=exif, comment=b"LINJIA-XIANG"
    )
    return written.getvalue()


def a_word_file(content_type: str = WORD_TYPE) -> bytes:
    """The least that a text of an office program consists of."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types><Override PartName="/w.xml" ContentType="{content_type}"/></Types>',
        )
        packed.writestr("word/document.xml", "<w:document/>")
    return written.getvalue()


async def upload(
    world: World, handle: str | None, case_id: str, content: bytes, *, key: str | None = None
) -> httpx.Response:
    """Send a file as the admin front end does."""
    headers = {"idempotency-key": uuid.uuid4().hex if key is None else key}
    if handle is not None:
        headers["authorization"] = f"Bearer {world.token(handle)}"
    return await world.http.post(f"/attachments?case={case_id}", content=content, headers=headers)


async def an_attachment(
    world: World, case_id: str, handle: str = "li", content: bytes = "家访照片说明".encode()
) -> str:
    """An uploaded file that belongs to nothing yet; its id."""
    answer = await upload(world, handle, case_id, content)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["attachmentId"])


async def fetch(world: World, handle: str | None, path: str) -> httpx.Response:
    headers = {} if handle is None else {"authorization": f"Bearer {world.token(handle)}"}
    return await world.http.get(path, headers=headers)
