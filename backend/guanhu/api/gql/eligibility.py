"""Screening in the schema."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase, once
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence
from guanhu.eligibility import facts
from guanhu.eligibility.repository import AnswerGiven, ScreeningSeen
from guanhu.eligibility.triage_repository import TriageSeen
from guanhu.eligibility.use_cases.read_screenings import (
    CaseScreenings,
    read_screenings,
)
from guanhu.eligibility.use_cases.record_screening import record_screening
from guanhu.eligibility.use_cases.record_triage import record_triage
from guanhu.eligibility.wording import criterion_statement
from guanhu.kernel.errors import FactValue

ScreeningCriterion = enum_type(facts.Criterion)
Finding = enum_type(facts.Finding)
ScreeningResult = enum_type(facts.ScreeningResult)
Evidence = enum_type(facts.Evidence)
Remorse = enum_type(facts.Remorse)
Gravity = enum_type(facts.Gravity)
Leniency = enum_type(facts.Leniency)
Strictness = enum_type(facts.Strictness)
Presumption = enum_type(facts.Presumption)
TriageOutcome = enum_type(facts.TriageOutcome)


@strawberry.type(description="The answer to one criterion.")
class CriterionAnswer:
    """The officer's answer beside what the facts suggest."""

    which: strawberry.Private[facts.Criterion]
    given: strawberry.Private[AnswerGiven]
    screening: strawberry.Private[ScreeningSeen]

    @strawberry.field(description="Which criterion.")
    def criterion(self) -> ScreeningCriterion:  # type: ignore[valid-type]
        return self.which

    @strawberry.field(description="What the criterion asks.")
    def statement(self, language: LanguageArgument = Language.ZH) -> str:
        return criterion_statement(self.which, language.value)

    @strawberry.field(description="The officer's finding.")
    def finding(self) -> Finding:  # type: ignore[valid-type]
        return self.given.finding

    @strawberry.field(description="What the recorded facts suggested.")
    def suggested(self) -> Finding:  # type: ignore[valid-type]
        return self.given.suggested

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.given.reason

    @strawberry.field(description="The rule.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.which.rule)

    @strawberry.field(description="Why: the rule, what was found, and what the facts suggested.")
    def why(self) -> Why:
        return why_of(self.which.rule, self._used(), self._told)

    def _used(self) -> dict[str, FactValue]:
        used: dict[str, FactValue] = {"screened_on": self.screening.screened_on}
        if self.which is facts.Criterion.E_02:
            used["expected_months"] = self.screening.expected_months
        elif self.which is facts.Criterion.E_03:
            used["evidence"] = self.screening.evidence
        elif self.which is facts.Criterion.E_04:
            used["signs_of_remorse"] = len(self.screening.remorse)
        return used | {"suggested": self.given.suggested, "finding": self.given.finding}

    def _told(self, language: str) -> list[str]:
        suggested = sentence("why", self.given.suggested.name, language)
        finding = sentence("why", self.given.finding.name, language)
        return [
            sentence("why", "CRITERION_SUGGESTED", language).format(suggested=suggested),
            sentence("why", "CRITERION_FOUND", language).format(finding=finding),
        ]


@strawberry.type(description="A screening: may a conditional decision be made at all?")
class Screening:
    """Wraps a screening."""

    seen: strawberry.Private[ScreeningSeen]
    left_behind: strawberry.Private[bool]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the screening.")
    def screened_on(self) -> date:
        return self.seen.screened_on

    @strawberry.field(description="Who screened.")
    async def screened_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.screened_by)

    @strawberry.field(
        description="Whether a later screening, changed charges or another birth date overtook it."
    )
    def outdated(self) -> bool:
        return self.left_behind

    @strawberry.field(description="The result; never a must (E-10).")
    def result(self) -> ScreeningResult:  # type: ignore[valid-type]
        return self.seen.result

    @strawberry.field(description="Rules not met, or else unclear.")
    def because(self) -> list[str]:
        return list(self.seen.because)

    @strawberry.field(description="Combined sentence expected, in months.")
    def expected_months(self) -> int:
        return self.seen.expected_months

    @strawberry.field(description="Why this sentence is expected.")
    def expected_reason(self) -> str:
        return self.seen.expected_reason

    @strawberry.field(description="Whether the conditions for prosecution are met.")
    def evidence(self) -> Evidence:  # type: ignore[valid-type]
        return self.seen.evidence

    @strawberry.field(description="Signs of remorse found.")
    def remorse(self) -> list[Remorse]:  # type: ignore[valid-type]
        return list(self.seen.remorse)

    @strawberry.field(description="One answer per criterion.")
    def criteria(self) -> list[CriterionAnswer]:
        return [
            CriterionAnswer(which=which, given=given, screening=self.seen)
            for which, given in self.seen.answers
        ]


@strawberry.type(description="Direct non-prosecution considered before a conditional one (E-13).")
class Triage:
    """Wraps a triage."""

    seen: strawberry.Private[TriageSeen]
    left_behind: strawberry.Private[bool]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day on which it was considered.")
    def considered_on(self) -> date:
        return self.seen.considered_on

    @strawberry.field(description="Who considered it.")
    async def considered_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.considered_by)

    @strawberry.field(
        description="Whether a later triage, changed charges or another birth date overtook it."
    )
    def outdated(self) -> bool:
        return self.left_behind

    @strawberry.field(description="How the facts weigh.")
    def gravity(self) -> Gravity:  # type: ignore[valid-type]
        return self.seen.weighed.gravity

    @strawberry.field(description="Whether the opinion on assisting crime covers the case.")
    def assisting(self) -> bool:
        return self.seen.weighed.assisting

    @strawberry.field(description="Circumstances of item 10 found (E-13).")
    def leniency(self) -> list[Leniency]:  # type: ignore[valid-type]
        return [one for one in facts.Leniency if one in self.seen.weighed.leniency]

    @strawberry.field(description="Circumstances of item 9 found (E-14).")
    def strictness(self) -> list[Strictness]:  # type: ignore[valid-type]
        return [one for one in facts.Strictness if one in self.seen.weighed.strictness]

    @strawberry.field(description="What the law presumes of a case so weighed.")
    def presumption(self) -> Presumption:  # type: ignore[valid-type]
        return self.seen.presumed.what

    @strawberry.field(description="Which decision the case goes on to.")
    def outcome(self) -> TriageOutcome:  # type: ignore[valid-type]
        return self.seen.outcome

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Why not what the law presumes, where it was departed from.")
    def departs_because(self) -> str | None:
        return self.seen.departs_because

    @strawberry.field(description="The rule that presumes, or that takes the presumption away.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.seen.presumed.rule)

    @strawberry.field(description="Why: the rule, the circumstances found, and what it presumes.")
    def why(self) -> Why:
        weighed = self.seen.weighed
        used: dict[str, FactValue] = {
            "considered_on": self.seen.considered_on,
            "gravity": weighed.gravity,
            "assisting": weighed.assisting,
            "leniency": len(weighed.leniency),
            "strictness": len(weighed.strictness),
        }
        return why_of(self.seen.presumed.rule, used, self._told)

    def _told(self, language: str) -> list[str]:
        presumption = sentence("why", f"PRESUMED_{self.seen.presumed.what.name}", language)
        outcome = sentence("why", f"TRIAGED_{self.seen.outcome.name}", language)
        return [presumption, outcome]


@strawberry.type(description="Screening on the case page.")
class CaseEligibilityPart(CaseBase):
    """For the prosecution only."""

    async def _screenings(self, info: Info) -> CaseScreenings | None:
        context = info.context
        if not context.actor.may(Permission.SCREENING_READ):
            return None

        async def load() -> CaseScreenings:
            return await read_screenings(context.database, context.clock, context.actor, self.page)

        found: CaseScreenings = await once(context, ("screenings", self.page.case.id), load)
        return found

    @strawberry.field(description="The latest screening; null for those it is not for.")
    async def screening(self, info: Info) -> Screening | None:
        found = await self._screenings(info)
        if found is None or not found.screenings:
            return None
        return Screening(seen=found.screenings[0], left_behind=found.outdated)

    @strawberry.field(description="Every screening, latest first; null for those it is not for.")
    async def screenings(self, info: Info) -> list[Screening] | None:
        found = await self._screenings(info)
        if found is None:
            return None
        return [
            Screening(seen=seen, left_behind=found.outdated or place > 0)
            for place, seen in enumerate(found.screenings)
        ]

    @strawberry.field(
        description="Every triage, latest first; null for those it is not for (E-13, E-14)."
    )
    async def triages(self, info: Info) -> list[Triage] | None:
        found = await self._screenings(info)
        if found is None:
            return None
        return [
            Triage(seen=seen, left_behind=found.triage_outdated or place > 0)
            for place, seen in enumerate(found.triages)
        ]


MUTATIONS = (
    (record_screening, "Screen a case: one answer and one reason per criterion."),
    (record_triage, "Consider direct non-prosecution before a conditional one, with reasons."),
)
