"""Whether a case has a victim, as corrected after intake, in the schema."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.context import Info
from guanhu.decisions.facts import VictimCorrectionSeen
from guanhu.decisions.use_cases.correct_victim import correct_victim, read_victim_corrections


@strawberry.type(description="A correction of whether there is a victim.")
class VictimCorrection:
    """Wraps a correction."""

    seen: strawberry.Private[VictimCorrectionSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What the file says since.")
    def has_victim(self) -> bool:
        return self.seen.has_victim

    @strawberry.field(description="Why it said otherwise.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Who corrected it.")
    async def corrected_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.corrected_by)

    @strawberry.field(description="When.")
    def corrected_at(self) -> datetime:
        return self.seen.corrected_at


@strawberry.type(description="The victim on the case page.")
class CaseVictimPart(CaseBase):
    """What the file says of a victim."""

    @strawberry.field(description="Whether there is a victim to be heard (D-01).")
    def has_victim(self) -> bool:
        return self.page.case.milestones.has_victim

    @strawberry.field(description="Corrections of it, oldest first; null for those not for them.")
    async def victim_corrections(self, info: Info) -> list[VictimCorrection] | None:
        context = info.context
        if not context.actor.may(Permission.DECISION_READ):
            return None
        found = await read_victim_corrections(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [VictimCorrection(seen=one) for one in found]


MUTATIONS = ((correct_victim, "Correct after intake whether there is a victim, with the reason."),)
