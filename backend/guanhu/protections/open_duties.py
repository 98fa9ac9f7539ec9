"""What protects the minor and nobody has done yet, told on the case page until it is done. Pure.

No day is counted: the law gives none for these duties (M-02, M-03, M-05). They are open from the
receipt of the case, bar nothing, and vanish by being done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guanhu.cases.clock import FIRST_DUTIES
from guanhu.cases.states import STANDING, CaseAction, CaseStatus
from guanhu.kernel.errors import FactValue
from guanhu.protections.facts import (
    AttendanceSeen,
    Attendee,
    CaseProtections,
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


_K = OpenDutyKind
RULE_OF: Final = {
    _K.INVESTIGATION_NOT_ASKED: "M-02",
    _K.INVESTIGATION_NOT_REPORTED: "M-02",
    _K.REPORT_NOT_REVIEWED: "M-02",
    _K.REPORT_NOT_SUPPLEMENTED: "M-02",
    _K.TOPICS_LEFT_OUT: "M-03",
    _K.ATTENDANCE_NOT_RECORDED: "M-05",
    _K.NOBODY_ATTENDED: "M-05",
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
    status: CaseStatus, received_on: date, found: CaseProtections, heard_on: Iterable[date]
) -> list[OpenDuty]:
    """What is open now, the social investigation first (M-02, M-03, M-05).

    `heard_on`: the days on which the minor was heard face to face or by video before a decision:
    whoever asks questions then records who was at the minor's side.
    """
    return [
        *_investigation(status, received_on, found.investigations),
        *_attendance(status, found.attendances, heard_on),
    ]


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
