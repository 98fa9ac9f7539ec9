"""Which event of the trail brought a case where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from guanhu.audit.facts import TrailSeen
from guanhu.cases.clock import period_of
from guanhu.cases.facts import Milestones
from guanhu.cases.states import MOVES, CaseAction, CaseStatus
from guanhu.kernel.clock import office_date

A = CaseAction

EVENTS: Final[Mapping[str, tuple[CaseAction, ...]]] = {
    "eligibility.screened": (A.RECORD_SCREENING, A.FIND_INELIGIBLE),
    "decisions.proposed": (A.PROPOSE_DECISION,),
    "decisions.proposal_returned": (A.RETURN_PROPOSAL, A.RETURN_TO_INELIGIBLE),
    "decisions.decided": (A.APPROVE_PROPOSAL,),
    "decisions.direct_proposed": (A.PROPOSE_DIRECT,),
    "decisions.direct_decided": (A.APPROVE_DIRECT,),
    "decisions.prosecution_decided": (A.DECIDE_TO_PROSECUTE,),
    "decisions.announced": (A.RECORD_ANNOUNCEMENT,),
    "incidents.revoked": (A.APPROVE_REVOCATION,),
    "challenges.quashed": (A.APPROVE_QUASHING, A.QUASH_FOR_MINOR),
    "challenges.quashed_above": (A.RECORD_QUASHING_ORDER,),
    "reviews.submitted": (A.SUBMIT_OUTCOME_REVIEW,),
    "reviews.returned": (A.RETURN_OUTCOME_REVIEW,),
    "reviews.approved": (A.APPROVE_OUTCOME_REVIEW,),
    "sealing.sealed": (A.SEAL,),
    "cases.closed": (A.CLOSE_CASE,),
}
"""Entry of the trail → the actions it may stand for; every action that moves a case is here."""


@dataclass(frozen=True, slots=True)
class LedHere:
    """How a case came to its status: the rule of the move, the day, and the entry of the trail.

    `event` is None where nobody did anything: at receipt, and when a period runs out. `since` is
    None where the reader may not follow the event.
    """

    rule: str
    since: date | None
    event: str | None = None


def led_here(status: CaseStatus, facts: Milestones, trail: Iterable[TrailSeen]) -> LedHere:
    """The move that led to `status`; `trail` is newest first and may be as the reader sees it."""
    if status is CaseStatus.RECEIVED:
        return LedHere("T-07", facts.received_on)
    period = period_of(facts)
    if status is CaseStatus.PERIOD_ENDED and period is not None:
        return LedHere("P-02", period.over_from)
    for entry in trail:
        for action in EVENTS.get(entry.action, ()):
            rule = rule_into(status, action)
            if rule is not None and action is A.DECIDE_TO_PROSECUTE and facts.revoked_on:
                rule = MOVES[CaseStatus.REVOKED, action].rule
            if rule is not None and action is A.DECIDE_TO_PROSECUTE and facts.quashed_on:
                rule = MOVES[CaseStatus.QUASHED, action].rule
            if rule is not None:
                since = _dated(facts).get(action) or office_date(entry.at)
                return LedHere(rule, since, entry.action)
    return LedHere(next(iter(rules_into(status))), None)


def _dated(facts: Milestones) -> Mapping[CaseAction, date | None]:
    """Actions whose own day the file keeps; it may lie before the day it was entered."""
    return {
        A.APPROVE_PROPOSAL: facts.decided_on,
        A.RECORD_ANNOUNCEMENT: facts.announced_on,
        A.APPROVE_OUTCOME_REVIEW: facts.final_decided_on,
        A.APPROVE_DIRECT: facts.final_decided_on,
        A.APPROVE_REVOCATION: facts.revoked_on,
        A.APPROVE_QUASHING: facts.quashed_on,
        A.RECORD_QUASHING_ORDER: facts.quashed_on,
    }


def rule_into(status: CaseStatus, action: CaseAction) -> str | None:
    """The rule of the move by which `action` leads to `status` from elsewhere, or None."""
    return next(
        (
            found.rule
            for (before, moved), found in MOVES.items()
            if moved is action and found.to is status and before is not status
        ),
        None,
    )


def rules_into(status: CaseStatus) -> tuple[str, ...]:
    """The rules of every move that leads to `status`, in the order of the table."""
    return tuple(dict.fromkeys(found.rule for found in MOVES.values() if found.to is status))
