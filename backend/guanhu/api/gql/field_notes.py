"""Field notes in the schema."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.attachments import Attachment, attachments_of
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.check_in_parts import ConcernLevel
from guanhu.api.gql.checkins import NoContactReason, Present, Topic
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.notes import facts
from guanhu.notes.repository import NoteFilter
from guanhu.notes.use_cases.add_field_note_remark import add_field_note_remark
from guanhu.notes.use_cases.read_field_notes import (
    list_field_notes,
    read_field_note,
    read_field_notes_of_case,
    read_note_addenda,
    read_note_follow_ups,
    read_note_remarks,
)
from guanhu.notes.use_cases.record_field_note import record_field_note
from guanhu.notes.use_cases.request_note_follow_up import request_note_follow_up
from guanhu.notes.use_cases.resolve_note_follow_up import resolve_note_follow_up

NoteKind = enum_type(facts.NoteKind)


@strawberry.type(description="A later remark; the note it belongs to stays as it was.")
class FieldNoteRemark:
    """Wraps a remark."""

    seen: strawberry.Private[facts.NoteRemarkSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The remark.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="How worried the writer was.")
    def concern_level(self) -> ConcernLevel:
        return self.seen.concern_level

    @strawberry.field(description="Whether it made the note a sensitive one.")
    def sensitive(self) -> bool:
        return self.seen.sensitive

    @strawberry.field(description="When it was written.")
    def written_at(self) -> datetime:
        return self.seen.written_at

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)


@strawberry.type(description="What the office wants followed up after a note.")
class NoteFollowUp:
    """Wraps a follow-up."""

    seen: strawberry.Private[facts.NoteFollowUpSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What is to be followed up.")
    def request(self) -> str:
        return self.seen.request

    @strawberry.field(description="When it was asked for.")
    def requested_at(self) -> datetime:
        return self.seen.requested_at

    @strawberry.field(description="Who asked for it, under the name of today.")
    async def requested_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.requested_by)

    @strawberry.field(description="What came of it; null while it is open.")
    def resolution(self) -> str | None:
        return self.seen.resolution

    @strawberry.field(description="When it was resolved.")
    def resolved_at(self) -> datetime | None:
        return self.seen.resolved_at

    @strawberry.field(description="Who resolved it.")
    async def resolved_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.resolved_by)


@strawberry.type(description="One young person's part of a contact that was written down.")
class FieldNote:
    """Wraps a note as staff see it."""

    seen: strawberry.Private[facts.FieldNoteSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="When contact happened.")
    def happened_at(self) -> datetime:
        return self.seen.happened_at

    @strawberry.field(description="When it was entered.")
    def entered_at(self) -> datetime:
        return self.seen.entered_at

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="How contact was made or tried.")
    def how(self) -> NoteKind:  # type: ignore[valid-type]
        return self.seen.how

    @strawberry.field(description="Whether others were part of the contact; who stands nowhere.")
    def of_group(self) -> bool:
        return self.seen.of_group

    @strawberry.field(description="Whether the young person was reached.")
    def contact_made(self) -> bool:
        return self.seen.contact_made

    @strawberry.field(description="Why nobody was reached.")
    def no_contact_reason(self) -> NoContactReason | None:
        return self.seen.no_contact_reason

    @strawberry.field(description="Who was there.")
    def present(self) -> list[Present]:
        return list(self.seen.present)

    @strawberry.field(description="What was talked about.")
    def topics(self) -> list[Topic]:
        return list(self.seen.topics)

    @strawberry.field(description="The highest concern anybody has voiced; it never falls.")
    def concern_level(self) -> ConcernLevel:
        return self.seen.concern_level

    @strawberry.field(description="Whether it is sensitive; once it is, it stays so.")
    def sensitive(self) -> bool:
        return self.seen.sensitive

    @strawberry.field(description="What was found.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Of a group: what was true of everybody.")
    def shared(self) -> str | None:
        return self.seen.shared

    @strawberry.field(description="What comes next.")
    def next_step(self) -> str | None:
        return self.seen.next_step

    @strawberry.field(description="Private addendum: for its writer and the supervisor, else null.")
    async def private_addendum(self, info: Info) -> str | None:
        found: str | None = await _loaded(info.context, read_note_addenda, self.seen.id, None)
        return found

    @strawberry.field(description="Later remarks, the first one first.")
    async def remarks(self, info: Info) -> list[FieldNoteRemark]:
        found = await _loaded(info.context, read_note_remarks, self.seen.id, [])
        return [FieldNoteRemark(seen=each) for each in found]

    @strawberry.field(description="Follow-ups, the latest first; at most one is open.")
    async def follow_ups(self, info: Info) -> list[NoteFollowUp]:
        found = await _loaded(info.context, read_note_follow_ups, self.seen.id, [])
        return [NoteFollowUp(seen=each) for each in found]

    @strawberry.field(description="Files that belong to the note.")
    async def attachments(self, info: Info) -> list[Attachment]:
        return await attachments_of(info.context, self.seen.id)


@strawberry.type(description="One page of field notes.")
class FieldNotePage:
    """Items and total."""

    items: list[FieldNote] = strawberry.field(description="The notes of this page.")
    total: int = strawberry.field(description="How many match in all.")


@strawberry.input(description="Narrows the list of field notes; every part narrows further.")
class FieldNoteFilterInput:
    """All parts optional."""

    case_id: UUID | None = strawberry.field(default=None, description="Of this case file.")
    from_: date | None = strawberry.field(
        default=None, name="from", description="Day of contact on or after."
    )
    to: date | None = strawberry.field(default=None, description="Day of contact on or before.")
    to_follow_up: bool = strawberry.field(
        default=False, description="Only those with an open follow-up."
    )

    def as_filter(self) -> NoteFilter:
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            raise InvalidInput([Problem("filter.to", "BEFORE_FROM")])
        return NoteFilter(
            case_id=self.case_id, begins=self.from_, ends=self.to, to_follow_up=self.to_follow_up
        )


@strawberry.type
class FieldNoteQueries:
    """Queries of the notes room."""

    @strawberry.field(description="Field notes of the files the caller may see, one page.")
    async def field_notes(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        filter: Annotated[
            FieldNoteFilterInput | None, strawberry.argument(description="Narrows the list.")
        ] = None,
    ) -> FieldNotePage:
        rows = window(page, per_page)
        context = info.context
        items, total = await list_field_notes(
            context.database,
            context.clock,
            context.actor,
            filter.as_filter() if filter else NoteFilter(),
            limit=rows.limit,
            offset=rows.offset,
        )
        return FieldNotePage(items=[FieldNote(seen=seen) for seen in items], total=total)

    @strawberry.field(description="One field note; null when it is hidden, absent or taken back.")
    async def field_note(
        self, info: Info, id: Annotated[UUID, strawberry.argument(description="The note.")]
    ) -> FieldNote | None:
        return await load_field_note(info.context, id)


@strawberry.type(description="The field notes of a case file.")
class CaseFieldNotesPart(CaseBase):
    """What the notes room adds to the case page."""

    @strawberry.field(description="Field notes, the latest contact first.")
    async def field_notes(
        self,
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many at most, 1 to 100.")] = 50,
    ) -> list[FieldNote]:
        context = info.context
        rows = window(1, first)
        if not context.actor.may(Permission.FIELD_NOTE_READ):
            return []
        found = await read_field_notes_of_case(
            context.database, context.clock, context.actor, self.page.case.id, rows.limit
        )
        return [FieldNote(seen=seen) for seen in found]


async def load_field_note(context: Context, note_id: UUID) -> FieldNote | None:
    """A note for an answer; None when it was taken back since."""
    seen = await read_field_note(context.database, context.clock, context.actor, note_id)
    return None if seen is None else FieldNote(seen=seen)


async def _loaded(
    context: Context,
    read: Callable[[Any, Any, Any, Iterable[UUID]], Awaitable[dict[UUID, Any]]],
    note_id: UUID,
    nothing: Any,
) -> Any:
    """What belongs to one note; that of many is read at once."""
    if read not in context.loaders:

        async def load(wanted: list[UUID]) -> list[Any]:
            found = await read(context.database, context.clock, context.actor, wanted)
            return [found.get(each, nothing) for each in wanted]

        context.loaders[read] = DataLoader(load_fn=load)
    return await context.loaders[read].load(note_id)


record("field_note", FieldNote, load_field_note, "The note; null when it was taken back since.")

MUTATIONS = (
    (record_field_note, "Write down a contact, in the file of everybody who was part of it."),
    (add_field_note_remark, "Add a later remark to a field note."),
    (request_note_follow_up, "Ask that something be followed up after a field note."),
    (resolve_note_follow_up, "Say what came of a follow-up."),
)
