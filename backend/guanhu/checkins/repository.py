"""SQL that reads check-ins, and that finds and locks the one a command is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    func,
    literal,
    select,
)

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.checkins import visibility as notes
from guanhu.checkins.facts import (
    CheckInKind,
    CheckInSeen,
    CheckInStatus,
    ConcernLevel,
    ContactCounts,
    MissedReason,
    MissedReviewSeen,
    NoContactReason,
    Present,
    RecordSeen,
    RemarkSeen,
    Topic,
)
from guanhu.checkins.filtering import CheckInFilter, conditions_of
from guanhu.checkins.selecting import as_rows, one_form, selected
from guanhu.checkins.standing import (
    marks_of,
    status_sql,
    supervision_of,
)
from guanhu.checkins.states import state_on
from guanhu.checkins.tables import (
    CheckInAddendumRow,
    CheckInEvidenceRow,
    CheckInRemarkRow,
    CheckInRow,
)
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import NotVisible


class CheckInSort(StrEnum):
    """What the list of check-ins is sorted by."""

    DUE = "due"
    HAPPENED = "happened"
    ENTERED = "entered"


SORT_COLUMNS = {
    CheckInSort.DUE: CheckInRow.due_from,
    CheckInSort.HAPPENED: CheckInRow.happened_at,
    CheckInSort.ENTERED: CheckInRow.recorded_at,
}


@dataclass(frozen=True, slots=True)
class CheckInDates:
    """A check-in as the family may see it: no word of what was found."""

    id: UUID
    case_id: UUID
    kind: CheckInKind
    status: CheckInStatus
    due_from: date
    due_until: date
    happened_on: date | None
    contact_made: bool | None


class CheckInRepository:
    """Check-ins of the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def lock(self, check_in_id: UUID) -> tuple[CaseFileRow, CheckInRow]:
        """A check-in with its case file, both locked in this order; or `NotVisible`.

        The case file is the one lock of everything that touches its check-ins.
        """
        return await CaseRepository(self._look).lock_with(CheckInRow, check_in_id)

    def status_of(self, row: CheckInRow, file: CaseFileRow) -> CheckInStatus:
        """The state of today."""
        supervision = supervision_of(milestones(file))
        return state_on(marks_of(row), supervision, self._look.today)

    async def get(self, check_in_id: UUID) -> CheckInSeen:
        """One check-in, or `NotVisible`."""
        actor = self._look.actor
        form = one_form(visible, actor.role, self._look.sees_offered, notes.for_worker(self._look))
        given = {
            "check_in": check_in_id, "office": actor.office_id, "account": actor.account_id,
            "reader": actor.account_id, "today": self._look.today,
        }  # fmt: skip
        rows = await self._look.rows(form.text, form.values(given))
        if not rows:
            raise NotVisible
        return self._seen((*as_rows(tuple(rows[0])), 0))

    async def some(self, check_in_ids: Sequence[UUID]) -> dict[UUID, CheckInSeen]:
        """Many check-ins by id, in one statement."""
        found = await self._session.execute(
            self._selection(CheckInRow.id.in_(check_in_ids), with_total=False)
        )
        return {row[0].id: self._seen(row) for row in found}

    async def of_case(self, case_id: UUID, limit: int) -> list[CheckInSeen]:
        """The check-ins of one case, the latest window first."""
        found = await self._session.execute(
            self._selection(CheckInRow.case_id == case_id, with_total=False)
            .order_by(CheckInRow.due_from.desc(), CheckInRow.id)
            .limit(limit)
        )
        return [self._seen(row) for row in found]

    async def page(
        self,
        wanted: CheckInFilter,
        *,
        sort: CheckInSort,
        descending: bool,
        limit: int,
        offset: int,
    ) -> tuple[list[CheckInSeen], int]:
        """One page and the number of all that match, in one statement."""
        column = SORT_COLUMNS[sort]
        ordered = column.desc().nullslast() if descending else column.asc().nullslast()
        conditions = conditions_of(wanted, self._look.today)
        found = await self._session.execute(
            self._selection(*conditions, with_total=True)
            .order_by(ordered, CheckInRow.id)
            .limit(limit)
            .offset(offset)
        )
        rows = found.all()
        if rows:
            return [self._seen(row) for row in rows], int(rows[0].total)
        total = 0 if offset == 0 else await self._session.scalar(self._count(conditions))
        return [], int(total or 0)

    async def dates_of(self, case_id: UUID) -> list[CheckInDates]:
        """What the family may see of one case, the first window first."""
        found = await self._session.execute(
            select(CheckInRow, status_sql(self._look.today))
            .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
            .where(CheckInRow.case_id == case_id, visible(self._look))
            .order_by(CheckInRow.due_from, CheckInRow.id)
        )
        return [
            CheckInDates(
                id=row.id,
                case_id=row.case_id,
                kind=CheckInKind(row.kind),
                status=CheckInStatus(status),
                due_from=row.due_from,
                due_until=row.due_until,
                happened_on=None if row.happened_at is None else office_date(row.happened_at),
                contact_made=row.contact_made,
            )
            for row, status in found
        ]

    async def windows(self, case_id: UUID, kind: CheckInKind) -> list[tuple[date, date]]:
        """The due windows of one kind that are still taken: not moved and not excused."""
        found = await self._session.execute(
            select(CheckInRow.due_from, CheckInRow.due_until).where(
                CheckInRow.case_id == case_id,
                CheckInRow.kind == kind.value,
                CheckInRow.superseded_by.is_(None),
                CheckInRow.excused_at.is_(None),
            )
        )
        return [(begins, ends) for begins, ends in found]

    async def counts(self, case_id: UUID) -> ContactCounts:
        """Check-ins of one case as they stand today."""
        status = status_sql(self._look.today)
        human = CheckInRow.kind != CheckInKind.SELF_REPORT.value
        kept = and_(CheckInRow.recorded_at.is_not(None), CheckInRow.contact_made.is_(True), human)
        tried = and_(CheckInRow.recorded_at.is_not(None), CheckInRow.contact_made.is_(False))

        def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
            return func.count().filter(condition)

        missed = and_(
            status.in_([CheckInStatus.MISSED.value, CheckInStatus.REVIEWED.value]),
            CheckInRow.recorded_at.is_(None),
        )
        found = await self._session.execute(
            select(
                number(kept),
                number(and_(kept, CheckInRow.late)),
                number(and_(tried, human)),
                number(and_(missed, human)),
                number(and_(status == CheckInStatus.MISSED.value, human)),
                number(and_(status == CheckInStatus.EXCUSED.value, human)),
                number(and_(CheckInRow.recorded_at.is_not(None), ~human)),
            )
            .select_from(CheckInRow)
            .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
            .where(CheckInRow.case_id == case_id, visible(self._look))
        )
        return ContactCounts(*(int(value) for value in found.one()))

    async def evidence_counts(self, case_id: UUID) -> dict[UUID, int]:
        """How many check-ins gave evidence, by condition row."""
        found = await self._session.execute(
            select(CheckInEvidenceRow.condition_id, func.count())
            .where(CheckInEvidenceRow.case_id == case_id)
            .group_by(CheckInEvidenceRow.condition_id)
        )
        return {condition_id: int(number) for condition_id, number in found}

    async def remarks(self, check_in_ids: Iterable[UUID]) -> dict[UUID, list[RemarkSeen]]:
        """Later remarks of many check-ins, the first one first."""
        rows = (
            await self._session.scalars(
                select(CheckInRemarkRow)
                .where(
                    CheckInRemarkRow.check_in_id.in_(set(check_in_ids)),
                    notes.remark_shown(self._look),
                )
                .params(reader=self._look.actor.account_id)
                .order_by(CheckInRemarkRow.written_at, CheckInRemarkRow.id)
            )
        ).all()
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        grouped: dict[UUID, list[RemarkSeen]] = {}
        for row in rows:
            note = keys[row.case_id].open("check_in_remarks.note", row.id, row.note)
            grouped.setdefault(row.check_in_id, []).append(
                RemarkSeen(
                    row.id,
                    row.author_id,
                    row.written_at,
                    note,
                    ConcernLevel(row.concern_level),
                    row.sensitive,
                )
            )
        return grouped

    async def addenda(self, check_in_ids: Iterable[UUID]) -> dict[UUID, str]:
        """Private addenda of many check-ins: for their author and the supervisor, nobody else."""
        actor = self._look.actor
        condition: ColumnElement[bool] = CheckInAddendumRow.check_in_id.in_(set(check_in_ids))
        if actor.role is not Role.SUPERVISOR:
            condition = and_(condition, CheckInAddendumRow.author_id == actor.account_id)
        rows = (await self._session.scalars(select(CheckInAddendumRow).where(condition))).all()
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        return {
            row.check_in_id: keys[row.case_id].open("check_in_addenda.body", row.id, row.body)
            for row in rows
        }

    def _count(self, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
        return (
            select(func.count())
            .select_from(CheckInRow)
            .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
            .where(visible(self._look), *conditions)
        )

    def _selection(self, *conditions: ColumnElement[bool], with_total: bool) -> Select[Any]:
        total = self._count(conditions).scalar_subquery() if with_total else literal(0)
        return (
            selected(self._look.today, for_worker=notes.for_worker(self._look))
            .add_columns(total.label("total"))
            .where(visible(self._look), *conditions)
            .params(reader=self._look.actor.account_id)
        )

    def _seen(self, found: Row[*tuple[Any, ...]] | tuple[Any, ...]) -> CheckInSeen:
        row, record, review, master_key_id, wrapped, status, evidence, _total = found
        key = self._look.keys.keep(row.case_id, master_key_id, wrapped)
        seen_record = None
        if record is not None:
            seen_record = RecordSeen(
                how=CheckInKind(record.how),
                present=tuple(Present(each) for each in record.present),
                contact_made=bool(row.contact_made),
                no_contact_reason=(reason := record.no_contact_reason) and NoContactReason(reason),
                topics=tuple(Topic(each) for each in record.topics),
                concern_level=ConcernLevel(record.concern_level),
                note=key.open("check_in_records.note", row.id, record.note),
                next_step=key.open_optional("check_in_records.next_step", row.id, record.next_step),
                conditions_evidenced=tuple(sorted(evidence or ())),
            )
        seen_review = None
        if review is not None:
            seen_review = MissedReviewSeen(
                reason=MissedReason(review.code),
                note=key.open("check_in_changes.reason", review.id, review.reason),
                reviewed_on=office_date(review.made_at),
                reviewed_by=review.author_id,
            )
        return CheckInSeen(
            id=row.id,
            case_id=row.case_id,
            kind=CheckInKind(row.kind),
            status=CheckInStatus(status),
            due_from=row.due_from,
            due_until=row.due_until,
            grace_until=row.grace_until,
            late=row.late,
            sensitive=row.sensitive,
            plan_version_id=row.plan_version_id,
            happened_at=row.happened_at,
            contact_made=row.contact_made,
            entered_at=row.recorded_at,
            entered_by=row.recorded_by,
            superseded_by=row.superseded_by,
            record=seen_record,
            review=seen_review,
        )
