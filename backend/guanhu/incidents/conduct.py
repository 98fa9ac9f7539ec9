"""What the record says about the period, for the sentencing proposal after a revocation (R-11).

Dated facts with their sources, oldest first. Nothing is weighed and nothing is added up: a score
never decides (S-06). Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from guanhu.cases.facts import Milestones
from guanhu.checkins.facts import CheckInKind, CheckInSeen, CheckInStatus
from guanhu.decisions.facts import PeriodChangeSeen, ProposalState
from guanhu.incidents.facts import (
    CaseIncidents,
    IncidentSeen,
    IncidentState,
    ResponseSeen,
    RevocationSeen,
)
from guanhu.kernel.clock import office_date


class ConductKind(StrEnum):
    """What a fact is about."""

    DECIDED = "decided"
    ANNOUNCED = "announced"
    CHECK_IN_KEPT = "check_in_kept"
    CHECK_IN_LATE = "check_in_late"
    CHECK_IN_WITHOUT_CONTACT = "check_in_without_contact"
    SELF_REPORT_GIVEN = "self_report_given"
    """In addition to contact, never in its place."""
    SELF_REPORT_MISSED = "self_report_missed"
    CHECK_IN_EXCUSED = "check_in_excused"
    CHECK_IN_MISSED = "check_in_missed"
    CONDITION_EVIDENCED = "condition_evidenced"
    PERIOD_CHANGED = "period_changed"
    MODULE_COMPLETED = "module_completed"
    GOAL_REACHED = "goal_reached"
    INCIDENT = "incident"
    RESPONSE = "response"
    NO_RESPONSE = "no_response"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ConductFact:
    """One dated fact; `record_id` is the record it was read from, `code` what it says besides."""

    on: date
    kind: ConductKind
    record_id: UUID | None
    code: str | None = None


SHOWN: Final = frozenset({IncidentState.ESTABLISHED, IncidentState.EXPLAINED})
"""Facts that were found. What is only reported, disputed or withdrawn counts for nothing (N07)."""


def conduct(
    dates: Milestones,
    check_ins: Iterable[CheckInSeen],
    changes: Iterable[PeriodChangeSeen],
    happened: CaseIncidents,
    others: Iterable[ConductFact],
) -> tuple[ConductFact, ...]:
    """Every dated fact, oldest first; `others` are read from rooms beside this one (R-11)."""
    shown = {one.facts.id for one in happened.incidents if one.facts.state in SHOWN}
    found = [
        *_milestones(dates),
        *(fact for seen in check_ins for fact in _check_in(seen)),
        *(fact for seen in changes for fact in _change(seen)),
        *(_incident(seen) for seen in happened.incidents if seen.facts.id in shown),
        *(_response(seen) for seen in happened.responses if seen.facts.incident_id in shown),
        *(fact for seen in happened.revocations for fact in _revocation(seen)),
        *others,
    ]
    return tuple(sorted(found, key=lambda fact: (fact.on, fact.kind, str(fact.record_id))))


def _milestones(dates: Milestones) -> Iterator[ConductFact]:
    if dates.decided_on is not None:
        yield ConductFact(dates.decided_on, ConductKind.DECIDED, None)
    if dates.announced_on is not None:
        yield ConductFact(dates.announced_on, ConductKind.ANNOUNCED, None)


def _check_in(seen: CheckInSeen) -> Iterator[ConductFact]:
    if seen.happened_at is not None:
        kind = _kept(seen)
        on = office_date(seen.happened_at)
        yield ConductFact(on, kind, seen.id, seen.kind.name)
        for condition_id in () if seen.record is None else seen.record.conditions_evidenced:
            yield ConductFact(on, ConductKind.CONDITION_EVIDENCED, condition_id)
    elif seen.status is CheckInStatus.EXCUSED:
        yield ConductFact(seen.due_until, ConductKind.CHECK_IN_EXCUSED, seen.id, seen.kind.name)
    elif seen.status in (CheckInStatus.MISSED, CheckInStatus.REVIEWED):
        reason = None if seen.review is None else seen.review.reason.name
        own = seen.kind is CheckInKind.SELF_REPORT
        kind = ConductKind.SELF_REPORT_MISSED if own else ConductKind.CHECK_IN_MISSED
        yield ConductFact(seen.due_until, kind, seen.id, reason)


def _kept(seen: CheckInSeen) -> ConductKind:
    if seen.kind is CheckInKind.SELF_REPORT:
        return ConductKind.SELF_REPORT_GIVEN
    if not seen.contact_made:
        return ConductKind.CHECK_IN_WITHOUT_CONTACT
    return ConductKind.CHECK_IN_LATE if seen.late else ConductKind.CHECK_IN_KEPT


def _change(seen: PeriodChangeSeen) -> Iterator[ConductFact]:
    if seen.state is ProposalState.APPROVED and seen.closed_at is not None:
        longer = "LONGER" if seen.new_months > seen.old_months else "SHORTER"
        on = office_date(seen.closed_at)
        yield ConductFact(on, ConductKind.PERIOD_CHANGED, seen.id, longer)


def _incident(seen: IncidentSeen) -> ConductFact:
    facts = seen.facts
    explained = facts.state is IncidentState.EXPLAINED
    code = "EXPLAINED" if explained else facts.kind.name
    return ConductFact(facts.happened_on, ConductKind.INCIDENT, facts.id, code)


def _response(seen: ResponseSeen) -> ConductFact:
    rung = seen.facts.rung
    if rung is None:
        return ConductFact(seen.facts.done_on, ConductKind.NO_RESPONSE, seen.id)
    return ConductFact(seen.facts.done_on, ConductKind.RESPONSE, seen.id, rung.name)


def _revocation(seen: RevocationSeen) -> Iterator[ConductFact]:
    if seen.state is ProposalState.APPROVED and seen.closed_at is not None:
        on = office_date(seen.closed_at)
        yield ConductFact(on, ConductKind.REVOKED, seen.id, seen.ground.name)
