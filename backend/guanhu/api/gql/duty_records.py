"""Duties of guardians and what is said of them, in the API."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.kernel.clock import office_date
from guanhu.orders import facts as known

DutyState = enum_type(known.DutyState)
DutyWord = enum_type(known.DutyWord)


@strawberry.type(description="What a guardian said of a duty, or what help was given.")
class DutyReport:
    """Wraps one word about a duty."""

    seen: strawberry.Private[known.DutyReport]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Said to be done, help wanted, or help given.")
    def word(self) -> DutyWord:  # type: ignore[valid-type]
        return self.seen.word

    @strawberry.field(description="The day it is about.")
    def happened_on(self) -> date:
        return self.seen.happened_on

    @strawberry.field(description="In their words.")
    def note(self) -> str | None:
        return self.seen.note


@strawberry.type(description="One thing a guardian is to do.")
class GuardianDuty:
    """Wraps a duty."""

    seen: strawberry.Private[known.DutySeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="The guardian.")
    def guardian_id(self) -> UUID:
        return self.seen.guardian_id

    @strawberry.field(description="Where it stands today; lateness is computed.")
    def state(self, info: Info) -> DutyState:  # type: ignore[valid-type]
        return self.seen.facts.state_on(office_date(info.context.clock.now()))

    @strawberry.field(description="What is to be done.")
    def task(self) -> str:
        return self.seen.task

    @strawberry.field(description="How to do it.")
    def guide(self) -> str:
        return self.seen.guide

    @strawberry.field(description="Who helps.")
    def help_offered(self) -> str | None:
        return self.seen.help_offered

    @strawberry.field(description="Code of its kind, where it was given by one.")
    def kind(self) -> str | None:
        return self.seen.kind

    @strawberry.field(description="What the guardian said and what help was given, oldest first.")
    def reports(self) -> list[DutyReport]:
        return [DutyReport(seen=each) for each in self.seen.reports]

    @strawberry.field(description="Day on which it was given.")
    def given_on(self) -> date:
        return self.seen.given_on

    @strawberry.field(description="Last day, counted from the one on which it was given.")
    def due_on(self) -> date:
        return self.seen.facts.due_on

    @strawberry.field(description="Day on which it was done, or lapsed.")
    def closed_on(self) -> date | None:
        return self.seen.closed_on

    @strawberry.field(description="What the confirmation rests on.")
    def confirmation(self) -> str | None:
        return self.seen.confirmation

    @strawberry.field(description="Who confirmed it.")
    async def confirmed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.confirmed_by)
