"""What followed a seal, as a part of its line in the register."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.access.permissions import Permission
from guanhu.afterwards import facts
from guanhu.afterwards.rules import certificate_deadline
from guanhu.afterwards.use_cases.read_afterwards import read_afterwards
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.deadlines import Deadline
from guanhu.api.gql.holidays import office_calendar
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.seal_follow_ups import FollowUp, SecrecyUndertaking
from guanhu.api.gql.seal_notices import NoticeRecipient, SealNotice, Unsealing
from guanhu.api.gql.words import sentence
from guanhu.kernel.clock import office_date
from guanhu.law.deadlines import Deadline as LawDeadline
from guanhu.law.rulebook import Rulebook
from guanhu.law.rulebooks import rulebook, rulebook_for
from guanhu.sealing.facts import SealOrderSeen
from guanhu.sealing.facts import SealScope as Scope

SealScope = enum_type(Scope)
CertificateAsker = enum_type(facts.CertificateAsker)
CertificateIssuer = enum_type(facts.CertificateIssuer)
RegisterStatus = enum_type(facts.RegisterStatus)
LOADER = "afterwards"


@strawberry.type(description="One part of what a seal covers (F-06).")
class SealScopePart:
    """Wraps a code."""

    part: strawberry.Private[Scope]

    @strawberry.field(description="Stable code.")
    def code(self) -> SealScope:  # type: ignore[valid-type]
        return self.part

    @strawberry.field(description="In words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("scopes", self.part.name, language.value)


@strawberry.type(description="A certificate of no criminal record, asked for and given (F-10).")
class RecordCertificate:
    """Wraps a certificate."""

    seen: strawberry.Private[facts.CertificateSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Who asked.")
    def asked_by(self) -> CertificateAsker:  # type: ignore[valid-type]
        return self.seen.asked_by

    @strawberry.field(description="Day of the request.")
    def asked_on(self) -> date:
        return self.seen.asked_on

    @strawberry.field(description="For what, if told.")
    def purpose(self) -> str | None:
        return self.seen.purpose

    @strawberry.field(description="Until when it is given; unconfirmed.")
    async def deadline(self, info: Info) -> Deadline | None:
        days = await office_calendar(info.context)
        found = certificate_deadline(self.seen.asked_on, self.seen.issued_on, days)
        return None if found is None else deadline_today(info, found)

    @strawberry.field(description="Day on which it was given.")
    def issued_on(self) -> date | None:
        return self.seen.issued_on

    @strawberry.field(description="Which organ gave it.")
    def issued_by(self) -> CertificateIssuer | None:  # type: ignore[valid-type]
        return self.seen.issued_by

    @strawberry.field(description="The office's own certificate among the papers of the line.")
    def document_id(self) -> UUID | None:
        return self.seen.document_id

    @strawberry.field(description="Who recorded the request.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="The rule it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("F-10")


@strawberry.type(description="What followed a seal; for those who follow it up.")
class SealAfterwards:
    """Wraps what followed."""

    seen: strawberry.Private[facts.AfterSealing]
    book: strawberry.Private[Rulebook]

    @strawberry.field(description="Where the line stands: sealed, in follow-up, or unsealed.")
    def status(self) -> RegisterStatus:  # type: ignore[valid-type]
        return self.seen.status

    @strawberry.field(description="Notices of the seal (F-06, F-08).")
    def notices(self) -> list[SealNotice]:
        return [SealNotice(seen=each, book=self.book) for each in self.seen.notices]

    @strawberry.field(description="Who has no receipt of the notice owed to them (F-08).")
    def notices_owed(self) -> list[NoticeRecipient]:
        return list(self.seen.owed)

    @strawberry.field(description="Proposals to open the seal (F-13).")
    def unsealings(self) -> list[Unsealing]:
        return [Unsealing(seen=each) for each in self.seen.unsealings]

    @strawberry.field(description="Undertakings of secrecy of those who learned the data (F-18).")
    def undertakings(self) -> list[SecrecyUndertaking]:
        return [SecrecyUndertaking(seen=each) for each in self.seen.undertakings]

    @strawberry.field(description="Voluntary follow-up (F-17).")
    def follow_ups(self) -> list[FollowUp]:
        return [FollowUp(seen=each) for each in self.seen.follow_ups]

    @strawberry.field(description="Certificates of no criminal record (F-10).")
    def certificates(self) -> list[RecordCertificate]:
        return [RecordCertificate(seen=each) for each in self.seen.certificates]


async def afterwards_of(context: Context, order: SealOrderSeen) -> SealAfterwards | None:
    """What followed one line, batched with the others of a request; None for others' eyes."""
    if not context.actor.may(Permission.SEAL_FOLLOW):
        return None
    if LOADER not in context.loaders:

        async def load(wanted: list[UUID]) -> list[facts.AfterSealing]:
            found = await read_afterwards(context.database, context.clock, context.actor, wanted)
            return [found[each] for each in wanted]

        context.loaders[LOADER] = DataLoader(load_fn=load)
    known = order.rulebook
    book = rulebook_for(order.sealed_on) if known is None else rulebook(known)
    return SealAfterwards(seen=await context.loaders[LOADER].load(order.id), book=book)


def deadline_today(info: Info, found: LawDeadline) -> Deadline:
    """A deadline as it stands on the office's day."""
    return Deadline(source=found, today=office_date(info.context.clock.now()))
