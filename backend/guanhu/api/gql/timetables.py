"""School hours, and the warnings of planned check-ins, in the schema."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.timetables import facts
from guanhu.timetables.use_cases.read_clashes import read_clashes, read_timetables
from guanhu.timetables.use_cases.set_school_hours import set_school_hours

ClashKind = enum_type(facts.ClashKind)


@strawberry.type(description="School hours of one weekday.")
class SchoolLesson:
    """Times as 08:00."""

    weekday: int = strawberry.field(description="Monday is 1, Sunday 7.")
    begins: str = strawberry.field(description="From when.")
    ends: str = strawberry.field(description="Until when.")


def _lesson(one: facts.Lesson) -> SchoolLesson:
    return SchoolLesson(weekday=one.weekday, begins=f"{one.begins:%H:%M}", ends=f"{one.ends:%H:%M}")


@strawberry.type(description="A week of school hours; of what holds on a day the latest counts.")
class SchoolTimetable:
    """Wraps a timetable."""

    seen: strawberry.Private[facts.Timetable]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="First day it holds.")
    def valid_from(self) -> date:
        return self.seen.valid_from

    @strawberry.field(description="Last day it holds; null until further.")
    def valid_until(self) -> date | None:
        return self.seen.valid_until

    @strawberry.field(description="The hours.")
    def lessons(self) -> list[SchoolLesson]:
        return [_lesson(one) for one in self.seen.lessons]

    @strawberry.field(description="When it was set.")
    def set_at(self) -> datetime:
        return self.seen.set_at

    @strawberry.field(description="Who set it.")
    async def set_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.set_by)


@strawberry.type(description="What planned check-ins run into; it refuses nothing.")
class PlanningWarning:
    """Wraps a clash."""

    seen: strawberry.Private[facts.Clash]

    @strawberry.field(description="What it is.")
    def code(self) -> ClashKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="The warning in one sentence.")
    def message(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("warnings", self.seen.kind.name, language.value)

    @strawberry.field(description="The rule that speaks, where one does.")
    def basis(self) -> LegalBasis | None:
        at_school = self.seen.kind is facts.ClashKind.SCHOOL_HOURS
        return LegalBasis.of_rule("O-08") if at_school else None

    @strawberry.field(description="The first day of it.")
    def on(self) -> date:
        return self.seen.on

    @strawberry.field(description="Last day of the other date.")
    def until(self) -> date | None:
        return self.seen.until

    @strawberry.field(description="How many of the planned check-ins run into it.")
    def check_ins(self) -> int:
        return self.seen.check_ins

    @strawberry.field(description="Whether one of them has no day that is free of it.")
    def only_then(self) -> bool:
        return self.seen.only_then

    @strawberry.field(description="The other date: a check-in, an assessment, a leave, a session.")
    def record_id(self) -> UUID | None:
        return self.seen.record_id

    @strawberry.field(description="The school hours.")
    def lesson(self) -> SchoolLesson | None:
        return None if self.seen.lesson is None else _lesson(self.seen.lesson)


@strawberry.type(description="The school hours of a case file.")
class CaseTimetablesPart(CaseBase):
    """What the timetables room adds to the case page."""

    @strawberry.field(description="Weeks of school hours, the latest first.")
    async def school_timetables(self, info: Info) -> list[SchoolTimetable] | None:
        context = info.context
        if not context.actor.may(Permission.CHECK_IN_READ):
            return None
        found = await read_timetables(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [SchoolTimetable(seen=each) for each in found]


async def load_warnings(context: Context, record_id: UUID) -> list[PlanningWarning]:
    """The warnings of a series or a check-in, for an answer."""
    found = await read_clashes(context.database, context.clock, context.actor, record_id)
    return [PlanningWarning(seen=each) for each in found]


record(
    "warnings",
    list[PlanningWarning],
    load_warnings,
    "What it runs into: school hours and other dates of the young person. Nothing was refused.",
)

MUTATIONS = ((set_school_hours, "Write down when the young person is at school."),)
