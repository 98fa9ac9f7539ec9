"""What happened in one case, and the grounds that stand."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.facts import CaseSeen
from guanhu.incidents.facts import CaseIncidents, GroundStanding
from guanhu.incidents.repository import IncidentRepository
from guanhu.incidents.rules import period_in
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_case_incidents(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseIncidents:
    """Incidents and responses of a visible case; holds and proposals for the prosecution only.

    What concerns a public-security violation is left out for everybody else (R-13).
    """
    actor.require(Permission.INCIDENT_READ)
    async with look(database, clock, actor) as seen:
        return await IncidentRepository(seen).of_case(case_id)


async def read_grounds(
    database: Database, clock: Clock, actor: Actor, case: CaseSeen
) -> tuple[GroundStanding, ...]:
    """The grounds for revocation that stand; with R-01 and R-02 the duty stays in sight."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        dates = case.milestones
        return await IncidentRepository(seen).standing(case.id, period_in(dates), dates.rulebook)
