"""Incentives stand beside sanctions: recognition, an eased rhythm, a shorter period (R-07). Pure.

Recognition is given at once. An eased rhythm is a variation of the plan and a shorter period a
change of the period: each is proposed and approved on its own path, which keeps the 6 to 12 months
(P-01, P-04). Here it is said that the change is an incentive, and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.decisions.facts import ProposalState
from guanhu.incidents.errors import NoIncentive
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.plans.facts import PlanVersionState


class IncentiveKind(StrEnum):
    """What is given."""

    RECOGNITION = "recognition"
    EASED_RHYTHM = "eased_rhythm"
    SHORTER_PERIOD = "shorter_period"


class IncentiveState(StrEnum):
    """Where an incentive stands; that of its change, where it is one."""

    GIVEN = "given"
    PROPOSED = "proposed"
    RETURNED = "returned"
    GONE = "gone"
    """Its change was discarded, or lapsed."""


PLAN_STATES = {
    PlanVersionState.DRAFT: IncentiveState.PROPOSED,
    PlanVersionState.SUBMITTED: IncentiveState.PROPOSED,
    PlanVersionState.RETURNED: IncentiveState.RETURNED,
    PlanVersionState.IN_FORCE: IncentiveState.GIVEN,
    PlanVersionState.SUPERSEDED: IncentiveState.GIVEN,
    PlanVersionState.DISCARDED: IncentiveState.GONE,
}
CHANGE_STATES = {
    ProposalState.SUBMITTED: IncentiveState.PROPOSED,
    ProposalState.RETURNED: IncentiveState.RETURNED,
    ProposalState.APPROVED: IncentiveState.GIVEN,
    ProposalState.LAPSED: IncentiveState.GONE,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What an incentive changes: days between check-ins, or months of the period."""

    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class IncentiveSeen:
    """One incentive with its reason and where it stands."""

    id: UUID
    kind: IncentiveKind
    state: IncentiveState
    on: date
    reason: str
    plan_version_id: UUID | None
    period_change_id: UUID | None
    recorded_by: UUID
    recorded_at: datetime


def refuse_links(kind: IncentiveKind, *, plan_version: bool, period_change: bool) -> Refusal | None:
    """Say that the change does not go with the kind, or None."""
    given = (
        ("planVersionId", plan_version, kind is IncentiveKind.EASED_RHYTHM),
        ("periodChangeId", period_change, kind is IncentiveKind.SHORTER_PERIOD),
    )
    wrong = [
        Problem(name, "REQUIRED" if needed else "DOES_NOT_MATCH_KIND")
        for name, there, needed in given
        if there is not needed
    ]
    return InvalidInput(wrong) if wrong else None


def refuse_incentive(
    kind: IncentiveKind, on: date, change: Change | None, *, decided_on: date, today: date
) -> Refusal | None:
    """Say why this is no incentive, or None: it eases something, and it has happened."""
    if on > today:
        return DateInFuture(field="on")
    if on < decided_on:
        return DateBefore(field="on", earliest=decided_on)
    if change is None:
        return None
    if change.before is None:
        return NoIncentive(after=change.after)
    eased = (
        change.after > change.before
        if kind is IncentiveKind.EASED_RHYTHM
        else change.after < change.before
    )
    return None if eased else NoIncentive(before=change.before, after=change.after)
