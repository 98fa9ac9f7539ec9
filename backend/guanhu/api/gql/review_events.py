"""What happens to the review for prosecution, in the schema."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.cases.facts import ReviewEventSeen
from guanhu.cases.use_cases.record_review_event import read_review_events, record_review_event
from guanhu.law.review_events import ReviewEventKind as Kind

ReviewEventKind = enum_type(Kind)


@strawberry.type(description="One event of the review for prosecution (T-07).")
class ReviewEvent:
    """Wraps an event."""

    seen: strawberry.Private[ReviewEventSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What happened.")
    def kind(self) -> ReviewEventKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="Day on which it happened.")
    def happened_on(self) -> date:
        return self.seen.on

    @strawberry.field(description="Why, and on which paper.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="What happened to the review of a case file.")
class CaseReviewEventsPart(CaseBase):
    """What the case page says about its review for prosecution."""

    @strawberry.field(
        description="Extensions, supplementary investigations and changes of jurisdiction; null for"
        " those it is not for."
    )
    async def review_events(self, info: Info) -> list[ReviewEvent] | None:
        context = info.context
        if not context.actor.may(Permission.DECISION_READ):
            return None
        found = await read_review_events(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [ReviewEvent(seen=one) for one in found]


MUTATIONS = ((record_review_event, "Record what happened to the review for prosecution."),)
