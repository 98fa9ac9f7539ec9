"""Needs assessments in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.scalars import Language
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.kernel.clock import office_date
from guanhu.law import need_domains
from guanhu.needs import facts
from guanhu.needs.form_versions import needs_forms
from guanhu.needs.gate_facts import OPEN_DRAFT
from guanhu.needs.gates import reasons
from guanhu.needs.rules import changes
from guanhu.needs.use_cases.complete_assessment import complete_needs_assessment
from guanhu.needs.use_cases.discard_assessment import discard_needs_assessment
from guanhu.needs.use_cases.draft_assessment import draft_needs_assessment
from guanhu.needs.use_cases.read_needs import (
    read_needs,
    read_needs_assessment,
    read_needs_form,
    read_needs_head,
)
from guanhu.needs.use_cases.record_view import record_own_view
from guanhu.needs.use_cases.tell_own_view import tell_own_view
from guanhu.needs.use_cases.write_finding import write_needs_finding

NeedDomain = enum_type(need_domains.NeedDomain)
NeedBand = enum_type(need_domains.NeedBand)
NeedsState = enum_type(facts.NeedsState)
Teller = enum_type(facts.Teller)
ChangedPart = enum_type(facts.ChangedPart)


@strawberry.type(description="One question of the needs form.")
class NeedsQuestion:
    """Wraps a question."""

    seen: strawberry.Private[facts.Question]

    @strawberry.field(description="Stable code.")
    def code(self) -> str:
        return self.seen.code

    @strawberry.field(description="The question.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return self.seen.text.text(language.value)


@strawberry.type(description="One domain of the needs form.")
class NeedsFormDomain:
    """A domain with its questions."""

    domain: NeedDomain = strawberry.field(description="Which part of life.")  # type: ignore[valid-type]
    questions: list[NeedsQuestion] = strawberry.field(description="What is asked, in order.")

    @strawberry.field(description="Its name.")
    def name(self, language: LanguageArgument = Language.ZH) -> str:
        return need_domains.NEED_DOMAINS[self.domain].text(language.value)


@strawberry.type(description="One version of the needs form.")
class NeedsForm:
    """Wraps a form."""

    seen: strawberry.Private[facts.NeedsForm]

    @strawberry.field(description="Its version; answers open in the version they were given in.")
    def version(self) -> int:
        return self.seen.version

    @strawberry.field(description="Its domains, in order.")
    def domains(self) -> list[NeedsFormDomain]:
        return [
            NeedsFormDomain(
                domain=domain,
                questions=[NeedsQuestion(seen=each) for each in self.seen.questions[domain]],
            )
            for domain in need_domains.NeedDomain
        ]


@strawberry.type(description="Facts that one question brought up.")
class NeedsAnswer:
    """A question with its answer."""

    asked: strawberry.Private[facts.Question]
    text: str = strawberry.field(description="What is the case.")

    @strawberry.field(description="Code of the question.")
    def code(self) -> str:
        return self.asked.code

    @strawberry.field(description="The question as it was asked.")
    def question(self, language: LanguageArgument = Language.ZH) -> str:
        return self.asked.text.text(language.value)


@strawberry.type(description="What is found in one domain.")
class NeedsFinding:
    """Wraps a finding; `form` is the version its answers were given in."""

    seen: strawberry.Private[facts.FindingSeen]
    form: strawberry.Private[facts.NeedsForm]

    @strawberry.field(description="Identifier; a goal points at it.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Which part of life.")
    def domain(self) -> NeedDomain:  # type: ignore[valid-type]
        return self.seen.domain

    @strawberry.field(description="Its name.")
    def domain_name(self, language: LanguageArgument = Language.ZH) -> str:
        return need_domains.NEED_DOMAINS[self.seen.domain].text(language.value)

    @strawberry.field(description="How marked the need is; a band, never a score.")
    def band(self) -> NeedBand:  # type: ignore[valid-type]
        return self.seen.content.band

    @strawberry.field(description="The facts, by question, in the order of the form.")
    def answers(self) -> list[NeedsAnswer]:
        given = self.seen.content.answers
        return [
            NeedsAnswer(asked=question, text=given[question.code])
            for question in self.form.questions[self.seen.domain]
            if question.code in given
        ]

    @strawberry.field(description="Facts that no question asked for.")
    def other_facts(self) -> str | None:
        return self.seen.content.other_facts

    @strawberry.field(description="What the worker makes of the facts; apart from them.")
    def analysis(self) -> str:
        return self.seen.content.analysis


@strawberry.type(description="What the young person or a guardian says themselves.")
class OwnView:
    """Wraps a view."""

    seen: strawberry.Private[facts.OwnViewSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Of which part of life.")
    def domain(self) -> NeedDomain:  # type: ignore[valid-type]
        return self.seen.domain

    @strawberry.field(description="Whose view.")
    def teller(self) -> Teller:  # type: ignore[valid-type]
        return self.seen.teller

    @strawberry.field(description="Which guardian.")
    def guardian_id(self) -> UUID | None:
        return self.seen.guardian_id

    @strawberry.field(description="In their own words.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="Day on which it was told.")
    def told_on(self) -> date:
        return self.seen.told_on

    @strawberry.field(description="Who wrote it down.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="One thing an amendment changed.")
class NeedsChange:
    """Wraps a change."""

    seen: strawberry.Private[facts.NeedChange]

    @strawberry.field(description="In which part of life.")
    def domain(self) -> NeedDomain | None:  # type: ignore[valid-type]
        return self.seen.domain

    @strawberry.field(description="What of it.")
    def part(self) -> ChangedPart:  # type: ignore[valid-type]
        return self.seen.part

    @strawberry.field(description="Code of the question, for an answer.")
    def question(self) -> str | None:
        return self.seen.question

    @strawberry.field(description="Whose own view, for one.")
    def teller(self) -> Teller | None:  # type: ignore[valid-type]
        return self.seen.teller

    @strawberry.field(description="What stood there; null for nothing.")
    def old(self) -> str | None:
        return self.seen.old

    @strawberry.field(description="What stands there now; null for nothing.")
    def new(self) -> str | None:
        return self.seen.new


@strawberry.type(description="A needs assessment.")
class NeedsAssessment:
    """Wraps an assessment; `before` is the one it amends."""

    seen: strawberry.Private[facts.AssessmentSeen]
    before: strawberry.Private[facts.AssessmentSeen | None]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Counted within the case.")
    def number(self) -> int:
        return self.seen.number

    @strawberry.field(description="Where it stands.")
    def state(self) -> NeedsState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Version, for `expectedVersion`.")
    def version(self) -> int:
        return self.seen.version

    @strawberry.field(description="The form its answers were given in.")
    def form(self) -> NeedsForm:
        return NeedsForm(seen=needs_forms().form(self.seen.form_version))

    @strawberry.field(description="Version of a newer form that is offered, if there is one.")
    def newer_form(self, info: Info) -> int | None:
        offered = needs_forms().offered(office_date(info.context.clock.now())).version
        return offered if offered > self.seen.form_version else None

    @strawberry.field(description="The assessment it amends.")
    def amends_id(self) -> UUID | None:
        return self.seen.amends_id

    @strawberry.field(description="Why it amends the one before.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="What it changes against the one before, old beside new.")
    def changes(self) -> list[NeedsChange]:
        if self.before is None:
            return []
        return [NeedsChange(seen=each) for each in changes(self.before, self.seen)]

    @strawberry.field(description="What is found, domain by domain.")
    def findings(self) -> list[NeedsFinding]:
        form = needs_forms().form(self.seen.form_version)
        return [NeedsFinding(seen=each, form=form) for each in self.seen.findings]

    @strawberry.field(description="Own views, the first one first.")
    def own_views(self) -> list[OwnView]:
        return [OwnView(seen=each) for each in self.seen.views]

    @strawberry.field(description="Why there is no view of the young person's own.")
    def minor_not_heard(self) -> str | None:
        return self.seen.not_heard.get(facts.Teller.MINOR)

    @strawberry.field(description="Why there is no view of a guardian's own.")
    def guardian_not_heard(self) -> str | None:
        return self.seen.not_heard.get(facts.Teller.GUARDIAN)

    @strawberry.field(description="Who began it.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="When it was completed.")
    def completed_at(self) -> datetime | None:
        return self.seen.completed_at

    @strawberry.field(description="Who completed it.")
    async def completed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.completed_by)


@strawberry.type(description="The needs assessments of a case file.")
class CaseNeedsPart(CaseBase):
    """What the needs room adds to the case page."""

    @strawberry.field(description="Every needs assessment but discarded ones, the first one first.")
    async def needs_assessments(self, info: Info) -> list[NeedsAssessment]:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.NEEDS_READ):
            return []

        async def load() -> list[facts.AssessmentSeen]:
            return await read_needs(context.database, context.clock, context.actor, case_id)

        found: list[facts.AssessmentSeen] = await once(context, ("needs", case_id), load)
        by_id = {each.id: each for each in found}
        return [
            NeedsAssessment(
                seen=each, before=None if each.amends_id is None else by_id[each.amends_id]
            )
            for each in found
        ]


@strawberry.type
class NeedsQueries:
    """The needs form, and one assessment."""

    @strawberry.field(description="A version of the needs form; without one, that offered today.")
    async def needs_form(
        self,
        info: Info,
        version: Annotated[int | None, strawberry.argument(description="Which version.")] = None,
    ) -> NeedsForm | None:
        context = info.context
        found = read_needs_form(context.clock, context.actor, version)
        return None if found is None else NeedsForm(seen=found)

    @strawberry.field(description="One needs assessment; NOT_VISIBLE when hidden or absent.")
    async def needs_assessment(
        self,
        info: Info,
        id: Annotated[UUID, strawberry.argument(description="Identifier of the assessment.")],
    ) -> NeedsAssessment:
        return await load_needs_assessment(info.context, id)


@gate(Permission.NEEDS_READ, OPEN_DRAFT)
def refused_needs_actions(asked: Asked) -> Iterable[Gate]:
    """Why no assessment can be begun on a case now."""
    return reasons(asked[OPEN_DRAFT])


async def load_needs_assessment(context: Context, assessment_id: UUID) -> NeedsAssessment:
    """An assessment for an answer."""
    *before, seen = await read_needs_assessment(
        context.database, context.clock, context.actor, assessment_id
    )
    return NeedsAssessment(seen=seen, before=before[0] if before else None)


record(
    "needs_assessment",
    NeedsAssessment,
    load_needs_assessment,
    "The assessment as it stands now.",
    read_needs_head,
)

MUTATIONS = (
    (draft_needs_assessment, "Start a needs assessment: the first one, or an amendment."),
    (write_needs_finding, "Write what is found in one domain of a draft."),
    (record_own_view, "Record what the young person or a guardian says themselves."),
    (tell_own_view, "Say, as the family, how one sees a part of life."),
    (complete_needs_assessment, "Complete a draft; from then on it is only amended."),
    (discard_needs_assessment, "Give up an assessment that is still being written."),
)
