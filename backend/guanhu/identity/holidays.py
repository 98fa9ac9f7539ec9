"""The calendar of an office, for what is counted outside of case files."""

from __future__ import annotations

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.identity.tables import OfficeRow
from guanhu.law.holidays import OfficeHolidays


async def office_holidays(work: Look, *, keep: bool = False) -> OfficeHolidays:
    """The calendar of the actor's office; with `keep` no notice is entered until the commit."""
    wanted = select(OfficeRow.holidays).where(OfficeRow.id == work.actor.office_id)
    if keep:
        wanted = wanted.with_for_update(read=True)
    return OfficeHolidays.restored(await work.session.scalar(wanted))
