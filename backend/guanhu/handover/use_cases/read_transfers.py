"""Read the offers of a file."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.handover.facts import TransferSeen
from guanhu.handover.repository import TransferRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_transfers(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[TransferSeen]:
    """Every offer of a visible file, the first one first."""
    actor.require(Permission.TRANSFER_OFFER)
    async with look(database, clock, actor) as seen:
        return await TransferRepository(seen).of_case(case_id)
