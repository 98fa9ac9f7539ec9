"""The statements that select check-ins, with all that is shown of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, Uuid, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody
from guanhu.checkins import visibility as notes
from guanhu.checkins.facts import ChangeKind
from guanhu.checkins.standing import DAYS_REMEMBERED, status_sql
from guanhu.checkins.tables import (
    CheckInChangeRow,
    CheckInEvidenceRow,
    CheckInRecordRow,
    CheckInRow,
)
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.tables import RecordKeyRow


@lru_cache(maxsize=DAYS_REMEMBERED)
def selected(today: date, *, for_worker: bool) -> Select[Any]:
    """A check-in with its record, its review, the key of its case, its state and evidence.

    Built once a day: building it anew took longer than the database needs to answer.
    """
    reviewed = aliased(CheckInChangeRow)
    return _joined(
        select(CheckInRow, CheckInRecordRow, reviewed), reviewed, today, for_worker=for_worker
    )


def _joined(
    parts: Any, reviewed: Any, today: date | ColumnElement[date], *, for_worker: bool
) -> Select[Any]:
    evidence = (
        select(func.array_agg(CheckInEvidenceRow.condition_id))
        .where(CheckInEvidenceRow.check_in_id == CheckInRow.id)
        .correlate(CheckInRow)
        .scalar_subquery()
    )
    joined: Select[Any] = (
        parts.add_columns(
            RecordKeyRow.master_key_id,
            RecordKeyRow.wrapped,
            status_sql(today).label("status"),
            evidence.label("evidence"),
        )
        .select_from(CheckInRow)
        .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
        .join(RecordKeyRow, RecordKeyRow.record_id == CheckInRow.case_id)
        .outerjoin(CheckInRecordRow, notes.record_of_check_in(today, for_worker=for_worker))
        .outerjoin(
            reviewed,
            and_(
                reviewed.check_in_id == CheckInRow.id,
                reviewed.kind == ChangeKind.REVIEWED.value,
                notes.reason_shown(reviewed, today, for_worker=for_worker),
            ),
        )
    )
    return joined


def _parts() -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Of each part of a check-in: its columns, and where they begin and end in a row."""
    begins = 0
    for table in (CheckInRow, CheckInRecordRow, CheckInChangeRow):
        names = tuple(table.__table__.columns.keys())
        yield names, begins, begins + len(names)
        begins += len(names)


PARTS: Final = tuple(_parts())


@lru_cache(maxsize=64)
def one_form(
    shown: Callable[[Look], ColumnElement[bool]],
    role: Role | None,
    sees_offered: bool,  # noqa: FBT001 - a key of the cache
    for_worker: bool,  # noqa: FBT001 - the same
) -> Form:
    """The statement that reads one check-in, for everybody of a role; values by name."""
    reviewed = aliased(CheckInChangeRow)
    tables = (CheckInRow, CheckInRecordRow, reviewed)
    columns = [
        getattr(table, name)
        for table, (names, _begins, _ends) in zip(tables, PARTS, strict=True)
        for name in names
    ]
    asked = anybody(role, sees_offered=sees_offered)
    today = bindparam("today", type_=Date)
    statement = _joined(select(*columns), reviewed, today, for_worker=for_worker).where(
        CheckInRow.id == bindparam("check_in", type_=Uuid), shown(asked)
    )
    return as_form(statement)


def as_rows(found: tuple[Any, ...]) -> tuple[Any, ...]:
    """What `one_form` found as `selected` gives it: check-in, record, review, and the rest."""
    check_in, record, review = (
        SimpleNamespace(**dict(zip(names, found[begins:ends], strict=True)))
        for names, begins, ends in PARTS
    )
    return (
        check_in,
        None if record.check_in_id is None else record,
        None if review.id is None else review,
        *found[PARTS[-1][2] :],
    )
