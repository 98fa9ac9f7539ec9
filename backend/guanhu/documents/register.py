"""SQL of papers about lines of the sealed register. The walls show those whose order one sees."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.documents.errors import DocumentDamaged
from guanhu.documents.facts import DocumentKind, DocumentSeen
from guanhu.documents.repository import Made, as_bytes, as_text, digest
from guanhu.documents.snapshot import Snapshot, as_json
from guanhu.documents.tables import RegisterDocumentRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id


class RegisterPapers:
    """Papers about sealed files, as one actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def keep(self, seal_order_id: UUID, snapshot: Snapshot, made: Made) -> UUID:
        """Store an issued paper about a line under the issuing account's key; answers its id."""
        return await self._keep(snapshot, made, seal_order_id=seal_order_id)

    async def keep_answer(self, query_id: UUID, snapshot: Snapshot, made: Made) -> UUID:
        """Store the issued answer to a query; answers its id. It names no line of the register."""
        return await self._keep(snapshot, made, seal_query_id=query_id)

    async def _keep(
        self,
        snapshot: Snapshot,
        made: Made,
        *,
        seal_order_id: UUID | None = None,
        seal_query_id: UUID | None = None,
    ) -> UUID:
        look, document_id = self._look, new_id()
        account_id, office_id = look.actor.account_id, look.actor.office_id
        key = await look.keys.ensure("account", account_id, office_id)
        self._session.add(
            RegisterDocumentRow(
                id=document_id,
                office_id=office_id,
                seal_order_id=seal_order_id,
                seal_query_id=seal_query_id,
                kind=snapshot.kind,
                template_version=snapshot.template_version,
                number=snapshot.number,
                sha256=digest(made.pdf),
                snapshot=key.seal("register_documents.snapshot", document_id, as_json(snapshot)),
                pdf=key.seal("register_documents.pdf", document_id, as_text(made.pdf)),
                issued_on=snapshot.issued_on,
                issued_by=account_id,
                issued_at=look.now,
            )
        )
        await self._session.flush()
        return document_id

    async def of_order(self, seal_order_id: UUID) -> list[DocumentSeen]:
        """The papers of one order, first issued first."""
        rows = await self._session.scalars(
            select(RegisterDocumentRow)
            .where(
                RegisterDocumentRow.seal_order_id == seal_order_id,
                RegisterDocumentRow.office_id == self._look.actor.office_id,
            )
            .order_by(RegisterDocumentRow.issued_at, RegisterDocumentRow.id)
        )
        return [seen(row) for row in rows]

    async def of_query(self, query_id: UUID) -> DocumentSeen | None:
        """The answer to a query on paper, or None."""
        row: RegisterDocumentRow | None = await self._session.scalar(
            select(RegisterDocumentRow).where(
                RegisterDocumentRow.seal_query_id == query_id,
                RegisterDocumentRow.office_id == self._look.actor.office_id,
            )
        )
        return None if row is None else seen(row)

    async def get(self, document_id: UUID) -> RegisterDocumentRow:
        """One paper, or `NotVisible`."""
        row: RegisterDocumentRow | None = await self._session.scalar(
            select(RegisterDocumentRow).where(
                RegisterDocumentRow.id == document_id,
                RegisterDocumentRow.office_id == self._look.actor.office_id,
            )
        )
        if row is None:
            raise NotVisible
        return row

    async def content(self, row: RegisterDocumentRow) -> bytes:
        """The PDF as it was issued; raises `DocumentDamaged` when the bytes are others."""
        key = await self._look.keys.of(row.issued_by)
        content = as_bytes(key.open("register_documents.pdf", row.id, row.pdf))
        if digest(content) != row.sha256:
            raise DocumentDamaged
        return content


def seen(row: RegisterDocumentRow) -> DocumentSeen:
    """A paper as lists show it."""
    return DocumentSeen(
        id=row.id,
        case_id=None,
        kind=DocumentKind(row.kind),
        template_version=row.template_version,
        number=row.number,
        sha256=row.sha256,
        editable=False,
        source_id=row.seal_order_id or row.seal_query_id,
        issued_by=row.issued_by,
        issued_at=row.issued_at,
    )
