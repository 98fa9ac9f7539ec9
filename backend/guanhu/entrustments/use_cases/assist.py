"""The assisting office's part: log an open check-in, or a contact of its own (S-11, S-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.rules import live_by
from guanhu.checkins.facts import (
    CheckInKind,
    ConcernLevel,
    NoContactReason,
    Present,
    Topic,
)
from guanhu.checkins.rules import Attempt, counts_as_contact, is_late, refuse_log
from guanhu.checkins.standing import marks_of
from guanhu.checkins.states import Supervision, state_on
from guanhu.checkins.tables import CheckInRecordRow, CheckInRow
from guanhu.entrustments.assisting import AssistingRepository
from guanhu.entrustments.facts import AssistedFile, RequestSeen
from guanhu.entrustments.rules import refuse_contact
from guanhu.entrustments.tables import EntrustmentContactRow
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import Refusal
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForm:
    """What was found at one contact."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    happened_at: datetime = item("When contact happened; not when it is entered.")
    how: CheckInKind = item("How contact was really made.")
    present: tuple[Present, ...] = items("Who was there.", at_most=10)
    contact_made: bool = item("Whether the young person was reached.")
    topics: tuple[Topic, ...] = items("What was talked about.", at_most=20)
    concern_level: ConcernLevel = item("How worried the writer is.")
    note: str = words("What was found.", at_most=8000, multiline=True)
    no_contact_reason: NoContactReason | None = item("Why nobody was reached.", default=None)
    next_step: str | None = words("What comes next.", at_most=1000, multiline=True, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAssistedCheckIn(ContactForm):
    """Log an open check-in of a case one assists."""

    check_in_id: UUID = item("The check-in.")


@dataclass(frozen=True, slots=True)
class LoggedAssistedCheckIn:
    """The check-in, by its identifier."""

    check_in_id: UUID


async def log_assisted_check_in(
    database: Database, clock: Clock, actor: Actor, command: LogAssistedCheckIn
) -> LoggedAssistedCheckIn:
    """Log it as the deciding office's own people would; what was found is an input (S-01).

    Raises `NotPermitted`, `NotVisible`, or the refusals of `refuse_contact` and `refuse_log`, and
    `SupervisionNotLive`.
    """
    actor.require(Permission.CHECK_IN_LOG)
    async with begin(database, clock, actor, command, LoggedAssistedCheckIn) as work:
        if work.first_answer is not None:
            return work.first_answer
        assisting = AssistingRepository(work)
        request, key, file, row = await assisting.lock_check_in(command.check_in_id)
        refusal = _refuse(work, request, file, command) or _refuse_log(work, file, row, command)
        if refusal is not None:
            raise refusal
        late = is_late(marks_of(row), command.happened_at)
        await assisting.log(
            row, happened_at=command.happened_at, contact_made=command.contact_made, late=late
        )
        await assisting.add(
            CheckInRecordRow(
                check_in_id=row.id, how=command.how.value,
                present=[each.value for each in command.present],
                no_contact_reason=command.no_contact_reason and command.no_contact_reason.value,
                topics=[each.value for each in command.topics],
                concern_level=command.concern_level.value,
                note=key.seal("check_in_records.note", row.id, command.note),
                next_step=key.seal_optional(
                    "check_in_records.next_step", row.id, command.next_step
                ),
            ),
            request,
        )  # fmt: skip
        await _note(assisting, request, command)
        work.record(
            "entrustments.check_in_logged", "check_in", row.id,
            case_id=request.case_id, office_id=request.owner_id,
            contact=command.contact_made, late=late, concern=command.concern_level.value,
        )  # fmt: skip
        return work.answer(LoggedAssistedCheckIn(row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAssistedContact(ContactForm):
    """Write down a contact of the assisting office's own."""

    entrustment_id: UUID = item("The entrustment under which it happened.")


@dataclass(frozen=True, slots=True)
class RecordedAssistedContact:
    """The contact, by its identifier."""

    entrustment_id: UUID
    contact_id: UUID


async def record_assisted_contact(
    database: Database, clock: Clock, actor: Actor, command: RecordAssistedContact
) -> RecordedAssistedContact:
    """Write down a contact outside the rhythm of check-ins; the deciding office reads it.

    Raises `NotPermitted`, `NotVisible`, or the refusals of `refuse_contact` and
    `SupervisionNotLive`.
    """
    actor.require(Permission.CHECK_IN_LOG)
    async with begin(database, clock, actor, command, RecordedAssistedContact) as work:
        if work.first_answer is not None:
            return work.first_answer
        assisting = AssistingRepository(work)
        request, key = await assisting.lock_assisted(command.entrustment_id)
        refusal = _refuse(work, request, await assisting.file(request.facts.id), command)
        if refusal is not None:
            raise refusal
        row_id = new_id()
        await assisting.add(
            EntrustmentContactRow(
                id=row_id, entrustment_id=request.facts.id, happened_at=command.happened_at,
                how=command.how.value, present=[each.value for each in command.present],
                contact_made=command.contact_made,
                no_contact_reason=command.no_contact_reason and command.no_contact_reason.value,
                topics=[each.value for each in command.topics],
                concern_level=command.concern_level.value,
                note=key.seal("entrustment_contacts.note", row_id, command.note),
                next_step=key.seal_optional(
                    "entrustment_contacts.next_step", row_id, command.next_step
                ),
                recorded_by=actor.account_id, recorded_at=work.now,
            ),
            request,
        )  # fmt: skip
        await _note(assisting, request, command)
        work.record(
            "entrustments.contact_recorded", "entrustment", request.facts.id,
            case_id=request.case_id, office_id=request.owner_id,
            contact=command.contact_made, concern=command.concern_level.value,
        )  # fmt: skip
        return work.answer(RecordedAssistedContact(request.facts.id, row_id))


def _refuse(
    work: Work[LoggedAssistedCheckIn] | Work[RecordedAssistedContact],
    request: RequestSeen,
    file: AssistedFile,
    command: ContactForm,
) -> Refusal | None:
    if not live_by(file.status, file.decided_on, file.ends_on, work.today):
        return SupervisionNotLive(status=file.status)
    starts_on: date = request.facts.starts_on or work.today
    return refuse_contact(
        starts_on,
        happened_at=command.happened_at,
        now=work.now,
        contact_made=command.contact_made,
        no_contact_reason=command.no_contact_reason,
        present=command.present,
        topics=command.topics,
    )


def _refuse_log(
    work: Work[LoggedAssistedCheckIn],
    file: AssistedFile,
    row: CheckInRow,
    command: LogAssistedCheckIn,
) -> Refusal | None:
    marks = marks_of(row)
    attempt = Attempt(
        marks=marks,
        status=state_on(marks, Supervision(file.ends_on), work.today),
        kind=CheckInKind(row.kind),
        recorded_on=None if row.recorded_at is None else office_date(row.recorded_at),
        superseded_by=row.superseded_by,
    )
    return refuse_log(attempt, how=command.how, happened_at=command.happened_at, now=work.now)


async def _note(assisting: AssistingRepository, request: RequestSeen, command: ContactForm) -> None:
    if counts_as_contact(command.how, contact_made=command.contact_made):
        await assisting.note_contact(request.case_id, office_date(command.happened_at))
