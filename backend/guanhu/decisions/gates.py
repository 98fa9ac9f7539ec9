"""Why this room's actions on a case are refused now. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.cases.facts import CaseSeen, CaseStatus
from guanhu.cases.states import (
    AFTER_DECISION,
    AFTER_REVOCATION,
    BEFORE_DECISION,
    UNDER_SUPERVISION,
    CaseAction,
)
from guanhu.decisions.errors import (
    AlreadyAnnounced,
    AnotherKindProposed,
    EverythingServed,
    NothingToApprove,
    NothingToRevoke,
    PeriodChangePending,
)
from guanhu.decisions.facts import (
    DIRECT,
    DecisionKind,
    FinalFacts,
    HearingStage,
    OpinionFacts,
    ProposalFacts,
    Proposed,
)
from guanhu.decisions.rules import (
    refuse_direct_proposal,
    refuse_final_decision,
    refuse_proposal,
    refuse_prosecution,
    refuse_stage,
)
from guanhu.eligibility.facts import ScreeningStanding
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.review_events import away_since
from guanhu.law.started import StartedClock

Gate = tuple[CaseAction, Refusal | None]


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What stands in a case; `proposers` wrote what waits for a decision, or for a change."""

    opinions: tuple[OpinionFacts, ...]
    proposers: tuple[Proposed, ...]
    change_proposers: tuple[UUID, ...]
    actor_id: UUID
    today: date


def reasons(
    case: CaseSeen, facts: GateFacts, screening: Callable[[], ScreeningStanding]
) -> Iterator[Gate]:
    """Each action with the reason that bars it. `screening` is asked before the decision only."""
    if case.status in BEFORE_DECISION:
        yield from _before_decision(case, facts, screening())
    elif case.status in AFTER_DECISION:
        yield from _after_decision(case, facts)
    elif case.status is CaseStatus.NON_PROSECUTION_DIRECT:
        yield from _after_direct(case)
    elif case.status in AFTER_REVOCATION:
        yield from _after_revocation(case)


def _before_decision(
    case: CaseSeen, facts: GateFacts, screening: ScreeningStanding
) -> Iterator[Gate]:
    refusal = refuse_proposal(
        ProposalFacts(
            screening=screening,
            has_victim=case.milestones.has_victim,
            opinions=facts.opinions,
            rulebook=case.milestones.rulebook,
            today=facts.today,
            months=None,
            away_since=away_since(case.milestones.review_events),
        )
    )
    own = _own(facts.actor_id, [one.author_id for one in facts.proposers])
    direct = refuse_direct_proposal(screening, away_since(case.milestones.review_events))
    yield CaseAction.PROPOSE_DECISION, refusal
    yield CaseAction.PROPOSE_DIRECT, direct
    yield CaseAction.RETURN_PROPOSAL, own
    other = _other_kind(facts.proposers, frozenset({DecisionKind.CONDITIONAL_NON_PROSECUTION}))
    yield CaseAction.APPROVE_PROPOSAL, own or other or refusal
    yield CaseAction.APPROVE_DIRECT, own or _other_kind(facts.proposers, DIRECT) or direct
    yield CaseAction.DECIDE_TO_PROSECUTE, refuse_prosecution(facts.opinions)


def _after_decision(case: CaseSeen, facts: GateFacts) -> Iterator[Gate]:
    dates = case.milestones
    yield from _after_the_decision_day(case)
    if case.status is CaseStatus.OPINION_GIVEN:
        final = FinalFacts(
            dates.probation_ends_on, dates.has_victim, facts.opinions, facts.today, dates.held_since
        )
        yield CaseAction.APPROVE_OUTCOME_REVIEW, refuse_final_decision(final)
    if case.status in UNDER_SUPERVISION:
        if facts.change_proposers:
            yield CaseAction.PROPOSE_PERIOD_CHANGE, PeriodChangePending()
            own = _own(facts.actor_id, facts.change_proposers)
            yield CaseAction.APPROVE_PERIOD_CHANGE, own
        else:
            yield CaseAction.APPROVE_PERIOD_CHANGE, NothingToApprove()


def _after_the_decision_day(case: CaseSeen) -> Iterator[Gate]:
    dates = case.milestones
    again = HearingStage.BEFORE_FINAL_DECISION
    yield CaseAction.HEAR_OPINION, refuse_stage(again, case.status, dates.probation_ends_on, None)
    if not dates.services_missing and not dates.final_services_missing:
        yield CaseAction.RECORD_SERVICE, EverythingServed()
    if dates.final_announced_on is not None:
        announced = AlreadyAnnounced(announced_on=dates.final_announced_on)
        yield CaseAction.ANNOUNCE_FINAL_DECISION, announced


def _after_direct(case: CaseSeen) -> Iterator[Gate]:
    dates = case.milestones
    if not dates.final_services_missing:
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


def _other_kind(proposers: Sequence[Proposed], kinds: frozenset[DecisionKind]) -> Refusal | None:
    for one in proposers:
        if one.kind not in kinds:
            return AnotherKindProposed(proposed=one.kind)
    return None


def _own(actor_id: UUID, author_ids: Sequence[UUID]) -> Refusal | None:
    return ApproverIsAuthor() if actor_id in author_ids else None
