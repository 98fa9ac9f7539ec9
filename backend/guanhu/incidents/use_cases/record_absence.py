"""Write down that somebody was away without approval: input, and no finding (O-03, S-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import begin
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.decisions.errors import NoPeriod
from guanhu.incidents.leave import refuse_absence
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.incidents.rules import period_in
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAbsence:
    """Write down days away from the city or county that no approval covers."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    from_on: date = item("First day away without approval.")
    until: date | None = item("Last day; left out: that one day.", default=None)
    known_on: date = item("Day it became known.")
    leave_id: UUID | None = item(
        "The request it has to do with: refused, or overstayed.", default=None
    )
    note: str = words("How it is known.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedAbsence:
    """The file with the absence; whether it is reported as a breach a person decides."""

    case_file: UUID
    absence_id: UUID


async def record_absence(
    database: Database, clock: Clock, actor: Actor, command: RecordAbsence
) -> RecordedAbsence:
    """Keep an absence; days that an approved leave covers are none (O-03, O-11).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DateInFuture`,
    `DateBefore`, `LeaveNotNeeded`, `AbsenceWasApproved`, `AbsenceOnRecord`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, RecordedAbsence) as work:
        if work.first_answer is not None:
            return work.first_answer
        leaves = LeaveRepository(work)
        dates = milestones(await leaves.lock_case(command.case_id))
        move(status_on(dates, work.today), CaseAction.RECORD_ABSENCE)
        period = period_in(dates)
        if period is None:
            raise NoPeriod
        asked = await leaves.facts(command.case_id, dates)
        if command.leave_id is not None and command.leave_id not in {one.id for one in asked}:
            raise NotVisible
        until = command.until or command.from_on
        refusal = refuse_absence(
            command.from_on, until, command.known_on,
            period=period, leaves=asked, kept=await leaves.absence_facts(command.case_id),
            today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        absence_id = await leaves.add_absence(
            command.case_id, command.leave_id, (command.from_on, until, command.known_on),
            command.note,
        )  # fmt: skip
        if actor.role is not Role.OFFICER:
            await tell(
                work, Cause.ABSENCE_RECORDED, absence_id, Audience.OFFICER,
                case_id=command.case_id, from_on=command.from_on,
            )  # fmt: skip
        work.record("incidents.absence_recorded", "absence", absence_id, case_id=command.case_id)
        return work.answer(RecordedAbsence(command.case_id, absence_id))
