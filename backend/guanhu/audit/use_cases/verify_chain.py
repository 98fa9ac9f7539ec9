"""Verify the trail: recompute every chain and compare it with its head and its signed heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.chain import Finding, Verifier
from guanhu.audit.facts import SignedHead
from guanhu.audit.repository import TrailRepository
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What one office's chain looks like: its last entry, how many heads are signed, the flaws."""

    office_id: UUID
    office_code: str | None
    last_seq: int
    signed_heads: int
    findings: tuple[Finding, ...]


async def verify_chain(
    database: Database,
    clock: Clock,
    actor: Actor,
    public_key: Ed25519PublicKey,
    *,
    office_code: str | None = None,
    kept_elsewhere: Sequence[SignedHead] = (),
) -> list[ChainReport]:
    """A report per office, or of one office.

    `kept_elsewhere` are signed heads kept outside the database: whoever can cut the trail could cut
    the signed heads in it too.
    """
    actor.require(Permission.JOBS_RUN)
    reports = []
    async with look(database, clock, actor, snapshot=True) as seen:
        trail = TrailRepository(seen)
        codes = await trail.office_codes()
        known = {*await trail.offices(), *(head.office_id for head in kept_elsewhere)}
        for office in sorted(known):
            code = codes.get(office)
            if office_code is not None and code != office_code:
                continue
            signed = [head for head in kept_elsewhere if head.office_id == office]
            signed += [head for head in await trail.signed_heads(office) if head not in signed]
            verifier = Verifier(office, signed=tuple(signed))
            async for links in trail.links(office):
                verifier.read(links)
            findings = verifier.finish(await trail.head(office), public_key)
            reports.append(
                ChainReport(office, code, verifier.last_seq, len(signed), tuple(findings))
            )
    return reports
