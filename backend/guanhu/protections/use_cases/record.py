"""Who attended an interrogation, a closed hearing, and a plea (M-05, D-03, D-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database
from guanhu.protections.facts import (
    AbsenceGround,
    Attendee,
    CaseProtections,
    ClosedHearingGround,
    PleaObjector,
    PleaOutcome,
)
from guanhu.protections.repository import ProtectionRepository
from guanhu.protections.rules import Attended, Plea, refuse_attendance, refuse_day, refuse_plea
from guanhu.protections.tables import AttendanceRow, ClosedHearingRow, PleaRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttendance:
    """Record who was at the minor's side at one interrogation."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    interrogated_on: date = item("Day of the interrogation.")
    attendee: Attendee = item("Who attended.")
    name: str | None = words("Name of who attended.", at_most=60, default=None)
    notified_on: date | None = item(
        "Day on which the legal representative was notified.", default=None
    )
    ground: AbsenceGround | None = item(
        "Why the legal representative did not attend.", default=None
    )
    reason: str | None = words("The reason in words.", at_most=2000, multiline=True, default=None)
    refused_because: str | None = words(
        "Whom the minor refused, and the good reason.", at_most=2000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class RecordedAttendance:
    """The file and the record."""

    case_file: UUID
    attendance_id: UUID


async def record_attendance(
    database: Database, clock: Clock, actor: Actor, command: RecordAttendance
) -> RecordedAttendance:
    """Record attendance; that nobody came is recorded too, with the reason (M-05).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NoReasonForAbsence`,
    `RepresentativeNotNotified`, `DateInFuture`, `InvalidInput`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedAttendance) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, protections = CaseRepository(work), ProtectionRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_ATTENDANCE)
        minors = await PeopleRepository(work).minors([file.minor_id])
        attended = Attended(
            command.interrogated_on, command.attendee, command.notified_on, command.ground,
            command.reason is not None,
        )  # fmt: skip
        refusal = refuse_attendance(
            attended, born=minors[file.minor_id].birth_date, today=work.today
        )
        if refusal is not None:
            raise refusal
        key, attendance_id = await protections.key(file.id), new_id()
        await protections.add(
            AttendanceRow(
                id=attendance_id, case_id=file.id, interrogated_on=command.interrogated_on,
                attendee=command.attendee.value,
                name=key.seal_optional("attendances.name", attendance_id, command.name),
                notified_on=command.notified_on,
                ground=None if command.ground is None else command.ground.value,
                reason=key.seal_optional("attendances.reason", attendance_id, command.reason),
                refused_because=key.seal_optional(
                    "attendances.refused_because", attendance_id, command.refused_because
                ),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "protections.attendance_recorded", "attendance", attendance_id, case_id=file.id,
            attendee=command.attendee.value,
        )  # fmt: skip
        return work.answer(RecordedAttendance(file.id, attendance_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClosedHearing:
    """Record a closed hearing."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    held_on: date = item("Day of the hearing.")
    ground: ClosedHearingGround = item("Why it was held.")
    conclusion: str = words("What it came to.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedClosedHearing:
    """The file and the hearing."""

    case_file: UUID
    hearing_id: UUID


async def record_closed_hearing(
    database: Database, clock: Clock, actor: Actor, command: RecordClosedHearing
) -> RecordedClosedHearing:
    """Record a closed hearing; it may be held and never has to be (D-03, unconfirmed).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DateInFuture`,
    `DateBefore`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedClosedHearing) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, protections = CaseRepository(work), ProtectionRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_CLOSED_HEARING)
        refusal = refuse_day("heldOn", command.held_on, earliest=file.received_on, today=work.today)
        if refusal is not None:
            raise refusal
        key, hearing_id = await protections.key(file.id), new_id()
        await protections.add(
            ClosedHearingRow(
                id=hearing_id, case_id=file.id, held_on=command.held_on,
                ground=command.ground.value,
                conclusion=key.seal("closed_hearings.conclusion", hearing_id, command.conclusion),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "protections.closed_hearing_held", "closed_hearing", hearing_id, case_id=file.id,
            ground=command.ground.value,
        )  # fmt: skip
        return work.answer(RecordedClosedHearing(file.id, hearing_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlea:
    """Record the plea document, or that no signature is needed."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    on: date = item("Day of the signature, or of the objection.")
    outcome: PleaOutcome = item("How it stands.")
    representative_present: bool = item("Whether the legal representative was present.")
    defender_present: bool = item("Whether the defender was present.")
    objector: PleaObjector | None = item("Who objects to it.", default=None)
    note: str | None = words("What was said.", at_most=4000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class RecordedPlea:
    """The file and the record."""

    case_file: UUID
    plea_id: UUID


async def record_plea(
    database: Database, clock: Clock, actor: Actor, command: RecordPlea
) -> RecordedPlea:
    """Record a plea; without one leniency is not affected, so nothing waits for it (D-11).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `PleaNeedsBoth`,
    `NoObjectionToPlea`, `DateInFuture`, `DateBefore`, `InvalidInput`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedPlea) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, protections = CaseRepository(work), ProtectionRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_PLEA)
        plea = Plea(
            command.on, command.outcome, command.representative_present,
            command.defender_present, command.objector,
        )  # fmt: skip
        refusal = refuse_plea(plea, received_on=file.received_on, today=work.today)
        if refusal is not None:
            raise refusal
        key, plea_id = await protections.key(file.id), new_id()
        await protections.add(
            PleaRow(
                id=plea_id, case_id=file.id, happened_on=command.on,
                outcome=command.outcome.value,
                objector=None if command.objector is None else command.objector.value,
                note=key.seal_optional("pleas.note", plea_id, command.note),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "protections.plea_recorded", "plea", plea_id, case_id=file.id,
            outcome=command.outcome.value,
        )  # fmt: skip
        return work.answer(RecordedPlea(file.id, plea_id))


async def read_protections(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseProtections:
    """Everything of this room on a visible case, each oldest first; `NotPermitted`."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await ProtectionRepository(seen).of_case(case_id)
