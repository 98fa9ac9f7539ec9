"""SQL that tells of case files nobody has looked after: silent ones, and periods running out.

Set-based: the files to tell of are found in one statement, and told of in one for each batch.
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
    Integer,
    Select,
    Text,
    Uuid,
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
from guanhu.plumbing.forms import Form, as_form, given_as

THEN_THE_OFFICER: Final = timedelta(days=7)
"""How long after the worker the officer is told of a silent file."""
OFFICE: Final = (Audience.OFFICER, Audience.SUPERVISORS)
OFFICE_ID: Final = given_as("office", Uuid)
TODAY: Final = given_as("today", Date)


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


def _silent(office: Any, today: ColumnElement[date], since: Any, audience: Audience) -> Select[Any]:
    """Files under live supervision without human contact since a day, not yet told of."""
    contact = last_contact()
    occurrence = cast(contact, Text)
    return select(
        CaseFileRow.id.label("case_id"),
        CaseFileRow.id.label("record_id"),
        occurrence.label("occurrence"),
        func.jsonb_build_object("since", occurrence, "days", _days(today - contact)).label("facts"),
    ).where(
        CaseFileRow.office_id == office,
        silent_since(today, since),
        _untold(Cause.CASE_SILENT, audience, occurrence),
    )


def _told_of_silence(today: date, days: int) -> dict[Audience, date]:
    """Who is told of a silence that began when, or before."""
    since = today - timedelta(days=days)
    return {Audience.LEAD_WORKER: since, Audience.OFFICER: since - THEN_THE_OFFICER}


async def silent_files(look: Look, days: int) -> Sequence[UUID]:
    """The office's silent files of which somebody is still to be told."""
    form = _silent_files()
    since = _told_of_silence(look.today, days)
    given = {"office": look.actor.office_id, "today": look.today} | {
        audience.value: day for audience, day in since.items()
    }
    return sorted(row[0] for row in await look.rows(form.text, form.values(given)))


@lru_cache(maxsize=1)
def _silent_files() -> Form:
    """Asked every night of every office, mostly to find few."""
    worker, officer = (
        _silent(OFFICE_ID, TODAY, given_as(audience.value, Date), audience)
        for audience in (Audience.LEAD_WORKER, Audience.OFFICER)
    )
    return as_form(select(worker.union(officer).subquery().c.case_id).distinct())


async def tell_of_silence(look: Look, case_ids: Sequence[UUID], *, days: int) -> int:
    """Tell the worker, and after another week the officer, once for each silence."""
    told = 0
    for audience, since in _told_of_silence(look.today, days).items():
        wanted = _silent(look.actor.office_id, literal(look.today), since, audience)
        told += await tell_selected(
            look, Cause.CASE_SILENT, [audience], wanted.where(CaseFileRow.id.in_(case_ids))
        )
    return told


def _level(today: ColumnElement[date]) -> ColumnElement[int]:
    """The level of `alarms.alarms`: 30, 10 or 1 days before the end; 0 once it is over."""
    ends_on = CaseFileRow.probation_ends_on
    steps = [(_days(ends_on - today) <= days, literal(days)) for days in ALARM_DAYS]
    return case((ends_on < today, literal(0)), *steps, else_=None)


def _running_out(
    office: Any, today: ColumnElement[date], horizon: Any, cause: Cause
) -> Select[Any]:
    """Files on which an alarm stands that was not told yet (N10), up to the first alarm's day."""
    ends_on, level = CaseFileRow.probation_ends_on, _level(today)
    over = cause is Cause.PERIOD_ENDED
    occurrence = func.concat(cast(ends_on, Text), " ", level)
    facts = ["ends", cast(ends_on, Text)]
    if not over:
        facts += ["days", _days(ends_on - today)]
    return select(
        CaseFileRow.id.label("case_id"),
        CaseFileRow.id.label("record_id"),
        occurrence.label("occurrence"),
        func.jsonb_build_object(*facts).label("facts"),
    ).where(
        CaseFileRow.office_id == office,
        or_(*(CaseFileRow.status == each.value for each in sorted(ALARMED))),
        CaseFileRow.outcome_drafted_on.is_(None),
        ends_on <= horizon,
        ends_on < today if over else ends_on >= today,
        or_(*(_untold(cause, audience, occurrence) for audience in OFFICE)),
    )


async def periods_running_out(look: Look) -> Sequence[UUID]:
    """The office's files with an alarm of which somebody is still to be told."""
    form = _periods_running_out()
    given = {
        "office": look.actor.office_id,
        "today": look.today,
        "horizon": look.today + timedelta(days=FIRST_ALARM_DAYS),
    }
    return sorted(row[0] for row in await look.rows(form.text, form.values(given)))


@lru_cache(maxsize=1)
def _periods_running_out() -> Form:
    """Asked every night of every office, mostly to find few."""
    ends, ended = (
        _running_out(OFFICE_ID, TODAY, given_as("horizon", Date), cause)
        for cause in (Cause.PERIOD_ENDS, Cause.PERIOD_ENDED)
    )
    return as_form(select(ends.union(ended).subquery().c.case_id).distinct())


async def tell_of_periods(look: Look, case_ids: Sequence[UUID]) -> int:
    """Tell officer and supervisors of each alarm once; a changed end of the period is another."""
    told, today = 0, literal(look.today)
    horizon = look.today + timedelta(days=FIRST_ALARM_DAYS)
    for cause in (Cause.PERIOD_ENDS, Cause.PERIOD_ENDED):
        wanted = _running_out(look.actor.office_id, today, horizon, cause)
        told += await tell_selected(look, cause, OFFICE, wanted.where(CaseFileRow.id.in_(case_ids)))
    return told
