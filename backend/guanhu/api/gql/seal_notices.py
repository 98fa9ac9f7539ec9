"""Notices of a seal and proposals to open it, as parts of a line of the register."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from guanhu.afterwards import facts
from guanhu.afterwards.rules import police_deadline
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.deadlines import Deadline
from guanhu.api.gql.holidays import office_calendar
from guanhu.decisions.facts import ServiceMode as Mode
from guanhu.kernel.clock import office_date
from guanhu.law.rulebook import Rulebook

NoticeRecipient = enum_type(facts.NoticeRecipient)
NoticeState = enum_type(facts.NoticeState)
CopyFate = enum_type(facts.CopyFate)
ServiceMode = enum_type(Mode)
UnsealGround = enum_type(facts.UnsealGround)
UnsealVerdict = enum_type(facts.UnsealVerdict)


@strawberry.type(description="A notice of the seal to one recipient (F-06, F-08).")
class SealNotice:
    """Wraps a notice; `book` is the rulebook under which the file was decided."""

    seen: strawberry.Private[facts.NoticeSeen]
    book: strawberry.Private[Rulebook]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="To whom.")
    def recipient_kind(self) -> NoticeRecipient:  # type: ignore[valid-type]
        return self.seen.recipient_kind

    @strawberry.field(description="The holder's name; none for the person's side and the police.")
    def recipient(self) -> str | None:
        return self.seen.recipient

    @strawberry.field(description="How it was sent.")
    def mode(self) -> ServiceMode:  # type: ignore[valid-type]
        return self.seen.mode

    @strawberry.field(description="Day on which it was sent.")
    def sent_on(self) -> date:
        return self.seen.sent_on

    @strawberry.field(description="Day on the receipt.")
    def received_on(self) -> date | None:
        return self.seen.received_on

    @strawberry.field(description="Day on which the holder said what became of the copy.")
    def confirmed_on(self) -> date | None:
        return self.seen.confirmed_on

    @strawberry.field(description="What became of the copy.")
    def confirmed_as(self) -> CopyFate | None:  # type: ignore[valid-type]
        return self.seen.confirmed_as

    @strawberry.field(description="Where it stands.")
    def state(self) -> NoticeState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Until when the police seal their file; unconfirmed (F-08).")
    async def deadline(self, info: Info) -> Deadline | None:
        found = police_deadline(self.seen, self.book, await office_calendar(info.context))
        today = office_date(info.context.clock.now())
        return None if found is None else Deadline(source=found, today=today)

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="A proposal to open a seal on a ground of the law (F-13).")
class Unsealing:
    """Wraps a proposal."""

    seen: strawberry.Private[facts.UnsealingSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="On what ground.")
    def ground(self) -> UnsealGround:  # type: ignore[valid-type]
        return self.seen.claim.ground

    @strawberry.field(description="The judgment or the decision on retrial.")
    def judgment(self) -> str:
        return self.seen.judgment

    @strawberry.field(description="Day of that judgment or decision.")
    def judged_on(self) -> date:
        return self.seen.claim.judged_on

    @strawberry.field(description="Combined penalty in months, for a crime.")
    def combined_months(self) -> int | None:
        return self.seen.claim.combined_months

    @strawberry.field(description="Whether all its acts were committed as a minor, for a crime.")
    def as_a_minor(self) -> bool | None:
        return self.seen.claim.as_a_minor

    @strawberry.field(description="Day of the proposal.")
    def proposed_on(self) -> date:
        return self.seen.proposed_on

    @strawberry.field(description="Who proposed it.")
    async def proposed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.proposed_by)

    @strawberry.field(description="What was decided; null until then.")
    def verdict(self) -> UnsealVerdict | None:  # type: ignore[valid-type]
        return self.seen.verdict

    @strawberry.field(description="Reasons of the decision.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Day of the decision.")
    def decided_on(self) -> date | None:
        return self.seen.decided_on

    @strawberry.field(description="Who decided.")
    async def decided_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.decided_by)

    @strawberry.field(description="The rule it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("F-13")
