"""Read the leave requests and absences of a case, as staff and as the family."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.repository import CaseRepository
from guanhu.checkins.repository import CheckInRepository
from guanhu.incidents.leave import AbsenceSeen, LeaveSeen, Meeting, in_the_way
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class CaseLeaves:
    """Requests with the check-ins in their way, and absences; the first day first."""

    leaves: tuple[tuple[LeaveSeen, tuple[Meeting, ...]], ...]
    absences: tuple[AbsenceSeen, ...]


async def read_leaves(database: Database, clock: Clock, actor: Actor, case_id: UUID) -> CaseLeaves:
    """Everything about leaving of a visible case, for staff."""
    actor.require(Permission.INCIDENT_READ)
    async with look(database, clock, actor) as seen:
        dates = (await CaseRepository(seen).get(case_id)).milestones
        repository = LeaveRepository(seen)
        leaves = await repository.of_case(case_id, dates)
        meetings = [
            Meeting(one.id, one.kind, one.status, one.due_from, one.due_until)
            for one in (await CheckInRepository(seen).dates_of(case_id) if leaves else ())
        ]
        return CaseLeaves(
            tuple((one, in_the_way(one.facts, meetings)) for one in leaves),
            tuple(await repository.absences(case_id)),
        )


async def read_family_leaves(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[LeaveSeen]:
    """The requests of the own child's case: days and states; texts of one's own only."""
    actor.require(Permission.FAMILY_READ)
    async with look(database, clock, actor) as seen:
        dates = (await CaseRepository(seen).get(case_id)).milestones
        return await LeaveRepository(seen).of_case(case_id, dates)
