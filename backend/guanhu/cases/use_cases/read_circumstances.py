"""What a case is about, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.circumstances import (
    ChargeSeen,
    CircumstancesRepository,
    InvolvementSeen,
    LinkSeen,
)
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Charges with acts, status and role, linked files one may see."""

    charges: list[ChargeSeen]
    involvement: InvolvementSeen | None
    linked: list[LinkSeen]


async def read_circumstances(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> Circumstances:
    """Read what a visible case is about; empty for a hidden one."""
    actor.require(Permission.CASE_READ)
    async with look(database, clock, actor) as seen:
        repository = CircumstancesRepository(seen)
        return Circumstances(
            await repository.charges(case_id),
            await repository.involvement(case_id),
            await repository.linked(case_id),
        )
