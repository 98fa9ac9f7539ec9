"""SQL that writes check-ins inside one command; the case file is locked by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import (
    AskedBy,
    ChangeKind,
    CheckInKind,
    ConcernLevel,
    ExcuseKind,
    MissedReason,
    NoContactReason,
    Present,
    Topic,
)
from guanhu.checkins.marking import mark_and_count
from guanhu.checkins.questions import latest_questions
from guanhu.checkins.rules import Window, counts_as_contact, later_contact, raised, ratcheted
from guanhu.checkins.storing import store_record
from guanhu.checkins.tables import (
    CheckInAddendumRow,
    CheckInChangeRow,
    CheckInEvidenceRow,
    CheckInRecordRow,
    CheckInRemarkRow,
    CheckInRow,
    CheckInScheduleRow,
)
from guanhu.kernel.clock import office_date
from guanhu.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class NewSeries:
    """A series as it was asked for."""

    kind: CheckInKind
    every_days: int
    window_days: int
    grace_days: int
    windows: Sequence[Window]


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What somebody found; `happened_at` is an aware instant."""

    happened_at: datetime
    late: bool
    how: CheckInKind
    present: Sequence[Present]
    contact_made: bool
    no_contact_reason: NoContactReason | None
    topics: Sequence[Topic]
    conditions: Sequence[UUID]
    concern_level: ConcernLevel
    note: str
    next_step: str | None
    private_addendum: str | None


class CheckInKeeping:
    """Writes for one case file whose row the caller has locked."""

    def __init__(self, look: Look, file: CaseFileRow) -> None:
        self._look = look
        self._session = look.session
        self._file = file

    async def schedule(self, new: NewSeries) -> tuple[UUID, list[UUID]]:
        """Store a series with its check-ins; answers its id, and theirs in order."""
        look, file = self._look, self._file
        schedule = CheckInScheduleRow(
            id=new_id(),
            office_id=file.office_id,
            case_id=file.id,
            kind=new.kind.value,
            first_due_on=new.windows[0].due_from,
            every_days=new.every_days,
            count=len(new.windows),
            window_days=new.window_days,
            grace_days=new.grace_days,
            author_id=look.actor.account_id,
            scheduled_at=look.now,
        )
        self._session.add(schedule)
        await self._session.flush()
        rows = [
            self._row(new.kind, window, schedule_id=schedule.id, plan_version_id=None)
            for window in new.windows
        ]
        if new.kind is CheckInKind.SELF_REPORT:
            questions = await latest_questions(look, [file.id])
            for row in rows:
                row.questions_id = questions.get(file.id)
        self._session.add_all(rows)
        await self._session.flush()
        return schedule.id, [row.id for row in rows]

    async def record(self, row: CheckInRow, new: NewRecord) -> None:
        """Store what was found, what follows from it for the case file, and what is missed."""
        look, file = self._look, self._file
        key = await look.keys.of(row.case_id)
        await store_record(
            look,
            {
                "check_in": row.id,
                "office_id": row.office_id,
                "case_id": row.case_id,
                "happened_at": new.happened_at,
                "recorded_at": look.now,
                "recorded_by": look.actor.account_id,
                "contact_made": new.contact_made,
                "late": new.late,
                "how": new.how.value,
                "present": [each.value for each in new.present],
                "no_contact_reason": new.no_contact_reason and new.no_contact_reason.value,
                "topics": [each.value for each in new.topics],
                "concern_level": new.concern_level.value,
                "note": key.seal("check_in_records.note", row.id, new.note.strip()),
                "next_step": key.seal_optional("check_in_records.next_step", row.id, new.next_step),
            },
        )
        self._session.add_all(
            CheckInEvidenceRow(
                id=new_id(),
                office_id=row.office_id,
                case_id=row.case_id,
                check_in_id=row.id,
                condition_id=condition_id,
            )
            for condition_id in new.conditions
        )
        if new.private_addendum is not None:
            addendum_id = new_id()
            self._session.add(
                CheckInAddendumRow(
                    id=addendum_id,
                    office_id=row.office_id,
                    case_id=row.case_id,
                    check_in_id=row.id,
                    author_id=look.actor.account_id,
                    body=key.seal("check_in_addenda.body", addendum_id, new.private_addendum),
                    written_at=look.now,
                )
            )
        await self._session.flush()
        last_contact = file.last_check_in_on
        if counts_as_contact(new.how, contact_made=new.contact_made):
            last_contact = later_contact(last_contact, office_date(new.happened_at))
        await mark_and_count(look, file, last_contact)

    async def review(
        self, row: CheckInRow, reason: MissedReason, note: str, *, sensitive: bool
    ) -> None:
        """Store why a missed check-in was missed."""
        row.reviewed_at = self._look.now
        if row.marked_missed_on is None:
            row.marked_missed_on = self._look.today
        await self._change(row, ChangeKind.REVIEWED, reason.value, note, sensitive=sensitive)

    async def review_report(self, row: CheckInRow, note: str | None, *, sensitive: bool) -> None:
        """Store that a self-report was looked at, and what was done about it."""
        row.reviewed_at = self._look.now
        kind = ChangeKind.REPORT_REVIEWED
        await self._change(row, kind, None, note or "", sensitive=sensitive)

    async def excuse(self, row: CheckInRow, kind: ExcuseKind, reason: str) -> None:
        """Store an excuse given in advance."""
        row.excused_at = self._look.now
        await self._change(row, ChangeKind.EXCUSED, kind.value, reason, sensitive=False)

    async def move(
        self, row: CheckInRow, window: Window, asked_by: AskedBy, reason: str, *, sensitive: bool
    ) -> UUID:
        """Store the check-in that takes this one's place; answers its id."""
        successor = self._row(
            CheckInKind(row.kind),
            window,
            schedule_id=row.schedule_id,
            plan_version_id=row.plan_version_id,
        )
        successor.questions_id = row.questions_id
        successor.sensitive = ratcheted(row.sensitive, sensitive)
        self._session.add(successor)
        await self._session.flush()
        row.superseded_by = successor.id
        await self._change(row, ChangeKind.MOVED, asked_by.value, reason, sensitive=sensitive)
        return successor.id

    async def remark(
        self, row: CheckInRow, note: str, concern: ConcernLevel, *, sensitive: bool
    ) -> UUID:
        """Add a remark; concern and sensitivity rise with it and never fall."""
        look = self._look
        record = await self._session.get(CheckInRecordRow, row.id)
        key = await look.keys.of(row.case_id)
        remark_id = new_id()
        self._session.add(
            CheckInRemarkRow(
                id=remark_id,
                office_id=row.office_id,
                case_id=row.case_id,
                check_in_id=row.id,
                concern_level=concern.value,
                note=key.seal("check_in_remarks.note", remark_id, note.strip()),
                sensitive=sensitive,
                author_id=look.actor.account_id,
                written_at=look.now,
            )
        )
        row.sensitive = ratcheted(row.sensitive, sensitive)
        if record is not None:
            record.concern_level = raised(ConcernLevel(record.concern_level), concern).value
        await self._session.flush()
        return remark_id

    async def note_missed(self) -> list[UUID]:
        """Mark what has been missed by today and count what nobody has reviewed yet.

        Answers the ids marked now. Doing it again changes nothing.
        """
        # What is changed in memory only is not seen by a statement of its own.
        await self._session.flush()
        return await mark_and_count(self._look, self._file, self._file.last_check_in_on)

    def _row(
        self,
        kind: CheckInKind,
        window: Window,
        *,
        schedule_id: UUID | None,
        plan_version_id: UUID | None,
    ) -> CheckInRow:
        return CheckInRow(
            id=new_id(),
            office_id=self._file.office_id,
            case_id=self._file.id,
            schedule_id=schedule_id,
            plan_version_id=plan_version_id,
            kind=kind.value,
            due_from=window.due_from,
            due_until=window.due_until,
            grace_until=window.grace_until,
            late=False,
        )

    async def _change(
        self, row: CheckInRow, kind: ChangeKind, code: str | None, reason: str, *, sensitive: bool
    ) -> None:
        look = self._look
        key = await look.keys.of(row.case_id)
        change_id = new_id()
        row.sensitive = ratcheted(row.sensitive, sensitive)
        self._session.add(
            CheckInChangeRow(
                id=change_id,
                office_id=row.office_id,
                case_id=row.case_id,
                check_in_id=row.id,
                kind=kind.value,
                code=code,
                reason=key.seal("check_in_changes.reason", change_id, reason.strip()),
                sensitive=sensitive,
                author_id=look.actor.account_id,
                made_at=look.now,
            )
        )
        await self._session.flush()
