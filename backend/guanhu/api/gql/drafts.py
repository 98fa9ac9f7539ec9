"""Drafts in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.drafts.facts import DraftForm as Form
from guanhu.drafts.facts import DraftSeen
from guanhu.drafts.use_cases.discard_draft import discard_draft
from guanhu.drafts.use_cases.read_draft import read_draft, read_draft_by_id
from guanhu.drafts.use_cases.save_draft import save_draft

DraftForm = enum_type(Form)


@strawberry.type(description="What the caller has typed into a form and not submitted yet.")
class Draft:
    """Wraps a draft of the caller's own."""

    seen: strawberry.Private[DraftSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The form.")
    def form(self) -> DraftForm:  # type: ignore[valid-type]
        return self.seen.form

    @strawberry.field(description="What the form is about, where there is such.")
    def record_id(self) -> UUID | None:
        return self.seen.record_id

    @strawberry.field(description="The case file the draft belongs to.")
    def case_id(self) -> UUID | None:
        return self.seen.case_id

    @strawberry.field(description="JSON text as it was saved.")
    def content(self) -> str:
        return self.seen.content

    @strawberry.field(description="When it was saved last.")
    def saved_at(self) -> datetime:
        return self.seen.saved_at

    @strawberry.field(
        description="Whether this form about this record was submitted before; such a draft does"
        " not expire."
    )
    def submitted_once(self) -> bool:
        return self.seen.submitted_once


@strawberry.type
class DraftQueries:
    """Queries of the drafts room."""

    @strawberry.field(description="The caller's own draft of a form, if there is one.")
    async def draft(
        self,
        info: Info,
        form: Annotated[DraftForm, strawberry.argument(description="The form.")],  # type: ignore[valid-type]
        record_id: Annotated[
            UUID | None, strawberry.argument(description="What the form is about.")
        ] = None,
    ) -> Draft | None:
        context = info.context
        found = await read_draft(context.database, context.clock, context.actor, form, record_id)
        return None if found is None else Draft(seen=found)


async def load_draft(context: Context, draft_id: UUID) -> Draft | None:
    """A draft for an answer; None when it is gone already."""
    found = await read_draft_by_id(context.database, context.clock, context.actor, draft_id)
    return None if found is None else Draft(seen=found)


record("draft", Draft, load_draft, "The draft as it is kept; null when it is gone already.")

MUTATIONS = (
    (save_draft, "Keep what was typed into a form so far."),
    (discard_draft, "Remove one's own draft."),
)
