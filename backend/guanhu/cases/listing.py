"""The caseload's statement: built once for each form of it, then sent as text with its values.

Building and compiling it anew took longer than the database needs to answer. The page is cut out
first, over one index; names, keys and officers are fetched for the rows on it only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Integer, Text, bindparam, func, or_, select
from sqlalchemy import cast as cast_to

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.alarms import ALARMED
from guanhu.cases.facts import CaseStatus, Milestones
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody
from guanhu.identity.tables import AccountRow
from guanhu.people.tables import MinorRow
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.tables import RecordKeyRow

Visible = Callable[[Look], ColumnElement[bool]]


class CaseSort(StrEnum):
    """What the caseload is sorted by."""

    NEXT_DEADLINE = "next_deadline"
    CASE_NUMBER = "case_number"
    RECEIVED_ON = "received_on"
    STATUS = "status"
    LAST_CHECK_IN = "last_check_in"


SORT_COLUMNS: Final[Mapping[CaseSort, str]] = {
    CaseSort.NEXT_DEADLINE: "next_deadline_on",
    CaseSort.CASE_NUMBER: "case_number",
    CaseSort.RECEIVED_ON: "received_on",
    CaseSort.STATUS: "status",
    CaseSort.LAST_CHECK_IN: "last_check_in_on",
}

AS_TEXT: Final = frozenset({"clocks", "review_events"})
MILESTONE_COLUMNS: Final = tuple(Milestones.__dataclass_fields__)
CASE_COLUMNS: Final = (
    "id", "minor_id", "officer_id", "case_number", "version", "last_act_on", "chain_role",
    "last_check_in_on", "missed_to_review",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which files of the caseload; every part narrows further."""

    status: tuple[CaseStatus, ...] = ()
    search: str | None = None
    chain_role: str | None = None
    officer_id: UUID | None = None
    due_before: date | None = None
    missed_only: bool = False
    alarmed_only: bool = False


def form_of(
    visible: Visible, role: Role | None, wanted: CaseFilter, sort: CaseSort, *, descending: bool
) -> Form:
    """The statement for one kind of question; its values are given by name.

    Columns: those of `CASE_COLUMNS`, of `MILESTONE_COLUMNS`, then name, birth_date,
    master_key_id, wrapped, display_name, total.
    """
    return _form(
        visible,
        role,
        sort,
        descending,
        wanted.status,
        bool(wanted.search),
        bool(wanted.chain_role),
        wanted.officer_id is not None,
        wanted.due_before is not None,
        wanted.missed_only,
        wanted.alarmed_only,
    )


@lru_cache(maxsize=512)
def _form(
    visible: Visible,
    role: Role | None,
    sort: CaseSort,
    descending: bool,  # noqa: FBT001 - a key of the cache
    statuses: tuple[CaseStatus, ...],
    *narrowed: bool,
) -> Form:
    search, chain_role, officer, due_before, missed_only, alarmed_only = narrowed
    case = CaseFileRow
    # Wall one is asked with names in the place of values, so that it stays written in one place.
    # A file that is offered stands in no caseload until it is accepted.
    conditions = [visible(anybody(role, sees_offered=False))]
    if statuses:
        conditions.append(or_(*(_has_status(status) for status in statuses)))
    if search:
        named = select(MinorRow.id).where(MinorRow.name_index == bindparam("name_index"))
        conditions.append((case.case_number == bindparam("search")) | case.minor_id.in_(named))
    if chain_role:
        conditions.append(case.chain_role == bindparam("chain_role"))
    if officer:
        conditions.append(case.officer_id == bindparam("officer"))
    if due_before:
        conditions.append(case.next_deadline_on < bindparam("due_before"))
    if missed_only:
        conditions.append(case.missed_to_review > 0)
    if alarmed_only:
        conditions.append(_alarmed())

    def ordered(column: Column[Any] | Any) -> ColumnElement[Any]:
        return column.desc().nullslast() if descending else column.asc().nullslast()

    # Within one caseload, counting on the way costs nothing; an office is counted over an index.
    whole_office = role is None or role is Role.SUPERVISOR
    total = (
        select(func.count()).select_from(case).where(*conditions).scalar_subquery()
        if whole_office
        else func.count().over()
    ).label("total")
    page = (
        select(*(read_column(name) for name in (*CASE_COLUMNS, *MILESTONE_COLUMNS)),
               case.next_deadline_on, total)
        .where(*conditions)
        .order_by(ordered(getattr(case, SORT_COLUMNS[sort])), case.id)
        .limit(bindparam("limit", type_=Integer))
        .offset(bindparam("offset", type_=Integer))
        .cte("page")
        .prefix_with("MATERIALIZED")
    )  # fmt: skip
    statement = (
        select(
            *(page.c[name] for name in (*CASE_COLUMNS, *MILESTONE_COLUMNS)),
            MinorRow.name,
            MinorRow.birth_date,
            RecordKeyRow.master_key_id,
            RecordKeyRow.wrapped,
            AccountRow.display_name,
            page.c.total,
        )
        .join_from(page, MinorRow, MinorRow.id == page.c.minor_id)
        .join(RecordKeyRow, RecordKeyRow.record_id == page.c.minor_id)
        .join(AccountRow, AccountRow.id == page.c.officer_id)
        .order_by(ordered(page.c[SORT_COLUMNS[sort]]), page.c.id)
    )
    return as_form(statement)


def _alarmed() -> ColumnElement[bool]:
    """The files on which `guanhu.cases.alarms` raises an alarm."""
    return (
        or_(*(CaseFileRow.status == each.value for each in sorted(ALARMED)))
        & CaseFileRow.outcome_drafted_on.is_(None)
        & (CaseFileRow.probation_ends_on <= bindparam("alarmed_until"))
    )


def read_column(name: str) -> ColumnElement[Any]:
    """A column as the page reads it: lists as text, so that equal ones are known again."""
    column: ColumnElement[Any] = getattr(CaseFileRow, name)
    return cast_to(column, Text).label(name) if name in AS_TEXT else column


def _has_status(status: CaseStatus) -> ColumnElement[bool]:
    running = CaseFileRow.status == CaseStatus.ON_PROBATION.value
    if status is CaseStatus.PERIOD_ENDED:
        return running & (CaseFileRow.probation_ends_on < bindparam("today"))
    if status is CaseStatus.ON_PROBATION:
        return running & (CaseFileRow.probation_ends_on >= bindparam("today"))
    return CaseFileRow.status == status.value
