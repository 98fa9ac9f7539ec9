"""All SQL of the holiday table, and the one change a notice makes to the files of its office."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.holidays.facts import Notice, NoticeSeen
from guanhu.holidays.tables import HolidayNoticeRow
from guanhu.identity.tables import OfficeRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.law.holidays import OfficeHolidays


class HolidayRepository:
    """The notices of the actor's office."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def lock(self) -> OfficeHolidays:
        """The office's calendar, locked until the commit: intake waits, and another entry too."""
        stored = await self._session.scalar(
            select(OfficeRow.holidays)
            .where(OfficeRow.id == self._look.actor.office_id)
            # Its key is nobody's to change: accounts and invitations are still made meanwhile.
            .with_for_update(key_share=True)
        )
        return OfficeHolidays.restored(stored)

    async def in_force(self) -> dict[int, NoticeSeen]:
        """The notice in force of each year, by year."""
        rows = await self._session.scalars(
            select(HolidayNoticeRow)
            .where(HolidayNoticeRow.office_id == self._look.actor.office_id)
            .order_by(HolidayNoticeRow.year, HolidayNoticeRow.version.desc())
            .ext(distinct_on(HolidayNoticeRow.year))
        )
        return {row.year: _seen(row) for row in rows}

    async def add(self, notice: Notice, version: int, source: str) -> NoticeSeen:
        """Keep a version of a year's notice."""
        row = HolidayNoticeRow(
            id=new_id(),
            office_id=self._look.actor.office_id,
            year=notice.year,
            version=version,
            rest_days=sorted(notice.rest_days),
            working_days=sorted(notice.working_days),
            complete=notice.complete,
            source=source.strip(),
            entered_by=self._look.actor.account_id,
            entered_at=self._look.now,
        )
        self._session.add(row)
        await self._session.flush()
        return _seen(row)

    async def keep(self, calendar: OfficeHolidays) -> None:
        """Make it the office's calendar; files opened from now on are counted by it."""
        await self._session.execute(
            update(OfficeRow)
            .where(OfficeRow.id == self._look.actor.office_id)
            .values(holidays=calendar.stored())
        )

    async def spread(self, calendar: OfficeHolidays, around: tuple[date, date] | None) -> int:
        """Let every file of the office be counted by it; how many next deadlines moved.

        Only for the system's actor, who sees every file. No version is counted: nobody decided
        anything about a case, and an officer's open form stays good.
        """
        stored, office_id = calendar.stored(), self._look.actor.office_id
        await self._session.execute(
            update(CaseFileRow)
            .where(
                CaseFileRow.office_id == office_id,
                CaseFileRow.status != CaseStatus.CLOSED.value,
                CaseFileRow.holidays.is_distinct_from(stored),
            )
            .values(holidays=stored)
        )
        if around is None:
            return 0
        rows = await self._session.scalars(
            select(CaseFileRow)
            .where(
                CaseFileRow.office_id == office_id,
                CaseFileRow.next_deadline_on.between(*around),
            )
            .order_by(CaseFileRow.id)
            .execution_options(populate_existing=True)
        )
        cases, moved = CaseRepository(self._look), 0
        for row in rows.all():
            before = row.next_deadline_on
            cases.settle(row)
            moved += row.next_deadline_on != before
        await self._session.flush()
        return moved

    async def get(self, notice_id: UUID) -> NoticeSeen:
        """One notice of the office, or `NotVisible`."""
        row = await self._session.scalar(
            select(HolidayNoticeRow).where(
                HolidayNoticeRow.id == notice_id,
                HolidayNoticeRow.office_id == self._look.actor.office_id,
            )
        )
        if row is None:
            raise NotVisible
        return _seen(row)

    async def page(
        self, year: int | None, *, limit: int, offset: int
    ) -> tuple[list[NoticeSeen], int]:
        """One page of all versions, the latest year and version first, and how many there are."""
        wanted = [HolidayNoticeRow.office_id == self._look.actor.office_id]
        if year is not None:
            wanted.append(HolidayNoticeRow.year == year)
        total = await self._session.scalar(
            select(func.count()).select_from(HolidayNoticeRow).where(*wanted)
        )
        rows = await self._session.scalars(
            select(HolidayNoticeRow)
            .where(*wanted)
            .order_by(HolidayNoticeRow.year.desc(), HolidayNoticeRow.version.desc())
            .limit(limit)
            .offset(offset)
        )
        return [_seen(row) for row in rows], int(total or 0)


def _seen(row: HolidayNoticeRow) -> NoticeSeen:
    return NoticeSeen(
        row.id,
        Notice(row.year, frozenset(row.rest_days), frozenset(row.working_days), row.complete),
        row.version,
        row.source,
        row.entered_by,
        row.entered_at,
    )
