"""The register of queries about sealed records in the schema (F-05, F-09)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.afterwards import facts
from guanhu.afterwards.queries import QueryListed
from guanhu.afterwards.rules import asks_for_certificate, query_deadline
from guanhu.afterwards.use_cases.ask_certificate import ask_certificate
from guanhu.afterwards.use_cases.decide_query import decide_seal_query
from guanhu.afterwards.use_cases.log_reading import log_query_reading
from guanhu.afterwards.use_cases.notices import (
    confirm_sealed_copy,
    receive_seal_notice,
    send_seal_notice,
)
from guanhu.afterwards.use_cases.read_queries import (
    read_query_matches,
    read_seal_queries,
    read_seal_query,
)
from guanhu.afterwards.use_cases.record_certificate import record_certificate
from guanhu.afterwards.use_cases.register_query import register_seal_query
from guanhu.afterwards.use_cases.sign_undertaking import sign_query_undertaking
from guanhu.afterwards.use_cases.unseal import decide_unsealing, propose_unsealing
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.deadlines import Deadline
from guanhu.api.gql.documents import Document
from guanhu.api.gql.holidays import office_calendar
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.seal_afterwards import SealScopePart, deadline_today
from guanhu.api.gql.sealing import SealOrder
from guanhu.api.gql.words import sentence
from guanhu.documents.use_cases.read_documents import read_query_document
from guanhu.papers.use_cases.issue_certificate import issue_certificate
from guanhu.sealing.facts import SealScope as Scope

ApplicantKind = enum_type(facts.ApplicantKind)
QueryVerdict = enum_type(facts.QueryVerdict)


@strawberry.type(description="That a reader signed to keep secret what is read (F-09).")
class QueryUndertaking:
    """Wraps an undertaking."""

    seen: strawberry.Private[facts.QueryUndertakingSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Who signed.")
    def person(self) -> str:
        return self.seen.person

    @strawberry.field(description="Day of the signature.")
    def signed_on(self) -> date:
        return self.seen.signed_on


@strawberry.type(description="One reading under a permitted query: a line of the log (F-09).")
class QueryReading:
    """Wraps a reading."""

    seen: strawberry.Private[facts.QueryReadingSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The undertaking of the one who read.")
    def undertaking_id(self) -> UUID:
        return self.seen.undertaking_id

    @strawberry.field(description="Day of the reading.")
    def read_on(self) -> date:
        return self.seen.read_on

    @strawberry.field(description="What was read.")
    def scope(self) -> list[SealScopePart]:
        return _scope(self.seen.scope)

    @strawberry.field(description="Who entered it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="The answer to a query.")
class QueryAnswer:
    """Wraps an answer."""

    query: strawberry.Private[facts.QuerySeen]
    seen: strawberry.Private[facts.QueryAnswerSeen]

    @strawberry.field(description="What was answered.")
    def verdict(self) -> QueryVerdict:  # type: ignore[valid-type]
        return self.seen.verdict

    @strawberry.field(description="The line that is opened; null where nothing was permitted.")
    def seal_order_id(self) -> UUID | None:
        return self.seen.seal_order_id

    @strawberry.field(description="What may be read.")
    def scope(self) -> list[SealScopePart]:
        return _scope(self.seen.scope)

    @strawberry.field(description="Reasons.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Day of the answer.")
    def decided_on(self) -> date:
        return self.seen.decided_on

    @strawberry.field(description="Who decided.")
    async def decided_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.decided_by)

    @strawberry.field(description="Whether it came after its last day.")
    async def late(self, info: Info) -> bool:
        days = await office_calendar(info.context)
        return query_deadline(self.query.received_on, self.seen.decided_on, days).late

    @strawberry.field(description="What a unit that may not query is told instead (F-10).")
    def advice(self, language: LanguageArgument = Language.ZH) -> str | None:
        if not asks_for_certificate(self.query.applicant_kind, self.seen.verdict):
            return None
        return sentence("labels", "CERTIFICATE_INSTEAD", language.value)

    @strawberry.field(description="The rule the answer rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("F-05" if not self.query.facts.is_judicial else "F-09")


@strawberry.type(description="A written application to look into a sealed record (F-09).")
class SealQuery:
    """Wraps a query. Reading one stands in the trail."""

    seen: strawberry.Private[facts.QuerySeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What the applicant is.")
    def applicant_kind(self) -> ApplicantKind:  # type: ignore[valid-type]
        return self.seen.applicant_kind

    @strawberry.field(description="The applying unit.")
    def applicant(self) -> str:
        return self.seen.applicant

    @strawberry.field(description="The case the applicant handles.")
    def handled_case(self) -> str | None:
        return self.seen.handled_case

    @strawberry.field(description="Day on which it was received.")
    def received_on(self) -> date:
        return self.seen.received_on

    @strawberry.field(description="About whom it asks.")
    def person(self) -> str:
        return self.seen.person

    @strawberry.field(description="That person's identity number.")
    def identity_number(self) -> str | None:
        return self.seen.identity_number

    @strawberry.field(description="The case number asked about.")
    def case_number(self) -> str | None:
        return self.seen.queried_case_number

    @strawberry.field(description="Reason given.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Basis given.")
    def legal_basis(self) -> str:
        return self.seen.legal_basis

    @strawberry.field(description="What it wants to read.")
    def scope(self) -> list[SealScopePart]:
        return _scope(self.seen.scope)

    @strawberry.field(description="Who registered it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="Until when it is answered (F-09).")
    async def deadline(self, info: Info) -> Deadline:
        answer, days = self.seen.answer, await office_calendar(info.context)
        decided_on = None if answer is None else answer.decided_on
        return deadline_today(info, query_deadline(self.seen.received_on, decided_on, days))

    @strawberry.field(description="The answer; null until it is decided.")
    def answer(self) -> QueryAnswer | None:
        answer = self.seen.answer
        return None if answer is None else QueryAnswer(query=self.seen, seen=answer)

    @strawberry.field(description="The decision on paper; null until it is issued.")
    async def paper(self, info: Info) -> Document | None:
        context = info.context
        found = await read_query_document(
            context.database, context.clock, context.actor, self.seen.id
        )
        return None if found is None else Document(seen=found)

    @strawberry.field(description="Undertakings of secrecy.")
    def undertakings(self) -> list[QueryUndertaking]:
        return [QueryUndertaking(seen=each) for each in self.seen.undertakings]

    @strawberry.field(description="The log: what was read, by whom, when.")
    def readings(self) -> list[QueryReading]:
        return [QueryReading(seen=each) for each in self.seen.readings]

    @strawberry.field(description="Lines of the register it is about; null but for who decides.")
    async def matches(self, info: Info) -> list[SealOrder] | None:
        context = info.context
        if not context.actor.may(Permission.SEAL_QUERY_DECIDE):
            return None
        found = await read_query_matches(
            context.database, context.clock, context.actor, self.seen.id
        )
        return [SealOrder(seen=each) for each in found]


@strawberry.type(description="A query in the register: nobody is named.")
class SealQueryLine:
    """Wraps a line of the register of queries."""

    listed: strawberry.Private[QueryListed]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.listed.id

    @strawberry.field(description="What the applicant is.")
    def applicant_kind(self) -> ApplicantKind:  # type: ignore[valid-type]
        return self.listed.applicant_kind

    @strawberry.field(description="Day on which it was received.")
    def received_on(self) -> date:
        return self.listed.received_on

    @strawberry.field(description="Who registered it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.listed.recorded_by)

    @strawberry.field(description="What was answered; null until then.")
    def verdict(self) -> QueryVerdict | None:  # type: ignore[valid-type]
        return self.listed.verdict

    @strawberry.field(description="Until when it is answered (F-09).")
    async def deadline(self, info: Info) -> Deadline:
        listed, days = self.listed, await office_calendar(info.context)
        due = query_deadline(listed.received_on, listed.decided_on, days)
        return deadline_today(info, due)


@strawberry.type(description="One page of the register of queries.")
class SealQueryPage:
    """Items and total."""

    items: list[SealQueryLine] = strawberry.field(description="The queries of this page.")
    total: int = strawberry.field(description="How many queries there are.")


@strawberry.type
class SealQueryQueries:
    """The register of queries."""

    @strawberry.field(description="The register of queries, the earliest received first.")
    async def seal_queries(
        self,
        info: Info,
        undecided: Annotated[  # noqa: FBT002 - an argument of the API, given by name
            bool, strawberry.argument(description="Only those that wait for an answer.")
        ] = False,
        page: PageNumber = 1,
        per_page: PageSize = 25,
    ) -> SealQueryPage:
        rows, context = window(page, per_page), info.context
        listed, total = await read_seal_queries(
            context.database, context.clock, context.actor,
            undecided=undecided, limit=rows.limit, offset=rows.offset,
        )  # fmt: skip
        return SealQueryPage(items=[SealQueryLine(listed=each) for each in listed], total=total)

    @strawberry.field(description="One query with its texts; reading it stands in the trail.")
    async def seal_query(
        self, info: Info, id: Annotated[UUID, strawberry.argument(description="The query.")]
    ) -> SealQuery:
        return await load_seal_query(info.context, id)


async def load_seal_query(context: Context, query_id: UUID) -> SealQuery:
    """A query for an answer."""
    return SealQuery(
        seen=await read_seal_query(context.database, context.clock, context.actor, query_id)
    )


def _scope(scope: tuple[Scope, ...]) -> list[SealScopePart]:
    return [SealScopePart(part=part) for part in scope]


record("seal_query", SealQuery, load_seal_query, "The query as registered.")

MUTATIONS = (
    (register_seal_query, "Register a written application to look into a sealed record."),
    (decide_seal_query, "Decide a query as a supervisor who did not register it."),
    (sign_query_undertaking, "Record that a reader signed to keep it secret."),
    (log_query_reading, "Enter into the log what was read under a permitted query."),
    (ask_certificate, "Record that the certificate of no criminal record is asked for."),
    (issue_certificate, "Issue the certificate of no criminal record."),
    (record_certificate, "Record the certificate that police or court gave."),
    (send_seal_notice, "Record that a notice of the seal was sent."),
    (receive_seal_notice, "Record the receipt of a notice of the seal."),
    (confirm_sealed_copy, "Record what became of a holder's copy."),
    (propose_unsealing, "Propose to open a seal on a ground of the law."),
    (decide_unsealing, "Decide a proposal to unseal as somebody else than who proposed it."),
)
