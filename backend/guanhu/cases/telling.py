"""SQL that tells of case files nobody has looked after: silent ones, and periods running out.

Set-based: the files to tell of are found in one statement, and told of in one for each batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.sql.expression import literal

from guanhu.audit.work import Look
from guanhu.cases.alarms import ALARM_DAYS, ALARMED, FIRST_ALARM_DAYS
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.tables import OutboxMessageRow
from guanhu.outbox.telling import tell_selected

THEN_THE_OFFICER: Final = timedelta(days=7)
"""How long after the worker the officer is told of a silent file."""
OFFICE: Final = (Audience.OFFICER, Audience.SUPERVISORS)


def silent_since(
    today: date | ColumnElement[date], day: date | ColumnElement[date]
) -> ColumnElement[bool]:
    """Whether a file under live supervision has had no human contact since a day or longer."""
    return and_(supervision_live(today), last_contact() <= day)


def last_contact() -> ColumnElement[Any]:
    """The last day with human contact, or the decision when there was none yet."""
    return func.greatest(CaseFileRow.last_check_in_on, CaseFileRow.decided_on)


def _days(number: ColumnElement[Any]) -> ColumnElement[int]:
    """A difference of two dates is a number of days."""
    return cast(number, Integer)


def _untold(
    cause: Cause, audience: Audience, occurrence: ColumnElement[str]
) -> ColumnElement[bool]:
    return ~exists().where(
        OutboxMessageRow.record_id == CaseFileRow.id,
        OutboxMessageRow.cause == cause.value,
        OutboxMessageRow.audience == audience.value,
        OutboxMessageRow.occurrence == occurrence,
    )


def _silent(look: Look, days: int, audience: Audience) -> Select[Any]:
    """Files under live supervision without human contact for `days` or more, not yet told of."""
    longest = timedelta(days=days)
    if audience is Audience.OFFICER:
        longest += THEN_THE_OFFICER
    since = last_contact()
    occurrence = cast(since, Text)
    return select(
        CaseFileRow.id.label("case_id"),
        CaseFileRow.id.label("record_id"),
        occurrence.label("occurrence"),
        func.jsonb_build_object(
            "since", occurrence, "days", _days(literal(look.today) - since)
        ).label("facts"),
    ).where(
        CaseFileRow.office_id == look.actor.office_id,
        silent_since(look.today, look.today - longest),
        _untold(Cause.CASE_SILENT, audience, occurrence),
    )


async def silent_files(look: Look, days: int) -> Sequence[UUID]:
    """The office's silent files of which somebody is still to be told."""
    wanted = _silent(look, days, Audience.LEAD_WORKER).union(_silent(look, days, Audience.OFFICER))
    found = await look.session.scalars(select(wanted.subquery().c.case_id).distinct())
    return sorted(found.all())


async def tell_of_silence(look: Look, days: int, case_ids: Sequence[UUID]) -> int:
    """Tell the worker, and after another week the officer, once for each silence."""
    told = 0
    for audience in (Audience.LEAD_WORKER, Audience.OFFICER):
        wanted = _silent(look, days, audience).where(CaseFileRow.id.in_(case_ids))
        told += await tell_selected(look, Cause.CASE_SILENT, [audience], wanted)
    return told


def _level(look: Look) -> ColumnElement[int]:
    """The level of `alarms.alarms`: 30, 10 or 1 days before the end; 0 once it is over."""
    ends_on = CaseFileRow.probation_ends_on
    steps = [(ends_on <= look.today + timedelta(days=days), literal(days)) for days in ALARM_DAYS]
    return case((ends_on < look.today, literal(0)), *steps, else_=None)


def _running_out(look: Look, cause: Cause) -> Select[Any]:
    """Files on which an alarm stands that was not told yet (N10)."""
    ends_on, level = CaseFileRow.probation_ends_on, _level(look)
    over = cause is Cause.PERIOD_ENDED
    occurrence = func.concat(cast(ends_on, Text), " ", level)
    facts = ["ends", cast(ends_on, Text)]
    if not over:
        facts += ["days", _days(ends_on - literal(look.today))]
    return select(
        CaseFileRow.id.label("case_id"),
        CaseFileRow.id.label("record_id"),
        occurrence.label("occurrence"),
        func.jsonb_build_object(*facts).label("facts"),
    ).where(
        CaseFileRow.office_id == look.actor.office_id,
        or_(*(CaseFileRow.status == each.value for each in sorted(ALARMED))),
        CaseFileRow.outcome_drafted_on.is_(None),
        ends_on <= look.today + timedelta(days=FIRST_ALARM_DAYS),
        ends_on < look.today if over else ends_on >= look.today,
        or_(*(_untold(cause, audience, occurrence) for audience in OFFICE)),
    )


async def periods_running_out(look: Look) -> Sequence[UUID]:
    """The office's files with an alarm of which somebody is still to be told."""
    wanted = _running_out(look, Cause.PERIOD_ENDS).union(_running_out(look, Cause.PERIOD_ENDED))
    found = await look.session.scalars(select(wanted.subquery().c.case_id).distinct())
    return sorted(found.all())


async def tell_of_periods(look: Look, case_ids: Sequence[UUID]) -> int:
    """Tell officer and supervisors of each alarm once; a changed end of the period is another."""
    told = 0
    for cause in (Cause.PERIOD_ENDS, Cause.PERIOD_ENDED):
        wanted = _running_out(look, cause).where(CaseFileRow.id.in_(case_ids))
        told += await tell_selected(look, cause, OFFICE, wanted)
    return told
