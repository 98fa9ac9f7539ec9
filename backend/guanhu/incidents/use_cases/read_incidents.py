"""What happened in one case, the grounds that stand, and why an action is refused now."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.facts import CaseSeen
from guanhu.cases.states import CaseAction
from guanhu.incidents.facts import CaseIncidents, Ground, GroundStanding
from guanhu.incidents.gates import GateFacts, Waiting, reasons
from guanhu.incidents.repository import IncidentRepository
from guanhu.incidents.rules import grounds, period_in
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import Refusal
from guanhu.law.rulebooks import rulebook
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


async def read_incident_gates(
    database: Database, clock: Clock, actor: Actor, case: CaseSeen
) -> Mapping[CaseAction, Refusal]:
    """The refusals of this room for one case; absent where none holds."""
    actor.require(Permission.DECISION_READ)
    period, book = period_in(case.milestones), rulebook(case.milestones.rulebook)
    if period is None:
        return {}
    async with look(database, clock, actor) as seen:
        repository = IncidentRepository(seen)
        incidents = await repository.facts(case.id)
        submitted = await repository.submitted(case.id) if incidents else None
        waiting = (
            None
            if submitted is None
            else Waiting(
                submitted.author_id,
                Ground(submitted.ground),
                frozenset(await repository.supporting(submitted.id)),
            )
        )
        facts = GateFacts(
            incidents=incidents,
            grounds=grounds(incidents, period, book.repeated_breach.value),
            heard=await repository.heard(case.id) if incidents else (),
            waiting=waiting,
            held_since=case.milestones.held_since,
            period=period,
            repeated=book.repeated_breach.value,
            parties=book.revocation_hearings.value,
            actor_id=actor.account_id,
        )
        return {action: refusal for action, refusal in reasons(facts) if refusal is not None}
