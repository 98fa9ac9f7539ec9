"""All SQL of the asked office's side: the requests to it, and its part of the cases it assists.

Nothing here reads the other office's file: of it, and of its conditions, functions of the database
show what assisting needs (migration 0038).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, func, literal, or_, select, text

from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus
from guanhu.cases.rules import status_by
from guanhu.checkins.facts import CheckInKind, ConcernLevel
from guanhu.checkins.standing import marks_of
from guanhu.checkins.states import Supervision, state_on
from guanhu.checkins.tables import CheckInRecordRow, CheckInRow
from guanhu.entrustments import shown
from guanhu.entrustments.facts import (
    AssistedCase,
    AssistedCheckIn,
    AssistedFile,
    RequestRead,
    RequestSeen,
)
from guanhu.entrustments.repository import OFFICER, WORKER, contacts_of, letters_of
from guanhu.entrustments.tables import (
    EntrustmentAnswerRow,
    EntrustmentContactRow,
    EntrustmentLetterRow,
    EntrustmentRow,
)
from guanhu.entrustments.visibility import asked, assists
from guanhu.identity.tables import AccountRow, OfficeRow
from guanhu.kernel.errors import NotVisible
from guanhu.plans.facts import ConditionCategory, ConditionChange, ConditionSeen
from guanhu.plumbing.tables import RecordKeyRow
from guanhu.plumbing.vault import RecordKey
from guanhu.protections.facts import StandingConsents

LOCK: Final = text("SELECT guanhu_assist_lock(:entrustment_id)")
FILE: Final = text("SELECT * FROM guanhu_assisted_file(:entrustment_id)")
CONDITIONS: Final = text("SELECT * FROM guanhu_assisted_conditions(:entrustment_id)")
LOG: Final = text(
    "SELECT guanhu_assist_check_in(:check_in_id, :happened_at, :contact_made, :late, :now)"
)
CONTACT: Final = text("SELECT guanhu_assist_contact(:case_id, :day)")

NewRow = EntrustmentAnswerRow | EntrustmentContactRow | EntrustmentLetterRow | CheckInRecordRow


class AssistingRepository:
    """What an entrustment of another office opens to the actor, and nothing else of the case."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def page(self, limit: int, offset: int) -> tuple[list[RequestSeen], int]:
        """One page of what the actor was asked or assists in, oldest first, and how many."""
        mine = or_(asked(self._look), assists(self._look))
        rows = await self._rows(mine, limit=limit, offset=offset)
        if rows:
            return [self._request(row) for row in rows], int(rows[0].total)
        if offset == 0:
            return [], 0
        first = await self._rows(mine, limit=1)
        return [], int(first[0].total) if first else 0

    async def read(self, entrustment_id: UUID) -> RequestRead:
        """What the actor was asked or assists in, with what it says; or `NotVisible`."""
        mine = or_(asked(self._look), assists(self._look))
        rows = await self._rows(mine, EntrustmentRow.id == entrustment_id)
        if not rows:
            raise NotVisible
        return self._read(rows[0])

    async def lock_asked(self, entrustment_id: UUID) -> tuple[RequestSeen, RecordKey]:
        """A request to the actor's office behind the lock of its file; or `NotVisible`."""
        return await self._locked(entrustment_id, asked(self._look))

    async def lock_assisted(self, entrustment_id: UUID) -> tuple[RequestSeen, RecordKey]:
        """An entrustment on which the actor assists today, behind the same lock."""
        return await self._locked(entrustment_id, assists(self._look))

    async def lock_check_in(
        self, check_in_id: UUID
    ) -> tuple[RequestSeen, RecordKey, AssistedFile, CheckInRow]:
        """A check-in of the actor's part behind the lock of its file; or `NotVisible`."""
        entrustment_id = await self._session.scalar(
            select(EntrustmentRow.id)
            .join(EntrustmentAnswerRow, EntrustmentAnswerRow.entrustment_id == EntrustmentRow.id)
            .join(CheckInRow, CheckInRow.case_id == EntrustmentRow.case_id)
            .where(CheckInRow.id == check_in_id, self._own_part(), assists(self._look))
            .limit(1)
        )
        if entrustment_id is None:
            raise NotVisible
        request, key = await self.lock_assisted(entrustment_id)
        row = await self._session.scalar(
            select(CheckInRow)
            .where(CheckInRow.id == check_in_id, self._own_part())
            .execution_options(populate_existing=True)
        )
        if row is None:
            # Somebody of the deciding office logged it in the meantime.
            raise NotVisible
        return request, key, await self.file(entrustment_id), row

    async def file(self, entrustment_id: UUID) -> AssistedFile:
        """What the assisting office learns of the file; or `NotVisible`."""
        found = (await self._session.execute(FILE, {"entrustment_id": entrustment_id})).first()
        if found is None:
            raise NotVisible
        ends_on = found.probation_ends_on
        status = status_by(CaseStatus(found.status), ends_on, self._look.today)
        return AssistedFile(status, found.decided_on, ends_on)

    async def add(self, row: NewRow, request: RequestSeen) -> None:
        """Store a new row; it belongs to the deciding office, whoever writes."""
        row.office_id, row.case_id = request.owner_id, request.case_id
        self._session.add(row)
        await self._session.flush()

    async def log(
        self, row: CheckInRow, *, happened_at: datetime, contact_made: bool, late: bool
    ) -> None:
        """Set on an open check-in what the assisting office may set; or `NotVisible`."""
        given = {
            "check_in_id": row.id, "happened_at": happened_at, "contact_made": contact_made,
            "late": late, "now": self._look.now,
        }  # fmt: skip
        if not await self._session.scalar(LOG, given):
            raise NotVisible

    async def note_contact(self, case_id: UUID, day: date) -> None:
        """Let the file know its last contact; nothing else of it is changed from here."""
        await self._session.execute(CONTACT, {"case_id": case_id, "day": day})

    async def case(self, entrustment_id: UUID) -> AssistedCase:
        """The actor's part of one assisted case, or `NotVisible`."""
        rows = await self._rows(assists(self._look), EntrustmentRow.id == entrustment_id)
        if not rows:
            raise NotVisible
        read, key = self._read(rows[0]), self._key(rows[0])
        request, file = read.request, await self.file(entrustment_id)
        conditions, every_days = await self._conditions(request, key)
        return AssistedCase(
            read=read,
            file=file,
            conditions=tuple(conditions),
            every_days=every_days,
            check_ins=tuple(await self._check_ins(request, file, key)),
            contacts=tuple((await contacts_of(self._look, [entrustment_id], key))[entrustment_id]),
            letters=tuple((await letters_of(self._look, [entrustment_id], key))[entrustment_id]),
        )

    async def _conditions(
        self, request: RequestSeen, key: RecordKey
    ) -> tuple[list[ConditionSeen], int]:
        """The conditions in force without what was noted about them, and the rhythm."""
        found = await self._session.execute(CONDITIONS, {"entrustment_id": request.facts.id})
        rows = found.all()
        conditions = [
            ConditionSeen(
                id=row.id,
                lineage_id=row.lineage_id,
                plan_version_id=row.plan_version_id,
                case_id=request.case_id,
                code=row.code,
                catalogue_version=row.catalogue_version,
                category=ConditionCategory(row.category),
                slots=orjson.loads(key.open("plan_conditions.slots", row.id, row.slots)),
                proportionality=None,
                change=ConditionChange.NONE,
                removal_note=None,
                consents=StandingConsents(None, None),
            )
            for row in rows
        ]
        return conditions, rows[0].every_days if rows else 0

    async def _check_ins(
        self, request: RequestSeen, file: AssistedFile, key: RecordKey
    ) -> list[AssistedCheckIn]:
        found = await self._session.execute(
            select(CheckInRow, CheckInRecordRow)
            .outerjoin(CheckInRecordRow, CheckInRecordRow.check_in_id == CheckInRow.id)
            .where(CheckInRow.case_id == request.case_id, self._own_part())
            .order_by(CheckInRow.due_from, CheckInRow.id)
        )
        supervision = Supervision(file.ends_on)
        return [
            AssistedCheckIn(
                id=row.id,
                kind=CheckInKind(row.kind),
                status=state_on(marks_of(row), supervision, self._look.today),
                due_from=row.due_from,
                due_until=row.due_until,
                grace_until=row.grace_until,
                happened_at=row.happened_at,
                contact_made=row.contact_made,
                concern_level=None if record is None else ConcernLevel(record.concern_level),
                note=None
                if record is None
                else key.open("check_in_records.note", row.id, record.note),
                next_step=None
                if record is None
                else key.open_optional("check_in_records.next_step", row.id, record.next_step),
            )
            for row, record in found
        ]

    def _own_part(self) -> ColumnElement[bool]:
        """Check-ins that can still be logged, or that somebody of the actor's office logged."""
        colleagues = select(AccountRow.id).where(AccountRow.office_id == self._look.actor.office_id)
        row = CheckInRow
        live = row.superseded_by.is_(None) & row.excused_at.is_(None)
        still_open = (
            row.recorded_at.is_(None)
            & row.marked_missed_on.is_(None)
            & row.reviewed_at.is_(None)
            & (row.grace_until >= self._look.today)
        )
        return live & (still_open | row.recorded_by.in_(colleagues))

    async def _locked(
        self, entrustment_id: UUID, mine: ColumnElement[bool]
    ) -> tuple[RequestSeen, RecordKey]:
        if not await self._session.scalar(LOCK, {"entrustment_id": entrustment_id}):
            raise NotVisible
        rows = await self._rows(mine, EntrustmentRow.id == entrustment_id)
        if not rows:
            raise NotVisible
        return self._request(rows[0]), self._key(rows[0])

    async def _rows(
        self, *conditions: ColumnElement[bool], limit: int = 1, offset: int = 0
    ) -> Sequence[Any]:
        found = await self._session.execute(
            select(
                EntrustmentRow,
                EntrustmentAnswerRow,
                OfficeRow,
                OFFICER,
                WORKER,
                RecordKeyRow.master_key_id,
                RecordKeyRow.wrapped,
                func.count(literal(1)).over().label("total"),
            )
            .outerjoin(
                EntrustmentAnswerRow, EntrustmentAnswerRow.entrustment_id == EntrustmentRow.id
            )
            .outerjoin(OFFICER, OFFICER.id == EntrustmentAnswerRow.officer_id)
            .outerjoin(WORKER, WORKER.id == EntrustmentAnswerRow.worker_id)
            .join(OfficeRow, OfficeRow.id == EntrustmentRow.office_id)
            .join(RecordKeyRow, RecordKeyRow.record_id == EntrustmentRow.case_id)
            .where(*conditions)
            .order_by(EntrustmentRow.asked_on, EntrustmentRow.id)
            .limit(limit)
            .offset(offset)
        )
        return found.all()

    def _key(self, found: Any) -> RecordKey:
        return self._look.keys.keep(found[0].case_id, found.master_key_id, found.wrapped)

    def _read(self, found: Any) -> RequestRead:
        return shown.read(self._request(found), found[0], self._key(found))

    def _request(self, found: Any) -> RequestSeen:
        row, answer, office, officer, worker, *_rest = found
        return shown.request(
            row,
            answer,
            self._key(found),
            office=office,
            people=(officer, worker),
            today=self._look.today,
        )
