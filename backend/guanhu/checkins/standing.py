"""From stored rows to the state of a check-in, in Python and in SQL."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from guanhu.cases.facts import Milestones
from guanhu.cases.rules import supervision_stopped
from guanhu.cases.supervision import supervision_stopped_sql
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.states import CheckInMarks, Supervision
from guanhu.checkins.tables import CheckInRow

DAYS_REMEMBERED: Final = 8
"""How many days an expression is kept for: today's, and that of a machine not quite on time."""


def supervision_of(facts: Milestones) -> Supervision:
    """How long contact can be owed on a case file."""
    return Supervision(facts.probation_ends_on, stopped=supervision_stopped(facts.status))


def marks_of(row: CheckInRow) -> CheckInMarks:
    """The stored facts of a check-in."""
    return CheckInMarks(
        due_from=row.due_from,
        due_until=row.due_until,
        grace_until=row.grace_until,
        recorded=row.recorded_at is not None,
        excused=row.excused_at is not None,
        superseded=row.superseded_by is not None,
        marked_missed=row.marked_missed_on is not None,
        reviewed=row.reviewed_at is not None,
    )


def status_sql(today: date | ColumnElement[date]) -> ColumnElement[str]:
    """`state_on` as SQL, over `CheckInRow` joined with its `CaseFileRow`."""
    return _status_on(today) if isinstance(today, date) else _status(today)


@lru_cache(maxsize=DAYS_REMEMBERED)
def _status_on(today: date) -> ColumnElement[str]:
    return _status(literal(today))


def _status(day: ColumnElement[date]) -> ColumnElement[str]:
    row, last_day = CheckInRow, CaseFileRow.probation_ends_on
    out_of_reach = or_(
        supervision_stopped_sql(),
        last_day.is_(None),
        row.due_from > last_day,
    )
    return case(
        (row.superseded_by.is_not(None), CheckInStatus.SUPERSEDED.value),
        (
            and_(row.recorded_at.is_not(None), row.reviewed_at.is_not(None)),
            CheckInStatus.REVIEWED.value,
        ),
        (row.recorded_at.is_not(None), CheckInStatus.RECORDED.value),
        (row.excused_at.is_not(None), CheckInStatus.EXCUSED.value),
        (row.reviewed_at.is_not(None), CheckInStatus.REVIEWED.value),
        (row.marked_missed_on.is_not(None), CheckInStatus.MISSED.value),
        (out_of_reach, CheckInStatus.CANCELLED.value),
        (and_(row.due_until > last_day, day > last_day), CheckInStatus.CANCELLED.value),
        (day > func.least(row.grace_until, last_day), CheckInStatus.MISSED.value),
        (day < row.due_from, CheckInStatus.SCHEDULED.value),
        else_=CheckInStatus.DUE.value,
    )
