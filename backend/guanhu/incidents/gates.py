"""Why this room's actions on a case are refused now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.cases.facts import Milestones
from guanhu.cases.states import CaseAction
from guanhu.decisions.errors import NothingToApprove
from guanhu.incidents.errors import (
    EvidenceNotPending,
    HoldStands,
    NoGroundStands,
    NoHold,
    NoIncident,
    NoOpenDispute,
    NothingToDecide,
    NothingToDispute,
    NotUnderInvestigation,
    RevocationPending,
)
from guanhu.incidents.facts import (
    Ground,
    GroundStanding,
    HeardFacts,
    IncidentFacts,
    IncidentKind,
    IncidentState,
    Period,
)
from guanhu.incidents.leave import LeaveFacts, LeaveState, state_on
from guanhu.incidents.leave_errors import NoBailThen, NoLeaveAsked, NoLeaveUnderWay
from guanhu.incidents.outcomes import OutcomeState
from guanhu.incidents.rules import (
    grounds,
    period_in,
    refuse_dispute,
    refuse_ground,
    refuse_hold,
    refuse_non_prosecution,
    refuse_unheard,
)
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.law.rulebooks import rulebook

Gate = tuple[CaseAction, Refusal | None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The proposal to revoke that waits."""

    author_id: UUID
    ground: Ground
    incident_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What stands in a case. `repeated` and `parties` are settings of its rulebook (R-05, R-08)."""

    incidents: tuple[IncidentFacts, ...]
    grounds: tuple[GroundStanding, ...]
    heard: tuple[HeardFacts, ...]
    waiting: Waiting | None
    held_since: date | None
    period: Period
    repeated: int
    parties: int
    actor_id: UUID


def reasons_in(
    dates: Milestones,
    incidents: tuple[IncidentFacts, ...],
    heard: tuple[HeardFacts, ...],
    waiting: Waiting | None,
    actor_id: UUID,
) -> Iterator[Gate]:
    """The reasons in a file with these dates; none before there is a period."""
    period, book = period_in(dates), rulebook(dates.rulebook)
    if period is None:
        return
    yield from reasons(
        GateFacts(
            incidents=incidents,
            grounds=grounds(incidents, period, book.repeated_breach.value),
            heard=heard,
            waiting=waiting,
            held_since=dates.held_since,
            period=period,
            repeated=book.repeated_breach.value,
            parties=book.revocation_hearings.value,
            actor_id=actor_id,
        )
    )


def reasons(facts: GateFacts) -> Iterator[Gate]:
    """Each action with the reason that bars it; None where nothing does."""
    incidents = facts.incidents
    states = {incident.state for incident in incidents}
    undecided = [each for each in incidents if each.finding is None]
    yield CaseAction.DECIDE_INCIDENT, None if undecided else NothingToDecide()
    disputable = any(refuse_dispute(each) is None for each in incidents)
    yield CaseAction.DISPUTE_INCIDENT, None if disputable else NothingToDispute()
    open_dispute = IncidentState.DISPUTED in states
    yield CaseAction.DECIDE_DISPUTE, None if open_dispute else NoOpenDispute()
    yield CaseAction.RESPOND_TO_INCIDENT, None if incidents else NoIncident()
    breaches = any(each.kind is IncidentKind.SUPERVISION_BREACH for each in incidents)
    yield CaseAction.RECOMMEND_AFTER_BREACH, None if breaches else NoIncident()
    yield from _hold(facts)
    yield from _revocation(facts)
    yield CaseAction.APPROVE_OUTCOME_REVIEW, refuse_non_prosecution(facts.grounds)


def _hold(facts: GateFacts) -> Iterator[Gate]:
    if facts.held_since is not None:
        yield CaseAction.PLACE_HOLD, HoldStands(since=facts.held_since)
        return
    yield CaseAction.LIFT_HOLD, NoHold()
    if all(refuse_hold(incident) is not None for incident in facts.incidents):
        yield CaseAction.PLACE_HOLD, NotUnderInvestigation()


def _revocation(facts: GateFacts) -> Iterator[Gate]:
    waiting = facts.waiting
    if waiting is None:
        yield CaseAction.PROPOSE_REVOCATION, _refuse_proposal(facts)
        yield CaseAction.RETURN_REVOCATION, NothingToApprove()
        yield CaseAction.APPROVE_REVOCATION, NothingToApprove()
        return
    own = ApproverIsAuthor() if waiting.author_id == facts.actor_id else None
    chosen = [each for each in facts.incidents if each.id in waiting.incident_ids]
    yield CaseAction.PROPOSE_REVOCATION, RevocationPending()
    yield CaseAction.RETURN_REVOCATION, own
    yield (
        CaseAction.APPROVE_REVOCATION,
        own
        or refuse_ground(waiting.ground, chosen, facts.period, facts.repeated)
        or refuse_unheard(facts.heard, chosen, facts.parties),
    )


def _refuse_proposal(facts: GateFacts) -> Refusal | None:
    """Why no ground that stands can be proposed now; one that can is enough."""
    refusal: Refusal | None = NoGroundStands()
    for ground in facts.grounds:
        chosen = [each for each in facts.incidents if each.id in ground.incident_ids]
        refusal = refuse_unheard(facts.heard, chosen, facts.parties)
        if refusal is None:
            return None
    return refusal


WAITS = frozenset({LeaveState.ASKED, LeaveState.LAPSED})
GONE = frozenset(
    {LeaveState.APPROVED, LeaveState.UNDER_WAY, LeaveState.OVERDUE, LeaveState.POLICE_REFUSED}
)


def leave_reasons(leaves: Sequence[LeaveFacts], today: date) -> Iterator[Gate]:
    """Why no request can be decided, answered by the police, or returned from (O-03, O-11)."""
    states = {one.id: state_on(one, today) for one in leaves}
    if not WAITS & set(states.values()):
        yield CaseAction.DECIDE_LEAVE, NoLeaveAsked()
    if not GONE & set(states.values()):
        yield CaseAction.RECORD_RETURN, NoLeaveUnderWay()
    if not any(one.bail and states[one.id] in WAITS | GONE for one in leaves):
        yield CaseAction.RECORD_POLICE_PERMISSION, NoBailThen()


def outcome_reasons(pending: int) -> Iterator[Gate]:
    """Why no awaited evidence can be settled."""
    if not pending:
        yield CaseAction.SETTLE_OUTCOME, EvidenceNotPending(state=OutcomeState.STANDS)
