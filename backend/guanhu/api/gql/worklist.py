"""The work list in the schema: what needs attention, each with the one next action."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.afterwards.rules import query_deadline
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_file import CaseAction
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.deadlines import next_deadline_of
from guanhu.api.gql.holidays import office_calendar
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import deadline_title, sentence
from guanhu.kernel.clock import office_date
from guanhu.worklists import facts
from guanhu.worklists.use_cases.read_worklist import read_worklist

WorkKind = enum_type(facts.WorkKind)


@strawberry.type(description="One thing to do; it goes by acting, and by nothing else.")
class WorkItem:
    """Wraps an item."""

    seen: strawberry.Private[facts.WorkItem]
    today: strawberry.Private[date]

    @strawberry.field(description="Why it needs attention.")
    def kind(self) -> WorkKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="What it is, in words; of a deadline, what is due.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        seen = self.seen
        if seen.kind is facts.WorkKind.DEADLINE and seen.case is not None:
            deadline = next_deadline_of(seen.case.milestones, self.today)
            if deadline is not None:
                return deadline_title(deadline.source, language.value)
        key = seen.kind.name if seen.action is None else seen.action.name
        told = sentence("worklist", key, language.value)
        return sentence("worklist", seen.kind.name, language.value) if told == key else told

    @strawberry.field(description="The record it is about.")
    def record_id(self) -> UUID:
        return self.seen.record_id

    @strawberry.field(description="The case file; null where it is about a sealed record.")
    def case_id(self) -> UUID | None:
        return None if self.seen.case is None else self.seen.case.id

    @strawberry.field(description="Number of the case file.")
    def case_number(self) -> str | None:
        return None if self.seen.case is None else self.seen.case.case_number

    @strawberry.field(description="The minor's masked name.")
    def masked_name(self) -> str | None:
        return self.seen.masked_name

    @strawberry.field(description="Whose case it is.")
    def officer_name(self) -> str | None:
        return self.seen.officer_name

    @strawberry.field(description="Last day, where there is one.")
    async def due_on(self, info: Info) -> date | None:
        return await _last_day(self.seen, info)

    @strawberry.field(description="Day from which it waits.")
    def since(self) -> date | None:
        return self.seen.since

    @strawberry.field(description="Whether its last day has passed.")
    async def overdue(self, info: Info) -> bool:
        due_on = await _last_day(self.seen, info)
        return due_on is not None and due_on < self.today

    @strawberry.field(description="What is done next, as the case page offers it.")
    def action(self) -> CaseAction | None:
        return self.seen.action

    @strawberry.field(description="The mutation that does it; empty where a person has to look.")
    def operation(self) -> str:
        return self.seen.operation

    @strawberry.field(description="The rule it rests on, where one speaks.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.seen.rule)


async def _last_day(seen: facts.WorkItem, info: Info) -> date | None:
    """The last day; that of a query into a sealed record is counted by the calendar (F-09)."""
    if seen.kind is not facts.WorkKind.SEAL_QUERY or seen.since is None:
        return seen.due_on
    return query_deadline(seen.since, None, await office_calendar(info.context)).due_on


@strawberry.type(description="How many things of one kind need attention.")
class WorkCount:
    """A kind and its number."""

    counted: strawberry.Private[facts.WorkKind]
    count: int = strawberry.field(description="How many; the list of this kind has as many rows.")

    @strawberry.field(description="The kind.")
    def kind(self) -> WorkKind:  # type: ignore[valid-type]
        return self.counted

    @strawberry.field(description="The kind in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("worklist", self.counted.name, language.value)


@strawberry.type(description="One page of what needs attention.")
class Worklist:
    """Items, total and the counts of all kinds."""

    items: list[WorkItem] = strawberry.field(description="The gravest first.")
    total: int = strawberry.field(description="How many the list has in all.")
    counts: list[WorkCount] = strawberry.field(
        description="How many of each kind, the gravest first; kinds without any are left out."
    )


@strawberry.type
class WorklistQueries:
    """What needs attention."""

    @strawberry.field(
        description="What needs the caller's attention, ordered by consequence, one page."
    )
    async def worklist(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        kind: Annotated[
            WorkKind | None,  # type: ignore[valid-type]
            strawberry.argument(description="Only this kind; the counts tell of all."),
        ] = None,
        of_account: Annotated[
            UUID | None,
            strawberry.argument(
                description="A colleague's list, for supervisors: also of a closed account (S71)."
            ),
        ] = None,
    ) -> Worklist:
        rows, context = window(page, per_page), info.context
        found = await read_worklist(
            context.database, context.clock, context.actor,
            kind=kind, of_account=of_account, silent_days=context.settings.silent_days,
            limit=rows.limit, offset=rows.offset,
        )  # fmt: skip
        today = office_date(context.clock.now())
        return Worklist(
            items=[WorkItem(seen=each, today=today) for each in found.items],
            total=found.total,
            counts=[WorkCount(counted=each, count=number) for each, number in found.counts.items()],
        )
