"""Record that the minor or the legal representative asks for the certificate (F-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import CertificateAsker
from guanhu.afterwards.repository import AfterwardsRepository
from guanhu.afterwards.rules import refuse_past_day
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.sealing.repository import SealingRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCertificate:
    """Record the request for a certificate of no criminal record."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    seal_order_id: UUID = item("The line of the sealed register.")
    asked_by: CertificateAsker = item("Who asks.")
    asked_on: date = item("Day of the request.")
    purpose: str | None = words("For what, if told.", at_most=500, default=None)


@dataclass(frozen=True, slots=True)
class AskedCertificate:
    """The line of the register and the certificate to be given."""

    seal_order: UUID
    certificate_id: UUID


async def ask_certificate(
    database: Database, clock: Clock, actor: Actor, command: AskCertificate
) -> AskedCertificate:
    """Keep the request; it shall be granted, and its days run (F-10; Rules art. 487).

    Raises `NotPermitted`, `NotVisible` (no such line), or the refusals `DateInFuture`,
    `DateBefore` (there was nothing sealed yet).
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, AskedCertificate) as work:
        if work.first_answer is not None:
            return work.first_answer
        order = await SealingRepository(work).get(command.seal_order_id)
        refusal = refuse_past_day(
            "askedOn", command.asked_on, today=work.today, earliest=order.sealed_on
        )
        if refusal is not None:
            raise refusal
        certificate_id = await AfterwardsRepository(work).ask_certificate(
            order.id, command.asked_by, command.asked_on, command.purpose
        )
        work.record(
            "afterwards.certificate_asked", "seal_order", order.id, by=command.asked_by.value
        )
        return work.answer(AskedCertificate(order.id, certificate_id))
