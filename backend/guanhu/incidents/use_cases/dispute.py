"""A fact is disputed, and the dispute is decided; in between it counts against nobody (N07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.incidents.errors import NoOpenDispute
from guanhu.incidents.facts import DisputedBy, IncidentState
from guanhu.incidents.repository import IncidentRepository, incident_facts
from guanhu.incidents.rules import refuse_dispute
from guanhu.incidents.tables import IncidentRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeIncident:
    """Write down that somebody disputes a fact, on their behalf."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    incident_id: UUID = item("The incident.")
    by: DisputedBy = item("Who disputes it.")
    disputed_on: date = item("Day on which they said so.")
    statement: str = words("What they say.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class DisputedIncident:
    """The file; the fact does not count until the dispute is decided."""

    case_file: UUID
    incident_id: UUID


async def dispute_incident(
    database: Database, clock: Clock, actor: Actor, command: DisputeIncident
) -> DisputedIncident:
    """Record a dispute.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `AlreadyDisputed`,
    `NothingToDispute`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, DisputedIncident) as work:
        if work.first_answer is not None:
            return work.first_answer
        incidents = IncidentRepository(work)
        file, row = await incidents.with_case(IncidentRow, command.incident_id)
        move(status_on(milestones(file), work.today), CaseAction.DISPUTE_INCIDENT)
        refusal = refuse_dispute(incident_facts(row))
        if refusal is not None:
            raise refusal
        if command.disputed_on > work.today:
            raise DateInFuture(field="disputedOn")
        if command.disputed_on < row.found_on:
            raise DateBefore(field="disputedOn", earliest=row.found_on)
        key = await incidents.key(file.id)
        row.disputed_on, row.disputed_by = command.disputed_on, command.by.value
        row.dispute = key.seal("incidents.dispute", row.id, command.statement)
        work.record("incidents.disputed", "incident", row.id, case_id=file.id, by=command.by.value)
        return work.answer(DisputedIncident(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDispute:
    """Decide a dispute and explain it."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    incident_id: UUID = item("The incident.")
    accepted: bool = item("Whether the fact no longer stands.")
    explanation: str = words("Why.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class DecidedDispute:
    """The file; the fact counts again, or never."""

    case_file: UUID
    incident_id: UUID


async def decide_dispute(
    database: Database, clock: Clock, actor: Actor, command: DecideDispute
) -> DecidedDispute:
    """Decide a dispute; the decision is explained and kept.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NoOpenDispute`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, DecidedDispute) as work:
        if work.first_answer is not None:
            return work.first_answer
        incidents = IncidentRepository(work)
        file, row = await incidents.with_case(IncidentRow, command.incident_id)
        move(status_on(milestones(file), work.today), CaseAction.DECIDE_DISPUTE)
        if incident_facts(row).state is not IncidentState.DISPUTED:
            raise NoOpenDispute
        key = await incidents.key(file.id)
        row.dispute_accepted = command.accepted
        row.dispute_explanation = key.seal(
            "incidents.dispute_explanation", row.id, command.explanation
        )
        row.dispute_decided_on, row.dispute_decided_by = work.today, actor.account_id
        work.record(
            "incidents.dispute_decided", "incident", row.id, case_id=file.id,
            accepted=command.accepted,
        )  # fmt: skip
        return work.answer(DecidedDispute(file.id, row.id))
