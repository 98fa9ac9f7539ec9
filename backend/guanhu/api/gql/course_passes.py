"""Passes from outside in the schema."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.education import Module
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.courses import pass_facts as facts
from guanhu.courses.use_cases.credit_course_pass import credit_course_pass
from guanhu.courses.use_cases.read_passes import list_passes
from guanhu.courses.use_cases.refuse_course_pass import refuse_course_pass
from guanhu.education.module_catalogue import modules
from guanhu.kernel.clock import office_date

Likeness = enum_type(facts.Likeness)


@strawberry.type(description="Somebody a pass may belong to; nothing follows from it by itself.")
class PassCandidate:
    """Wraps a candidate."""

    seen: strawberry.Private[facts.Candidate]

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="Its number.")
    def case_number(self) -> str:
        return self.seen.case_number

    @strawberry.field(description="Masked name of the young person.")
    def masked_name(self) -> str:
        return self.seen.masked_name

    @strawberry.field(description="Why it may be theirs.")
    def why(self) -> list[Likeness]:  # type: ignore[valid-type]
        return list(self.seen.why)


@strawberry.type(description="A pass of a course done elsewhere, waiting for a person to match it.")
class CoursePass:
    """Wraps a waiting pass."""

    listed: strawberry.Private[facts.PassListed]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.listed.seen.id

    @strawberry.field(description="Code of the provider.")
    def provider(self) -> str:
        return self.listed.seen.provider

    @strawberry.field(description="Masked name it carries, if any.")
    def masked_name(self) -> str | None:
        return self.listed.masked_name

    @strawberry.field(description="What the course is called.")
    def course_name(self) -> str:
        return self.listed.seen.course_name

    @strawberry.field(description="Module of the catalogue it stands for, where it names one.")
    def module(self, info: Info) -> Module | None:
        code = self.listed.seen.module_code
        if code is None:
            return None
        found = modules().find_offered(code, office_date(info.context.clock.now()))
        return None if found is None else Module(module=found)

    @strawberry.field(description="Day on which it was completed.")
    def completed_on(self) -> date:
        return self.listed.seen.completed_on

    @strawberry.field(description="How long it took, in minutes, where the provider says so.")
    def minutes(self) -> int | None:
        return self.listed.seen.minutes

    @strawberry.field(description="When it arrived.")
    def received_at(self) -> datetime:
        return self.listed.seen.received_at

    @strawberry.field(description="Whose it may be, the likeliest first.")
    def candidates(self) -> list[PassCandidate]:
        return [PassCandidate(seen=each) for each in self.listed.candidates]


@strawberry.type(description="One page of waiting passes.")
class CoursePassPage:
    """Items and total."""

    items: list[CoursePass] = strawberry.field(description="The passes of this page.")
    total: int = strawberry.field(description="How many wait in all.")


@strawberry.type
class CoursePassQueries:
    """The inbox."""

    @strawberry.field(
        description="Passes from outside that may belong to a file the caller sees, oldest first."
    )
    async def course_passes(
        self, info: Info, page: PageNumber = 1, per_page: PageSize = 25
    ) -> CoursePassPage:
        rows = window(page, per_page)
        context = info.context
        items, total = await list_passes(
            context.database, context.clock, context.actor, limit=rows.limit, offset=rows.offset
        )
        return CoursePassPage(items=[CoursePass(listed=each) for each in items], total=total)


MUTATIONS = (
    (credit_course_pass, "Match a pass from outside, and credit it or refuse credit."),
    (refuse_course_pass, "Refuse a pass that belongs to nobody of the office."),
)
