"""Voluntary follow-up and undertakings of secrecy, as parts of a line of the register."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from guanhu.afterwards import facts
from guanhu.afterwards.use_cases.follow_up import begin_follow_up, end_follow_up, note_follow_up
from guanhu.afterwards.use_cases.sign_secrecy import sign_secrecy
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info

FollowUpEnd = enum_type(facts.FollowUpEnd)
UndertakingPerson = enum_type(facts.UndertakingPerson)


@strawberry.type(description="That somebody who learned the data signed to keep it secret (F-18).")
class SecrecyUndertaking:
    """Wraps an undertaking."""

    seen: strawberry.Private[facts.SecrecySeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="In what capacity the person learned the data.")
    def person_kind(self) -> UndertakingPerson:  # type: ignore[valid-type]
        return self.seen.person_kind

    @strawberry.field(description="Who signed.")
    def person(self) -> str:
        return self.seen.person

    @strawberry.field(description="Day of the signature.")
    def signed_on(self) -> date:
        return self.seen.signed_on

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="One contact of a follow-up.")
class FollowUpNote:
    """Wraps a contact."""

    seen: strawberry.Private[facts.FollowUpNoteSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the contact.")
    def happened_on(self) -> date:
        return self.seen.happened_on

    @strawberry.field(description="How the person is.")
    def situation(self) -> str:
        return self.seen.situation

    @strawberry.field(description="What is needed.")
    def need(self) -> str | None:
        return self.seen.need

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="Voluntary follow-up after the end, on consent (F-17).")
class FollowUp:
    """Wraps a follow-up."""

    seen: strawberry.Private[facts.FollowUpSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Whether the person was of age when agreeing.")
    def of_age(self) -> bool:
        return self.seen.consent.of_age

    @strawberry.field(description="Day on which the person agreed.")
    def minor_consented_on(self) -> date:
        return self.seen.consent.minor_on

    @strawberry.field(description="Day on which the legal representative agreed.")
    def representative_consented_on(self) -> date | None:
        return self.seen.consent.representative_on

    @strawberry.field(description="Until when it was agreed; the law sets no length.")
    def until(self) -> date | None:
        return self.seen.consent.until

    @strawberry.field(description="Who began it.")
    async def begun_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.begun_by)

    @strawberry.field(description="Day on which it ended.")
    def ended_on(self) -> date | None:
        return self.seen.ended_on

    @strawberry.field(description="Why it ended.")
    def ended_because(self) -> FollowUpEnd | None:  # type: ignore[valid-type]
        return self.seen.ended_because

    @strawberry.field(description="Contacts, the first one first.")
    def notes(self) -> list[FollowUpNote]:
        return [FollowUpNote(seen=each) for each in self.seen.notes]

    @strawberry.field(description="The rule it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("F-17")


MUTATIONS = (
    (begin_follow_up, "Begin a voluntary follow-up on the consents it rests on."),
    (note_follow_up, "Record one contact of a follow-up."),
    (end_follow_up, "End a follow-up; a withdrawn consent ends it at once."),
    (sign_secrecy, "Record that somebody who learned the data signed to keep it secret."),
)
