"""All SQL of issued papers."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import insert

from guanhu.audit.work import Look
from guanhu.cases.visibility import visible_case_ids
from guanhu.documents.errors import DocumentDamaged
from guanhu.documents.facts import DocumentFormat, DocumentKind, DocumentSeen
from guanhu.documents.snapshot import Snapshot, as_json, from_json
from guanhu.documents.tables import DocumentCounterRow, DocumentRow
from guanhu.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one paper."""

    pdf: bytes
    editable: bytes | None


class DocumentRepository:
    """Papers of visible cases."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def next_number(self, series: str) -> int:
        """The next number of the actor's office in this series and year, taken for good."""
        given = await self._session.scalar(
            insert(DocumentCounterRow)
            .values(
                office_id=self._look.actor.office_id,
                series=series,
                year=self._look.today.year,
                last=1,
            )
            .on_conflict_do_update(
                index_elements=["office_id", "series", "year"],
                set_={"last": DocumentCounterRow.last + 1},
            )
            .returning(DocumentCounterRow.last)
        )
        return int(given or 0)

    async def keep(
        self, case_id: UUID, snapshot: Snapshot, made: Made, source_id: UUID | None
    ) -> UUID:
        """Store an issued paper; answers its id."""
        look, document_id = self._look, new_id()
        key = await look.keys.of(case_id)
        self._session.add(
            DocumentRow(
                id=document_id,
                office_id=look.actor.office_id,
                case_id=case_id,
                kind=snapshot.kind,
                template_version=snapshot.template_version,
                number=snapshot.number,
                source_id=source_id,
                sha256=digest(made.pdf),
                editable_sha256=None if made.editable is None else digest(made.editable),
                snapshot=key.seal("documents.snapshot", document_id, as_json(snapshot)),
                pdf=key.seal("documents.pdf", document_id, as_text(made.pdf)),
                editable=None
                if made.editable is None
                else key.seal("documents.editable", document_id, as_text(made.editable)),
                issued_on=snapshot.issued_on,
                issued_by=look.actor.account_id,
                issued_at=look.now,
            )
        )
        await self._session.flush()
        return document_id

    async def of_case(self, case_id: UUID) -> list[DocumentSeen]:
        """The papers of one case, first issued first; nothing of what they say is opened."""
        return await self._listed(DocumentRow.case_id == case_id)

    async def one(self, document_id: UUID) -> DocumentSeen | None:
        """One paper as lists show it."""
        found = await self._listed(DocumentRow.id == document_id)
        return found[0] if found else None

    async def _listed(self, which: ColumnElement[bool]) -> list[DocumentSeen]:
        found = await self._session.execute(
            select(
                DocumentRow.id, DocumentRow.case_id, DocumentRow.kind,
                DocumentRow.template_version, DocumentRow.number, DocumentRow.sha256,
                DocumentRow.editable_sha256, DocumentRow.source_id, DocumentRow.issued_by,
                DocumentRow.issued_at,
            )
            .where(which, DocumentRow.case_id.in_(visible_case_ids(self._look)))
            .order_by(DocumentRow.issued_at, DocumentRow.id)
        )  # fmt: skip
        return [
            DocumentSeen(
                id=row.id,
                case_id=row.case_id,
                kind=DocumentKind(row.kind),
                template_version=row.template_version,
                number=row.number,
                sha256=row.sha256,
                editable=row.editable_sha256 is not None,
                source_id=row.source_id,
                issued_by=row.issued_by,
                issued_at=row.issued_at,
            )
            for row in found
        ]

    async def find(self, document_id: UUID) -> DocumentRow | None:
        """One paper of a visible case."""
        row: DocumentRow | None = await self._session.scalar(
            select(DocumentRow).where(
                DocumentRow.id == document_id,
                DocumentRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return row

    async def content(self, row: DocumentRow, form: DocumentFormat) -> bytes | None:
        """A file as it was issued, None where the paper has none of this format.

        Raises `DocumentDamaged` when the bytes are others.
        """
        key = await self._look.keys.of(row.case_id)
        if form is DocumentFormat.PDF:
            text: str | None = key.open("documents.pdf", row.id, row.pdf)
            expected = row.sha256
        else:
            text = key.open_optional("documents.editable", row.id, row.editable)
            expected = row.editable_sha256 or ""
        if text is None:
            return None
        content = as_bytes(text)
        if digest(content) != expected:
            raise DocumentDamaged
        return content

    async def snapshot(self, row: DocumentRow) -> Snapshot:
        """What a paper was made from."""
        key = await self._look.keys.of(row.case_id)
        return from_json(key.open("documents.snapshot", row.id, row.snapshot))

    async def number_of(self, case_id: UUID, kind: DocumentKind) -> str | None:
        """The number under which the case's last paper of one kind was issued."""
        found: str | None = await self._session.scalar(
            select(DocumentRow.number)
            .where(
                DocumentRow.case_id == case_id,
                DocumentRow.kind == kind.value,
                DocumentRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(DocumentRow.issued_at.desc(), DocumentRow.id.desc())
            .limit(1)
        )
        return found


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def as_text(content: bytes) -> str:
    """Bytes as a vault field holds them."""
    return base64.b64encode(content).decode()


def as_bytes(text: str) -> bytes:
    """What `as_text` made."""
    return base64.b64decode(text)
