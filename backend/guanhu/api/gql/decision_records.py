"""Records of hearing, proposing, deciding, serving and announcing as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.decisions import facts
from guanhu.kernel.statutes import Statute
from guanhu.law.effect import effective_on
from guanhu.law.register import cited

HearingStage = enum_type(facts.HearingStage)
OpinionParty = enum_type(facts.OpinionParty)
HearingMode = enum_type(facts.HearingMode)
Stance = enum_type(facts.Stance)
ObjectionKind = enum_type(facts.ObjectionKind)
ProposalState = enum_type(facts.ProposalState)
DecisionKind = enum_type(facts.DecisionKind)
Addressee = enum_type(facts.Addressee)
ServiceMode = enum_type(facts.ServiceMode)
Explained = enum_type(facts.Explained)


@strawberry.type(description="A record of hearing, or of why it was impossible (D-01).")
class Opinion:
    """Wraps a record."""

    seen: strawberry.Private[facts.OpinionSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Before which decision.")
    def stage(self) -> HearingStage:  # type: ignore[valid-type]
        return self.seen.stage

    @strawberry.field(description="Who was heard.")
    def party(self) -> OpinionParty:  # type: ignore[valid-type]
        return self.seen.party

    @strawberry.field(description="Day of the hearing.")
    def heard_on(self) -> date | None:
        return self.seen.heard_on

    @strawberry.field(description="How.")
    def how(self) -> HearingMode | None:  # type: ignore[valid-type]
        return self.seen.how

    @strawberry.field(description="Where the party stands.")
    def stance(self) -> Stance | None:  # type: ignore[valid-type]
        return self.seen.stance

    @strawberry.field(description="To what the party objects.")
    def objection(self) -> ObjectionKind:  # type: ignore[valid-type]
        return self.seen.objection

    @strawberry.field(description="What was said.")
    def statement(self) -> str | None:
        return self.seen.statement

    @strawberry.field(description="Who of the police approved the written opinion.")
    def approved_by(self) -> str | None:
        return self.seen.approved_by

    @strawberry.field(description="Why hearing was impossible.")
    def impossible_because(self) -> str | None:
        return self.seen.impossible_because

    @strawberry.field(description="Day on which the objection was withdrawn.")
    def withdrawn_on(self) -> date | None:
        return self.seen.withdrawn_on

    @strawberry.field(description="Whether the objection was adopted, once answered.")
    def adopted(self) -> bool | None:
        return self.seen.adopted

    @strawberry.field(description="What was adopted, or why not.")
    def explanation(self) -> str | None:
        return self.seen.explanation

    @strawberry.field(description="Who made the record.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When the record was made.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="A proposed non-prosecution, conditional or direct.")
class Proposal:
    """Wraps a proposal."""

    seen: strawberry.Private[facts.ProposalSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What is proposed.")
    def kind(self) -> DecisionKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="Length of the period in months; null for a direct one.")
    def period_months(self) -> int | None:
        return self.seen.period_months

    @strawberry.field(description="Why.")
    def reasons(self) -> str:
        return self.seen.reasons

    @strawberry.field(description="Where it stands.")
    def state(self) -> ProposalState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Who proposed.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="Who approved it or sent it back.")
    async def approver(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.approver_id)

    @strawberry.field(description="When it was proposed.")
    def proposed_at(self) -> datetime:
        return self.seen.proposed_at

    @strawberry.field(description="What was missing or wrong, when sent back.")
    def feedback(self) -> str | None:
        return self.seen.feedback


@strawberry.type(description="Service of a decision on one addressee (D-08).")
class Service:
    """Wraps a service."""

    seen: strawberry.Private[facts.ServiceSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="On whom.")
    def addressee(self) -> Addressee:  # type: ignore[valid-type]
        return self.seen.addressee

    @strawberry.field(description="How.")
    def mode(self) -> ServiceMode:  # type: ignore[valid-type]
        return self.seen.mode

    @strawberry.field(description="Day it was sent or brought.")
    def sent_on(self) -> date:
        return self.seen.sent_on

    @strawberry.field(description="Day on the receipt.")
    def received_on(self) -> date:
        return self.seen.received_on

    @strawberry.field(description="Last day for it.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="Whether it missed its last day.")
    def late(self) -> bool:
        return self.seen.late

    @strawberry.field(description="Remark on the receipt.")
    def note(self) -> str | None:
        return self.seen.note


@strawberry.type(description="The announcement of a decision.")
class Announcement:
    """Wraps an announcement."""

    seen: strawberry.Private[facts.AnnouncementSeen]

    @strawberry.field(description="Day of the announcement.")
    def announced_on(self) -> date:
        return self.seen.announced_on

    @strawberry.field(description="Whether the minor was present.")
    def minor_present(self) -> bool:
        return self.seen.minor_present

    @strawberry.field(description="Whether the legal representative was present.")
    def legal_representative_present(self) -> bool:
        return self.seen.legal_representative_present

    @strawberry.field(description="What was explained.")
    def explained(self) -> list[Explained]:  # type: ignore[valid-type]
        return list(self.seen.explained)

    @strawberry.field(description="Where.")
    def place(self) -> str | None:
        return self.seen.place


ARTICLES = {
    facts.DecisionKind.STATUTORY_NON_PROSECUTION: "177(1)",
    facts.DecisionKind.EVIDENCE_NON_PROSECUTION: "175(4)",
}
"""Of several articles of one rule (E-03), the one a decision rests on."""


@strawberry.type(description="A decision; never changed once issued.")
class Decision:
    """Wraps a decision."""

    seen: strawberry.Private[facts.DecisionSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What was decided.")
    def kind(self) -> DecisionKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="Day of the decision.")
    def decided_on(self) -> date:
        return self.seen.decided_on

    @strawberry.field(description="Length of the period in months.")
    def period_months(self) -> int | None:
        return self.seen.period_months

    @strawberry.field(description="The rule it rests on.")
    def basis(self, info: Info) -> LegalBasis | None:
        if self.seen.kind is facts.DecisionKind.REVOCATION and not info.context.actor.may(
            Permission.DECISION_READ
        ):
            # The ground may be a violation of public security, for the prosecution alone.
            return LegalBasis.of_rule("R-08")
        article = ARTICLES.get(self.seen.kind)
        if article is not None:
            return LegalBasis(source=cited(self.seen.basis_rule, Statute.CPL, article))
        return LegalBasis.of_rule(self.seen.basis_rule)

    @strawberry.field(description="Who wrote it.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="Who approved it.")
    async def approver(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.approver_id)

    @strawberry.field(description="The text; for the prosecution only.")
    def text(self, info: Info) -> str | None:
        allowed = info.context.actor.may(Permission.DECISION_READ)
        return self.seen.text if allowed else None

    @strawberry.field(description="On whom it is to be served.")
    def addressees(self) -> list[Addressee]:  # type: ignore[valid-type]
        return list(self.seen.addressees)

    @strawberry.field(description="Services on record.")
    def services(self) -> list[Service]:
        return [Service(seen=service) for service in self.seen.services]

    @strawberry.field(description="The announcement, once made.")
    def announcement(self) -> Announcement | None:
        found = self.seen.announcement
        return None if found is None else Announcement(seen=found)

    @strawberry.field(description="Day it took effect; the final decision by announcement (P-14).")
    def effective_on(self) -> date | None:
        if self.seen.kind not in facts.WITHOUT_RETURN:
            return self.seen.decided_on
        announced = self.seen.announcement
        on = None if announced is None else announced.announced_on
        return effective_on(self.seen.decided_on, on)


@strawberry.type(description="A proposed or made change of the period's length.")
class PeriodChange:
    """Wraps a change."""

    seen: strawberry.Private[facts.PeriodChangeSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Where it stands.")
    def state(self) -> ProposalState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Length before, in months.")
    def old_months(self) -> int:
        return self.seen.old_months

    @strawberry.field(description="Last day before.")
    def old_ends_on(self) -> date:
        return self.seen.old_ends_on

    @strawberry.field(description="Length after, in months.")
    def new_months(self) -> int:
        return self.seen.new_months

    @strawberry.field(description="Last day after.")
    def new_ends_on(self) -> date:
        return self.seen.new_ends_on

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Why it was sent back.")
    def feedback(self) -> str | None:
        return self.seen.feedback

    @strawberry.field(description="Who proposed.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="Who decided on it.")
    async def approver(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.approver_id)

    @strawberry.field(description="When it was proposed.")
    def proposed_at(self) -> datetime:
        return self.seen.proposed_at

    @strawberry.field(description="When it was decided on.")
    def closed_at(self) -> datetime | None:
        return self.seen.closed_at
