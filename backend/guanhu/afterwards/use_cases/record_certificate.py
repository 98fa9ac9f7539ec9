"""Record the certificate that police or court gave, which the office asked them for (F-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import CertificateIssuer
from guanhu.afterwards.repository import AfterwardsRepository, certificate
from guanhu.afterwards.rules import refuse_certificate
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCertificate:
    """Record a certificate given by another organ."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    certificate_id: UUID = item("The certificate that was asked for.")
    issued_by: CertificateIssuer = item("Which organ gave it: police or court.")
    issued_on: date = item("Day on which it was given.")


@dataclass(frozen=True, slots=True)
class RecordedCertificate:
    """The line of the register, its certificate given."""

    seal_order: UUID


async def record_certificate(
    database: Database, clock: Clock, actor: Actor, command: RecordCertificate
) -> RecordedCertificate:
    """Keep it; given late it stays late (F-10). The office's own is a paper and is issued.

    Raises `NotPermitted`, `NotVisible`, or the refusals `InvalidInput`, `CertificateGiven`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, RecordedCertificate) as work:
        if work.first_answer is not None:
            return work.first_answer
        if command.issued_by is CertificateIssuer.PROCURATORATE:
            raise InvalidInput([Problem("issuedBy", "ISSUED_AS_A_PAPER")])
        row = await AfterwardsRepository(work).lock_certificate(command.certificate_id)
        refusal = refuse_certificate(certificate(row), "issuedOn", command.issued_on, work.today)
        if refusal is not None:
            raise refusal
        row.issued_on, row.issued_by = command.issued_on, command.issued_by.value
        work.record(
            "afterwards.certificate_given", "seal_order", row.seal_order_id,
            by=command.issued_by.value,
        )  # fmt: skip
        return work.answer(RecordedCertificate(row.seal_order_id))
