"""The trail in the schema: for auditors and supervisors, and as the timeline of a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.actor import SYSTEM_ACCOUNT
from guanhu.api.gql.basis import Fact, LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.context import Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import catalogue, sentence
from guanhu.audit.facts import TrailFilter, TrailSeen
from guanhu.audit.use_cases.read_trail import read_trail
from guanhu.cases.use_cases.read_timeline import read_timeline
from guanhu.documents.templates.registry import template_of
from guanhu.education.module_catalogue import modules
from guanhu.education.module_facts import Module
from guanhu.kernel.clock import office_date
from guanhu.kernel.commands import camel
from guanhu.kernel.errors import InvalidInput, Problem, facts_as_text
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import CatalogueEntry

LONGEST_TIMELINE = 200


@strawberry.type(description="Who did something: a person in a role, or the system.")
class TrailActor:
    """Wraps the who of an entry."""

    seen: strawberry.Private[TrailSeen]

    @strawberry.field(description="Identifier of the account; null for the system.")
    def account_id(self) -> UUID | None:
        return None if self.seen.account_id == SYSTEM_ACCOUNT else self.seen.account_id

    @strawberry.field(description="Display name; null for families and for the system.")
    def display_name(self) -> str | None:
        return self.seen.actor_name

    @strawberry.field(description="Role at that moment: a role's code, or SYSTEM.")
    def role(self) -> str:
        return self.seen.role.upper()


@strawberry.type(description="One entry of the trail: identifiers and codes, never content.")
class TrailEntry:
    """Wraps an entry."""

    seen: strawberry.Private[TrailSeen]

    @strawberry.field(description="Number in the office's chain, from 1 without a gap.")
    def seq(self) -> int:
        return self.seen.seq

    @strawberry.field(description="When.")
    def at(self) -> datetime:
        return self.seen.at

    @strawberry.field(description="Who.")
    def actor(self) -> TrailActor:
        return TrailActor(seen=self.seen)

    @strawberry.field(description="Code of what was done, e.g. cases.opened.")
    def action(self) -> str:
        return self.seen.action

    @strawberry.field(description="What was done, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("timeline", self.seen.action, language.value)

    @strawberry.field(description="Kind of the record, e.g. case_file.")
    def record_kind(self) -> str:
        return self.seen.record_kind

    @strawberry.field(description="Kind of the record, in words.")
    def record_title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("records", self.seen.record_kind, language.value)

    @strawberry.field(description="Identifier of the record.")
    def record_id(self) -> UUID:
        return self.seen.record_id

    @strawberry.field(description="The case file it belongs to.")
    def case_id(self) -> UUID | None:
        return self.seen.case_id

    @strawberry.field(description="Codes, dates and counts noted with it.")
    def details(self) -> list[Fact]:
        shown = facts_as_text(self.seen.details)
        return [Fact(name=camel(name), value=value) for name, value in sorted(shown.items())]


@strawberry.type(description="One page of the trail.")
class TrailPage:
    """Items and total."""

    items: list[TrailEntry] = strawberry.field(description="The entries of this page.")
    total: int = strawberry.field(description="How many entries match in all.")


@strawberry.input(description="Narrows the trail; every part narrows further.")
class TrailFilterInput:
    """All parts optional."""

    case_id: UUID | None = strawberry.field(default=None, description="About this case file.")
    account_id: UUID | None = strawberry.field(default=None, description="By this account.")
    action: str | None = strawberry.field(default=None, description="Code of what was done.")
    first_day: date | None = strawberry.field(
        default=None, name="from", description="On or after this day."
    )
    last_day: date | None = strawberry.field(
        default=None, name="to", description="On or before this day."
    )

    def as_filter(self) -> TrailFilter:
        return TrailFilter(
            case_id=self.case_id,
            account_id=self.account_id,
            action=self.action,
            first_day=self.first_day,
            last_day=self.last_day,
        )


@strawberry.type(description="One event in the life of a case.")
class TimelineEvent:
    """Wraps an entry of the case's trail."""

    seen: strawberry.Private[TrailSeen]

    @strawberry.field(description="When.")
    def at(self) -> datetime:
        return self.seen.at

    @strawberry.field(description="Code of what happened, e.g. checkins.logged.")
    def kind(self) -> str:
        return self.seen.action

    @strawberry.field(description="What happened, in words, and to whom: a kind, never a name.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        title = sentence("timeline", self.seen.action, language.value)
        about = _about(self.seen, language)
        if about is None:
            return title
        return f"{title}：{about}" if language is Language.ZH else f"{title}: {about}"

    @strawberry.field(description="Display name of who did it; null for families and the system.")
    def actor(self) -> str | None:
        return self.seen.actor_name

    @strawberry.field(description="Role of who did it: a role's code, or SYSTEM.")
    def actor_role(self) -> str:
        return self.seen.role.upper()

    @strawberry.field(description="The rule behind this kind of event, where one is.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(catalogue("timeline").get(self.seen.action, {}).get("rule"))

    @strawberry.field(description="Identifier of the record it is about.")
    def record_id(self) -> UUID:
        return self.seen.record_id


def _about(seen: TrailSeen, language: Language) -> str | None:
    """What tells alike events apart: the party, the module, the paper …; never a name."""
    details, day = seen.details, office_date(seen.at)
    kind, template = details.get("kind"), details.get("template")
    if seen.action == "cases.notice_recorded" and isinstance(kind, str):
        return sentence("notices", kind.upper(), language.value)
    if seen.action == "documents.issued" and isinstance(kind, str) and isinstance(template, int):
        paper = template_of(kind, template)
        return paper.zh if language is Language.ZH else paper.en
    party = details.get("addressee") or details.get("party")
    if isinstance(party, str):
        return sentence("parties", party.upper(), language.value)
    module, condition = details.get("module"), details.get("condition")
    found: Module | CatalogueEntry | None = None
    if isinstance(module, str):
        found = modules().find_offered(module, day)
    elif isinstance(condition, str):
        found = conditions().find_offered(condition, day)
    return None if found is None else found.title.text(language.value)


@strawberry.type(description="The history of a case file.")
class CaseAuditPart(CaseBase):
    """What the audit room adds to the case page."""

    @strawberry.field(description="What happened to the case, newest first, without mere views.")
    async def timeline(
        self,
        info: Info,
        first: Annotated[
            int, strawberry.argument(description="At most so many events, 1 to 200.")
        ] = 50,
    ) -> list[TimelineEvent]:
        if not 1 <= first <= LONGEST_TIMELINE:
            raise InvalidInput([Problem("first", "OUT_OF_RANGE")])
        context = info.context
        events = await read_timeline(
            context.database, context.clock, context.actor, self.page.case.id, limit=first
        )
        return [TimelineEvent(seen=event) for event in events]


@strawberry.type
class AuditQueries:
    """Queries of the audit room."""

    @strawberry.field(description="The trail of the caller's office, newest first, one page.")
    async def trail(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        filter: Annotated[
            TrailFilterInput | None, strawberry.argument(description="Narrows the trail.")
        ] = None,
    ) -> TrailPage:
        rows = window(page, per_page)
        context = info.context
        entries, total = await read_trail(
            context.database,
            context.clock,
            context.actor,
            filter.as_filter() if filter else TrailFilter(),
            limit=rows.limit,
            offset=rows.offset,
        )
        return TrailPage(items=[TrailEntry(seen=entry) for entry in entries], total=total)
