"""SQL of the three queues in which staff find self-reports (S14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.checkins.changes import changes_of
from guanhu.checkins.facts import (
    ChangeKind,
    CheckInKind,
    CheckInStatus,
    OwnAnswer,
    QueuedSelfReport,
    SelfReportQueue,
    SelfReportQueues,
)
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import LOW_MOODS, signs_of
from guanhu.checkins.self_reports import SelfReports
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow, SelfReportAnswerRow, SelfReportRow
from guanhu.checkins.visibility import note_shown
from guanhu.kernel.masking import masked_name
from guanhu.people.tables import MinorRow
from guanhu.plumbing.tables import RecordKeyRow

Queue, Status = SelfReportQueue, CheckInStatus


class ReportQueues:
    """The self-reports of visible files that are not closed, each in one queue."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def page(
        self, queue: SelfReportQueue, case_id: UUID | None, limit: int, offset: int
    ) -> SelfReportQueues:
        """One page of a queue and the length of each, from the same rows.

        What asks for somebody comes first, then what has waited longest; of those reviewed the
        latest come first.
        """
        mine = self._mine(case_id)
        lies_in = _lies_in(status_sql(self._look.today))
        counted = await self._session.execute(
            select(lies_in, func.count())
            .select_from(CheckInRow)
            .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
            .where(*mine, lies_in.is_not(None))
            .group_by(lies_in)
        )
        counts = dict.fromkeys(Queue, 0) | {Queue(each): int(n) for each, n in counted}
        found = (
            await self._session.execute(
                select(
                    CheckInRow.id, CaseFileRow.minor_id, CaseFileRow.case_number, MinorRow.name,
                    RecordKeyRow.master_key_id, RecordKeyRow.wrapped,
                )
                .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
                .join(MinorRow, MinorRow.id == CaseFileRow.minor_id)
                .join(RecordKeyRow, RecordKeyRow.record_id == CaseFileRow.minor_id)
                .outerjoin(SelfReportRow, SelfReportRow.check_in_id == CheckInRow.id)
                .where(*mine, lies_in == queue.value)
                .order_by(*self._order(queue), CheckInRow.id)
                .limit(limit)
                .offset(offset)
            )
        ).all()  # fmt: skip
        ids = [row.id for row in found]
        seen = await CheckInRepository(self._look).some(ids)
        given = await SelfReports(self._look).given(ids)
        changes = await changes_of(self._look, ids)
        items = []
        for row in found:
            said = given.get(row.id)
            key = self._look.keys.keep(row.minor_id, row.master_key_id, row.wrapped)
            reviews = [
                each for each in changes.get(row.id, [])
                if each.kind in (ChangeKind.REPORT_REVIEWED, ChangeKind.REVIEWED)
            ]  # fmt: skip
            items.append(
                QueuedSelfReport(
                    check_in=seen[row.id],
                    case_number=row.case_number,
                    masked_name=masked_name(key.open("minors.name", row.minor_id, row.name)),
                    queue=queue,
                    given=said,
                    signs=() if said is None else signs_of(said),
                    review=reviews[0] if reviews else None,
                )
            )
        return SelfReportQueues(tuple(items), counts)

    def _mine(self, case_id: UUID | None) -> list[ColumnElement[bool]]:
        conditions = [
            visible(self._look),
            CaseFileRow.status != CaseStatus.CLOSED.value,
            CheckInRow.kind == CheckInKind.SELF_REPORT.value,
        ]
        if case_id is not None:
            conditions.append(CheckInRow.case_id == case_id)
        return conditions

    def _order(self, queue: SelfReportQueue) -> tuple[ColumnElement[Any], ...]:
        if queue is Queue.REVIEWED:
            return (CheckInRow.reviewed_at.desc(),)
        if queue is Queue.AWAITING:
            return (CheckInRow.due_until.asc(),)
        row = CheckInRow
        not_yet = exists().where(
            SelfReportAnswerRow.check_in_id == row.id,
            SelfReportAnswerRow.answer == OwnAnswer.NOT_YET.value,
        )
        # The order tells nothing of a report that is hidden from the reader (S61).
        signs = and_(
            note_shown(self._look, row.case_id, row.recorded_by, row.happened_at),
            or_(
                SelfReportRow.help_wanted,
                SelfReportRow.want_to_talk,
                SelfReportRow.mood.in_([mood.value for mood in LOW_MOODS]),
                not_yet,
            ),
        )
        return (case((signs, 0), else_=1).asc(), row.due_from.asc())


def _lies_in(status: ColumnElement[str]) -> ColumnElement[Any]:
    """The queue of a state: none for what was not asked for, excused, moved or cancelled."""
    return case(
        (status == Status.DUE.value, Queue.AWAITING.value),
        (status.in_([Status.RECORDED.value, Status.MISSED.value]), Queue.NEEDS_ATTENTION.value),
        (status == Status.REVIEWED.value, Queue.REVIEWED.value),
        else_=None,
    )
