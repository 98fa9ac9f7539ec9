"""What may come with non-prosecution, as the case page shows it (F-02)."""

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
from guanhu.api.gql.words import sentence
from guanhu.cases.states import NOT_PROSECUTED
from guanhu.decisions import facts
from guanhu.decisions.use_cases.final_measures import record_final_measure
from guanhu.decisions.use_cases.read_decisions import read_final_measures

FinalMeasureKind = enum_type(facts.FinalMeasureKind)


@strawberry.type(description="A measure that came with the final decision (F-02).")
class FinalMeasure:
    """Wraps a record."""

    seen: strawberry.Private[facts.FinalMeasureSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day on which it was taken.")
    def done_on(self) -> date:
        return self.seen.done_on

    @strawberry.field(description="What was done.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="One line of the checklist beside the final decision (F-02).")
class FinalChecklistLine:
    """A kind of measure and what is on record of it; nothing here is a condition."""

    of: strawberry.Private[facts.FinalMeasureKind]
    found: strawberry.Private[list[facts.FinalMeasureSeen]]

    @strawberry.field(description="Which measure.")
    def kind(self) -> FinalMeasureKind:  # type: ignore[valid-type]
        return self.of

    @strawberry.field(description="Which measure, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("measures", self.of.name, language.value)

    @strawberry.field(description="The article it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("F-02")

    @strawberry.field(description="What is on record.")
    def records(self) -> list[FinalMeasure]:
        return [FinalMeasure(seen=one) for one in self.found]


@strawberry.type(description="The checklist of the final decision on the case page.")
class CaseFinalMeasuresPart(CaseBase):
    """For the prosecution only."""

    @strawberry.field(
        description="What may come with non-prosecution (F-02), once it was decided; null before,"
        " and for those it is not for."
    )
    async def final_checklist(self, info: Info) -> list[FinalChecklistLine] | None:
        context, case = info.context, self.page.case
        if not context.actor.may(Permission.DECISION_READ) or case.status not in NOT_PROSECUTED:
            return None

        async def load() -> tuple[facts.FinalMeasureSeen, ...]:
            return await read_final_measures(
                context.database, context.clock, context.actor, case.id
            )

        seen: tuple[facts.FinalMeasureSeen, ...] = await once(
            context, ("final_measures", case.id), load
        )
        return [
            FinalChecklistLine(of=kind, found=[one for one in seen if one.kind is kind])
            for kind in facts.FinalMeasureKind
        ]


MUTATIONS = ((record_final_measure, "Record a measure that came with the final decision."),)
