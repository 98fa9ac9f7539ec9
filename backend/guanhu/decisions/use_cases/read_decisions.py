"""What was heard, proposed and decided in one case."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import AFTER_DECISION, BEFORE_DECISION, CaseAction
from guanhu.decisions.errors import AlreadyAnnounced, NothingToApprove
from guanhu.decisions.facts import CaseDecisions, DecisionSeen, FinalFacts, ProposalFacts
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import refuse_final_decision, refuse_proposal, refuse_prosecution
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.plumbing.database import Database


async def read_case_decisions(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseDecisions:
    """Opinions, proposals and changes of the period: for the prosecution only."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        decisions = DecisionRepository(seen)
        return CaseDecisions(
            await decisions.opinions(case_id),
            await decisions.proposals(case_id),
            await decisions.period_changes(case_id),
        )


async def read_decisions(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> tuple[DecisionSeen, ...]:
    """Decisions of a visible case; services only where row-level security shows them."""
    actor.require(Permission.CASE_READ)
    async with look(database, clock, actor) as seen:
        return await DecisionRepository(seen).decisions(case_id)


async def read_gates(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> Mapping[CaseAction, Refusal]:
    """Why this room's actions on a visible case are refused now; absent where nothing refuses."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        decisions = DecisionRepository(seen)
        case = await CaseRepository(seen).get(case_id)
        opinions = await decisions.opinion_facts(case_id)
        gates: dict[CaseAction, Refusal | None] = {}
        if case.status in BEFORE_DECISION:
            waiting = await decisions.submitted_proposals(case_id)
            refusal = refuse_proposal(
                ProposalFacts(
                    screening=await decisions.screening_standing(
                        case_id, case.milestones.charges_changed_at
                    ),
                    has_victim=case.milestones.has_victim,
                    opinions=opinions,
                    rulebook=case.milestones.rulebook,
                    today=seen.today,
                    months=None,
                )
            )
            written = any(one.author_id == actor.account_id for one in waiting)
            gates[CaseAction.PROPOSE_DECISION] = refusal
            gates[CaseAction.APPROVE_PROPOSAL] = ApproverIsAuthor() if written else refusal
            gates[CaseAction.DECIDE_TO_PROSECUTE] = refuse_prosecution(opinions)
        if case.status in AFTER_DECISION:
            gates[CaseAction.APPROVE_PERIOD_CHANGE] = await _refuse_change(
                decisions, case_id, actor
            )
            gates[CaseAction.APPROVE_OUTCOME_REVIEW] = refuse_final_decision(
                FinalFacts(
                    ends_on=case.milestones.probation_ends_on,
                    has_victim=case.milestones.has_victim,
                    opinions=opinions,
                    today=seen.today,
                )
            )
        if case.milestones.final_announced_on is not None:
            gates[CaseAction.ANNOUNCE_FINAL_DECISION] = AlreadyAnnounced(
                announced_on=case.milestones.final_announced_on
            )
        return {action: refusal for action, refusal in gates.items() if refusal is not None}


async def _refuse_change(
    decisions: DecisionRepository, case_id: UUID, actor: Actor
) -> Refusal | None:
    change = await decisions.submitted_change(case_id)
    if change is None:
        return NothingToApprove()
    return ApproverIsAuthor() if change.author_id == actor.account_id else None
