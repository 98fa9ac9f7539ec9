"""The holiday table in the schema, and the office's calendar for what is counted by it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.commands import record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.holidays.facts import NoticeSeen, YearSeen
from guanhu.holidays.use_cases.enter_notice import enter_holiday_notice
from guanhu.holidays.use_cases.read_notices import (
    list_holiday_notices,
    read_holiday_notice,
    read_holiday_year,
    read_office_holidays,
)
from guanhu.law.holidays import OfficeHolidays

LOADER = "holidays"


async def office_calendar(context: Context) -> OfficeHolidays:
    """The calendar of the caller's office, read once in a request."""
    if LOADER not in context.loaders:

        async def load(wanted: list[str]) -> list[OfficeHolidays]:
            found = await read_office_holidays(context.database, context.clock, context.actor)
            return [found for _ in wanted]

        context.loaders[LOADER] = DataLoader(load_fn=load)
    found: OfficeHolidays = await context.loaders[LOADER].load(LOADER)
    return found


@strawberry.type(description="A year as the office counts it (T-04).")
class HolidayYear:
    """Wraps a year."""

    seen: strawberry.Private[YearSeen]

    @strawberry.field(description="The year.")
    def year(self) -> int:
        return self.seen.year

    @strawberry.field(description="Whether the product's own calendar knows the official notice.")
    def published(self) -> bool:
        return self.seen.published

    @strawberry.field(description="Whether dates of the year are still provisional (T-11).")
    def provisional(self) -> bool:
        return not self.seen.settled

    @strawberry.field(description="Rest days that are no plain weekend, in order.")
    def rest_days(self) -> list[date]:
        return list(self.seen.rest_days)

    @strawberry.field(description="Weekend days on which work is made up, in order.")
    def working_days(self) -> list[date]:
        return list(self.seen.working_days)

    @strawberry.field(description="Version of the notice entered for it; 0 when there is none.")
    def version(self) -> int:
        return self.seen.version


@strawberry.type(description="A holiday notice as an administrator entered it; never changed.")
class HolidayNotice:
    """Wraps a notice."""

    seen: strawberry.Private[NoticeSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The year it is about.")
    def year(self) -> int:
        return self.seen.notice.year

    @strawberry.field(description="Version; the highest of a year is in force.")
    def version(self) -> int:
        return self.seen.version

    @strawberry.field(description="Rest days it names, in order.")
    def rest_days(self) -> list[date]:
        return sorted(self.seen.notice.rest_days)

    @strawberry.field(description="Days on which work is made up, in order.")
    def working_days(self) -> list[date]:
        return sorted(self.seen.notice.working_days)

    @strawberry.field(description="Whether it is the year's whole notice.")
    def complete(self) -> bool:
        return self.seen.notice.complete

    @strawberry.field(description="Where it was published.")
    def source(self) -> str:
        return self.seen.source

    @strawberry.field(description="Who entered it.")
    async def entered_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.entered_by)

    @strawberry.field(description="When it was entered.")
    def entered_at(self) -> datetime:
        return self.seen.entered_at


async def load_notice(context: Context, notice_id: UUID) -> HolidayNotice:
    """One notice of the office."""
    found = await read_holiday_notice(context.database, context.clock, context.actor, notice_id)
    return HolidayNotice(seen=found)


record("holiday_notice", HolidayNotice, load_notice, "The notice as it was entered.")


@strawberry.type(description="One page of the holiday notices.")
class HolidayNoticePage:
    """Items and how many there are in all."""

    items: list[HolidayNotice] = strawberry.field(description="The notices of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type
class HolidayQueries:
    """Queries of the holiday table."""

    @strawberry.field(description="A year as the office counts it; 2004 to 2199.")
    async def holiday_year(
        self, info: Info, year: Annotated[int, strawberry.argument(description="The year.")]
    ) -> HolidayYear:
        context = info.context
        found = await read_holiday_year(context.database, context.clock, context.actor, year)
        return HolidayYear(seen=found)

    @strawberry.field(description="Every version of every notice entered, the latest year first.")
    async def holiday_notices(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        year: Annotated[int | None, strawberry.argument(description="Only this year.")] = None,
    ) -> HolidayNoticePage:
        context, rows = info.context, window(page, per_page)
        found, total = await list_holiday_notices(
            context.database, context.clock, context.actor, year,
            limit=rows.limit, offset=rows.offset,
        )  # fmt: skip
        return HolidayNoticePage(items=[HolidayNotice(seen=each) for each in found], total=total)


MUTATIONS = (
    (
        enter_holiday_notice,
        "Enter what the holiday notice of a year says; every open file is counted anew (T-04).",
    ),
)
