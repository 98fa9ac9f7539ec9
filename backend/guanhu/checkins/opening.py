"""SQL of the daily job that puts the next check-ins on record and opens due windows.

Files come in batches; each statement works on a whole batch of one office.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    Subquery,
    Uuid,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import aliased
from sqlalchemy.types import Date

from guanhu.audit.work import Look
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInKind, CheckInStatus
from guanhu.checkins.questions import latest_questions
from guanhu.checkins.reaching import keep_tasks, reachable_file, unreached
from guanhu.checkins.rhythm import LEAD_DAYS, Beat, next_windows
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow, ReachTaskRow
from guanhu.kernel.clock import office_date
from guanhu.kernel.ids import new_id
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plans.facts import PlanVersionState
from guanhu.plans.tables import PlanVersionRow
from guanhu.plumbing.forms import Form, as_form, given_as

ZONE = "Asia/Shanghai"
SELF = CheckInKind.SELF_REPORT


@dataclass(frozen=True, slots=True)
class Done:
    """What was done for some files: check-ins put on record, windows opened, tasks changed."""

    planned: int
    opened: int
    tasks: int

    @property
    def total(self) -> int:
        return self.planned + self.opened + self.tasks


@dataclass(frozen=True, slots=True)
class _Due:
    """One rhythm of one file, and what it needs to be counted."""

    case_id: UUID
    plan_version_id: UUID
    kind: CheckInKind
    beat: Beat


async def cases_to_open(look: Look) -> Sequence[UUID]:
    """The office's files for which the job has something to do today."""
    form = _cases_to_open()
    given = {
        "office": look.actor.office_id,
        "today": look.today,
        "horizon": look.today + timedelta(days=LEAD_DAYS),
    }
    return [row[0] for row in await look.rows(form.text, form.values(given))]


@lru_cache(maxsize=1)
def _cases_to_open() -> Form:
    """Asked every night of every office, mostly to find little."""
    today, horizon = given_as("today", Date), given_as("horizon", Date)
    rhythms = _rhythms().subquery()
    last = (
        select(func.max(CheckInRow.due_from))
        .where(
            CheckInRow.case_id == rhythms.c.case_id,
            CheckInRow.kind == rhythms.c.kind,
            CheckInRow.superseded_by.is_(None),
            CheckInRow.due_from <= horizon,
        )
        .scalar_subquery()
    )
    begins_on = sql_cast(func.timezone(ZONE, rhythms.c.begins_at), Date)
    to_plan = exists().where(
        rhythms.c.case_id == CaseFileRow.id,
        func.coalesce(func.greatest(last, _moved_from(rhythms, horizon)), begins_on)
        + rhythms.c.every_days
        <= horizon,
        or_(rhythms.c.kind != CheckInKind.SELF_REPORT.value, reachable_file()),
    )
    to_open = exists().where(CheckInRow.case_id == CaseFileRow.id, _unopened(today))
    open_task = exists().where(
        ReachTaskRow.case_id == CaseFileRow.id, ReachTaskRow.closed_on.is_(None)
    )
    live = supervision_live(today)
    wanted = unreached(today)
    return as_form(
        select(CaseFileRow.id)
        .where(
            CaseFileRow.office_id == given_as("office", Uuid),
            or_(and_(live, or_(to_plan, to_open)), open_task != wanted),
        )
        .order_by(CaseFileRow.id)
    )


async def open_files(look: Look, case_ids: Sequence[UUID]) -> Done:
    """Do it all for locked files, with the trail entries and messages that belong to it."""
    planned = await _plan(look, case_ids)
    opened = await _open(look, case_ids)
    tasks = await keep_tasks(look, case_ids)
    return Done(planned, opened, tasks)


async def _plan(look: Look, case_ids: Sequence[UUID]) -> int:
    questions = await latest_questions(look, case_ids)
    rows = [
        CheckInRow(
            id=new_id(),
            office_id=look.actor.office_id,
            case_id=due.case_id,
            plan_version_id=due.plan_version_id,
            kind=due.kind.value,
            due_from=window.due_from,
            due_until=window.due_until,
            grace_until=window.grace_until,
            late=False,
            questions_id=questions.get(due.case_id) if due.kind is SELF else None,
        )
        for due in await _due(look, case_ids)
        for window in next_windows(due.beat, look.today)
    ]
    look.session.add_all(rows)
    await look.session.flush()
    for row in rows:
        look.record(
            "checkins.planned", "check_in", row.id, case_id=row.case_id,
            kind=row.kind, due_from=row.due_from.isoformat(),
        )  # fmt: skip
    return len(rows)


async def _due(look: Look, case_ids: Sequence[UUID]) -> Iterable[_Due]:
    """The rhythms of files under supervision; a self-report only where something reaches (S04)."""
    rhythms = _rhythms().subquery()
    taken = (
        select(func.jsonb_agg(func.jsonb_build_array(CheckInRow.due_from, CheckInRow.due_until)))
        .where(
            CheckInRow.case_id == rhythms.c.case_id,
            CheckInRow.kind == rhythms.c.kind,
            CheckInRow.superseded_by.is_(None),
        )
        .scalar_subquery()
    )
    found = await look.session.execute(
        select(
            rhythms,
            CaseFileRow.decided_on,
            CaseFileRow.probation_ends_on,
            taken,
            _moved_from(rhythms, look.today + timedelta(days=LEAD_DAYS)),
        )
        .join(CaseFileRow, CaseFileRow.id == rhythms.c.case_id)
        .where(
            CaseFileRow.id.in_(case_ids),
            supervision_live(look.today),
            or_(rhythms.c.kind != CheckInKind.SELF_REPORT.value, reachable_file()),
        )
        .order_by(CaseFileRow.id, rhythms.c.kind)
    )
    return [
        _Due(
            case_id,
            version_id,
            CheckInKind(kind),
            Beat(
                every, window, grace, office_date(begins_at), first, last, _windows(standing), moved
            ),
        )
        for case_id, version_id, kind, every, window, grace, begins_at, first, last, standing, moved
        in found
    ]  # fmt: skip


def _moved_from(rhythms: Subquery, horizon: date | ColumnElement[date]) -> ScalarSelect[Any]:
    """The latest first day within the lead of a window that was moved beyond it."""
    successor = aliased(CheckInRow)
    return (
        select(func.max(CheckInRow.due_from))
        .join(successor, successor.id == CheckInRow.superseded_by)
        .where(
            CheckInRow.case_id == rhythms.c.case_id,
            CheckInRow.kind == rhythms.c.kind,
            CheckInRow.due_from <= horizon,
            successor.due_from > horizon,
        )
        .scalar_subquery()
    )


async def _open(look: Look, case_ids: Sequence[UUID]) -> int:
    found = await look.session.execute(
        update(CheckInRow)
        .values(opened_on=look.today)
        .where(
            CheckInRow.case_id.in_(case_ids),
            CaseFileRow.id == CheckInRow.case_id,
            supervision_live(look.today),
            _unopened(look.today),
        )
        .returning(CheckInRow.case_id, CheckInRow.id, CheckInRow.due_until)
        .execution_options(synchronize_session=False)
    )
    opened = sorted((case_id, row_id, until) for case_id, row_id, until in found)
    for case_id, check_in_id, _until in opened:
        look.record("checkins.opened", "check_in", check_in_id, case_id=case_id)
    await tell_all(
        look,
        [
            Message(
                Cause.CHECK_IN_DUE, check_in_id, Audience.YOUNG_PERSON, case_id,
                facts=(("until", due_until),),
            )
            for case_id, check_in_id, due_until in opened
        ],
    )  # fmt: skip
    return len(opened)


def _rhythms() -> Select[Any]:
    """One row for each rhythm of each plan in force: contact, and self-reports beside it."""
    row = PlanVersionRow

    def rhythm(kind: ColumnElement[Any], every: ColumnElement[Any]) -> Select[Any]:
        return select(
            row.case_id.label("case_id"),
            row.id.label("plan_version_id"),
            kind.label("kind"),
            every.label("every_days"),
            row.check_in_window_days.label("window_days"),
            row.check_in_grace_days.label("grace_days"),
            func.lower(row.in_force).label("begins_at"),
        ).where(row.state == PlanVersionState.IN_FORCE.value, every.is_not(None))

    both = union_all(
        rhythm(row.__table__.c.check_in_kind, row.__table__.c.check_in_every_days),
        rhythm(literal(CheckInKind.SELF_REPORT.value), row.__table__.c.self_report_every_days),
    ).subquery()
    return select(both)


def _unopened(today: date | ColumnElement[date]) -> ColumnElement[bool]:
    return and_(
        CheckInRow.opened_on.is_(None),
        CheckInRow.recorded_at.is_(None),
        CheckInRow.excused_at.is_(None),
        CheckInRow.superseded_by.is_(None),
        CheckInRow.marked_missed_on.is_(None),
        CheckInRow.due_from <= today,
        status_sql(today) == CheckInStatus.DUE.value,
    )


def _windows(found: Sequence[Sequence[str]] | None) -> list[tuple[date, date]]:
    return [(date.fromisoformat(begins), date.fromisoformat(ends)) for begins, ends in found or ()]
