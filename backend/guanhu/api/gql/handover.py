"""Files passing from one officer to another, in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase, gate
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.handover import facts
from guanhu.handover.errors import CaseOnlyOffered
from guanhu.handover.gate_facts import OPEN_TRANSFER
from guanhu.handover.gates import FOR_THE_RECEIVER, reasons
from guanhu.handover.use_cases.answer_transfers import accept_transfers, return_transfers
from guanhu.handover.use_cases.offer_transfers import offer_transfers, withdraw_transfer
from guanhu.handover.use_cases.read_transfers import read_transfers

TransferState = enum_type(facts.TransferState)


@strawberry.type(description="An offer of the file to another officer.")
class CaseTransfer:
    """Wraps an offer."""

    seen: strawberry.Private[facts.TransferSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(name="from", description="Whose file it was at the offer.")
    async def from_(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.from_account)

    @strawberry.field(description="Who is to take it over.")
    async def to(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.to_account)

    @strawberry.field(description="Who offered it: its officer or the supervisor.")
    async def offered_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.offered_by)

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Whether the support team stays on.")
    def team_stays(self) -> bool:
        return self.seen.team_stays

    @strawberry.field(description="What became of it.")
    def state(self) -> TransferState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="When it was offered.")
    def offered_at(self) -> datetime:
        return self.seen.offered_at

    @strawberry.field(description="When it was answered, or taken back.")
    def answered_at(self) -> datetime | None:
        return self.seen.answered_at

    @strawberry.field(description="Why it was sent back.")
    def answer(self) -> str | None:
        return self.seen.answer


@strawberry.type(description="Who has the file, and to whom it is offered.")
class CaseHandoverPart(CaseBase):
    """What the handover room adds to the case page; null for those it is not for."""

    @strawberry.field(description="Offers of the file to other officers, the first one first.")
    async def transfers(self, info: Info) -> list[CaseTransfer] | None:
        context = info.context
        if not context.actor.may(Permission.TRANSFER_OFFER):
            return None
        found = await read_transfers(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [CaseTransfer(seen=each) for each in found]

    @strawberry.field(
        description="Whether the file is offered to the caller and not theirs yet: it is read,"
        " and accepted or sent back, and nothing else."
    )
    def only_offered(self, info: Info) -> bool:
        actor = info.context.actor
        return actor.role is Role.OFFICER and self.page.case.officer_id != actor.account_id


@gate(Permission.TRANSFER_OFFER, OPEN_TRANSFER)
def refused_transfer_actions(asked: Asked) -> Iterable[Gate]:
    """Why the actions on offers are refused now."""
    return reasons(asked[OPEN_TRANSFER], asked.actor.account_id)


def refuse_offered(action: object) -> CaseOnlyOffered | None:
    """Say that an action waits until the caller has accepted the file, or None (S59)."""
    return None if action in FOR_THE_RECEIVER else CaseOnlyOffered()


MUTATIONS = (
    (offer_transfers, "Offer files to another officer; one outcome for each."),
    (withdraw_transfer, "Take an offer back before it is answered."),
    (accept_transfers, "Take over files that were offered; one outcome for each."),
    (return_transfers, "Send offered files back with a reason; one outcome for each."),
)
