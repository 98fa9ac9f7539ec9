"""SQL that reminds of check-ins: the day before a window opens, and on its last day.

Only while supervision is live on that day: whose supervision ended this morning is not reminded
this afternoon (S05), and no message is written, so what was told omits the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Text,
    Uuid,
    and_,
    cast,
    exists,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from guanhu.audit.work import Look
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.tables import OutboxMessageRow
from guanhu.outbox.telling import tell_selected
from guanhu.plumbing.forms import Form, as_form, given_as

TOLD: Final = {
    Cause.CHECK_IN_TOMORROW: (Audience.YOUNG_PERSON,),
    Cause.CHECK_IN_LAST_DAY: (Audience.YOUNG_PERSON, Audience.LEAD_WORKER),
}


def _when(
    cause: Cause, today: date | ColumnElement[date], tomorrow: date | ColumnElement[date]
) -> ColumnElement[bool]:
    """Whether today is the day for a reminder of an open check-in.

    A window of one day has no last day of its own: that it opened was told this morning.
    """
    status = status_sql(today)
    if cause is Cause.CHECK_IN_TOMORROW:
        return and_(
            CheckInRow.due_from == tomorrow,
            status == CheckInStatus.SCHEDULED.value,
        )
    return and_(
        CheckInRow.due_until == today,
        CheckInRow.due_from < CheckInRow.due_until,
        status == CheckInStatus.DUE.value,
    )


def _to_remind(look: Look, cause: Cause) -> Select[Any]:
    today = look.today
    return select(
        CheckInRow.case_id.label("case_id"),
        CheckInRow.id.label("record_id"),
        literal(today.isoformat()).label("occurrence"),
        func.jsonb_build_object(
            "begins", cast(CheckInRow.due_from, Text), "until", cast(CheckInRow.due_until, Text)
        ).label("facts"),
    ).where(*_wanted(cause, look.actor.office_id, today, today + timedelta(days=1)))


def _wanted(
    cause: Cause,
    office: UUID | ColumnElement[UUID],
    today: date | ColumnElement[date],
    tomorrow: date | ColumnElement[date],
) -> list[ColumnElement[bool]]:
    told = exists().where(
        OutboxMessageRow.record_id == CheckInRow.id, OutboxMessageRow.cause == cause.value
    )
    return [
        CaseFileRow.id == CheckInRow.case_id,
        CaseFileRow.office_id == office,
        # Found over the index of open check-ins; the state says the same again.
        CheckInRow.recorded_at.is_(None),
        CheckInRow.excused_at.is_(None),
        CheckInRow.superseded_by.is_(None),
        CheckInRow.marked_missed_on.is_(None),
        CheckInRow.grace_until >= today,
        _when(cause, today, tomorrow),
        supervision_live(today),
        ~told,
    ]


@lru_cache(maxsize=1)
def _anybody() -> Form:
    """Asked every night of every office, mostly to find few."""
    office = given_as("office", Uuid)
    today, tomorrow = given_as("today", Date), given_as("tomorrow", Date)
    return as_form(
        union_all(
            *(
                select(CheckInRow.id).where(
                    CheckInRow.id.in_(_of_the_day(cause, today, tomorrow)),
                    *_wanted(cause, office, today, tomorrow),
                )
                for cause in TOLD
            )
        )
    )


def _of_the_day(
    cause: Cause, today: ColumnElement[date], tomorrow: ColumnElement[date]
) -> Select[Any]:
    """The open check-ins whose day it is, read over their index alone.

    Left to itself the database begins with the files, of which it expects few, and looks through
    all that is open for each of them: minutes and no end among a hundred thousand files.
    """
    row = aliased(CheckInRow)
    day = row.due_from == tomorrow if cause is Cause.CHECK_IN_TOMORROW else row.due_until == today
    open_marks = (row.recorded_at, row.excused_at, row.superseded_by, row.marked_missed_on)
    return (
        select(row.id)
        .where(*(mark.is_(None) for mark in open_marks), row.grace_until >= today, day)
        .offset(0)
    )


async def check_ins_to_remind_of(look: Look) -> Sequence[UUID]:
    """The office's check-ins of which somebody is to be reminded today and was not yet."""
    form = _anybody()
    given = {
        "office": look.actor.office_id,
        "today": look.today,
        "tomorrow": look.today + timedelta(days=1),
    }
    return sorted({row[0] for row in await look.rows(form.text, form.values(given))})


async def remind(look: Look, check_in_ids: Sequence[UUID]) -> int:
    """Remind of these check-ins; how many messages are new."""
    told = 0
    for cause, audiences in TOLD.items():
        wanted = _to_remind(look, cause).where(CheckInRow.id.in_(check_in_ids))
        told += await tell_selected(look, cause, audiences, wanted)
    return told
