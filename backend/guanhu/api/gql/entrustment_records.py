"""Entrustments with their letters and contacts, as both offices' pages show them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.check_in_parts import ConcernLevel
from guanhu.api.gql.checkins import CheckInKind, NoContactReason, Present, Topic
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.entrustments import facts as known
from guanhu.entrustments.rules import RULE_OF

EntrustmentGround = enum_type(known.EntrustmentGround)
EntrustmentState = enum_type(known.EntrustmentState)
EntrustmentEnd = enum_type(known.EntrustmentEnd)


@strawberry.type(description="A colleague of one of the two offices.")
class PersonNamed:
    """Wraps a name."""

    seen: strawberry.Private[known.PersonNamed]

    @strawberry.field(description="Identifier of the account.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Display name.")
    def name(self) -> str:
        return self.seen.name


def named(found: known.PersonNamed | None) -> PersonNamed | None:
    """A colleague as shown, or None."""
    return None if found is None else PersonNamed(seen=found)


@strawberry.type(description="A letter about the result of assisting.")
class EntrustmentLetter:
    """Wraps a letter."""

    seen: strawberry.Private[known.LetterSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Its day.")
    def sent_on(self) -> date:
        return self.seen.sent_on

    @strawberry.field(description="What it says.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="Who wrote it, or wrote down a letter on paper.")
    def written_by(self) -> PersonNamed:
        return PersonNamed(seen=self.seen.written_by)

    @strawberry.field(description="Day on which the deciding office received it.")
    def received_on(self) -> date | None:
        return self.seen.received_on


@strawberry.type(description="A contact of the assisting office's own.")
class EntrustmentContact:
    """Wraps a contact."""

    seen: strawberry.Private[known.ContactSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="When it happened.")
    def happened_at(self) -> datetime:
        return self.seen.happened_at

    @strawberry.field(description="How contact was made.")
    def how(self) -> CheckInKind:
        return self.seen.how

    @strawberry.field(description="Who was there.")
    def present(self) -> list[Present]:
        return list(self.seen.present)

    @strawberry.field(description="Whether the young person was reached.")
    def contact_made(self) -> bool:
        return self.seen.contact_made

    @strawberry.field(description="Why nobody was reached.")
    def no_contact_reason(self) -> NoContactReason | None:
        return self.seen.no_contact_reason

    @strawberry.field(description="What was talked about.")
    def topics(self) -> list[Topic]:
        return list(self.seen.topics)

    @strawberry.field(description="How worried the writer was.")
    def concern_level(self) -> ConcernLevel:
        return self.seen.concern_level

    @strawberry.field(description="What was found.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="What comes next.")
    def next_step(self) -> str | None:
        return self.seen.next_step

    @strawberry.field(description="Who wrote it down.")
    def recorded_by(self) -> PersonNamed:
        return PersonNamed(seen=self.seen.recorded_by)


@strawberry.type(description="Another place is asked to assist; jurisdiction does not move.")
class Entrustment:
    """Wraps an entrustment as the deciding office sees it."""

    seen: strawberry.Private[known.EntrustmentSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="Where it stands today.")
    def state(self) -> EntrustmentState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Why another place is asked.")
    def ground(self) -> EntrustmentGround:  # type: ignore[valid-type]
        return self.seen.ground

    @strawberry.field(description="The rule behind it.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(RULE_OF[self.seen.ground])

    @strawberry.field(description="Day on which the departure or move was approved.")
    def approved_on(self) -> date | None:
        return self.seen.approved_on

    @strawberry.field(description="Why this office.")
    def why(self) -> str:
        return self.seen.why

    @strawberry.field(description="The letter of request.")
    def letter(self) -> str:
        return self.seen.letter

    @strawberry.field(description="Day on which it was asked.")
    def asked_on(self) -> date:
        return self.seen.facts.asked_on

    @strawberry.field(description="Who asked.")
    async def asked_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.asked_by)

    @strawberry.field(description="Name of the office that was asked.")
    def office(self, language: LanguageArgument = Language.ZH) -> str:
        if self.seen.office is not None:
            return self.seen.office.text(language.value)
        return self.seen.outside or ""

    @strawberry.field(description="Whether it is an office outside this system.")
    def outside(self) -> bool:
        return self.seen.facts.to_office is None

    @strawberry.field(description="Whether it assists; null before it answered.")
    def accepted(self) -> bool | None:
        return self.seen.facts.accepted

    @strawberry.field(description="Day of the answer.")
    def answered_on(self) -> date | None:
        return self.seen.facts.answered_on

    @strawberry.field(description="What was answered, or why it declined.")
    def answer(self) -> str | None:
        return self.seen.answer

    @strawberry.field(description="First day of assisting.")
    def starts_on(self) -> date | None:
        return self.seen.facts.starts_on

    @strawberry.field(description="Last day of assisting.")
    def until(self) -> date | None:
        return self.seen.facts.until

    @strawberry.field(description="The officer of the assisting office.")
    def officer(self) -> PersonNamed | None:
        return named(self.seen.officer)

    @strawberry.field(description="The social worker of the assisting office.")
    def worker(self) -> PersonNamed | None:
        return named(self.seen.worker)

    @strawberry.field(description="Day on which the deciding office ended it.")
    def ended_on(self) -> date | None:
        return self.seen.facts.ended_on

    @strawberry.field(description="How it ended; null while it has not.")
    def ended_by(self) -> EntrustmentEnd | None:  # type: ignore[valid-type]
        return self.seen.end

    @strawberry.field(description="Why the deciding office ended it.")
    def end_reason(self) -> str | None:
        return self.seen.end_reason

    @strawberry.field(description="Letters about the result, the first one first.")
    def letters(self) -> list[EntrustmentLetter]:
        return [EntrustmentLetter(seen=each) for each in self.seen.letters]

    @strawberry.field(description="Contacts of the assisting office's own, the first one first.")
    def contacts(self) -> list[EntrustmentContact]:
        return [EntrustmentContact(seen=each) for each in self.seen.contacts]
