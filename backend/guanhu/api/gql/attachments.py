"""Attachments in the schema. They come and go by a door of their own: see `api/http`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.files import facts
from guanhu.files.use_cases.read_attachments import read_attachments, read_attachments_of

AttachmentType = enum_type(facts.AttachmentType)
AttachedTo = enum_type(facts.AttachedTo)


@strawberry.type(description="A file of a case; its content is fetched from its path.")
class Attachment:
    """Wraps an attachment without its content."""

    seen: strawberry.Private[facts.AttachmentSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What it is, by its content.")
    def type(self) -> AttachmentType:  # type: ignore[valid-type]
        return self.seen.type

    @strawberry.field(description="Size of what is kept.")
    def size_bytes(self) -> int:
        return self.seen.size_bytes

    @strawberry.field(description="The kind of record it belongs to; null before it does.")
    def attached_to(self) -> AttachedTo | None:  # type: ignore[valid-type]
        return self.seen.attached_to

    @strawberry.field(description="The record it belongs to.")
    def record_id(self) -> UUID | None:
        return self.seen.record_id

    @strawberry.field(description="When it was uploaded.")
    def uploaded_at(self) -> datetime:
        return self.seen.uploaded_at

    @strawberry.field(description="Who uploaded it.")
    async def uploaded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.uploaded_by)

    @strawberry.field(description="Where it is fetched, with the access token in the header.")
    def path(self) -> str:
        return f"/attachments/{self.seen.id}"


@strawberry.type(description="One page of attachments.")
class AttachmentPage:
    """Items and total."""

    items: list[Attachment] = strawberry.field(description="The attachments of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type(description="The attachments of a case file.")
class CaseAttachmentsPart(CaseBase):
    """What the files room adds to the case page."""

    @strawberry.field(description="Attachments, the latest first.")
    async def attachments(
        self, info: Info, page: PageNumber = 1, per_page: PageSize = 25
    ) -> AttachmentPage:
        context, rows = info.context, window(page, per_page)
        if not context.actor.may(Permission.ATTACHMENT_READ):
            return AttachmentPage(items=[], total=0)
        found, total = await read_attachments(
            context.database,
            context.clock,
            context.actor,
            self.page.case.id,
            limit=rows.limit,
            offset=rows.offset,
        )
        return AttachmentPage(items=[Attachment(seen=seen) for seen in found], total=total)


async def attachments_of(context: Context, record_id: UUID) -> list[Attachment]:
    """The attachments of one record; those of many are read at once."""
    if not context.actor.may(Permission.ATTACHMENT_READ):
        return []
    if "attachments_of" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[list[facts.AttachmentSeen]]:
            found = await read_attachments_of(
                context.database, context.clock, context.actor, wanted
            )
            return [found.get(each, []) for each in wanted]

        context.loaders["attachments_of"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, list[facts.AttachmentSeen]] = context.loaders["attachments_of"]
    return [Attachment(seen=seen) for seen in await loader.load(record_id)]


MUTATIONS = ()
