"""Orders to guardians, sessions, checks, duties, undertakings, recommendations in the API."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.decision_records import ServiceMode
from guanhu.api.gql.duty_records import GuardianDuty
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.kernel.clock import office_date
from guanhu.law.rulebooks import rulebook_for
from guanhu.orders import facts as known
from guanhu.orders import rules

OrderKind = enum_type(known.OrderKind)
OrderState = enum_type(known.OrderState)
OrderEffect = enum_type(known.OrderEffect)
RecommendationState = enum_type(known.RecommendationState)
OrderWarningKind = enum_type(known.OrderWarningKind)


@strawberry.type(description="Something said beside an order; it bars nothing.")
class OrderWarning:
    """Wraps a kind of warning."""

    warned: strawberry.Private[known.OrderWarningKind]

    @strawberry.field(description="What it is about.")
    def kind(self) -> OrderWarningKind:  # type: ignore[valid-type]
        return self.warned

    @strawberry.field(description="In one sentence, with how far the rule was confirmed.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("orders", self.warned.name, language.value)

    @strawberry.field(description="The rule behind it.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("S-09")


@strawberry.type(description="One session of family-education guidance.")
class GuidanceSession:
    """Wraps a session."""

    seen: strawberry.Private[known.SessionSeen]
    rhythm: strawberry.Private[known.Rhythm | None]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Its day.")
    def held_on(self) -> date:
        return self.seen.facts.held_on

    @strawberry.field(description="How long it lasted.")
    def minutes(self) -> int:
        return self.seen.facts.minutes

    @strawberry.field(description="Whether the guardian was there.")
    def present(self) -> bool:
        return self.seen.facts.present

    @strawberry.field(description="Whether it counts: attended, for the minutes of the order.")
    def counts(self) -> bool:
        return self.rhythm is not None and rules.counts(self.seen.facts, self.rhythm)

    @strawberry.field(description="What it was about, or why nobody came.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Who wrote it down.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="One check of the effect of an order.")
class OrderCheck:
    """Wraps a check."""

    seen: strawberry.Private[known.CheckSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Its day.")
    def checked_on(self) -> date:
        return self.seen.checked_on

    @strawberry.field(description="What was found.")
    def effect(self) -> OrderEffect:  # type: ignore[valid-type]
        return self.seen.effect

    @strawberry.field(description="What it rests on.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="Who checked.")
    async def checked_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.checked_by)


@strawberry.type(description="An order or admonition to a guardian (S-08, S-10).")
class GuardianOrder:
    """Wraps an order with what followed. The exchange about it is null outside the prosecution."""

    seen: strawberry.Private[known.OrderSeen]
    held: strawberry.Private[tuple[known.SessionSeen, ...]]
    found: strawberry.Private[tuple[known.CheckSeen, ...]]
    given: strawberry.Private[tuple[known.DutySeen, ...]]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="What is asked of the guardian.")
    def kind(self) -> OrderKind:  # type: ignore[valid-type]
        return self.seen.facts.kind

    @strawberry.field(description="Where it stands.")
    def state(self) -> OrderState:  # type: ignore[valid-type]
        return self.seen.facts.state

    @strawberry.field(description="The rule it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(rules.RULE_OF[self.seen.facts.kind])

    @strawberry.field(description="The guardian it is addressed to.")
    def guardian_id(self) -> UUID:
        return self.seen.facts.guardian_id

    @strawberry.field(description="The facts of lax, absent or wrong guardianship.")
    def deficits(self) -> str:
        return self.seen.deficits

    @strawberry.field(description="What the guardian is to do.")
    def required(self) -> str:
        return self.seen.required

    @strawberry.field(description="How it is checked.")
    def checking(self) -> str | None:
        return self.seen.checking

    @strawberry.field(description="What follows if it is not done.")
    def consequence(self) -> str | None:
        return self.seen.consequence

    @strawberry.field(description="Last day of the order.")
    def until(self) -> date | None:
        return self.seen.facts.until

    @strawberry.field(description="Sessions of guidance a month.")
    def per_month(self) -> int | None:
        rhythm = self.seen.facts.rhythm
        return None if rhythm is None else rhythm.per_month

    @strawberry.field(description="Minutes of a session at least.")
    def minutes(self) -> int | None:
        rhythm = self.seen.facts.rhythm
        return None if rhythm is None else rhythm.minutes

    @strawberry.field(description="Who proposed it.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.facts.author_id)

    @strawberry.field(description="When it was proposed.")
    def proposed_at(self) -> datetime:
        return self.seen.proposed_at

    @strawberry.field(description="Who issued it, or sent it back.")
    async def approver(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.approver_id)

    @strawberry.field(description="Why it was sent back.")
    def feedback(self) -> str | None:
        return self.seen.feedback

    @strawberry.field(description="Day of issue.")
    def issued_on(self) -> date | None:
        return self.seen.facts.issued_on

    @strawberry.field(description="Day of service.")
    def served_on(self) -> date | None:
        return self.seen.facts.served_on

    @strawberry.field(description="How it was served.")
    def served_mode(self) -> ServiceMode | None:
        return self.seen.served_mode

    @strawberry.field(description="Day on which it ended.")
    def ended_on(self) -> date | None:
        return self.seen.facts.ended_on

    @strawberry.field(description="Why it ended.")
    def end_reason(self) -> str | None:
        return self.seen.end_reason

    @strawberry.field(
        description="By when the next session is due: counted from the service and what was"
        " attended; null when none is owed."
    )
    def next_session_on(self) -> date | None:
        return self.seen.next_session_on

    @strawberry.field(description="Sessions, the earliest first.")
    def sessions(self) -> list[GuidanceSession]:
        rhythm = self.seen.facts.rhythm
        return [GuidanceSession(seen=each, rhythm=rhythm) for each in self.held]

    @strawberry.field(description="Checks of the effect, the earliest first.")
    def checks(self) -> list[OrderCheck]:
        return [OrderCheck(seen=each) for each in self.found]

    @strawberry.field(description="What the guardian was given to do.")
    def duties(self) -> list[GuardianDuty]:
        return [GuardianDuty(seen=each) for each in self.given]

    @strawberry.field(description="What is said beside it and bars nothing.")
    def warnings(self, info: Info) -> list[OrderWarning]:
        today = office_date(info.context.clock.now())
        found = rules.warnings(self.seen.facts, rulebook_for(today), today)
        return [OrderWarning(warned=each) for each in found]


@strawberry.type(description="What a guardian undertook (S-02).")
class Undertaking:
    """Wraps an undertaking."""

    seen: strawberry.Private[known.UndertakingSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The guardian.")
    def guardian_id(self) -> UUID:
        return self.seen.guardian_id

    @strawberry.field(description="Its day.")
    def given_on(self) -> date:
        return self.seen.given_on

    @strawberry.field(description="What was undertaken.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="Who wrote it down.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="A recommendation to a unit that failed to educate or protect (S-14).")
class Recommendation:
    """Wraps a recommendation."""

    seen: strawberry.Private[known.RecommendationSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="Where it stands.")
    def state(self) -> RecommendationState:  # type: ignore[valid-type]
        return self.seen.facts.state

    @strawberry.field(description="The unit.")
    def unit(self) -> str:
        return self.seen.unit

    @strawberry.field(description="What it failed to do.")
    def failed(self) -> str:
        return self.seen.failed

    @strawberry.field(description="What it is asked to do.")
    def asked(self) -> str:
        return self.seen.asked

    @strawberry.field(description="Who proposed it.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.facts.author_id)

    @strawberry.field(description="When it was proposed.")
    def proposed_at(self) -> datetime:
        return self.seen.proposed_at

    @strawberry.field(description="Who approved it, or sent it back.")
    async def approver(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.approver_id)

    @strawberry.field(description="Why it was sent back.")
    def feedback(self) -> str | None:
        return self.seen.feedback

    @strawberry.field(description="Day on which the unit received it.")
    def sent_on(self) -> date | None:
        return self.seen.facts.sent_on

    @strawberry.field(description="By when the unit answers in writing.")
    def due_on(self) -> date | None:
        return self.seen.due_on

    @strawberry.field(description="Day on which the answer arrived.")
    def answered_on(self) -> date | None:
        return self.seen.facts.answered_on

    @strawberry.field(description="Whether the answer came late, or is overdue today.")
    def late(self, info: Info) -> bool:
        due = self.seen.due_on
        today = office_date(info.context.clock.now())
        return due is not None and (self.seen.facts.answered_on or today) > due

    @strawberry.field(description="What the unit answered.")
    def answer(self) -> str | None:
        return self.seen.answer
