"""Decide a request to leave, keep the police's answer, and record the return (O-03, O-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.cases.tables import CaseFileRow
from guanhu.incidents.leave import (
    LeaveFacts,
    LeaveStepKind,
    refuse_decision,
    refuse_police,
    refuse_return,
)
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.incidents.tables import LeaveRequestRow
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.law.deadlines import DeadlineKind
from guanhu.outbox.facts import FAMILY_AUDIENCES, Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database

S = LeaveStepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideLeave:
    """Approve or refuse a departure or move."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    leave_id: UUID = item("The request.")
    approved: bool = item("Whether it is approved.")
    reason: str | None = words(
        "Why; needed to refuse. The family reads it.", at_most=1000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class DecidedLeave:
    """The file with the decided request."""

    case_file: UUID
    leave_id: UUID


async def decide_leave(
    database: Database, clock: Clock, actor: Actor, command: DecideLeave
) -> DecidedLeave:
    """Decide, for the inspecting organ, before the first day is over (O-03, S-01).

    An approved leave starts the clock of its return. Raises `NotPermitted`, `NotVisible`, or the
    refusals `MoveNotAllowed`, `InvalidInput`, `LeaveDecided`, `NotPriorApproval`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, DecidedLeave) as work:
        if work.first_answer is not None:
            return work.first_answer
        if not command.approved and command.reason is None:
            raise InvalidInput([Problem("reason", "REQUIRED")])
        leaves = LeaveRepository(work)
        file, row, facts = await _locked(leaves, command.leave_id)
        move(status_on(milestones(file), work.today), CaseAction.DECIDE_LEAVE)
        refusal = refuse_decision(facts, approved=command.approved, today=work.today)
        if refusal is not None:
            raise refusal
        kind = S.APPROVED if command.approved else S.REFUSED
        await leaves.step(row, kind, work.today, command.reason)
        police = facts.step(S.POLICE_APPROVED, S.POLICE_REFUSED)
        if command.approved and (police is None or police.kind is S.POLICE_APPROVED):
            _await_return(work, file, facts)
        await tell(
            work, Cause.LEAVE_DECIDED, row.id, (*sorted(FAMILY_AUDIENCES), Audience.LEAD_WORKER),
            case_id=file.id, from_on=row.from_on,
        )  # fmt: skip
        work.record(
            "incidents.leave_decided", "leave_request", row.id, case_id=file.id,
            approved=command.approved,
        )  # fmt: skip
        return work.answer(DecidedLeave(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPolicePermission:
    """Keep what the police answered about a departure or move while bail lasts."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    leave_id: UUID = item("The request.")
    granted: bool = item("Whether the police approved.")
    decided_on: date = item("Day of their answer.")
    note: str | None = words(
        "Their document, or what they said.", at_most=1000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class RecordedPolicePermission:
    """The file with the police's answer beside the own decision."""

    case_file: UUID
    leave_id: UUID


async def record_police_permission(
    database: Database, clock: Clock, actor: Actor, command: RecordPolicePermission
) -> RecordedPolicePermission:
    """While bail lasts both approvals are needed; neither stands for the other (O-11).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NoBailThen`,
    `DateInFuture`, `DateBefore`, `NotPriorApproval`, `LeaveOver`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, RecordedPolicePermission) as work:
        if work.first_answer is not None:
            return work.first_answer
        leaves = LeaveRepository(work)
        file, row, facts = await _locked(leaves, command.leave_id)
        move(status_on(milestones(file), work.today), CaseAction.RECORD_POLICE_PERMISSION)
        refusal = refuse_police(
            facts, command.decided_on, granted=command.granted,
            asked_on=office_date(row.asked_at), today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        kind = S.POLICE_APPROVED if command.granted else S.POLICE_REFUSED
        await leaves.step(row, kind, command.decided_on, command.note)
        if facts.step(S.APPROVED) is not None:
            CaseRepository(work).drop_clock(file, DeadlineKind.LEAVE_RETURN, row.id)
            if command.granted:
                _await_return(work, file, facts)
            CaseRepository(work).settle(file)
        work.record(
            "incidents.police_permission_recorded", "leave_request", row.id, case_id=file.id,
            granted=command.granted,
        )  # fmt: skip
        return work.answer(RecordedPolicePermission(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturn:
    """Write down that somebody came back, or did not go."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    leave_id: UUID = item("The approved request.")
    returned_on: date | None = item(
        "Day of the return; left out: the trip or move was not made.", default=None
    )
    note: str | None = words("How it is known.", at_most=1000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class RecordedReturn:
    """The file; the leave has come to its end."""

    case_file: UUID
    leave_id: UUID


async def record_return(
    database: Database, clock: Clock, actor: Actor, command: RecordReturn
) -> RecordedReturn:
    """Keep the return; a late one is shown as late, and what it means a person decides.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `LeaveNotApproved`,
    `LeaveOver`, `LeaveNotBegun`, `NothingToReturnFrom`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, RecordedReturn) as work:
        if work.first_answer is not None:
            return work.first_answer
        leaves = LeaveRepository(work)
        file, row, facts = await _locked(leaves, command.leave_id)
        move(status_on(milestones(file), work.today), CaseAction.RECORD_RETURN)
        refusal = refuse_return(facts, command.returned_on, work.today)
        if refusal is not None:
            raise refusal
        came = command.returned_on is not None
        on = command.returned_on or work.today
        await leaves.step(row, S.RETURNED if came else S.NOT_TAKEN, on, command.note)
        cases = CaseRepository(work)
        if came:
            cases.finish_clock(file, DeadlineKind.LEAVE_RETURN, row.id, on)
        else:
            cases.drop_clock(file, DeadlineKind.LEAVE_RETURN, row.id)
        cases.settle(file)
        work.record(
            "incidents.return_recorded", "leave_request", row.id, case_id=file.id, came_back=came
        )
        return work.answer(RecordedReturn(file.id, row.id))


async def _locked(
    leaves: LeaveRepository, leave_id: UUID
) -> tuple[CaseFileRow, LeaveRequestRow, LeaveFacts]:
    file = await leaves.lock_case(await leaves.case_of(leave_id))
    row, facts = await leaves.get(leave_id, milestones(file))
    return file, row, facts


def _await_return(work: Work[DecidedLeave] | Work[RecordedPolicePermission], file: CaseFileRow,
                  leave: LeaveFacts) -> None:  # fmt: skip
    """The return is awaited from now on; nobody comes back from a move."""
    if leave.until is None:
        return
    cases = CaseRepository(work)
    cases.start_clock(
        file, DeadlineKind.LEAVE_RETURN, leave.from_on, leave.id,
        detail=str((leave.until - leave.from_on).days),
    )  # fmt: skip
    cases.settle(file)
