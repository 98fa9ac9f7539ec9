"""The compulsory measures of a case."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.safeguards.facts import MeasureSeen
from guanhu.safeguards.repository import MeasureRepository


async def read_measures(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[MeasureSeen]:
    """Every measure of a case, the first one first; `NotPermitted`."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await MeasureRepository(seen).seen(case_id)
