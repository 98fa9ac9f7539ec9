"""Parts of learning sessions and learning entries in the schema."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.education import Module, SessionMode
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.courses import facts
from guanhu.courses.use_cases.read_courses import (
    read_entries_of_places,
    read_learners,
    read_session_notes,
)
from guanhu.education.module_catalogue import modules

PlaceStatus = enum_type(facts.PlaceStatus)


@strawberry.type(description="What is learned: a module, or a topic of the office's own.")
class LearningSubject:
    """Wraps a subject."""

    seen: strawberry.Private[facts.Subject]

    @strawberry.field(description="The module in its version; null for a topic of one's own.")
    def module(self) -> Module | None:
        code, version = self.seen.module_code, self.seen.module_version
        if code is None or version is None:
            return None
        return Module(module=modules().entry(code, version))

    @strawberry.field(description="Topic of the office's own.")
    def topic(self) -> str | None:
        return self.seen.topic


@strawberry.type(description="What learning was credited to, or why it was not.")
class LearningCredit:
    """Wraps a credit."""

    seen: strawberry.Private[facts.Credited]

    @strawberry.field(description="Condition it is credited to; null where credit was refused.")
    def condition_id(self) -> UUID | None:
        return self.seen.condition_id

    @strawberry.field(description="Minutes credited; 0 when credit was refused.")
    def minutes(self) -> int:
        return self.seen.minutes

    @strawberry.field(description="Why credit was refused.")
    def reason(self) -> str | None:
        return self.seen.reason


@strawberry.type(description="Learning that happened: in person, online or elsewhere.")
class LearningEntry:
    """Wraps an entry."""

    seen: strawberry.Private[facts.EntrySeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="How it was learned.")
    def how(self) -> SessionMode:
        return self.seen.how

    @strawberry.field(description="What was learned.")
    def subject(self) -> LearningSubject:
        return LearningSubject(seen=self.seen.subject)

    @strawberry.field(description="Day on which it was learned.")
    def learned_on(self) -> date:
        return self.seen.learned_on

    @strawberry.field(description="How long it took, in minutes.")
    def minutes(self) -> int:
        return self.seen.minutes

    @strawberry.field(description="Assignment it completed, and under which it is credited.")
    def assignment_id(self) -> UUID | None:
        return self.seen.assignment_id

    @strawberry.field(description="Code of the provider a pass came from.")
    def provider(self) -> str | None:
        return self.seen.provider

    @strawberry.field(description="What it was credited to; null while nobody has decided.")
    def credit(self) -> LearningCredit | None:
        return None if self.seen.credited is None else LearningCredit(seen=self.seen.credited)

    @strawberry.field(description="Day on which the credit was decided.")
    def credited_on(self) -> date | None:
        return self.seen.credited_on

    @strawberry.field(description="Who decided the credit.")
    async def credited_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.credited_by)

    @strawberry.field(description="What was seen.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="When it was entered.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at

    @strawberry.field(description="Who entered it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="A note about one young person in a session.")
class SessionNote:
    """Wraps a note."""

    seen: strawberry.Private[facts.SessionNoteSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The note.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="When it was written.")
    def written_at(self) -> datetime:
        return self.seen.written_at

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)


@strawberry.type(description="One young person's place in a learning session.")
class SessionPlace:
    """Wraps a place."""

    seen: strawberry.Private[facts.PlaceSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The session; others in it have the same.")
    def session_id(self) -> UUID:
        return self.seen.session_id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="Its number.")
    async def case_number(self, info: Info) -> str | None:
        found = await loaded(info.context, read_learners, self.seen.case_id, None)
        return None if found is None else str(found.case_number)

    @strawberry.field(description="Masked name of the young person.")
    async def masked_name(self, info: Info) -> str | None:
        found = await loaded(info.context, read_learners, self.seen.case_id, None)
        return None if found is None else str(found.masked_name)

    @strawberry.field(description="What the session is about.")
    def subject(self) -> LearningSubject:
        return LearningSubject(seen=self.seen.subject)

    @strawberry.field(description="When the session begins.")
    def starts_at(self) -> datetime:
        return self.seen.starts_at

    @strawberry.field(description="How long it is to last, in minutes.")
    def planned_minutes(self) -> int:
        return self.seen.planned_minutes

    @strawberry.field(description="Where it is held.")
    def venue(self) -> str:
        return self.seen.venue

    @strawberry.field(description="Who leads it.")
    def leader(self) -> str:
        return self.seen.leader

    @strawberry.field(description="Whether others were asked too; who stands nowhere.")
    def of_group(self) -> bool:
        return self.seen.of_group

    @strawberry.field(description="The missed place this one makes good, if any.")
    def catch_up_of(self) -> UUID | None:
        return self.seen.catch_up_of

    @strawberry.field(description="Planned, attended, missed or cancelled.")
    def status(self) -> PlaceStatus:  # type: ignore[valid-type]
        return self.seen.status

    @strawberry.field(description="Minutes they were there.")
    def minutes(self) -> int | None:
        return self.seen.minutes

    @strawberry.field(description="When attendance was recorded.")
    def recorded_at(self) -> datetime | None:
        return self.seen.recorded_at

    @strawberry.field(description="Who recorded attendance.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="Who planned it.")
    async def planned_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.planned_by)

    @strawberry.field(description="Why it was cancelled.")
    def cancel_reason(self) -> str | None:
        return self.seen.cancel_reason

    @strawberry.field(description="Notes about this young person, the first one first.")
    async def notes(self, info: Info) -> list[SessionNote]:
        found = await loaded(info.context, read_session_notes, self.seen.id, [])
        return [SessionNote(seen=each) for each in found]

    @strawberry.field(description="What was learned by it, once they attended.")
    async def entry(self, info: Info) -> LearningEntry | None:
        found = await loaded(info.context, read_entries_of_places, self.seen.id, None)
        return None if found is None else LearningEntry(seen=found)


@strawberry.type(description="A learning session to come, as the family sees it.")
class FamilySession:
    """Wraps a place."""

    seen: strawberry.Private[facts.PlaceSeen]

    @strawberry.field(description="What it is about.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        code, version = self.seen.subject.module_code, self.seen.subject.module_version
        if code is None or version is None:
            return self.seen.subject.topic or ""
        return modules().entry(code, version).title.text(language.value)

    @strawberry.field(description="When it begins.")
    def starts_at(self) -> datetime:
        return self.seen.starts_at

    @strawberry.field(description="How long it is to last, in minutes.")
    def minutes(self) -> int:
        return self.seen.planned_minutes

    @strawberry.field(description="Where it is held.")
    def venue(self) -> str:
        return self.seen.venue

    @strawberry.field(description="Who leads it.")
    def leader(self) -> str:
        return self.seen.leader


@strawberry.type(description="Something to think about; it stops nothing.")
class SessionWarning:
    """Linked files in one session (N06)."""

    seen: strawberry.Private[facts.CoOffenders]

    @strawberry.field(description="Stable code.")
    def code(self) -> str:
        return "CO_OFFENDERS_IN_SESSION"

    @strawberry.field(description="The warning in one sentence.")
    def message(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("warnings", self.code(), language.value)

    @strawberry.field(description="The file it is about.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="The linked file; null where it is a colleague's.")
    def other_case_id(self) -> UUID | None:
        return self.seen.other_case_id

    @strawberry.field(description="Number of the linked file; null where it is a colleague's.")
    def other_case_number(self) -> str | None:
        return self.seen.other_case_number

    @strawberry.field(description="How many linked files it speaks of.")
    def files(self) -> int:
        return self.seen.files


async def loaded(
    context: Context,
    read: Callable[[Any, Any, Any, Iterable[UUID]], Awaitable[dict[UUID, Any]]],
    wanted_id: UUID,
    nothing: Any,
) -> Any:
    """What belongs to one record; that of many is read at once."""
    if read not in context.loaders:

        async def load(wanted: list[UUID]) -> list[Any]:
            found = await read(context.database, context.clock, context.actor, wanted)
            return [found.get(each, nothing) for each in wanted]

        context.loaders[read] = DataLoader(load_fn=load)
    return await context.loaders[read].load(wanted_id)
