"""Sign the heads of the trail, once a day: what was signed cannot be rewritten unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.chain import Finding, Verifier, sign
from guanhu.audit.facts import SignedHead
from guanhu.audit.repository import TrailRepository
from guanhu.audit.work import look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class SigningReport:
    """What was done for one office: the head now signed, or the flaws for which it was not."""

    office_id: UUID
    office_code: str | None
    signed: SignedHead | None
    findings: tuple[Finding, ...]


async def sign_trail(
    database: Database, clock: Clock, actor: Actor, signer: Ed25519PrivateKey
) -> list[SigningReport]:
    """Sign every office's head that grew since the last time.

    The entries since the last signed head are verified first: a broken chain is not signed. Doing
    it twice changes nothing.
    """
    actor.require(Permission.JOBS_RUN)
    reports = []
    async with look(database, clock, actor, snapshot=True) as seen:
        trail = TrailRepository(seen)
        codes = await trail.office_codes()
        for office in await trail.offices():
            report = await _report(trail, office, codes.get(office), seen.now, signer)
            if report is not None:
                reports.append(report)
    async with look_on_record(database, clock, actor) as work:
        for report in reports:
            if report.signed is not None:
                await TrailRepository(work).keep_signed(report.signed)
    return reports


async def _report(
    trail: TrailRepository,
    office: UUID,
    code: str | None,
    now: datetime,
    signer: Ed25519PrivateKey,
) -> SigningReport | None:
    """A signed head or the flaws of one office; None when nothing was added since the last one."""
    last = await trail.last_signed_head(office)
    verifier = Verifier(
        office,
        start=last.seq if last else 0,
        built_on=last.hash if last else None,
        signed=() if last is None else (last,),
    )
    async for links in trail.links(office, after=verifier.start):
        verifier.read(links)
    head = await trail.head(office)
    findings = tuple(verifier.finish(head, signer.public_key()))
    if findings:
        return SigningReport(office, code, None, findings)
    if head is None or (last is not None and head.seq <= last.seq):
        return None
    return SigningReport(office, code, sign(head, now, signer), ())
