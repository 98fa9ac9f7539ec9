"""Entrustments in the schema, the asked office's side: its requests and its part of a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.cases import CaseStatus
from guanhu.api.gql.check_in_parts import ConcernLevel
from guanhu.api.gql.checkins import CheckInKind, CheckInStatus
from guanhu.api.gql.context import Info
from guanhu.api.gql.entrustment_records import (
    EntrustmentContact,
    EntrustmentGround,
    EntrustmentLetter,
    EntrustmentState,
    PersonNamed,
    named,
)
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.entrustments import facts as known
from guanhu.entrustments.rules import RULE_OF
from guanhu.entrustments.use_cases.answer_entrustment import (
    accept_entrustment,
    decline_entrustment,
)
from guanhu.entrustments.use_cases.assist import log_assisted_check_in, record_assisted_contact
from guanhu.entrustments.use_cases.read_entrustments import (
    read_assistance,
    read_assistance_request,
    read_assisted_case,
)
from guanhu.entrustments.use_cases.report_assistance import report_assistance
from guanhu.plans import wording
from guanhu.plans.facts import ConditionSeen


@strawberry.type(description="What another procuratorate asks of this office.")
class AssistanceRequest:
    """Wraps a request."""

    seen: strawberry.Private[known.RequestSeen]

    @strawberry.field(description="Identifier of the entrustment.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="Where it stands today.")
    def state(self) -> EntrustmentState:
        return self.seen.state

    @strawberry.field(description="The procuratorate that decided and stays the owner.")
    def office(self, language: LanguageArgument = Language.ZH) -> str:
        return self.seen.office.text(language.value)

    @strawberry.field(description="The young person, masked.")
    def masked_name(self) -> str:
        return self.seen.masked_name

    @strawberry.field(description="Why this office is asked.")
    def ground(self) -> EntrustmentGround:
        return self.seen.ground

    @strawberry.field(description="The rule behind it.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(RULE_OF[self.seen.ground])

    @strawberry.field(description="Day on which the departure or move was approved.")
    def approved_on(self) -> date | None:
        return self.seen.approved_on

    @strawberry.field(description="Day on which it was asked.")
    def asked_on(self) -> date:
        return self.seen.facts.asked_on

    @strawberry.field(description="First day of assisting, once accepted.")
    def starts_on(self) -> date | None:
        return self.seen.facts.starts_on

    @strawberry.field(description="Last day of assisting, once accepted.")
    def until(self) -> date | None:
        return self.seen.facts.until

    @strawberry.field(description="The officer of this office who answers for it.")
    def officer(self) -> PersonNamed | None:
        return named(self.seen.officer)

    @strawberry.field(description="The social worker of this office.")
    def worker(self) -> PersonNamed | None:
        return named(self.seen.worker)


@strawberry.type(description="A request with what it says.")
class AssistanceRequestInFull(AssistanceRequest):
    """Wraps a request that was read on record."""

    read: strawberry.Private[known.RequestRead]

    @strawberry.field(description="Why, in the words of the deciding office.")
    def why(self) -> str:
        return self.read.why

    @strawberry.field(description="The letter of request.")
    def letter(self) -> str:
        return self.read.letter


@strawberry.type(description="A condition in force, as far as assisting needs it.")
class AssistedCondition:
    """Wraps a condition; `every_days` is the rhythm of its plan."""

    seen: strawberry.Private[ConditionSeen]
    every_days: strawberry.Private[int]

    @strawberry.field(description="Code in the condition catalogue.")
    def code(self) -> str:
        return self.seen.code

    @strawberry.field(description="Short name.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return wording.title(self.seen, language.value)

    @strawberry.field(description="The condition as it reads in the decision.")
    def sentence(self, language: LanguageArgument = Language.ZH) -> str:
        return wording.sentence(self.seen, language.value, every_days=self.every_days)


@strawberry.type(description="A check-in that can be logged, or that this office logged.")
class AssistedCheckIn:
    """Wraps a check-in."""

    seen: strawberry.Private[known.AssistedCheckIn]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="How contact was meant to be made.")
    def kind(self) -> CheckInKind:
        return self.seen.kind

    @strawberry.field(description="Where it stands today.")
    def status(self) -> CheckInStatus:
        return self.seen.status

    @strawberry.field(description="First day of the due window.")
    def due_from(self) -> date:
        return self.seen.due_from

    @strawberry.field(description="Last day of the due window.")
    def due_until(self) -> date:
        return self.seen.due_until

    @strawberry.field(description="Last day on which it is still accepted, as late.")
    def grace_until(self) -> date:
        return self.seen.grace_until

    @strawberry.field(description="When contact happened.")
    def happened_at(self) -> datetime | None:
        return self.seen.happened_at

    @strawberry.field(description="Whether the young person was reached.")
    def contact_made(self) -> bool | None:
        return self.seen.contact_made

    @strawberry.field(description="How worried the writer was.")
    def concern_level(self) -> ConcernLevel | None:
        return self.seen.concern_level

    @strawberry.field(description="What was found.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="What comes next.")
    def next_step(self) -> str | None:
        return self.seen.next_step


@strawberry.type(description="This office's part of a case of another, and nothing else of it.")
class AssistedCase:
    """Wraps the part."""

    seen: strawberry.Private[known.AssistedCase]

    @strawberry.field(description="Identifier of the entrustment.")
    def id(self) -> UUID:
        return self.seen.read.request.facts.id

    @strawberry.field(description="The request behind it.")
    def request(self) -> AssistanceRequestInFull:
        return AssistanceRequestInFull(seen=self.seen.read.request, read=self.seen.read)

    @strawberry.field(description="Where the file stands.")
    def status(self) -> CaseStatus:
        return self.seen.file.status

    @strawberry.field(description="First day of the period: that of the decision.")
    def period_from(self) -> date | None:
        return self.seen.file.decided_on

    @strawberry.field(description="Last day of the period.")
    def period_until(self) -> date | None:
        return self.seen.file.ends_on

    @strawberry.field(description="Conditions of the plan in force.")
    def conditions(self) -> list[AssistedCondition]:
        return [
            AssistedCondition(seen=each, every_days=self.seen.every_days)
            for each in self.seen.conditions
        ]

    @strawberry.field(description="Open check-ins and those this office logged, first due first.")
    def check_ins(self) -> list[AssistedCheckIn]:
        return [AssistedCheckIn(seen=each) for each in self.seen.check_ins]

    @strawberry.field(description="Contacts of this office's own, the first one first.")
    def contacts(self) -> list[EntrustmentContact]:
        return [EntrustmentContact(seen=each) for each in self.seen.contacts]

    @strawberry.field(description="This office's letters about the result, the first one first.")
    def letters(self) -> list[EntrustmentLetter]:
        return [EntrustmentLetter(seen=each) for each in self.seen.letters]


@strawberry.type(description="One page of requests.")
class AssistanceRequestPage:
    """Items and total."""

    items: list[AssistanceRequest] = strawberry.field(description="The requests of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type
class AssistanceQueries:
    """What other offices ask of this one."""

    @strawberry.field(description="Requests the caller may see today and has not ended, one page.")
    async def assistance_requests(
        self, info: Info, page: PageNumber = 1, per_page: PageSize = 25
    ) -> AssistanceRequestPage:
        rows, context = window(page, per_page), info.context
        found, total = await read_assistance(
            context.database, context.clock, context.actor, limit=rows.limit, offset=rows.offset
        )
        items = [AssistanceRequest(seen=each) for each in found]
        return AssistanceRequestPage(items=items, total=total)

    @strawberry.field(description="One request the caller may see, with its letter; on record.")
    async def assistance_request(
        self,
        info: Info,
        id: Annotated[UUID, strawberry.argument(description="Identifier of the entrustment.")],
    ) -> AssistanceRequestInFull:
        context = info.context
        found = await read_assistance_request(context.database, context.clock, context.actor, id)
        return AssistanceRequestInFull(seen=found.request, read=found)

    @strawberry.field(
        description="The caller's part of one case; NOT_VISIBLE outside the days of assisting."
    )
    async def assisted_case(
        self,
        info: Info,
        id: Annotated[UUID, strawberry.argument(description="Identifier of the entrustment.")],
    ) -> AssistedCase:
        context = info.context
        found = await read_assisted_case(context.database, context.clock, context.actor, id)
        return AssistedCase(seen=found)


MUTATIONS = (
    (accept_entrustment, "Accept another office's request to assist, and name who does it."),
    (decline_entrustment, "Decline another office's request to assist."),
    (log_assisted_check_in, "Log an open check-in of a case one assists."),
    (record_assisted_contact, "Write down a contact of the assisting office's own."),
    (report_assistance, "Report the result of assisting by letter."),
)
