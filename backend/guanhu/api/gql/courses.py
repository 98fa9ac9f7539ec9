"""Learning sessions and learning entries in the schema."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.commands import record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.course_records import (
    LearningEntry,
    LearningSubject,
    SessionPlace,
    SessionWarning,
    loaded,
)
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.courses import facts
from guanhu.courses.repository import SessionFilter
from guanhu.courses.use_cases.add_session_note import add_session_note
from guanhu.courses.use_cases.cancel_learning_session import cancel_learning_session
from guanhu.courses.use_cases.credit_learning import credit_learning
from guanhu.courses.use_cases.plan_learning_session import (
    plan_catch_up_session,
    plan_learning_session,
)
from guanhu.courses.use_cases.read_courses import (
    list_sessions,
    read_entries,
    read_entry,
    read_places,
    read_places_of_case,
    read_session_warnings,
)
from guanhu.courses.use_cases.record_learning import record_learning
from guanhu.courses.use_cases.record_session_attendance import record_session_attendance
from guanhu.kernel.errors import InvalidInput, Problem


@strawberry.type(description="A learning session, as far as the caller may see who is in it.")
class LearningSession:
    """Wraps the places of one session; there is at least one."""

    seen: strawberry.Private[list[facts.PlaceSeen]]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen[0].session_id

    @strawberry.field(description="What it is about.")
    def subject(self) -> LearningSubject:
        return LearningSubject(seen=self.seen[0].subject)

    @strawberry.field(description="When it begins.")
    def starts_at(self) -> datetime:
        return self.seen[0].starts_at

    @strawberry.field(description="How long it is to last, in minutes.")
    def planned_minutes(self) -> int:
        return self.seen[0].planned_minutes

    @strawberry.field(description="Where it is held.")
    def venue(self) -> str:
        return self.seen[0].venue

    @strawberry.field(description="Who leads it.")
    def leader(self) -> str:
        return self.seen[0].leader

    @strawberry.field(description="Who planned it.")
    async def planned_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen[0].planned_by)

    @strawberry.field(description="The young people in it whose files the caller may see.")
    def places(self) -> list[SessionPlace]:
        return [SessionPlace(seen=each) for each in self.seen]

    @strawberry.field(description="Co-offenders in the session (N06).")
    async def warnings(self, info: Info) -> list[SessionWarning]:
        found = await loaded(info.context, read_session_warnings, self.id(), [])
        return [SessionWarning(seen=each) for each in found]


@strawberry.type(description="One page of learning sessions.")
class LearningSessionPage:
    """Items and total."""

    items: list[LearningSession] = strawberry.field(description="The sessions of this page.")
    total: int = strawberry.field(description="How many match in all.")


@strawberry.input(description="Narrows the list of sessions; every part narrows further.")
class LearningSessionFilterInput:
    """All parts optional."""

    case_id: UUID | None = strawberry.field(default=None, description="With this young person.")
    from_: date | None = strawberry.field(
        default=None, name="from", description="Held on or after."
    )
    to: date | None = strawberry.field(default=None, description="Held on or before.")
    to_record: bool = strawberry.field(
        default=False, description="Only those whose attendance is to be recorded."
    )

    def as_filter(self) -> SessionFilter:
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            raise InvalidInput([Problem("filter.to", "BEFORE_FROM")])
        return SessionFilter(
            case_id=self.case_id, begins=self.from_, ends=self.to, to_record=self.to_record
        )


@strawberry.type
class CourseQueries:
    """Queries of the courses room."""

    @strawberry.field(description="Learning sessions, the latest first, one page.")
    async def learning_sessions(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        filter: Annotated[
            LearningSessionFilterInput | None, strawberry.argument(description="Narrows the list.")
        ] = None,
    ) -> LearningSessionPage:
        rows = window(page, per_page)
        context = info.context
        items, total = await list_sessions(
            context.database,
            context.clock,
            context.actor,
            filter.as_filter() if filter else SessionFilter(),
            limit=rows.limit,
            offset=rows.offset,
        )
        return LearningSessionPage(
            items=[LearningSession(seen=each) for each in items], total=total
        )

    @strawberry.field(description="One learning session; null when it is hidden or absent.")
    async def learning_session(
        self, info: Info, id: Annotated[UUID, strawberry.argument(description="The session.")]
    ) -> LearningSession | None:
        return await load_session(info.context, id)


@strawberry.type(description="Learning sessions and entries of a case file.")
class CaseCoursesPart(CaseBase):
    """What the courses room adds to the case page."""

    @strawberry.field(description="Places in learning sessions, the latest first.")
    async def session_places(self, info: Info) -> list[SessionPlace]:
        context = info.context
        if not context.actor.may(Permission.EDUCATION_READ):
            return []
        found = await read_places_of_case(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [SessionPlace(seen=each) for each in found]

    @strawberry.field(description="What was learned in person and elsewhere, the latest first.")
    async def learning_entries(self, info: Info) -> list[LearningEntry]:
        context = info.context
        if not context.actor.may(Permission.EDUCATION_READ):
            return []
        found = await read_entries(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [LearningEntry(seen=each) for each in found]


async def load_session(context: Context, session_id: UUID) -> LearningSession | None:
    """A session for an answer; None when no place in it is visible."""
    found = await read_places(context.database, context.clock, context.actor, [session_id])
    return LearningSession(seen=found[session_id]) if session_id in found else None


async def load_entry(context: Context, entry_id: UUID) -> LearningEntry:
    """An entry for an answer."""
    seen = await read_entry(context.database, context.clock, context.actor, entry_id)
    return LearningEntry(seen=seen)


record("learning_session", LearningSession, load_session, "The session as it stands now.")
record("learning_entry", LearningEntry, load_entry, "The entry as it stands now.")

MUTATIONS = (
    (plan_learning_session, "Plan a learning session, for one young person or a group."),
    (plan_catch_up_session, "Plan a session for those who missed one."),
    (cancel_learning_session, "Cancel a planned session, or some places in it."),
    (record_session_attendance, "Record who came to a session and for how long."),
    (add_session_note, "Note something about one young person in a session."),
    (record_learning, "Write down learning that was no planned session."),
    (credit_learning, "Credit learning to one condition, or refuse credit with a reason."),
)
