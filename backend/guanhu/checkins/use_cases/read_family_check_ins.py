"""Read the check-ins of a case as its family sees them: when and how, no word of what was found."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.checkins.repository import CheckInDates, CheckInRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_family_check_ins(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[CheckInDates]:
    """The check-ins of the own child's case; empty when hidden."""
    actor.require(Permission.FAMILY_READ)
    async with look(database, clock, actor) as seen:
        return await CheckInRepository(seen).dates_of(case_id)
