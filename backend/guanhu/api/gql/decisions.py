"""Hearing, proposing and deciding in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.context import Info
from guanhu.api.gql.decision_records import Decision, Opinion, PeriodChange, Proposal
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_date
from guanhu.cases.clock import period_of
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.decisions import facts
from guanhu.decisions.gate_facts import CHANGE_PROPOSERS, OPINIONS, PROPOSERS
from guanhu.decisions.gates import GateFacts, reasons
from guanhu.decisions.use_cases.direct import (
    approve_direct_decision,
    propose_direct_decision,
)
from guanhu.decisions.use_cases.hear_opinion import (
    answer_objection,
    hear_opinion,
    record_impossibility,
    withdraw_objection,
)
from guanhu.decisions.use_cases.period import (
    approve_period_change,
    confirm_period_end,
    propose_period_change,
    return_period_change,
)
from guanhu.decisions.use_cases.propose import (
    approve_proposal,
    decide_to_prosecute,
    propose_decision,
    return_proposal,
)
from guanhu.decisions.use_cases.read_decisions import read_case_decisions, read_decisions
from guanhu.decisions.use_cases.serve import record_announcement, record_service
from guanhu.eligibility.gate_facts import SCREENING
from guanhu.kernel.clock import office_date
from guanhu.law.deadlines import explain
from guanhu.law.due_clock import probation_end
from guanhu.law.periods import ProbationPeriod
from guanhu.law.rulebooks import rulebook


@strawberry.type(description="The probation period with both readings of its end (A-1).")
class Probation:
    """Wraps a period."""

    period: strawberry.Private[ProbationPeriod]
    book: strawberry.Private[str]

    @strawberry.field(description="Day of the decision (P-02).")
    def starts_on(self) -> date:
        return self.period.start

    @strawberry.field(description="Length in months.")
    def months(self) -> int:
        return self.period.months

    @strawberry.field(description="Last day counted as the procedure law counts months.")
    def ends_on(self) -> date:
        return self.period.ends_same_day

    @strawberry.field(description="Last day counted as sentences are counted.")
    def ends_on_day_before(self) -> date:
        return self.period.ends_day_before

    @strawberry.field(description="Last day as printed, once confirmed.")
    def printed_end(self) -> date | None:
        return self.period.printed_end

    @strawberry.field(description="Whether the printed end is confirmed.")
    def confirmed(self) -> bool:
        return self.period.printed_end is not None

    @strawberry.field(description="Whether both readings have passed.")
    def expired(self, info: Info) -> bool:
        return self.period.has_expired(office_date(info.context.clock.now()))

    @strawberry.field(description="Days gone.")
    def elapsed_days(self, info: Info) -> int:
        return self.period.elapsed_days(office_date(info.context.clock.now()))

    @strawberry.field(description="Days of the whole period.")
    def total_days(self) -> int:
        return self.period.total_days

    @strawberry.field(description="The arithmetic, step by step.")
    def explanation(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return explain(probation_end(self.period, rulebook(self.book)), language.value)

    @strawberry.field(description="The article the period and its end rest on.")
    def basis(self) -> LegalBasis:
        return LegalBasis(source=probation_end(self.period, rulebook(self.book)).basis)

    @strawberry.field(description="Why it ends when it does, by both readings.")
    def why(self) -> Why:
        return why_date(probation_end(self.period, rulebook(self.book)))


@strawberry.type(description="Hearing and decisions on the case page.")
class CaseDecisionsPart(CaseBase):
    """Drafts of the prosecution are null for everybody else."""

    async def _drafts(self, info: Info) -> facts.CaseDecisions | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.DECISION_READ):
            return None

        async def load() -> facts.CaseDecisions:
            return await read_case_decisions(
                context.database, context.clock, context.actor, case_id
            )

        found: facts.CaseDecisions = await once(context, ("decisions.drafts", case_id), load)
        return found

    @strawberry.field(description="Records of hearing; null for those they are not for.")
    async def opinions(self, info: Info) -> list[Opinion] | None:
        found = await self._drafts(info)
        return None if found is None else [Opinion(seen=one) for one in found.opinions]

    @strawberry.field(description="Proposals; null for those they are not for.")
    async def proposals(self, info: Info) -> list[Proposal] | None:
        found = await self._drafts(info)
        return None if found is None else [Proposal(seen=one) for one in found.proposals]

    @strawberry.field(description="Changes of the period; null for those they are not for.")
    async def period_changes(self, info: Info) -> list[PeriodChange] | None:
        found = await self._drafts(info)
        return None if found is None else [PeriodChange(seen=one) for one in found.period_changes]

    @strawberry.field(description="Decisions, oldest first.")
    async def decisions(self, info: Info) -> list[Decision]:
        context, case_id = info.context, self.page.case.id

        async def load() -> tuple[facts.DecisionSeen, ...]:
            return await read_decisions(context.database, context.clock, context.actor, case_id)

        found: tuple[facts.DecisionSeen, ...] = await once(context, ("decisions", case_id), load)
        return [Decision(seen=one) for one in found]

    @strawberry.field(description="The probation period, once decided.")
    def probation(self) -> Probation | None:
        period = period_of(self.page.case.milestones)
        return (
            None
            if period is None
            else Probation(period=period, book=self.page.case.milestones.rulebook)
        )


@gate(Permission.DECISION_READ, OPINIONS, PROPOSERS, CHANGE_PROPOSERS, SCREENING)
def refused_now(asked: Asked) -> Iterable[Gate]:
    """Why the actions of this room are refused now."""
    facts = GateFacts(
        opinions=asked[OPINIONS],
        proposers=asked[PROPOSERS],
        change_proposers=asked[CHANGE_PROPOSERS],
        actor_id=asked.actor.account_id,
        today=asked.today,
    )
    return reasons(asked.page.case, facts, lambda: asked[SCREENING])


MUTATIONS = (
    (hear_opinion, "Record what somebody said before a decision."),
    (record_impossibility, "Record why somebody cannot be heard."),
    (answer_objection, "Answer an objection to conditions or period."),
    (withdraw_objection, "Record that an objection was withdrawn."),
    (propose_decision, "Propose conditional non-prosecution."),
    (return_proposal, "Send a proposal back with feedback."),
    (approve_proposal, "Approve a proposal: the conditional decision is made today."),
    (propose_direct_decision, "Propose the direct non-prosecution that triage concluded."),
    (approve_direct_decision, "Approve it: non-prosecution is decided today."),
    (
        decide_to_prosecute,
        "Prosecute: because of an objection to the disposition, or after a revocation.",
    ),
    (record_service, "Record service of a decision on one addressee."),
    (record_announcement, "Record the announcement of a decision."),
    (confirm_period_end, "Confirm the last day that the decision prints."),
    (propose_period_change, "Propose another total length of the period."),
    (approve_period_change, "Approve a change of the period's length."),
    (return_period_change, "Send a proposed change of the period back."),
)
