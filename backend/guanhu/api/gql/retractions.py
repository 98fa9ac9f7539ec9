"""Entries taken back, in the schema."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.attachments import Attachment, attachments_of
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.retractions import facts
from guanhu.retractions.use_cases.read_retractions import list_retractions
from guanhu.retractions.use_cases.retract_check_in_record import retract_check_in_record
from guanhu.retractions.use_cases.retract_field_note import move_field_note, retract_field_note
from guanhu.retractions.use_cases.settle_retraction import confirm_retraction, decline_retraction

EntryKind = enum_type(facts.EntryKind)
RetractionState = enum_type(facts.RetractionState)
KeptText = enum_type(facts.KeptText)


@strawberry.type(description="One text of an entry that was taken back.")
class RetractedText:
    """Wraps a text."""

    seen: strawberry.Private[facts.TextSeen]

    @strawberry.field(description="Which text it was.")
    def what(self) -> KeptText:  # type: ignore[valid-type]
        return self.seen.what

    @strawberry.field(description="The text.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="When it was written.")
    def written_at(self) -> datetime:
        return self.seen.written_at

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)


@strawberry.type(description="One part of a form that was ticked.")
class RetractedMark:
    """A name and its codes."""

    name: str = strawberry.field(description="Which part: how, present, topics…")
    codes: list[str] = strawberry.field(description="What was ticked.")


@strawberry.type(description="What an entry said: for its writer and the supervisor.")
class RetractedEntry:
    """Wraps what was kept."""

    seen: strawberry.Private[facts.KeptEntry]

    @strawberry.field(description="When contact happened.")
    def happened_at(self) -> datetime:
        return self.seen.happened_at

    @strawberry.field(description="Its texts, in the order of writing.")
    def texts(self) -> list[RetractedText]:
        return [RetractedText(seen=each) for each in self.seen.texts]

    @strawberry.field(description="What was ticked.")
    def marks(self) -> list[RetractedMark]:
        return [
            RetractedMark(name=name, codes=list(codes))
            for name, codes in sorted(self.seen.marks.items())
        ]


@strawberry.type(description="That an entry is to be or was taken back: who, when and why.")
class Retraction:
    """Wraps a retraction."""

    seen: strawberry.Private[facts.RetractionSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="What is taken back.")
    def kind(self) -> EntryKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="The entry: the field note, or the check-in.")
    def record_id(self) -> UUID:
        return self.seen.record_id

    @strawberry.field(description="Where it stands.")
    def state(self) -> RetractionState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(
        description="Whether it goes to the file it belongs to; which stands nowhere."
    )
    def to_move(self) -> bool:
        return self.seen.to_move

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="When the entry was entered.")
    def entered_at(self) -> datetime:
        return self.seen.entered_at

    @strawberry.field(description="Who wrote the entry.")
    async def entry_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.entry_author_id)

    @strawberry.field(description="When it was proposed, or done at once.")
    def proposed_at(self) -> datetime:
        return self.seen.proposed_at

    @strawberry.field(description="Who took it back, or proposed it.")
    async def proposed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.proposed_by)

    @strawberry.field(description="When it was done or declined.")
    def settled_at(self) -> datetime | None:
        return self.seen.settled_at

    @strawberry.field(description="Who confirmed or declined it.")
    async def settled_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.settled_by)

    @strawberry.field(description="Why it was declined.")
    def decline_reason(self) -> str | None:
        return self.seen.decline_reason

    @strawberry.field(
        description="What the entry said: for its writer and the supervisor, else null; null, too,"
        " where it stands in another file."
    )
    def kept(self) -> RetractedEntry | None:
        return None if self.seen.kept is None else RetractedEntry(seen=self.seen.kept)

    @strawberry.field(
        description="Files that belonged to it: for whoever put them there, likewise."
    )
    async def attachments(self, info: Info) -> list[Attachment]:
        return await attachments_of(info.context, self.seen.id)


@strawberry.type(description="One page of retractions.")
class RetractionPage:
    """Items and total."""

    items: list[Retraction] = strawberry.field(description="The retractions of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type(description="What was taken back on a case file.")
class CaseRetractionsPart(CaseBase):
    """What the retractions room adds to the case page."""

    @strawberry.field(description="Entries taken back or to be taken back, the latest first.")
    async def retractions(
        self, info: Info, page: PageNumber = 1, per_page: PageSize = 25
    ) -> RetractionPage | None:
        context, rows = info.context, window(page, per_page)
        if not context.actor.may(Permission.ENTRY_RETRACT):
            return None
        found, total = await list_retractions(
            context.database,
            context.clock,
            context.actor,
            self.page.case.id,
            limit=rows.limit,
            offset=rows.offset,
        )
        return RetractionPage(items=[Retraction(seen=each) for each in found], total=total)


MUTATIONS = (
    (retract_field_note, "Take a field note back; what it said is kept for few."),
    (move_field_note, "Put a field note into the file it belongs to."),
    (retract_check_in_record, "Take back what was logged at a check-in."),
    (confirm_retraction, "Confirm, as a second person, that an older entry is taken back."),
    (decline_retraction, "Leave an entry where it is, with the reason."),
)
