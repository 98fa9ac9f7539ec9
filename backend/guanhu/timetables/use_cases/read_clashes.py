"""What planned check-ins run into, and the school hours of a file."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.timetables.facts import Clash, Timetable
from guanhu.timetables.repository import TimetableRepository
from guanhu.timetables.rules import clashes


async def read_clashes(
    database: Database, clock: Clock, actor: Actor, record_id: UUID
) -> tuple[Clash, ...]:
    """What the check-ins to come of a series, or one check-in, run into (O-08)."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        repository = TimetableRepository(seen)
        found = await repository.planned(record_id)
        if found is None:
            return ()
        case_id, planned = found
        return clashes(
            planned, await repository.of_case(case_id), await repository.others(case_id, planned)
        )


async def read_timetables(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[Timetable]:
    """Every week of school hours that was set for a case, the latest first."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await TimetableRepository(seen).of_case(case_id)
