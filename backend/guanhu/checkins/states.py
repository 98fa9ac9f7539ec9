"""The state of a check-in (product.md §5): never stored, always computed from facts and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guanhu.checkins.facts import CheckInStatus

OPEN = frozenset({CheckInStatus.SCHEDULED, CheckInStatus.DUE})


@dataclass(frozen=True, slots=True)
class Supervision:
    """How long contact can be owed: `last_day` is the later reading of the period's end.

    `stopped` says that supervision ended otherwise than by the end of its period.
    """

    last_day: date | None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class CheckInMarks:
    """The stored facts from which the state follows; days are Asia/Shanghai, limits inclusive."""

    due_from: date
    due_until: date
    grace_until: date
    recorded: bool = False
    excused: bool = False
    superseded: bool = False
    marked_missed: bool = False
    reviewed: bool = False


def state_on(marks: CheckInMarks, supervision: Supervision, today: date) -> CheckInStatus:
    """The state on `today`.

    What somebody did comes first; then time speaks. A check-in can be missed only if its whole due
    window lay inside supervision; grace never outlasts supervision. `marked_missed` is the daily
    job's mark: with or without it the answer is the same while the dates stand, and a mark once
    made stays when they change.
    """
    done = _done(marks)
    if done is not None:
        return done
    last_day = supervision.last_day
    if supervision.stopped or last_day is None or marks.due_from > last_day:
        return CheckInStatus.CANCELLED
    if marks.due_until > last_day and today > last_day:
        return CheckInStatus.CANCELLED
    if today > lapses_on(marks, last_day):
        return CheckInStatus.MISSED
    return CheckInStatus.SCHEDULED if today < marks.due_from else CheckInStatus.DUE


def lapses_on(marks: CheckInMarks, last_day: date) -> date:
    """The last day on which the check-in can still be logged."""
    return min(marks.grace_until, last_day)


def _done(marks: CheckInMarks) -> CheckInStatus | None:
    if marks.superseded:
        return CheckInStatus.SUPERSEDED
    if marks.recorded:
        return CheckInStatus.REVIEWED if marks.reviewed else CheckInStatus.RECORDED
    if marks.excused:
        return CheckInStatus.EXCUSED
    if marks.reviewed:
        return CheckInStatus.REVIEWED
    return CheckInStatus.MISSED if marks.marked_missed else None
