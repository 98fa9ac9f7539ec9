"""Drafts that lie outside a file about to be sealed and may speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text

from guanhu.audit.work import Look
from guanhu.plumbing.vault import RecordKey, WrappedKey

DRAFTS: Final = text(
    "SELECT id, account_id, content, key_of, master_key_id, wrapped"
    " FROM guanhu_loose_drafts(:case_id)"
)


@dataclass(frozen=True, slots=True)
class LooseDraft:
    """A draft that lies outside the file, with the key that opens it."""

    id: UUID
    account_id: UUID
    content: bytes
    key: RecordKey


async def loose_drafts(look: Look, case_id: UUID) -> list[LooseDraft]:
    """Drafts of the office that lie outside the file, to be searched and shown to nobody.

    Those of no file, and field notes begun in another one: a group note names everybody.
    """
    found = await look.session.execute(DRAFTS, {"case_id": case_id})
    return [
        LooseDraft(
            draft_id,
            account_id,
            content,
            look.vault.open_key(key_of, WrappedKey(master, wrapped)),
        )
        for draft_id, account_id, content, key_of, master, wrapped in found
    ]
