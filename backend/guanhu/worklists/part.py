"""The shape of one kind of work item, and the SELECT it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
)

from guanhu.access.roles import Role
from guanhu.cases.states import CaseAction, CaseStatus
from guanhu.cases.tables import CaseFileRow
from guanhu.worklists.facts import WorkKind

# Given by name when the statement is sent; not required, as lists of codes are written out before.
TODAY: Final[ColumnElement[Any]] = bindparam("today", type_=Date, required=False)
SOON: Final[ColumnElement[Any]] = bindparam("soon", type_=Date, required=False)
ALARMED_UNTIL: Final[ColumnElement[Any]] = bindparam("alarmed_until", type_=Date, required=False)
SILENT_FROM: Final[ColumnElement[Any]] = bindparam("silent_from", type_=Date, required=False)
OWNER: Final[ColumnElement[Any]] = bindparam("owner", type_=Uuid, required=False)
"""Whose list it is: the reader, or the colleague whose list a supervisor reads."""
OFFICE: Final[ColumnElement[Any]] = bindparam("office", type_=Uuid, required=False)
READER: Final[ColumnElement[Any]] = bindparam("account", type_=Uuid, required=False)

OFFICER: Final = frozenset({Role.OFFICER})
SUPERVISOR: Final = frozenset({Role.SUPERVISOR})
WORKER: Final = frozenset({Role.SOCIAL_WORKER})
IN_CONTACT: Final = frozenset({Role.OFFICER, Role.SOCIAL_WORKER})


def day_of(instant: Any) -> ColumnElement[Any]:
    """The day of an instant where the offices are."""
    return cast(func.timezone("Asia/Shanghai", instant), Date)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One SELECT. `table` is the row that waits; `where` narrows it; a case is joined by `case`.

    `joins`: further tables with their conditions. `to_owner`: the row itself says whose it is, so
    the file need not be theirs (an offer). `case` is None for what is about a sealed record or
    another office's file. `office`: whose work it is, where that is not the office of the row.
    """

    kind: WorkKind
    roles: frozenset[Role]
    table: Any
    record: Any
    where: Sequence[ColumnElement[bool]] = ()
    case: Any = None
    action: CaseAction | None = None
    operation: str | None = None
    rule: str | None = None
    due: Any = field(default_factory=null)
    since: Any = field(default_factory=null)
    joins: Sequence[tuple[Any, ColumnElement[bool]]] = ()
    to_owner: bool = False
    office: Any = None


def select_part(part: Part, mine: ColumnElement[bool]) -> Select[Any]:
    """The rows of one part as items; `mine` says which case files are the list's.

    Columns: kind, rank, record_id, case_id, action, operation, rule, due_on, since. What is at its
    end is nobody's work any more (S76).
    """
    ranks = list(WorkKind)
    action = None if part.action is None else part.action.value
    statement = select(
        literal_column(f"'{part.kind.value}'", Text).label("kind"),
        literal_column(str(ranks.index(part.kind)), Integer).label("rank"),
        part.record.label("record_id"),
        (cast(null(), Uuid) if part.case is None else part.case).label("case_id"),
        _told(action).label("action"),
        _told(part.operation).label("operation"),
        _told(part.rule).label("rule"),
        cast(part.due, Date).label("due_on"),
        cast(part.since, Date).label("since"),
    ).select_from(part.table)
    if part.case is not None and part.table is not CaseFileRow:
        statement = statement.join(CaseFileRow, CaseFileRow.id == part.case)
    for table, condition in part.joins:
        statement = statement.join(table, condition)
    if part.case is not None:
        statement = statement.where(
            CaseFileRow.status != CaseStatus.CLOSED.value,
            CaseFileRow.status != CaseStatus.SEALED.value,
        )
        if not part.to_owner:
            statement = statement.where(mine)
    office = part.table.office_id if part.office is None else part.office
    return statement.where(office == OFFICE, *part.where)


def _told(code: str | None) -> ColumnElement[Any]:
    """A code of this module, which is no value of anybody's, written into the statement."""
    return cast(null(), Text) if code is None else literal_column(f"'{code}'", Text)
