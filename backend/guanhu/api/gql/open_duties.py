"""What protects the minor and is still open, on the case page (M-02, M-03, M-05, O-07)."""

from __future__ import annotations

from datetime import date

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase, once
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.plans import load_plan_file
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence
from guanhu.cases.states import UNDER_SUPERVISION
from guanhu.decisions.facts import CaseDecisions, HearingMode, HearingStage, OpinionParty
from guanhu.decisions.use_cases.read_decisions import read_case_decisions
from guanhu.kernel.errors import FactValue
from guanhu.protections.facts import CaseAssessments, CaseProtections
from guanhu.protections.open_duties import OpenDuty as Duty
from guanhu.protections.open_duties import OpenDutyKind as Kind
from guanhu.protections.open_duties import consent_duties, open_duties, withdrawn_consents
from guanhu.protections.use_cases.assess import read_assessments
from guanhu.protections.use_cases.record import read_protections

OpenDutyKind = enum_type(Kind)
FACE_TO_FACE = frozenset({HearingMode.IN_PERSON, HearingMode.VIDEO})


@strawberry.type(description="A duty to the minor that nobody has done yet; it bars nothing.")
class OpenDuty:
    """Wraps a duty."""

    source: strawberry.Private[Duty]

    @strawberry.field(description="What is open.")
    def kind(self) -> OpenDutyKind:  # type: ignore[valid-type]
        return self.source.kind

    @strawberry.field(description="Day from which it is open.")
    def since(self) -> date:
        return self.source.since

    @strawberry.field(description="The duty in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("duties", self.source.kind.name, language.value)

    @strawberry.field(description="The rule it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.source.rule)

    @strawberry.field(description="Why: the rule, the day and what is missing.")
    def why(self) -> Why:
        source = self.source
        used: dict[str, FactValue] = {"since": source.since, **dict(source.facts)}
        return why_of(
            source.rule, used, lambda language: [sentence("duties", source.kind.name, language)]
        )


@strawberry.type(description="What protects the minor of a case file and is still open.")
class CaseOpenDutiesPart(CaseBase):
    """Told from what two other parts of the page read, once for all of them."""

    @strawberry.field(
        description="Duties to the minor nobody has done yet; they vanish by being done. For the"
        " prosecution."
    )
    async def open_duties(self, info: Info) -> list[OpenDuty] | None:
        context, case = info.context, self.page.case
        if not context.actor.may(Permission.DECISION_READ):
            return None
        how = context.database, context.clock, context.actor, case.id

        async def protected() -> CaseProtections:
            return await read_protections(*how)

        async def drafts() -> CaseDecisions:
            return await read_case_decisions(*how)

        protections: CaseProtections = await once(context, ("protections", case.id), protected)
        decided: CaseDecisions = await once(context, ("decisions.drafts", case.id), drafts)
        heard_on = [
            opinion.heard_on
            for opinion in decided.opinions
            if opinion.party is OpinionParty.MINOR
            and opinion.stage is HearingStage.BEFORE_DECISION
            and opinion.how in FACE_TO_FACE
            and opinion.heard_on is not None
        ]
        found = open_duties(
            case.status, case.milestones.received_on, protections, heard_on,
            self.page.minor.birth_date,
        )  # fmt: skip
        found += await self._consent_duties(info)
        return [OpenDuty(source=one) for one in found]

    async def _consent_duties(self, info: Info) -> list[Duty]:
        """The plan is asked for only where a consent was withdrawn under supervision (O-07)."""
        context, case = info.context, self.page.case
        if case.status not in UNDER_SUPERVISION:
            return []
        how = context.database, context.clock, context.actor, case.id

        async def assessed() -> CaseAssessments:
            return await read_assessments(*how)

        given: CaseAssessments = await once(context, ("assessments", case.id), assessed)
        withdrawn = withdrawn_consents(given.consents)
        if not withdrawn:
            return []
        plan = await load_plan_file(context, case.id)
        return consent_duties(case.status, withdrawn, plan_holds_one=plan.needs_consents)
