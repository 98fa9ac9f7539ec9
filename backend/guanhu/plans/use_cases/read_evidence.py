"""Read the evidence for a case's conditions, and its ledgers."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plans.evidence_facts import (
    EvidenceSeen,
    Ledger,
)
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plumbing.database import Database


async def read_evidence(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[EvidenceSeen]:
    """All evidence of a case, the first one first; empty when the case is hidden."""
    actor.require(Permission.PLAN_READ)
    async with look(database, clock, actor) as seen:
        return await EvidenceRepository(seen).evidence(case_id)


async def read_ledgers(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[Ledger]:
    """What is owed and what came in; empty when the case is hidden."""
    actor.require(Permission.PLAN_READ)
    async with look(database, clock, actor) as seen:
        return await EvidenceRepository(seen).ledgers(case_id)
