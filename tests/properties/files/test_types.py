"""What a file is, whatever its bytes."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from guanhu.files import rules
from guanhu.files.errors import AttachmentTypeNotAllowed, AttachmentUnreadable
from guanhu.files.facts import AttachmentType


@given(st.binary(max_size=400))
def test_any_bytes_have_a_type_or_a_refusal(content: bytes) -> None:
    with suppress(AttachmentTypeNotAllowed, AttachmentUnreadable):
        assert rules.type_of(content) in AttachmentType


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs"]), max_size=80))
def test_any_plain_text_is_text_unless_it_begins_like_a_page(text: str) -> None:
    begins = text.lstrip()[:1]
    if (
        begins in {"<", "\ufeff"}
        or text[:1] == "\ufeff"
        or text.startswith(("%PDF-", "PK\x03\x04"))
    ):
        return

    assert rules.type_of(text.encode()) is AttachmentType.TEXT
