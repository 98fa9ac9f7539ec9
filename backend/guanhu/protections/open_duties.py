"""What protects the minor and nobody has done yet, told on the case page until it is done. Pure.

No day is counted: the law gives none for these duties (M-02, M-03, M-05, O-07). They are open from
the receipt of the case or the day of what opened them, bar nothing, and vanish by being done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guanhu.cases.clock import FIRST_DUTIES
from guanhu.cases.states import STANDING, UNDER_SUPERVISION, CaseAction, CaseStatus
from guanhu.kernel.calendar import age_on
from guanhu.kernel.errors import FactValue
from guanhu.law.ages import AGE_OF_MAJORITY
from guanhu.protections.facts import (
    AttendanceSeen,
    Attendee,
    CaseProtections,
    ConsentParty,
    ConsentSeen,
    InvestigationSeen,
    InvestigationState,
)


class OpenDutyKind(StrEnum):
    """What is open."""

    INVESTIGATION_NOT_ASKED = "investigation_not_asked"
    INVESTIGATION_NOT_REPORTED = "investigation_not_reported"
    REPORT_NOT_REVIEWED = "report_not_reviewed"
    REPORT_NOT_SUPPLEMENTED = "report_not_supplemented"
    TOPICS_LEFT_OUT = "topics_left_out"
    ATTENDANCE_NOT_RECORDED = "attendance_not_recorded"
    NOBODY_ATTENDED = "nobody_attended"
    CONSENT_WITHDRAWN = "consent_withdrawn"


_K = OpenDutyKind
RULE_OF: Final = {
    _K.INVESTIGATION_NOT_ASKED: "M-02",
    _K.INVESTIGATION_NOT_REPORTED: "M-02",
    _K.REPORT_NOT_REVIEWED: "M-02",
    _K.REPORT_NOT_SUPPLEMENTED: "M-02",
    _K.TOPICS_LEFT_OUT: "M-03",
    _K.ATTENDANCE_NOT_RECORDED: "M-05",
    _K.NOBODY_ATTENDED: "M-05",
    _K.CONSENT_WITHDRAWN: "O-07",
}
_WAITING: Final = {
    InvestigationState.ASKED: _K.INVESTIGATION_NOT_REPORTED,
    InvestigationState.REPORTED: _K.REPORT_NOT_REVIEWED,
    InvestigationState.TO_SUPPLEMENT: _K.REPORT_NOT_SUPPLEMENTED,
}


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """One open duty; `since`: the day from which it is open. `facts`: codes, days, counts."""

    kind: OpenDutyKind
    since: date
    facts: tuple[tuple[str, FactValue], ...] = ()

    @property
    def rule(self) -> str:
        """The rule it rests on."""
        return RULE_OF[self.kind]


def open_duties(
    status: CaseStatus,
    received_on: date,
    found: CaseProtections,
    heard_on: Iterable[date],
    born: date,
) -> list[OpenDuty]:
    """What is open now, the social investigation first (M-02, M-03, M-05).

    `heard_on`: the days on which the minor was heard face to face or by video before a decision:
    whoever asks questions then records who was at the minor's side. At the side of somebody who
    was of age on that day somebody may be, and need not (M-11).
    """
    return [
        *_investigation(status, received_on, found.investigations),
        *(
            duty
            for duty in _attendance(status, found.attendances, heard_on)
            if age_on(born, duty.since) < AGE_OF_MAJORITY
        ),
    ]


def withdrawn_consents(consents: Iterable[ConsentSeen]) -> dict[ConsentParty, date]:
    """Whose consent to a psychological assessment was withdrawn and not given again; the days."""
    found: dict[ConsentParty, date] = {}
    standing = set[ConsentParty]()
    for each in consents:
        if each.withdrawn_on is None:
            standing.add(each.party)
        else:
            found[each.party] = max(each.withdrawn_on, found.get(each.party, each.withdrawn_on))
    return {party: on for party, on in found.items() if party not in standing}


def consent_duties(
    status: CaseStatus, withdrawn: Mapping[ConsentParty, date], *, plan_holds_one: bool
) -> list[OpenDuty]:
    """What a withdrawn consent leaves open while the case is supervised (O-07).

    `plan_holds_one`: whether the plan in force holds a condition that needs both consents. Open
    until the plan is varied or the consent given again.
    """
    if status not in UNDER_SUPERVISION or not withdrawn or not plan_holds_one:
        return []
    missing = ",".join(party.name for party in ConsentParty if party in withdrawn)
    return [OpenDuty(_K.CONSENT_WITHDRAWN, min(withdrawn.values()), (("missing", missing),))]


def _investigation(
    status: CaseStatus, received_on: date, found: Sequence[InvestigationSeen]
) -> Iterator[OpenDuty]:
    """Until the decision; several investigations may run, and each is followed (M-02)."""
    if status not in FIRST_DUTIES:
        return
    if not found:
        yield OpenDuty(_K.INVESTIGATION_NOT_ASKED, received_on)
    for each in found:
        kind = _WAITING.get(each.facts.state)
        if kind is not None:
            yield OpenDuty(kind, each.facts.reported_on or each.facts.asked_on)
        if each.facts.state is InvestigationState.REPORTED and each.reports[-1].missing:
            latest = each.reports[-1]
            left_out = ",".join(topic.name for topic in latest.missing)
            yield OpenDuty(_K.TOPICS_LEFT_OUT, latest.received_on, (("topics", left_out),))


def _attendance(
    status: CaseStatus, found: Sequence[AttendanceSeen], heard_on: Iterable[date]
) -> Iterator[OpenDuty]:
    """As long as attendance can be recorded; a later interrogation with somebody there heals."""
    if status not in STANDING[CaseAction.RECORD_ATTENDANCE]:
        return
    recorded = {each.interrogated_on for each in found}
    for day in sorted(set(heard_on) - recorded):
        yield OpenDuty(_K.ATTENDANCE_NOT_RECORDED, day)
    attended = [each.interrogated_on for each in found if each.attendee is not Attendee.NOBODY]
    for each in found:
        alone = each.attendee is Attendee.NOBODY
        if alone and not any(day >= each.interrogated_on for day in attended):
            yield OpenDuty(_K.NOBODY_ATTENDED, each.interrogated_on)
