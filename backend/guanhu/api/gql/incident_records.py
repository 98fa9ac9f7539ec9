"""Incidents, responses, holds, grounds and proposals to revoke as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.decision_records import ProposalState
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence
from guanhu.incidents import conduct, ladder
from guanhu.incidents import facts as known
from guanhu.kernel.errors import FactValue
from guanhu.law.ladder import Rung as LawRung

IncidentKind = enum_type(known.IncidentKind)
BreachedDuty = enum_type(known.BreachedDuty)
IncidentSource = enum_type(known.IncidentSource)
IncidentFinding = enum_type(known.IncidentFinding)
IncidentState = enum_type(known.IncidentState)
DisputedBy = enum_type(known.DisputedBy)
IncidentPath = enum_type(known.IncidentPath)
Ground = enum_type(known.Ground)
GroundBy = enum_type(known.GroundBy)
Rung = enum_type(LawRung)
ConductKind = enum_type(conduct.ConductKind)


@strawberry.type(description="The response the system proposes; a person decides (R-07).")
class ResponseSuggestion:
    """Wraps a suggestion."""

    seen: strawberry.Private[ladder.Suggestion]

    @strawberry.field(description="The rung; null where nothing is to be responded to.")
    def rung(self) -> Rung | None:  # type: ignore[valid-type]
        return self.seen.rung

    @strawberry.field(description="Why this one, with the dated facts it rests on.")
    def why(self) -> Why:
        key = f"SUGGESTION_{self.seen.because.name}"

        def told(language: str) -> list[str]:
            return [sentence("incidents", key, language)]

        return why_of(self.seen.rule, self.seen.facts, told)


@strawberry.type(description="What somebody decided to do about an incident.")
class IncidentResponse:
    """Wraps a response."""

    seen: strawberry.Private[known.ResponseSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The incident.")
    def incident_id(self) -> UUID:
        return self.seen.facts.incident_id

    @strawberry.field(description="The response; null: nothing more followed.")
    def rung(self) -> Rung | None:  # type: ignore[valid-type]
        return self.seen.facts.rung

    @strawberry.field(description="What the system had proposed.")
    def proposed(self) -> Rung | None:  # type: ignore[valid-type]
        return self.seen.proposed

    @strawberry.field(description="The reason given.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Day of the response.")
    def done_on(self) -> date:
        return self.seen.facts.done_on

    @strawberry.field(description="Day it was served, where it was.")
    def served_on(self) -> date | None:
        return self.seen.served_on

    @strawberry.field(description="Who decided.")
    async def decided_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.decided_by)

    @strawberry.field(description="When it was recorded.")
    def decided_at(self) -> datetime:
        return self.seen.decided_at


@strawberry.type(description="Something that happened, as reported, found and disputed.")
class Incident:
    """Wraps an incident. What was found is null outside the prosecution."""

    seen: strawberry.Private[known.IncidentSeen]
    leads: strawberry.Private[known.IncidentPath | None]
    disputed_day: strawberry.Private[bool]
    proposed: strawberry.Private[ladder.Suggestion | None]
    decided: strawberry.Private[tuple[known.ResponseSeen, ...]]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="What kind of thing it is.")
    def kind(self) -> IncidentKind:  # type: ignore[valid-type]
        return self.seen.facts.kind

    @strawberry.field(description="Which supervision rule was breached (O-01 to O-05).")
    def duty(self) -> BreachedDuty | None:  # type: ignore[valid-type]
        return self.seen.duty

    @strawberry.field(description="Where the fact stands.")
    def state(self) -> IncidentState:  # type: ignore[valid-type]
        return self.seen.facts.state

    @strawberry.field(description="Whether it counts: found, and neither disputed nor explained.")
    def counts(self) -> bool:
        return self.seen.facts.state is known.IncidentState.ESTABLISHED

    @strawberry.field(description="Day it happened, or began.")
    def happened_on(self) -> date:
        return self.seen.facts.happened_on

    @strawberry.field(description="Last day, where it lasted.")
    def happened_until(self) -> date | None:
        return self.seen.happened_until

    @strawberry.field(description="Day it became known.")
    def found_on(self) -> date:
        return self.seen.facts.found_on

    @strawberry.field(description="Whether it lies on the day the readings disagree about (A-1).")
    def on_disputed_day(self) -> bool:
        return self.disputed_day

    @strawberry.field(description="What happened.")
    def facts(self) -> str:
        return self.seen.text

    @strawberry.field(description="Where it is known from.")
    def source(self) -> IncidentSource:  # type: ignore[valid-type]
        return self.seen.source

    @strawberry.field(description="The missed check-in, where that is the source.")
    def check_in_id(self) -> UUID | None:
        return self.seen.source_id

    @strawberry.field(description="Whether only the prosecution sees it (R-13).")
    def restricted(self) -> bool:
        return self.seen.restricted

    @strawberry.field(description="Who wrote it down.")
    async def reported_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.reported_by)

    @strawberry.field(description="When it was written down.")
    def reported_at(self) -> datetime:
        return self.seen.reported_at

    @strawberry.field(description="What the prosecutor found.")
    def finding(self) -> IncidentFinding | None:  # type: ignore[valid-type]
        return self.seen.facts.finding

    @strawberry.field(description="Whether its consequences are serious.")
    def serious(self) -> bool:
        return self.seen.facts.serious

    @strawberry.field(description="Why they are.")
    def serious_reason(self) -> str | None:
        return self.seen.serious_reason

    @strawberry.field(description="Whether a missed crime has to be prosecuted.")
    def to_prosecute(self) -> bool:
        return self.seen.facts.to_prosecute

    @strawberry.field(description="What the finding rests on.")
    def evidence(self) -> str | None:
        return self.seen.evidence

    @strawberry.field(description="Which organ established the crime (R-12).")
    def investigation(self) -> str | None:
        return self.seen.investigation

    @strawberry.field(description="Who found so.")
    async def found_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.found_by)

    @strawberry.field(description="Day of the finding.")
    def decided_on(self) -> date | None:
        return self.seen.decided_on

    @strawberry.field(description="Day on which it was disputed.")
    def disputed_on(self) -> date | None:
        return self.seen.facts.disputed_on

    @strawberry.field(description="Who disputes it.")
    def disputed_by(self) -> DisputedBy | None:  # type: ignore[valid-type]
        return self.seen.disputed_by

    @strawberry.field(description="What they say.")
    def dispute(self) -> str | None:
        return self.seen.dispute

    @strawberry.field(description="Whether the dispute was accepted; null while it waits.")
    def dispute_accepted(self) -> bool | None:
        return self.seen.facts.dispute_accepted

    @strawberry.field(description="Day the dispute was decided.")
    def dispute_decided_on(self) -> date | None:
        return self.seen.dispute_decided_on

    @strawberry.field(description="Why it was decided so.")
    def dispute_explanation(self) -> str | None:
        return self.seen.dispute_explanation

    @strawberry.field(description="Where the fact can lead (R-10); for the prosecution.")
    def path(self) -> IncidentPath | None:  # type: ignore[valid-type]
        return self.leads

    @strawberry.field(description="What that means, in words.")
    def path_meaning(self, language: LanguageArgument = Language.ZH) -> str | None:
        if self.leads is None:
            return None
        return sentence("incidents", f"PATH_{self.leads.name}", language.value)

    @strawberry.field(description="The rule the path rests on.")
    def path_basis(self) -> LegalBasis | None:
        return None if self.leads is None else LegalBasis.of_rule("R-10")

    @strawberry.field(description="What the system proposes to do; for the prosecution.")
    def suggestion(self) -> ResponseSuggestion | None:
        return None if self.proposed is None else ResponseSuggestion(seen=self.proposed)

    @strawberry.field(description="What was decided about it, oldest first.")
    def responses(self) -> list[IncidentResponse]:
        return [IncidentResponse(seen=each) for each in self.decided]


@strawberry.type(description="A hold: the final decision waits for an investigation (R-12).")
class InvestigationHold:
    """Wraps a hold."""

    seen: strawberry.Private[known.HoldSeen]
    waits_until: strawberry.Private[date | None]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The crime that is investigated.")
    def incident_id(self) -> UUID:
        return self.seen.incident_id

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Since when.")
    def since(self) -> date:
        return self.seen.since

    @strawberry.field(description="Last day it can last: the review limit does not wait.")
    def due_on(self) -> date | None:
        return self.waits_until

    @strawberry.field(description="Day it was lifted.")
    def lifted_on(self) -> date | None:
        return self.seen.lifted_on

    @strawberry.field(description="What the investigation came to.")
    def lift_reason(self) -> str | None:
        return self.seen.lift_reason

    @strawberry.field(description="Who placed it.")
    async def placed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.placed_by)


@strawberry.type(description="A ground for revocation that stands on established facts.")
class RevocationGround:
    """Wraps a ground."""

    seen: strawberry.Private[known.GroundStanding]

    @strawberry.field(description="Which of the four.")
    def ground(self) -> Ground:  # type: ignore[valid-type]
        return self.seen.ground

    @strawberry.field(description="What makes the facts a ground.")
    def by(self) -> GroundBy:  # type: ignore[valid-type]
        return self.seen.by

    @strawberry.field(description="Whether revocation must follow: the law leaves no choice.")
    def mandatory(self) -> bool:
        return self.seen.mandatory

    @strawberry.field(description="The incidents it rests on.")
    def incident_ids(self) -> list[UUID]:
        return list(self.seen.incident_ids)

    @strawberry.field(description="The rule, the facts with their dates, and what follows.")
    def why(self) -> Why:
        seen = self.seen

        def told(language: str) -> list[str]:
            said = [sentence("incidents", f"GROUND_{seen.by.name}", language)]
            if seen.by is known.GroundBy.REPEATED:
                said.append(sentence("incidents", "REPEATED_UNCONFIRMED", language))
            return said

        used: dict[str, FactValue] = {
            "ground": seen.ground, "count": len(seen.incident_ids),
            "first_on": seen.first_on, "last_on": seen.last_on,
        }  # fmt: skip
        return why_of(seen.rule, used, told)


@strawberry.type(description="A proposal to revoke the conditional decision (R-08).")
class Revocation:
    """Wraps a proposal."""

    seen: strawberry.Private[known.RevocationSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The ground.")
    def ground(self) -> Ground:  # type: ignore[valid-type]
        return self.seen.ground

    @strawberry.field(description="The incidents it rests on.")
    def incident_ids(self) -> list[UUID]:
        return list(self.seen.incident_ids)

    @strawberry.field(description="Why.")
    def reasons(self) -> str:
        return self.seen.reasons

    @strawberry.field(description="Where it stands.")
    def state(self) -> ProposalState:
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


@strawberry.type(description="One dated fact of the period, with its source; nothing is weighed.")
class ConductFact:
    """Wraps a fact."""

    seen: strawberry.Private[conduct.ConductFact]

    @strawberry.field(description="Day.")
    def on(self) -> date:
        return self.seen.on

    @strawberry.field(description="What it is about.")
    def kind(self) -> ConductKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="What it is about, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("incidents", f"CONDUCT_{self.seen.kind.name}", language.value)

    @strawberry.field(description="A code that says more: the kind, the reason, the rung.")
    def code(self) -> str | None:
        return self.seen.code

    @strawberry.field(description="The record it was read from.")
    def record_id(self) -> UUID | None:
        return self.seen.record_id
