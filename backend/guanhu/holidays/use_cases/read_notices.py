"""Read the holiday table: a year as the office counts it, and the notices that were entered."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.holidays.facts import NoticeSeen, YearSeen
from guanhu.holidays.repository import HolidayRepository
from guanhu.holidays.rules import calendar_of, year_of
from guanhu.identity.holidays import office_holidays
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.law.holidays import OfficeHolidays
from guanhu.plumbing.database import Database

FIRST_YEAR = 2004
"""The first year whose holidays the maintained library knows."""
LAST_YEAR = 2199


async def read_holiday_year(database: Database, clock: Clock, actor: Actor, year: int) -> YearSeen:
    """A year as the office counts it; raises `InvalidInput` for a year outside 2004 to 2199."""
    actor.require(Permission.CATALOGUE_READ)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput([Problem("year", "OUT_OF_RANGE")])
    async with look(database, clock, actor) as seen:
        in_force = await HolidayRepository(seen).in_force()
    version = in_force[year].version if year in in_force else 0
    return year_of(year, calendar_of(each.notice for each in in_force.values()), version)


async def read_holiday_notice(
    database: Database, clock: Clock, actor: Actor, notice_id: UUID
) -> NoticeSeen:
    """One notice of the office, or `NotVisible`."""
    actor.require(Permission.CATALOGUE_READ)
    async with look(database, clock, actor) as seen:
        return await HolidayRepository(seen).get(notice_id)


async def list_holiday_notices(
    database: Database, clock: Clock, actor: Actor, year: int | None, *, limit: int, offset: int
) -> tuple[list[NoticeSeen], int]:
    """One page of the notices entered, every version, and how many there are in all."""
    actor.require(Permission.CATALOGUE_READ)
    async with look(database, clock, actor) as seen:
        return await HolidayRepository(seen).page(year, limit=limit, offset=offset)


async def read_office_holidays(database: Database, clock: Clock, actor: Actor) -> OfficeHolidays:
    """The calendar of the actor's office, for what is counted outside of files (F-09, F-10)."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await office_holidays(seen)
