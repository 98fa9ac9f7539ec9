"""Incentives in the schema: they stand beside sanctions (R-07)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.incidents import incentives
from guanhu.incidents.use_cases.give_incentive import give_incentive, read_incentives

IncentiveKind = enum_type(incentives.IncentiveKind)
IncentiveState = enum_type(incentives.IncentiveState)


@strawberry.type(description="Recognition, or a change that is an incentive.")
class Incentive:
    """Wraps an incentive."""

    seen: strawberry.Private[incentives.IncentiveSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What is given.")
    def kind(self) -> IncentiveKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="Where it stands: given, or as far as its change is.")
    def state(self) -> IncentiveState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Its day.")
    def on(self) -> date:
        return self.seen.on

    @strawberry.field(description="What went well.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="The variation of the plan, where it is one.")
    def plan_version_id(self) -> UUID | None:
        return self.seen.plan_version_id

    @strawberry.field(description="The change of the period, where it is one.")
    def period_change_id(self) -> UUID | None:
        return self.seen.period_change_id

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="The incentives of a case file.")
class CaseIncentivesPart(CaseBase):
    """Null for those it is not for."""

    @strawberry.field(description="Incentives, the latest first.")
    async def incentives(self, info: Info) -> list[Incentive] | None:
        context = info.context
        if not context.actor.may(Permission.INCIDENT_READ):
            return None
        found = await read_incentives(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [Incentive(seen=one) for one in found]


MUTATIONS = ((give_incentive, "Recognise what went well, or name a change as an incentive."),)
