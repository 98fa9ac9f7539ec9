"""Challenges of decisions, and their quashing, in the schema."""

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
from guanhu.api.gql.decision_records import ProposalState
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.challenges import facts
from guanhu.challenges.gate_facts import CHALLENGES, QUASHING_PROPOSER
from guanhu.challenges.gates import reasons
from guanhu.challenges.use_cases.answer import (
    answer_challenge,
    assign_reviewer,
    record_answer_receipt,
)
from guanhu.challenges.use_cases.challenge import (
    declare_complaint_complex,
    record_complaint,
    record_police_request,
)
from guanhu.challenges.use_cases.quash import (
    approve_quashing,
    propose_quashing,
    record_quashing_order,
    return_quashing,
)
from guanhu.challenges.use_cases.read_challenges import read_case_challenges
from guanhu.law import due

ChallengeKind = enum_type(facts.ChallengeKind)
ChallengeState = enum_type(facts.ChallengeState)
ChallengeOutcome = enum_type(facts.ChallengeOutcome)
ComplaintRoute = enum_type(due.ComplaintRoute)
Complainant = enum_type(facts.Complainant)


@strawberry.type(description="A police request or a complaint (D-12, D-14, D-17).")
class Challenge:
    """Wraps a challenge; its limits are among the deadlines of the case."""

    seen: strawberry.Private[facts.ChallengeSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="The decision it is about.")
    def decision_id(self) -> UUID:
        return self.seen.facts.decision_id

    @strawberry.field(description="Who challenges, and before whom.")
    def kind(self) -> ChallengeKind:  # type: ignore[valid-type]
        return self.seen.facts.kind

    @strawberry.field(description="Who complains; null for a request of the police.")
    def complainant(self) -> Complainant | None:  # type: ignore[valid-type]
        return self.seen.complainant

    @strawberry.field(description="Where it stands.")
    def state(self) -> ChallengeState:  # type: ignore[valid-type]
        return self.seen.facts.state

    @strawberry.field(description="Day it was made; of a posted one the postmark (T-03).")
    def made_on(self) -> date:
        return self.seen.facts.made_on

    @strawberry.field(description="Day on which it was received or filed.")
    def received_on(self) -> date:
        return self.seen.facts.received_on

    @strawberry.field(
        description="Until when it could be made; null while the receipt it counts from is not on"
        " record, or where no limit is known."
    )
    def last_day(self) -> date | None:
        return self.seen.last_day

    @strawberry.field(description="Whether it was made after its last day.")
    def late(self) -> bool:
        return self.seen.late

    @strawberry.field(description="Who examines a complaint (D-14, D-17).")
    def route(self) -> ComplaintRoute | None:  # type: ignore[valid-type]
        return self.seen.route

    @strawberry.field(description="Why the decision is thought wrong.")
    def grounds(self) -> str:
        return self.seen.grounds

    @strawberry.field(description="Why a complaint is complex (D-16).")
    def complex_because(self) -> str | None:
        return self.seen.complex_because

    @strawberry.field(description="Who reconsiders (D-13).")
    async def reviewer(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.facts.reviewer_id)

    @strawberry.field(description="Day of the answer.")
    def answered_on(self) -> date | None:
        return self.seen.facts.answered_on

    @strawberry.field(description="What the examination came to.")
    def outcome(self) -> ChallengeOutcome | None:  # type: ignore[valid-type]
        return self.seen.facts.outcome

    @strawberry.field(description="The answer with its reasons.")
    def answer(self) -> str | None:
        return self.seen.answer

    @strawberry.field(description="Day on which the answer was received.")
    def answer_received_on(self) -> date | None:
        return self.seen.facts.answer_received_on

    @strawberry.field(description="Who recorded the answer.")
    async def answered_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.answered_by)

    @strawberry.field(description="Who recorded the challenge.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="A proposal to quash a wrong non-prosecution (D-18).")
class Quashing:
    """Wraps a proposal."""

    seen: strawberry.Private[facts.QuashingSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The decision that would be quashed.")
    def decision_id(self) -> UUID:
        return self.seen.decision_id

    @strawberry.field(description="Why the decision was wrong.")
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


@strawberry.type(description="What was brought against the decisions of a case file.")
class CaseChallengesPart(CaseBase):
    """Null for those it is not for."""

    async def _challenged(self, info: Info) -> facts.CaseChallenges | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.DECISION_READ):
            return None

        async def load() -> facts.CaseChallenges:
            return await read_case_challenges(
                context.database, context.clock, context.actor, case_id
            )

        found: facts.CaseChallenges = await once(context, ("challenges", case_id), load)
        return found

    @strawberry.field(
        description="Police requests and complaints, oldest first; for the prosecution."
    )
    async def challenges(self, info: Info) -> list[Challenge] | None:
        found = await self._challenged(info)
        return None if found is None else [Challenge(seen=one) for one in found.challenges]

    @strawberry.field(description="Proposals to quash, oldest first; for the prosecution.")
    async def quashings(self, info: Info) -> list[Quashing] | None:
        found = await self._challenged(info)
        return None if found is None else [Quashing(seen=one) for one in found.quashings]


@gate(Permission.DECISION_READ, CHALLENGES, QUASHING_PROPOSER)
def refused_challenge_actions(asked: Asked) -> Iterable[Gate]:
    """Why the actions of this room are refused now; none before there is a decision."""
    when = asked.page.case.milestones
    if when.decided_on is None and when.final_decided_on is None:
        return ()
    return reasons(asked[CHALLENGES], asked[QUASHING_PROPOSER], asked.actor.account_id)


MUTATIONS = (
    (record_police_request, "Record that the police ask for reconsideration or review."),
    (record_complaint, "Record that the victim, or the minor, complains of a decision."),
    (declare_complaint_complex, "Let the review of a complaint take the longer limit."),
    (assign_reviewer, "Assign another prosecutor to a reconsideration."),
    (answer_challenge, "Record the answer to a challenge."),
    (record_answer_receipt, "Record when an answer was received."),
    (propose_quashing, "Propose to quash a wrong non-prosecution."),
    (return_quashing, "Send a proposal to quash back with feedback."),
    (approve_quashing, "Approve a proposal: the non-prosecution is quashed today."),
    (record_quashing_order, "Record that a higher procuratorate quashed the decision."),
)
