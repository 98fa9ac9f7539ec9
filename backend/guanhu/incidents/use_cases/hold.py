"""The final decision waits while a crime is investigated; the limit does not (R-12)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.incidents.errors import HoldStands, NoHold
from guanhu.incidents.repository import IncidentRepository, incident_facts
from guanhu.incidents.rules import refuse_hold
from guanhu.incidents.tables import IncidentRow, InvestigationHoldRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold:
    """Let the final decision wait for the investigation of a crime."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    incident_id: UUID = item("The crime as it was reported.")
    reason: str = words("Why, and who investigates.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class PlacedHold:
    """The file on hold."""

    case_file: UUID
    hold_id: UUID


async def place_hold(
    database: Database, clock: Clock, actor: Actor, command: PlaceHold
) -> PlacedHold:
    """Place a hold from today; the review limit runs on and stays alarmed (R-12, P-11).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `HoldStands`,
    `NotUnderInvestigation`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, PlacedHold) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, incidents = CaseRepository(work), IncidentRepository(work)
        file, row = await incidents.with_case(IncidentRow, command.incident_id)
        cases.act(file, CaseAction.PLACE_HOLD)
        if file.held_since is not None:
            raise HoldStands(since=file.held_since)
        refusal = refuse_hold(incident_facts(row))
        if refusal is not None:
            raise refusal
        file.held_since = work.today
        key, hold_id = await incidents.key(file.id), new_id()
        await incidents.add(
            InvestigationHoldRow(
                id=hold_id, case_id=file.id, incident_id=row.id, since=work.today,
                reason=key.seal("investigation_holds.reason", hold_id, command.reason),
                placed_by=actor.account_id,
            )
        )  # fmt: skip
        cases.settle(file)
        work.record("incidents.hold_placed", "investigation_hold", hold_id, case_id=file.id)
        return work.answer(PlacedHold(file.id, hold_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold:
    """Lift the hold."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    hold_id: UUID = item("The hold.")
    reason: str = words("What the investigation came to.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class LiftedHold:
    """The file, no longer on hold."""

    case_file: UUID
    hold_id: UUID


async def lift_hold(
    database: Database, clock: Clock, actor: Actor, command: LiftHold
) -> LiftedHold:
    """Lift a hold with its reason.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NoHold`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, LiftedHold) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, incidents = CaseRepository(work), IncidentRepository(work)
        file, row = await incidents.with_case(InvestigationHoldRow, command.hold_id)
        cases.act(file, CaseAction.LIFT_HOLD)
        if row.lifted_on is not None:
            raise NoHold
        key = await incidents.key(file.id)
        row.lifted_on, row.lifted_by = work.today, actor.account_id
        row.lift_reason = key.seal("investigation_holds.lift_reason", row.id, command.reason)
        file.held_since = None
        cases.settle(file)
        work.record("incidents.hold_lifted", "investigation_hold", row.id, case_id=file.id)
        return work.answer(LiftedHold(file.id, row.id))
