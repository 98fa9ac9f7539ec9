"""Download one paper. Every download stands in the trail (Minors-Net-Reg art. 36)."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.documents.errors import NoEditableForm
from guanhu.documents.facts import MEDIA_TYPES, DocumentFile, DocumentFormat, DocumentKind
from guanhu.documents.register import RegisterPapers
from guanhu.documents.repository import DocumentRepository
from guanhu.documents.rules import file_name
from guanhu.documents.tables import DocumentRow, RegisterDocumentRow
from guanhu.documents.templates.registry import template_of
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def download_document(
    database: Database, clock: Clock, actor: Actor, document_id: UUID, form: DocumentFormat
) -> DocumentFile:
    """The bytes that were issued, whoever asks and whenever.

    Raises `NotPermitted`, `NotVisible`, or the refusal `NoEditableForm`.
    """
    actor.require(Permission.DOCUMENT_READ)
    async with look_on_record(database, clock, actor) as work:
        documents = DocumentRepository(work)
        row: DocumentRow | RegisterDocumentRow | None = await documents.find(document_id)
        if isinstance(row, DocumentRow):
            case_id: UUID | None = row.case_id
            content = await documents.content(row, form)
        else:
            row, case_id = await RegisterPapers(work).get(document_id), None
            is_pdf = form is DocumentFormat.PDF
            content = await RegisterPapers(work).content(row) if is_pdf else None
        if content is None:
            raise NoEditableForm(kind=DocumentKind(row.kind))
        work.record(
            "documents.downloaded", "document", row.id, case_id=case_id, kind=row.kind,
            form=form.value,
        )  # fmt: skip
        title = template_of(row.kind, row.template_version).zh
        return DocumentFile(
            name=file_name(title, row.number, row.issued_on, form),
            media_type=MEDIA_TYPES[form],
            content=content,
        )
