"""Totals of learning in the schema."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.context import Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.courses import facts
from guanhu.courses.totals import TotalsFilter
from guanhu.courses.use_cases.read_totals import read_totals
from guanhu.kernel.errors import InvalidInput, Problem


@strawberry.type(description="Minutes learned, by kind.")
class LearningMinutes:
    """Wraps sums."""

    seen: strawberry.Private[facts.Minutes]

    @strawberry.field(description="Online.")
    def online(self) -> int:
        return self.seen.online

    @strawberry.field(description="In person.")
    def in_person(self) -> int:
        return self.seen.in_person

    @strawberry.field(description="Elsewhere.")
    def outside(self) -> int:
        return self.seen.outside

    @strawberry.field(description="All kinds together.")
    def total(self) -> int:
        return self.seen.total

    @strawberry.field(description="Of these, credited to a condition of the plan.")
    def credited(self) -> int:
        return self.seen.credited


@strawberry.type(description="What one young person learned; zero where it was nothing.")
class LearnerTotal:
    """Wraps a line."""

    seen: strawberry.Private[facts.LearnerTotal]

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.learner.case_id

    @strawberry.field(description="Its number.")
    def case_number(self) -> str:
        return self.seen.learner.case_number

    @strawberry.field(description="Masked name of the young person.")
    def masked_name(self) -> str:
        return self.seen.learner.masked_name

    @strawberry.field(description="Minutes by kind.")
    def minutes(self) -> LearningMinutes:
        return LearningMinutes(seen=self.seen.minutes)


@strawberry.type(description="One page of learning totals.")
class LearningTotalsPage:
    """Items, total, and the sum over all matching files."""

    items: list[LearnerTotal] = strawberry.field(description="The young people of this page.")
    total: int = strawberry.field(description="How many match in all.")
    sum: LearningMinutes = strawberry.field(description="Over all of them.")


@strawberry.input(description="Narrows the totals; every part narrows further.")
class LearningTotalsFilterInput:
    """All parts optional."""

    from_: date | None = strawberry.field(
        default=None, name="from", description="Learned on or after."
    )
    to: date | None = strawberry.field(default=None, description="Learned on or before.")
    officer_id: UUID | None = strawberry.field(default=None, description="Files of this officer.")
    member_id: UUID | None = strawberry.field(
        default=None, description="Files whose support team this account is on today."
    )

    def as_filter(self) -> TotalsFilter:
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            raise InvalidInput([Problem("filter.to", "BEFORE_FROM")])
        return TotalsFilter(
            begins=self.from_, ends=self.to, officer_id=self.officer_id, member_id=self.member_id
        )


@strawberry.type
class CourseTotalsQueries:
    """Sums."""

    @strawberry.field(
        description="Minutes learned by young person and kind, by case number, one page."
    )
    async def learning_totals(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        filter: Annotated[
            LearningTotalsFilterInput | None, strawberry.argument(description="Narrows the totals.")
        ] = None,
    ) -> LearningTotalsPage:
        rows = window(page, per_page)
        context = info.context
        items, total, everything = await read_totals(
            context.database,
            context.clock,
            context.actor,
            filter.as_filter() if filter else TotalsFilter(),
            limit=rows.limit,
            offset=rows.offset,
        )
        return LearningTotalsPage(
            items=[LearnerTotal(seen=each) for each in items],
            total=total,
            sum=LearningMinutes(seen=everything),
        )
