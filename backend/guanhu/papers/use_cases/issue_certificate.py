"""The certificate of no criminal record, as the office's own paper (F-10; Rules art. 487)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import CertificateIssuer
from guanhu.afterwards.repository import AfterwardsRepository, certificate
from guanhu.afterwards.rules import refuse_certificate
from guanhu.audit.work import begin
from guanhu.documents.facts import DocumentKind
from guanhu.documents.making import make
from guanhu.documents.register import RegisterPapers
from guanhu.documents.repository import DocumentRepository
from guanhu.documents.templates.registry import LATEST
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.papers.register_snapshot import register_snapshot
from guanhu.papers.use_cases.issue_document import DocumentBlankPart, checked_blanks, with_number
from guanhu.plumbing.database import Database

TEMPLATE = LATEST[DocumentKind.NO_RECORD_CERTIFICATE]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCertificate:
    """Issue the certificate that was asked for."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    certificate_id: UUID = item("The certificate that was asked for.")
    blanks: tuple[DocumentBlankPart, ...] = items("What it says.", at_most=10, default=())
    office_word: str | None = words(
        "The office's word in the number, else formed from its name.", at_most=20, default=None
    )


@dataclass(frozen=True, slots=True)
class IssuedCertificate:
    """The line of the register, and the certificate as a paper."""

    seal_order: UUID
    document: UUID


async def issue_certificate(
    database: Database, clock: Clock, actor: Actor, command: IssueCertificate
) -> IssuedCertificate:
    """Issue it: whoever may ask is given it (F-10). Nothing of the sealed file is in it.

    Raises `NotPermitted`, `NotVisible`, or the refusals `CertificateGiven`, `InvalidInput`,
    `DocumentPartMissing`, `CharacterNotPrintable`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, IssuedCertificate) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await AfterwardsRepository(work).lock_certificate(command.certificate_id)
        refusal = refuse_certificate(certificate(row), "issuedOn", work.today, work.today)
        if refusal is not None:
            raise refusal
        snapshot = await register_snapshot(work, TEMPLATE, checked_blanks(TEMPLATE, command.blanks))
        number = await DocumentRepository(work).next_number(TEMPLATE.series or "")
        numbered = with_number(work, TEMPLATE, snapshot, command.office_word, number)
        document_id = await RegisterPapers(work).keep(
            row.seal_order_id, numbered, await make(numbered)
        )
        row.issued_on, row.issued_by = work.today, CertificateIssuer.PROCURATORATE.value
        row.document_id = document_id
        work.record(
            "documents.issued", "document", document_id, kind=TEMPLATE.kind.value,
            template=TEMPLATE.version,
        )  # fmt: skip
        work.record(
            "afterwards.certificate_given", "seal_order", row.seal_order_id,
            by=CertificateIssuer.PROCURATORATE.value,
        )  # fmt: skip
        return work.answer(IssuedCertificate(row.seal_order_id, document_id))
