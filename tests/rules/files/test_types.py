"""What a file is, by its content alone."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID

import pytest

from guanhu.files import rules
from guanhu.files.errors import AttachmentTypeNotAllowed, AttachmentUnreadable
from guanhu.files.facts import LARGEST_CASE_BYTES, AttachmentType
from support.contents import MACRO_TYPE, PDF, a_photo, a_word_file


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_photo("JPEG"), AttachmentType.JPEG),
        (a_photo("PNG"), AttachmentType.PNG),
        (a_photo("WEBP"), AttachmentType.WEBP),
        (PDF, AttachmentType.PDF),
        (a_word_file(), AttachmentType.DOCX),
        ("姓名,分数\n=1+1,2\n".encode("utf-8-sig"), AttachmentType.TEXT),
    ],
)
def test_a_type_is_told_by_content(content: bytes, kind: AttachmentType) -> None:
    assert rules.type_of(content) is kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"MZ\x90\x00" + bytes(60), AttachmentTypeNotAllowed, id="program"),
        pytest.param(b"<html><script>1</script>", AttachmentTypeNotAllowed, id="page"),
        pytest.param(b"  <svg onload='1'/>", AttachmentTypeNotAllowed, id="drawing"),
        pytest.param("测试".encode("gb18030"), AttachmentTypeNotAllowed, id="not-utf-8"),
        pytest.param(b"a\x00b", AttachmentTypeNotAllowed, id="control-characters"),
        pytest.param(b"GIF89a" + bytes(20), AttachmentTypeNotAllowed, id="gif"),
        pytest.param(a_word_file(MACRO_TYPE), AttachmentTypeNotAllowed, id="macros"),
        pytest.param(PDF[:20], AttachmentUnreadable, id="half-a-pdf"),
        pytest.param(a_word_file()[:40], AttachmentUnreadable, id="half-a-zip"),
    ],
)
def test_what_is_not_kept(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rules.type_of(content)


def test_a_packed_folder_is_no_office_file() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("a.exe", b"MZ")

    with pytest.raises(AttachmentTypeNotAllowed):
        rules.type_of(written.getvalue())


def test_a_case_holds_so_much_and_no_more() -> None:
    assert rules.refuse_more(LARGEST_CASE_BYTES - 5, 5) is None
    refusal = rules.refuse_more(LARGEST_CASE_BYTES - 5, 6)
    assert refusal is not None
    assert refusal.facts == {"most_megabytes": 200}


def test_a_name_says_nothing_of_who_sent_it() -> None:
    attachment = UUID("01890000-0000-7000-8000-0000abcd1234")

    assert rules.file_name(attachment, AttachmentType.PDF) == "attachment-abcd1234.pdf"
    assert rules.file_name(attachment, AttachmentType.PNG) == "picture-abcd1234.png"
