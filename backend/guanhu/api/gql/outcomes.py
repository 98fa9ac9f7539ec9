"""Outcomes of appointments and the compliance picture in the schema (R-07)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.outcome_entries import OutcomeEntry
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.incidents import outcome_table, picture
from guanhu.incidents import outcomes as known
from guanhu.incidents.gate_facts import PENDING
from guanhu.incidents.gates import outcome_reasons
from guanhu.incidents.outcome_repository import ConsultationSeen
from guanhu.incidents.use_cases.consult import answer_suggestion
from guanhu.incidents.use_cases.read_outcome_table import read_outcome_table
from guanhu.incidents.use_cases.read_picture import Picture, read_outcomes, read_picture
from guanhu.incidents.use_cases.record_outcome import record_outcome, settle_outcome
from guanhu.incidents.use_cases.record_outcomes import record_outcomes
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import FactValue

OutcomeAbout = enum_type(known.OutcomeAbout)
OutcomeState = enum_type(known.OutcomeState)
FactSource = enum_type(picture.FactSource)
FactStanding = enum_type(picture.FactStanding)


@strawberry.type(description="What came of an appointment.")
class Outcome:
    """Wraps an outcome: input, and no finding (S-01)."""

    seen: strawberry.Private[known.OutcomeSeen]

    def _today(self, info: Info) -> date:
        return office_date(info.context.clock.now())

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="What kind of appointment it was.")
    def about(self) -> OutcomeAbout:  # type: ignore[valid-type]
        return self.seen.about

    @strawberry.field(description="The check-in, where it was one.")
    def check_in_id(self) -> UUID | None:
        return self.seen.facts.check_in_id

    @strawberry.field(description="The condition of the plan, where it was one.")
    def condition_id(self) -> UUID | None:
        return self.seen.condition_id

    @strawberry.field(description="Its day.")
    def held_on(self) -> date:
        return self.seen.facts.held_on

    @strawberry.field(description="As it was recorded.")
    def recorded_as(self) -> OutcomeEntry:
        return OutcomeEntry(seen=self.seen.facts.entry)

    @strawberry.field(description="As it reads today: settled, or lapsed, or as recorded.")
    def reads_as(self, info: Info) -> OutcomeEntry:
        table = outcome_table.outcomes()
        return OutcomeEntry(seen=known.reads_as(self.seen.facts, table, self._today(info)))

    @strawberry.field(description="Which kind of absence.")
    def absence_kind(self) -> str | None:
        return self.seen.absence_kind

    @strawberry.field(description="Where it stands today; computed, whether or not jobs ran.")
    def state(self, info: Info) -> OutcomeState:  # type: ignore[valid-type]
        return known.state_on(self.seen.facts, self._today(info))

    @strawberry.field(description="Whether it counts today.")
    def counts(self, info: Info) -> bool:
        return known.counts(self.seen.facts, self._today(info))

    @strawberry.field(description="Last day for evidence.")
    def evidence_until(self) -> date | None:
        return self.seen.facts.evidence_until

    @strawberry.field(description="Days left for evidence; null where none is awaited.")
    def days_left(self, info: Info) -> int | None:
        return known.days_left(self.seen.facts, self._today(info))

    @strawberry.field(description="What happened.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="What the settlement rests on.")
    def settlement(self) -> str | None:
        return self.seen.settlement

    @strawberry.field(description="Day on which a person settled it.")
    def settled_on(self) -> date | None:
        return self.seen.settled_on

    @strawberry.field(description="Who settled it.")
    async def settled_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.settled_by)

    @strawberry.field(description="The incident a person reported from it.")
    def incident_id(self) -> UUID | None:
        return self.seen.incident_id

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="One dated fact of the compliance picture, with its source.")
class PictureFact:
    """Wraps a fact."""

    seen: strawberry.Private[picture.PictureFact]

    @strawberry.field(description="Its day.")
    def on(self) -> date:
        return self.seen.on

    @strawberry.field(description="Which kind of record it was read from.")
    def source(self) -> FactSource:  # type: ignore[valid-type]
        return self.seen.source

    @strawberry.field(description="The record.")
    def record_id(self) -> UUID:
        return self.seen.record_id

    @strawberry.field(description="What it is: a code of its source.")
    def code(self) -> str:
        return self.seen.code

    @strawberry.field(description="What it is, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        if self.seen.source is picture.FactSource.OUTCOME:
            table = outcome_table.outcomes()
            entry = next(one for one in table.versions() if one.code == self.seen.code)
            return entry.title.text(language.value)
        return sentence("incidents", f"FACT_{self.seen.code}", language.value)

    @strawberry.field(description="Whether it counts, or why not.")
    def standing(self) -> FactStanding:  # type: ignore[valid-type]
        return self.seen.standing

    @strawberry.field(description="From this day it no longer counts, if it does (unconfirmed).")
    def ages_out_on(self) -> date:
        return self.seen.ages_out_on


@strawberry.type(description="A suggestion to consult a supervisor; a person decides (R-07).")
class ConsultSuggestion:
    """Wraps a suggestion."""

    seen: strawberry.Private[picture.Consult]

    @strawberry.field(description="The history: the facts it rests on, the latest first.")
    def history(self) -> list[PictureFact]:
        return [PictureFact(seen=one) for one in self.seen.facts]

    @strawberry.field(description="Why it is suggested.")
    def why(self) -> Why:
        facts: dict[str, FactValue] = {
            "count": len(self.seen.facts), "least": self.seen.least,
            "first_on": self.seen.facts[-1].on, "last_on": self.seen.facts[0].on,
        }  # fmt: skip

        def told(language: str) -> list[str]:
            return [sentence("incidents", "CONSULT", language)]

        return why_of("R-07", facts, told)


@strawberry.type(description="What an officer answered to a suggestion to consult a supervisor.")
class Consultation:
    """Wraps an answer, with the settings of its day (N08)."""

    seen: strawberry.Private[ConsultationSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Whether a supervisor was consulted.")
    def consulted(self) -> bool:
        return self.seen.asked

    @strawberry.field(description="What was asked, or why not.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="The records it rested on.")
    def fact_ids(self) -> list[UUID]:
        return list(self.seen.facts)

    @strawberry.field(description="How many misses suggested it on that day (unconfirmed).")
    def least(self) -> int:
        return self.seen.least

    @strawberry.field(description="After how many months facts aged out on that day.")
    def ages_out_months(self) -> int:
        return self.seen.ages_out_months

    @strawberry.field(description="When it was answered.")
    def decided_at(self) -> datetime:
        return self.seen.decided_at

    @strawberry.field(description="Who answered.")
    async def decided_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.decided_by)


@strawberry.type(description="Dated facts about compliance; no colour, and no score.")
class CompliancePicture:
    """Wraps the picture."""

    seen: strawberry.Private[Picture]

    @strawberry.field(description="The latest facts first, at most fifty.")
    def facts(self) -> list[PictureFact]:
        return [PictureFact(seen=one) for one in self.seen.facts[: picture.MOST]]

    @strawberry.field(description="How many facts there are in all.")
    def total(self) -> int:
        return len(self.seen.facts)

    @strawberry.field(description="Parts that could not be computed now; the others stand.")
    def unavailable(self) -> list[FactSource]:  # type: ignore[valid-type]
        return list(self.seen.unavailable)

    @strawberry.field(description="A suggestion to consult a supervisor, where there is one.")
    def suggestion(self) -> ConsultSuggestion | None:
        found = self.seen.suggestion
        return None if found is None else ConsultSuggestion(seen=found)

    @strawberry.field(description="After how many months a fact ages out (unconfirmed).")
    def ages_out_months(self) -> int:
        return self.seen.book.fact_ages_out.value

    @strawberry.field(description="The rule about ageing out; not confirmed.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("R-07")


@strawberry.type(description="Outcomes of appointments and the compliance picture of a case.")
class CaseOutcomesPart(CaseBase):
    """Null for those they are not for."""

    @strawberry.field(description="What came of appointments, the latest first.")
    async def outcomes(self, info: Info) -> list[Outcome] | None:
        found = await self._came_of(info)
        return None if found is None else [Outcome(seen=one) for one in found[0]]

    @strawberry.field(description="Answers to suggestions to consult, the first one first.")
    async def consultations(self, info: Info) -> list[Consultation] | None:
        found = await self._came_of(info)
        return None if found is None else [Consultation(seen=one) for one in found[1]]

    @strawberry.field(description="Dated facts about compliance, and what is suggested.")
    async def compliance_picture(self, info: Info) -> CompliancePicture | None:
        context = info.context
        if not context.actor.may(Permission.INCIDENT_READ):
            return None
        found = await read_picture(context.database, context.clock, context.actor, self.page.case)
        return CompliancePicture(seen=found)

    async def _came_of(
        self, info: Info
    ) -> tuple[list[known.OutcomeSeen], list[ConsultationSeen]] | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.INCIDENT_READ):
            return None

        async def load() -> tuple[list[known.OutcomeSeen], list[ConsultationSeen]]:
            return await read_outcomes(context.database, context.clock, context.actor, case_id)

        found: tuple[list[known.OutcomeSeen], list[ConsultationSeen]] = await once(
            context, ("outcomes", case_id), load
        )
        return found


@strawberry.type
class OutcomesQueries:
    """The table of outcomes."""

    @strawberry.field(description="The outcomes offered today.")
    async def outcome_table(self, info: Info) -> list[OutcomeEntry]:
        context = info.context
        found = await read_outcome_table(context.database, context.clock, context.actor)
        return [OutcomeEntry(seen=one) for one in found]


@strawberry.type(description="What came of an appointment, as the family sees it.")
class FamilyOutcome:
    """Wraps an outcome; no word of what staff wrote."""

    seen: strawberry.Private[known.OutcomeFacts]
    day: strawberry.Private[date]

    @strawberry.field(description="Its day.")
    def on(self) -> date:
        return self.seen.held_on

    @strawberry.field(description="What came of it, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        table = outcome_table.outcomes()
        return known.reads_as(self.seen, table, self.day).title.text(language.value)

    @strawberry.field(description="Where it stands today.")
    def state(self) -> OutcomeState:  # type: ignore[valid-type]
        return known.state_on(self.seen, self.day)

    @strawberry.field(description="Last day for evidence.")
    def evidence_until(self) -> date | None:
        return self.seen.evidence_until

    @strawberry.field(description="Days left for evidence.")
    def days_left(self) -> int | None:
        return known.days_left(self.seen, self.day)


@gate(Permission.INCIDENT_READ, PENDING)
def refused_outcome_actions(asked: Asked) -> Iterable[Gate]:
    """Why no absence can be settled now."""
    return outcome_reasons(asked[PENDING])


MUTATIONS = (
    (record_outcome, "Record what came of a check-in, a session or a duty of a condition."),
    (record_outcomes, "Record what came of a group session, for each young person by themself."),
    (settle_outcome, "Say what an absence was, for which evidence was awaited."),
    (answer_suggestion, "Consult a supervisor as suggested, or decline with the reason."),
)
