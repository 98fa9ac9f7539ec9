"""What narrows the list of check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement

from guanhu.cases.facts import CaseStatus
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow
from guanhu.kernel.clock import OFFICE_ZONE


@dataclass(frozen=True, slots=True)
class CheckInFilter:
    """Which check-ins; `begins` and `ends` bound the first due day, inclusive.

    `happened_from` and `happened_to` bound the day of the contact.
    """

    case_id: UUID | None = None
    status: tuple[CheckInStatus, ...] = ()
    begins: date | None = None
    ends: date | None = None
    happened_from: date | None = None
    happened_to: date | None = None
    missed_to_review: bool = False


def conditions_of(wanted: CheckInFilter, today: date) -> Sequence[ColumnElement[bool]]:
    """What narrows the list, over `CheckInRow` joined with its `CaseFileRow`."""
    conditions: list[ColumnElement[bool]] = []
    status = status_sql(today)
    if wanted.case_id is not None:
        conditions.append(CheckInRow.case_id == wanted.case_id)
    if wanted.status:
        conditions.append(status.in_([each.value for each in wanted.status]))
    if wanted.begins is not None:
        conditions.append(CheckInRow.due_from >= wanted.begins)
    if wanted.ends is not None:
        conditions.append(CheckInRow.due_from <= wanted.ends)
    if wanted.happened_from is not None:
        conditions.append(CheckInRow.happened_at >= _midnight(wanted.happened_from))
    if wanted.happened_to is not None:
        after = _midnight(wanted.happened_to + timedelta(days=1))
        conditions.append(CheckInRow.happened_at < after)
    if wanted.missed_to_review:
        conditions.append(status == CheckInStatus.MISSED.value)
        conditions.append(CaseFileRow.status != CaseStatus.CLOSED.value)
    return conditions


def _midnight(day: date) -> datetime:
    """The instant at which a day begins in the office."""
    return datetime.combine(day, time.min, OFFICE_ZONE)
