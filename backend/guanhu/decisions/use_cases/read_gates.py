"""Why this room's actions on a case are refused now: for the list of what may be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, look
from guanhu.cases.facts import CaseSeen, CaseStatus
from guanhu.cases.states import (
    AFTER_DECISION,
    AFTER_REVOCATION,
    BEFORE_DECISION,
    UNDER_SUPERVISION,
    CaseAction,
)
from guanhu.cases.use_cases.read_case_file import CasePage
from guanhu.decisions.errors import (
    AlreadyAnnounced,
    EverythingServed,
    NothingToApprove,
    NothingToRevoke,
    PeriodChangePending,
)
from guanhu.decisions.facts import FinalFacts, HearingStage, OpinionFacts, ProposalFacts
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import (
    refuse_final_decision,
    refuse_proposal,
    refuse_prosecution,
    refuse_stage,
)
from guanhu.eligibility.repository import ScreeningRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.started import StartedClock
from guanhu.people.facts import AgeProof
from guanhu.plumbing.database import Database

Gate = tuple[CaseAction, Refusal | None]


async def read_gates(
    database: Database, clock: Clock, actor: Actor, page: CasePage
) -> Mapping[CaseAction, Refusal]:
    """The refusals of this room for the case whose page was opened; absent where none holds."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        opinions = await DecisionRepository(seen).opinion_facts(page.case.id)
        gates: list[Gate] = []
        if page.case.status in BEFORE_DECISION:
            gates += await _before_decision(seen, page, opinions)
        elif page.case.status in AFTER_DECISION:
            gates += await _after_decision(seen, page.case, opinions)
        elif page.case.status in AFTER_REVOCATION:
            gates += _after_revocation(page.case)
        return {action: refusal for action, refusal in gates if refusal is not None}


async def _before_decision(
    look: Look, page: CasePage, opinions: tuple[OpinionFacts, ...]
) -> list[Gate]:
    case = page.case
    facts = ProposalFacts(
        screening=await ScreeningRepository(look).standing(
            case.id,
            page.minor.birth_date,
            age_proven=page.minor.age_proof is not AgeProof.UNPROVEN,
            charges_changed_at=case.milestones.charges_changed_at,
        ),
        has_victim=case.milestones.has_victim,
        opinions=opinions,
        rulebook=case.milestones.rulebook,
        today=look.today,
        months=None,
    )
    refusal = refuse_proposal(facts)
    waiting = await DecisionRepository(look).submitted_proposals(case.id)
    own = _own(look.actor, [proposal.author_id for proposal in waiting])
    return [
        (CaseAction.PROPOSE_DECISION, refusal),
        (CaseAction.RETURN_PROPOSAL, own),
        (CaseAction.APPROVE_PROPOSAL, own or refusal),
        (CaseAction.DECIDE_TO_PROSECUTE, refuse_prosecution(opinions)),
    ]


async def _after_decision(
    look: Look, case: CaseSeen, opinions: tuple[OpinionFacts, ...]
) -> list[Gate]:
    dates = case.milestones
    gates = list(_after_the_decision_day(case))
    if case.status is CaseStatus.OPINION_GIVEN:
        final = FinalFacts(
            dates.probation_ends_on, dates.has_victim, opinions, look.today, dates.held_since
        )
        gates.append((CaseAction.APPROVE_OUTCOME_REVIEW, refuse_final_decision(final)))
    if case.status in UNDER_SUPERVISION:
        change = await DecisionRepository(look).submitted_change(case.id)
        if change is None:
            gates.append((CaseAction.APPROVE_PERIOD_CHANGE, NothingToApprove()))
        else:
            gates.append((CaseAction.PROPOSE_PERIOD_CHANGE, PeriodChangePending()))
            own = _own(look.actor, [change.author_id])
            gates.append((CaseAction.APPROVE_PERIOD_CHANGE, own))
    return gates


def _after_the_decision_day(case: CaseSeen) -> Iterator[Gate]:
    dates = case.milestones
    again = HearingStage.BEFORE_FINAL_DECISION
    yield CaseAction.HEAR_OPINION, refuse_stage(again, case.status, dates.probation_ends_on, None)
    if not dates.services_missing and not dates.final_services_missing:
        yield CaseAction.RECORD_SERVICE, EverythingServed()
    if dates.final_announced_on is not None:
        announced = AlreadyAnnounced(announced_on=dates.final_announced_on)
        yield CaseAction.ANNOUNCE_FINAL_DECISION, announced


def _after_revocation(case: CaseSeen) -> Iterator[Gate]:
    dates = case.milestones
    if not dates.services_missing and not any(_to_serve(clock) for clock in dates.clocks):
        yield CaseAction.RECORD_SERVICE, EverythingServed()
    if dates.revoked_on is None:
        yield CaseAction.ANNOUNCE_REVOCATION, NothingToRevoke()
    elif dates.revocation_announced_on is not None:
        announced = AlreadyAnnounced(announced_on=dates.revocation_announced_on)
        yield CaseAction.ANNOUNCE_REVOCATION, announced


def _to_serve(clock: StartedClock) -> bool:
    return clock.what is DeadlineKind.REVOCATION_SERVICE and clock.done_on is None


def _own(actor: Actor, author_ids: Sequence[UUID]) -> Refusal | None:
    return ApproverIsAuthor() if actor.account_id in author_ids else None
