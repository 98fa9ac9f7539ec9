"""Ask to leave the city or county, or to move home; take the request back (O-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import Look, begin
from guanhu.cases.facts import Milestones
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.decisions.errors import NoPeriod
from guanhu.incidents.leave import (
    LeaveAsker,
    LeaveKind,
    LeaveStepKind,
    refuse_ask,
    refuse_withdrawal,
)
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.incidents.rules import period_in
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database

OWN_ASKER = {Role.GUARDIAN: LeaveAsker.GUARDIAN, Role.YOUNG_PERSON: LeaveAsker.MINOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLeave:
    """Write down that somebody asks to leave the city or county, or to move home."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: LeaveKind = item("To leave and come back, or to move home.")
    from_on: date = item("First day away, or the day of the move.")
    until: date | None = item("Day of return; not for a move.", default=None)
    place: str = words("Where to.", at_most=200)
    reason: str = words("Why.", at_most=1000, multiline=True)
    company: str | None = words(
        "Who comes along, and how to reach them.", at_most=200, default=None
    )
    asker: LeaveAsker = item("Who asks.")


@dataclass(frozen=True, slots=True)
class AskedLeave:
    """The file with the request."""

    case_file: UUID
    leave_id: UUID


async def ask_leave(
    database: Database, clock: Clock, actor: Actor, command: AskLeave
) -> AskedLeave:
    """Keep a request that came to a worker or officer; it waits for the officer's decision (O-03).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `InvalidInput`,
    `DateBefore`, `LeaveNotNeeded`, `LeaveOverlaps`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, AskedLeave) as work:
        if work.first_answer is not None:
            return work.first_answer
        leaves = LeaveRepository(work)
        dates = milestones(await leaves.lock_case(command.case_id))
        await _refuse(leaves, command, dates, work.today)
        leave_id = await leaves.ask(
            command.case_id, command.kind, (command.from_on, command.until),
            (command.place, command.reason, command.company), command.asker,
        )  # fmt: skip
        work.record(
            "incidents.leave_asked", "leave_request", leave_id, case_id=command.case_id,
            by=command.asker.value,
        )  # fmt: skip
        if actor.role is not Role.OFFICER:
            await _tell_officer(work, command, leave_id)
        return work.answer(AskedLeave(command.case_id, leave_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOwnLeave:
    """Ask, as the guardian or the young person, to leave the city or county, or to move home."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The own case file.")
    kind: LeaveKind = item("To leave and come back, or to move home.")
    from_on: date = item("First day away, or the day of the move.")
    until: date | None = item("Day of return; not for a move.", default=None)
    place: str = words("Where to.", at_most=200)
    reason: str = words("Why.", at_most=1000, multiline=True)
    company: str | None = words(
        "Who comes along, and how to reach them.", at_most=200, default=None
    )


@dataclass(frozen=True, slots=True)
class AskedOwnLeave:
    """The request."""

    leave_id: UUID


async def ask_own_leave(
    database: Database, clock: Clock, actor: Actor, command: AskOwnLeave
) -> AskedOwnLeave:
    """Ask for oneself or for the own child (O-03).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `InvalidInput`,
    `DateBefore`, `LeaveNotNeeded`, `LeaveOverlaps`.
    """
    actor.require(Permission.FAMILY_ASK_LEAVE)
    async with begin(database, clock, actor, command, AskedOwnLeave) as work:
        if work.first_answer is not None:
            return work.first_answer
        leaves = LeaveRepository(work)
        dates = await leaves.hold_case(command.case_id)
        await _refuse(leaves, command, dates, work.today)
        assert actor.role is not None  # noqa: S101 - the system does not hold the permission
        asker = OWN_ASKER[actor.role]
        leave_id = await leaves.ask(
            command.case_id, command.kind, (command.from_on, command.until),
            (command.place, command.reason, command.company), asker,
        )  # fmt: skip
        work.record(
            "incidents.leave_asked", "leave_request", leave_id, case_id=command.case_id,
            by=asker.value,
        )  # fmt: skip
        await _tell_officer(work, command, leave_id)
        return work.answer(AskedOwnLeave(leave_id))


async def _tell_officer(work: Look, command: AskLeave | AskOwnLeave, leave_id: UUID) -> None:
    await tell(
        work, Cause.LEAVE_ASKED, leave_id, Audience.OFFICER,
        case_id=command.case_id, from_on=command.from_on,
    )  # fmt: skip


async def _refuse(
    leaves: LeaveRepository, command: AskLeave | AskOwnLeave, dates: Milestones, today: date
) -> None:
    move(status_on(dates, today), CaseAction.ASK_LEAVE)
    period = period_in(dates)
    if period is None:
        raise NoPeriod
    refusal = refuse_ask(
        command.kind, command.from_on, command.until,
        period=period, others=await leaves.facts(command.case_id, dates), today=today,
    )  # fmt: skip
    if refusal is not None:
        raise refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawLeave:
    """Write down that a request is taken back before it was decided."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    leave_id: UUID = item("The request.")
    reason: str | None = words("Why, if it was said.", at_most=1000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class WithdrewLeave:
    """The file."""

    case_file: UUID
    leave_id: UUID


async def withdraw_leave(
    database: Database, clock: Clock, actor: Actor, command: WithdrawLeave
) -> WithdrewLeave:
    """Take back a request on behalf of whoever asked, while it waits for its decision.

    Raises `NotPermitted`, `NotVisible`, or the refusal `LeaveDecided`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, WithdrewLeave) as work:
        if work.first_answer is not None:
            return work.first_answer
        leaves = LeaveRepository(work)
        case_id = await leaves.case_of(command.leave_id)
        dates = milestones(await leaves.lock_case(case_id))
        await _withdraw(leaves, command.leave_id, dates, work.today, command.reason)
        work.record("incidents.leave_withdrawn", "leave_request", command.leave_id, case_id=case_id)
        return work.answer(WithdrewLeave(case_id, command.leave_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOwnLeave:
    """Take the own request back before it was decided."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    leave_id: UUID = item("The own request.")


@dataclass(frozen=True, slots=True)
class WithdrewOwnLeave:
    """The request."""

    leave_id: UUID


async def withdraw_own_leave(
    database: Database, clock: Clock, actor: Actor, command: WithdrawOwnLeave
) -> WithdrewOwnLeave:
    """Take back what one asked for oneself; somebody else's request is `NotVisible`.

    Raises `NotPermitted`, `NotVisible`, or the refusal `LeaveDecided`.
    """
    actor.require(Permission.FAMILY_ASK_LEAVE)
    async with begin(database, clock, actor, command, WithdrewOwnLeave) as work:
        if work.first_answer is not None:
            return work.first_answer
        leaves = LeaveRepository(work)
        case_id = await leaves.case_of(command.leave_id)
        dates = await leaves.hold_case(case_id)
        row, _ = await leaves.get(command.leave_id, dates)
        if row.asked_by != actor.account_id:
            raise NotVisible
        await _withdraw(leaves, command.leave_id, dates, work.today, None)
        work.record("incidents.leave_withdrawn", "leave_request", command.leave_id, case_id=case_id)
        return work.answer(WithdrewOwnLeave(command.leave_id))


async def _withdraw(
    leaves: LeaveRepository, leave_id: UUID, dates: Milestones, today: date, reason: str | None
) -> None:
    row, facts = await leaves.get(leave_id, dates)
    refusal = refuse_withdrawal(facts, today)
    if refusal is not None:
        raise refusal
    await leaves.step(row, LeaveStepKind.WITHDRAWN, today, reason)
