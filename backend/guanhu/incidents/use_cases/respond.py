"""Decide what follows an incident: a rung of the ladder, or nothing more (R-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.decisions.errors import NoPeriod
from guanhu.incidents.errors import ResponseNotForOutcome
from guanhu.incidents.ladder import climb_of, refuse_response, suggest
from guanhu.incidents.outcome_repository import OutcomeRepository
from guanhu.incidents.outcome_table import outcomes
from guanhu.incidents.repository import IncidentRepository, incident_facts
from guanhu.incidents.tables import IncidentResponseRow, IncidentRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import Refusal
from guanhu.kernel.ids import new_id
from guanhu.law.ladder import Rung
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondToIncident:
    """Decide on a response to an incident, or that there is none."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    incident_id: UUID = item("The incident.")
    rung: Rung | None = item("The response; left out: nothing more follows.", default=None)
    reason: str = words("Why this, and not more or less.", at_most=4000, multiline=True)
    done_on: date = item("Day of the response, or of the decision not to respond.")
    served_on: date | None = item("Day it was served, where it was.", default=None)


@dataclass(frozen=True, slots=True)
class RespondedToIncident:
    """The file with the response on record."""

    case_file: UUID
    response_id: UUID


async def respond_to_incident(
    database: Database, clock: Clock, actor: Actor, command: RespondToIncident
) -> RespondedToIncident:
    """Record what a person decided; what the system had proposed is kept beside it (R-07).

    The response is a record: an extension and varied conditions are decided by their own commands,
    and a proposal to revoke is made by its own.
    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DateInFuture`,
    `DateBefore`, `RungNotOnLadder`, `ResponseNeedsFinding`, `NoRoomToExtend`,
    `MinorBreachIsNoGround`, `ResponseNotForOutcome`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, RespondedToIncident) as work:
        if work.first_answer is not None:
            return work.first_answer
        incidents = IncidentRepository(work)
        file, row = await incidents.with_case(IncidentRow, command.incident_id)
        dates = milestones(file)
        move(status_on(dates, work.today), CaseAction.RESPOND_TO_INCIDENT)
        incident = incident_facts(row)
        climb = climb_of(
            dates, await incidents.facts(file.id), await incidents.responses(file.id), work.today
        )
        if climb is None:
            raise NoPeriod
        refusal = refuse_response(
            command.rung, incident, climb, done_on=command.done_on, today=work.today
        ) or _refuse_service(command, today=work.today)
        if refusal is None and row.outcome_id is not None and command.rung is not None:
            refusal = await _refuse_for_outcome(work, file.id, row.outcome_id, command.rung)
        if refusal is not None:
            raise refusal
        proposed = suggest(incident, climb).rung
        key, response_id = await incidents.key(file.id), new_id()
        await incidents.add(
            IncidentResponseRow(
                id=response_id, case_id=file.id, incident_id=row.id,
                proposed=None if proposed is None else proposed.value,
                rung=None if command.rung is None else command.rung.value,
                reason=key.seal("incident_responses.reason", response_id, command.reason),
                done_on=command.done_on, served_on=command.served_on, restricted=row.restricted,
                decided_by=actor.account_id, decided_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "incidents.responded", "incident_response", response_id, case_id=file.id,
            rung=None if command.rung is None else command.rung.value,
        )  # fmt: skip
        return work.answer(RespondedToIncident(file.id, response_id))


def _refuse_service(command: RespondToIncident, *, today: date) -> Refusal | None:
    if command.served_on is None:
        return None
    if command.served_on > today:
        return DateInFuture(field="servedOn")
    early = command.served_on < command.done_on
    return DateBefore(field="servedOn", earliest=command.done_on) if early else None


async def _refuse_for_outcome(
    look: Look, case_id: UUID, outcome_id: UUID, rung: Rung
) -> Refusal | None:
    """A response the table of outcomes does not have for what the incident was reported from."""
    repository = OutcomeRepository(look)
    facts = repository.facts(await repository.find(case_id, outcome_id), outcomes())
    entry = facts.settled or facts.entry
    return None if rung in entry.responses else ResponseNotForOutcome(rung=rung)
