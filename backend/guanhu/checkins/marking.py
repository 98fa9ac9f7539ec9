"""SQL that marks missed check-ins of many files and keeps their counters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import Date, Uuid, func, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm.attributes import set_committed_value

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plumbing.forms import Form, as_form, given_as

CASE: Final = given_as("case", Uuid)
TODAY: Final = given_as("today", Date)
LAST_CONTACT: Final = given_as("last_contact", Date)

UNREVIEWED = (
    select(func.count())
    .where(
        CheckInRow.case_id == CaseFileRow.id,
        CheckInRow.marked_missed_on.is_not(None),
        CheckInRow.reviewed_at.is_(None),
    )
    .correlate(CaseFileRow)
    .scalar_subquery()
)


async def cases_with_unmarked(look: Look) -> Sequence[UUID]:
    """The office's files with a missed check-in that bears no mark yet."""
    form = _unmarked()
    given = {"office": look.actor.office_id, "today": look.today}
    return [row[0] for row in await look.rows(form.text, form.values(given))]


@lru_cache(maxsize=1)
def _unmarked() -> Form:
    """Asked every night of every office, mostly to find few."""
    return as_form(
        select(CheckInRow.case_id)
        .distinct()
        .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
        .where(
            CaseFileRow.office_id == given_as("office", Uuid),
            CheckInRow.recorded_at.is_(None),
            CheckInRow.excused_at.is_(None),
            CheckInRow.superseded_by.is_(None),
            CheckInRow.marked_missed_on.is_(None),
            CheckInRow.due_until < TODAY,
            status_sql(TODAY) == CheckInStatus.MISSED.value,
        )
        .order_by(CheckInRow.case_id)
    )


async def lock_files(look: Look, case_ids: Sequence[UUID]) -> None:
    """Lock files in the order of their ids: the lock every command on check-ins takes first."""
    await look.session.execute(
        select(CaseFileRow.id)
        .where(CaseFileRow.id.in_(case_ids))
        .order_by(CaseFileRow.id)
        .with_for_update()
    )


async def mark_missed(look: Look, case_ids: Sequence[UUID]) -> list[UUID]:
    """Mark the missed check-ins of locked files in one statement; each is noted and told of."""
    found = await look.session.execute(
        update(CheckInRow)
        .values(marked_missed_on=look.today)
        .where(
            CheckInRow.case_id.in_(case_ids),
            CaseFileRow.id == CheckInRow.case_id,
            CheckInRow.marked_missed_on.is_(None),
            status_sql(look.today) == CheckInStatus.MISSED.value,
        )
        .returning(CheckInRow.case_id, CheckInRow.id, CheckInRow.due_until)
        .execution_options(synchronize_session=False)
    )
    marked: list[tuple[UUID, UUID, date]] = sorted((row[0], row[1], row[2]) for row in found)
    await _tell_missed(look, marked)
    return [check_in_id for _case_id, check_in_id, _due_until in marked]


async def _tell_missed(look: Look, marked: Sequence[tuple[UUID, UUID, date]]) -> None:
    for case_id, check_in_id, _due_until in marked:
        look.record("checkins.missed", "check_in", check_in_id, case_id=case_id)
    await tell_all(
        look,
        [
            Message(Cause.CHECK_IN_MISSED, check_in_id, to, case_id, facts=(("until", due_until),))
            for case_id, check_in_id, due_until in marked
            for to in (Audience.LEAD_WORKER, Audience.OFFICER)
        ],
    )


@lru_cache(maxsize=1)
def _mark_and_count() -> Form:
    """One statement: marks what one locked file misses, counts what nobody has reviewed, and
    writes down in the file both that number and the day of the last contact, where they changed.

    Columns: the number, then identifiers and last days of what was marked now. A statement does
    not see what it changes itself, so those are added to the number.
    """
    marked = (
        update(CheckInRow)
        .values(marked_missed_on=TODAY)
        .where(
            CheckInRow.case_id == CASE,
            CaseFileRow.id == CheckInRow.case_id,
            CheckInRow.marked_missed_on.is_(None),
            status_sql(TODAY) == CheckInStatus.MISSED.value,
        )
        .returning(CheckInRow.id, CheckInRow.due_until)
        .cte("marked")
    )
    before = (
        select(func.count())
        .where(
            CheckInRow.case_id == CASE,
            CheckInRow.marked_missed_on.is_not(None),
            CheckInRow.reviewed_at.is_(None),
        )
        .scalar_subquery()
    )
    order = (marked.c.id,)
    counted = (
        select(
            (before + func.count(marked.c.id)).label("unreviewed"),
            func.array_agg(aggregate_order_by(marked.c.id, *order)).label("ids"),
            func.array_agg(aggregate_order_by(marked.c.due_until, *order)).label("last_days"),
        )
        .select_from(marked)
        .cte("counted")
    )
    filed = (
        update(CaseFileRow)
        .values(missed_to_review=counted.c.unreviewed, last_check_in_on=LAST_CONTACT)
        .where(
            CaseFileRow.id == CASE,
            (CaseFileRow.missed_to_review != counted.c.unreviewed)
            | CaseFileRow.last_check_in_on.is_distinct_from(LAST_CONTACT),
        )
        .cte("filed")
    )
    statement = select(counted.c.unreviewed, counted.c.ids, counted.c.last_days).add_cte(filed)
    return as_form(statement)


async def mark_and_count(look: Look, file: CaseFileRow, last_contact: date | None) -> list[UUID]:
    """Mark what a locked file has missed by today; answers what was marked.

    The file then tells the day of the last contact, and how many are to be reviewed.
    """
    form = _mark_and_count()
    given = {"case": file.id, "today": look.today, "last_contact": last_contact}
    ((unreviewed, ids, last_days),) = await look.rows(form.text, form.values(given))
    # Both are written already.
    set_committed_value(file, "missed_to_review", unreviewed)
    set_committed_value(file, "last_check_in_on", last_contact)
    marked = [(file.id, *each) for each in zip(ids or (), last_days or (), strict=True)]
    await _tell_missed(look, marked)
    return [check_in_id for _case_id, check_in_id, _due_until in marked]


async def count_unreviewed(look: Look, case_ids: Sequence[UUID]) -> None:
    """Set the maintained counter of locked files from what is stored."""
    await look.session.execute(
        update(CaseFileRow)
        .values(missed_to_review=UNREVIEWED)
        .where(CaseFileRow.id.in_(case_ids))
        .execution_options(synchronize_session=False)
    )
