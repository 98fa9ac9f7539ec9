"""Ask the procuratorate of another place to assist, and end that (S-11, S-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.entrustments.facts import EntrustmentGround
from guanhu.entrustments.repository import EntrustmentRepository
from guanhu.entrustments.rules import (
    ASSISTED_IN,
    OPEN,
    refuse_again,
    refuse_ask,
    refuse_state,
)
from guanhu.entrustments.tables import EntrustmentRow
from guanhu.incidents.leave import LeaveKind, LeaveStepKind
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.kernel.ids import new_id
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database

KIND_OF = {EntrustmentGround.DEPARTURE: LeaveKind.LEAVE, EntrustmentGround.MOVE: LeaveKind.MOVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEntrustment:
    """Ask the procuratorate of another place to assist with the inspection."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    ground: EntrustmentGround = item("Why another place is asked.")
    approved_on: date | None = item(
        "Day on which the departure or move was approved; not for a minor from elsewhere.",
        default=None,
    )
    leave_id: UUID | None = item(
        "The approved request to leave or move, instead of the day of its approval (O-03).",
        default=None,
    )
    to_office_id: UUID | None = item("The office that is asked, if of this system.", default=None)
    outside: str | None = words(
        "Name of the office that is asked, if outside this system.", at_most=200, default=None
    )
    why: str = words("Why this office, and for how long about.", at_most=4000, multiline=True)
    letter: str = words("The letter of request.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class AskedEntrustment:
    """The file with the request."""

    case_file: UUID
    entrustment_id: UUID


async def ask_entrustment(
    database: Database, clock: Clock, actor: Actor, command: AskEntrustment
) -> AskedEntrustment:
    """Ask one other office; the own one stays the inspecting organ and the owner (S-01).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `AlreadyEntrusted`,
    `InvalidInput` and those of `refuse_ask`.
    """
    actor.require(Permission.ENTRUST)
    async with begin(database, clock, actor, command, AskedEntrustment) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, entrustments = CaseRepository(work), EntrustmentRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.ASK_ENTRUSTMENT)
        assert file.decided_on is not None  # noqa: S101 - supervision runs from the decision
        approved_on = command.approved_on
        if command.leave_id is not None:
            approved_on = await _approval(work, file, command)
        refusal = refuse_ask(
            command.ground,
            approved_on=approved_on,
            decided_on=file.decided_on,
            to_office=command.to_office_id,
            outside=command.outside is not None,
            own_office=file.office_id,
            today=work.today,
        ) or refuse_again(await entrustments.facts(file.id), work.today, assisted=True)
        if refusal is not None:
            raise refusal
        to_office = command.to_office_id
        if to_office is not None and not await entrustments.office_is_there(to_office):
            raise InvalidInput([Problem("toOfficeId", "UNKNOWN")])
        minor = (await PeopleRepository(work).minors([file.minor_id])).get(file.minor_id)
        if minor is None:
            raise NotVisible
        key, row_id = await entrustments.key(file.id), new_id()
        await entrustments.add(
            EntrustmentRow(
                id=row_id, case_id=file.id, to_office_id=to_office, ground=command.ground.value,
                outside=key.seal_optional("entrustments.outside", row_id, command.outside),
                approved_on=approved_on,
                why=key.seal("entrustments.why", row_id, command.why),
                letter=key.seal("entrustments.letter", row_id, command.letter),
                # The name in full stays under the minor's own key, which the asked office lacks.
                masked_name=key.seal("entrustments.masked_name", row_id, minor.masked_name),
                asked_on=work.today, asked_by=actor.account_id,
            )
        )  # fmt: skip
        cases.settle(file)
        work.record(
            "entrustments.asked", "entrustment", row_id, case_id=file.id,
            ground=command.ground.value, outside=to_office is None,
        )  # fmt: skip
        return work.answer(AskedEntrustment(file.id, row_id))


async def _approval(look: Look, file: CaseFileRow, command: AskEntrustment) -> date | None:
    """The day on which the request the entrustment follows was approved, or None (O-03, S-11)."""
    assert command.leave_id is not None  # noqa: S101 - asked before
    if command.approved_on is not None:
        raise InvalidInput([Problem("approvedOn", "GIVEN_TWICE")])
    leaves = LeaveRepository(look)
    if await leaves.case_of(command.leave_id) != file.id:
        raise NotVisible
    _, leave = await leaves.get(command.leave_id, milestones(file))
    if KIND_OF.get(command.ground) is not leave.kind:
        raise InvalidInput([Problem("leaveId", "DOES_NOT_MATCH_GROUND")])
    approved = leave.step(LeaveStepKind.APPROVED)
    return None if approved is None else approved.on


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEntrustment:
    """End an entrustment, or take a request back."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    entrustment_id: UUID = item("The entrustment.")
    reason: str = words("Why it ends.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class EndedEntrustment:
    """The file; the other office sees nothing of it from now on."""

    case_file: UUID
    entrustment_id: UUID


async def end_entrustment(
    database: Database, clock: Clock, actor: Actor, command: EndEntrustment
) -> EndedEntrustment:
    """End it today; the other office loses its access at once (S-11).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed` and
    `EntrustmentStateForbids`.
    """
    actor.require(Permission.ENTRUST)
    async with begin(database, clock, actor, command, EndedEntrustment) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, entrustments = CaseRepository(work), EntrustmentRepository(work)
        file, row = await entrustments.with_case(EntrustmentRow, command.entrustment_id)
        cases.act(file, CaseAction.END_ENTRUSTMENT)
        assisted = status_on(milestones(file), work.today) in ASSISTED_IN
        refusal = refuse_state(
            await entrustments.facts_of(row), OPEN, work.today, assisted=assisted
        )
        if refusal is not None:
            raise refusal
        key = await entrustments.key(file.id)
        row.ended_on, row.ended_by = work.today, actor.account_id
        row.end_reason = key.seal("entrustments.end_reason", row.id, command.reason)
        cases.settle(file)
        work.record("entrustments.ended", "entrustment", row.id, case_id=file.id)
        return work.answer(EndedEntrustment(file.id, row.id))
