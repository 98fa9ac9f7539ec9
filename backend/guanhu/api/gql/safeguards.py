"""Compulsory measures in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.safeguards import facts
from guanhu.safeguards.gate_facts import MEASURES
from guanhu.safeguards.gates import reasons
from guanhu.safeguards.use_cases.end_measure import end_measure
from guanhu.safeguards.use_cases.read_measures import read_measures
from guanhu.safeguards.use_cases.record_measure import record_measure

MeasureKind = enum_type(facts.MeasureKind)
OrderedBy = enum_type(facts.OrderedBy)
MeasureEnding = enum_type(facts.MeasureEnding)


@strawberry.type(description="A compulsory measure against the suspect (P-13).")
class CompulsoryMeasure:
    """Wraps a measure."""

    seen: strawberry.Private[facts.MeasureSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="Which measure.")
    def kind(self) -> MeasureKind:  # type: ignore[valid-type]
        return self.seen.facts.kind

    @strawberry.field(description="First day on which it holds.")
    def began_on(self) -> date:
        return self.seen.facts.began_on

    @strawberry.field(description="Day from which it no longer holds; null while it does.")
    def ended_on(self) -> date | None:
        return self.seen.facts.ended_on

    @strawberry.field(description="Which organ ordered it.")
    def ordered_by(self) -> OrderedBy:  # type: ignore[valid-type]
        return self.seen.ordered_by

    @strawberry.field(description="How it ended.")
    def ending(self) -> MeasureEnding | None:  # type: ignore[valid-type]
        return self.seen.ending

    @strawberry.field(description="Why it ended.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Whether the suspect is held under it.")
    def custody(self) -> bool:
        return self.seen.facts.kind in facts.CUSTODY

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="The compulsory measures of a case file.")
class CaseSafeguardsPart(CaseBase):
    """What the safeguards room adds to the case page."""

    @strawberry.field(description="Compulsory measures, the first one first; prosecution only.")
    async def measures(self, info: Info) -> list[CompulsoryMeasure]:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.DECISION_READ):
            return []

        async def load() -> list[facts.MeasureSeen]:
            return await read_measures(context.database, context.clock, context.actor, case_id)

        found: list[facts.MeasureSeen] = await once(context, ("measures", case_id), load)
        return [CompulsoryMeasure(seen=each) for each in found]


@gate(Permission.DECISION_READ, MEASURES)
def refused_measure_actions(asked: Asked) -> Iterable[Gate]:
    """Why a measure can be neither recorded nor ended now."""
    return reasons(asked[MEASURES])


MUTATIONS = (
    (record_measure, "Record a compulsory measure."),
    (end_measure, "End a compulsory measure."),
)
