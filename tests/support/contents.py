"""Files made byte by byte: what is sent to a case, and what is not taken."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

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
