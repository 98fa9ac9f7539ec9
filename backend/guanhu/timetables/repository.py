"""All SQL about school hours and the other dates of a young person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

import orjson
from sqlalchemy import or_, select

from guanhu.cases.parts import CaseParts
from guanhu.cases.repository import milestones
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.checkins.facts import CheckInKind, CheckInStatus
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow
from guanhu.courses.facts import PlaceStatus
from guanhu.courses.tables import SessionPlaceRow
from guanhu.incidents.leave import OPEN, LeaveKind, state_on
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.kernel.clock import OFFICE_ZONE, office_date
from guanhu.kernel.ids import new_id
from guanhu.protections.tables import AssessmentRow
from guanhu.timetables.facts import ClashKind, Lesson, OtherDate, Planned, Timetable
from guanhu.timetables.tables import SchoolTimetableRow

LESSONS = "school_timetables.lessons"
TO_COME = (CheckInStatus.SCHEDULED.value, CheckInStatus.DUE.value)


class TimetableRepository(CaseParts):
    """School hours of visible cases."""

    async def set_week(
        self, case_id: UUID, valid_from: date, valid_until: date | None, lessons: Sequence[Lesson]
    ) -> UUID:
        """Store a week of school hours; the case file is locked."""
        row_id, key = new_id(), await self.key(case_id)
        content = orjson.dumps(
            [[one.weekday, f"{one.begins:%H:%M}", f"{one.ends:%H:%M}"] for one in lessons]
        ).decode()
        row = SchoolTimetableRow(
            id=row_id,
            case_id=case_id,
            valid_from=valid_from,
            valid_until=valid_until,
            lessons=key.seal(LESSONS, row_id, content),
            set_by=self._look.actor.account_id,
            set_at=self._look.now,
        )
        return await self.add(row)

    async def of_case(self, case_id: UUID) -> list[Timetable]:
        """Every week that was set for a case, the latest first."""
        rows = (
            await self._session.scalars(
                select(SchoolTimetableRow)
                .where(
                    SchoolTimetableRow.case_id == case_id,
                    SchoolTimetableRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(SchoolTimetableRow.set_at.desc(), SchoolTimetableRow.id)
            )
        ).all()
        if not rows:
            return []
        key = await self.key(case_id)
        return [
            Timetable(
                row.id,
                row.valid_from,
                row.valid_until,
                tuple(
                    Lesson(weekday, time.fromisoformat(begins), time.fromisoformat(ends))
                    for weekday, begins, ends in orjson.loads(
                        key.open(LESSONS, row.id, row.lessons)
                    )
                ),
                row.set_by,
                row.set_at,
            )
            for row in rows
        ]

    async def planned(self, record_id: UUID) -> tuple[UUID, list[Planned]] | None:
        """The case and the check-ins to come of a series, or the one check-in of this id."""
        row = CheckInRow
        found = (
            await self._session.execute(
                select(row.case_id, row.id, row.kind, row.due_from, row.due_until)
                .join(CaseFileRow, CaseFileRow.id == row.case_id)
                .where(
                    or_(row.id == record_id, row.schedule_id == record_id),
                    status_sql(self._look.today).in_(TO_COME),
                    visible(self._look),
                )
                .order_by(row.due_from, row.id)
            )
        ).all()
        if not found:
            return None
        return found[0].case_id, [
            Planned(each.id, CheckInKind(each.kind), each.due_from, each.due_until)
            for each in found
        ]

    async def others(self, case_id: UUID, planned: Sequence[Planned]) -> list[OtherDate]:
        """The other dates of the young person in the days of the planned check-ins."""
        first = min(one.due_from for one in planned)
        last = max(one.due_until for one in planned)
        dates = await self._check_ins(case_id, first, last, {one.id for one in planned})
        dates += [
            OtherDate(ClashKind.ASSESSMENT, row.id, row.scheduled_for, row.scheduled_for)
            for row in await self._session.execute(
                select(AssessmentRow.id, AssessmentRow.scheduled_for).where(
                    AssessmentRow.case_id == case_id,
                    AssessmentRow.scheduled_for.between(first, last),
                    AssessmentRow.reported_on.is_(None),
                    AssessmentRow.lapsed_on.is_(None),
                    AssessmentRow.cancelled_on.is_(None),
                )
            )
        ]
        dates += await self._sessions(case_id, first, last)
        return dates + await self._leaves(case_id)

    async def _check_ins(
        self, case_id: UUID, first: date, last: date, own: set[UUID]
    ) -> list[OtherDate]:
        row = CheckInRow
        found = await self._session.execute(
            select(row.id, row.due_from, row.due_until)
            .join(CaseFileRow, CaseFileRow.id == row.case_id)
            .where(
                row.case_id == case_id,
                row.kind != CheckInKind.SELF_REPORT.value,
                row.due_from <= last,
                row.due_until >= first,
                row.id.not_in(own),
                status_sql(self._look.today).in_(TO_COME),
            )
        )
        return [
            OtherDate(ClashKind.CHECK_IN, each.id, each.due_from, each.due_until) for each in found
        ]

    async def _sessions(self, case_id: UUID, first: date, last: date) -> list[OtherDate]:
        row = SessionPlaceRow
        found = await self._session.execute(
            select(row.id, row.starts_at).where(
                row.case_id == case_id,
                row.status == PlaceStatus.PLANNED.value,
                row.starts_at >= datetime.combine(first, time(), OFFICE_ZONE),
                row.starts_at < datetime.combine(last + timedelta(days=1), time(), OFFICE_ZONE),
            )
        )
        return [
            OtherDate(ClashKind.SESSION, each.id, day, day)
            for each in found
            for day in [office_date(each.starts_at)]
        ]

    async def _leaves(self, case_id: UUID) -> list[OtherDate]:
        file = await self._session.get(CaseFileRow, case_id)
        if file is None:
            return []
        leaves = await LeaveRepository(self._look).facts(case_id, milestones(file))
        return [
            OtherDate(ClashKind.LEAVE, one.id, one.from_on, one.until)
            for one in leaves
            if one.kind is LeaveKind.LEAVE
            and one.until is not None
            and state_on(one, self._look.today) in OPEN
        ]
