"""Wall one of notes: what a social worker's assignment hides (S61). Wall two says the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Uuid, and_, bindparam, cast, exists, func, true

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.checkins.tables import CheckInRecordRow, CheckInRemarkRow, CheckInRow
from guanhu.plans.tables import TeamMemberRow

READER = bindparam("reader", type_=Uuid)
"""Whoever reads; given by name, so that a statement is built once for everybody."""


def for_worker(look: Look) -> bool:
    """Whether an assignment may hide notes from the actor; everybody else reads all of them."""
    return look.actor.role is Role.SOCIAL_WORKER


def hidden(
    today: date | ColumnElement[Any],
    case_id: Any,
    author_id: Any,
    at: Any,
    reader: Any = READER,
) -> ColumnElement[bool]:
    """Whether a note of an instant is hidden from the worker `reader` by their assignment.

    One's own notes never are. `case_id`, `author_id` and `at` are columns of the note.
    """
    member = TeamMemberRow
    day = cast(func.timezone("Asia/Shanghai", at), Date)
    return and_(
        func.coalesce(author_id != reader, True),
        exists().where(
            member.account_id == reader,
            member.case_id == case_id,
            member.valid_during.contains(today),
            member.withdrawn_at.is_(None),
            member.notes_from > day,
        ),
    )


def note_shown(look: Look, case_id: Any, author_id: Any, at: Any) -> ColumnElement[bool]:
    """Whether a note with these columns is shown to the actor of `look`."""
    if not for_worker(look):
        return true()
    return ~hidden(look.today, case_id, author_id, at, look.actor.account_id)


def record_of_check_in(
    today: date | ColumnElement[date], *, for_worker: bool
) -> ColumnElement[bool]:
    """What joins a check-in with what was found, as far as it is shown."""
    row = CheckInRow
    joined: ColumnElement[bool] = CheckInRecordRow.check_in_id == row.id
    if not for_worker:
        return joined
    return and_(joined, ~hidden(today, row.case_id, row.recorded_by, row.happened_at))


def reason_shown(
    change: Any, today: date | ColumnElement[date], *, for_worker: bool
) -> ColumnElement[bool]:
    """Whether the reason of a change is shown."""
    if not for_worker:
        return true()
    return ~hidden(today, change.case_id, change.author_id, change.made_at)


def remark_shown(look: Look) -> ColumnElement[bool]:
    """Whether a remark is shown."""
    if not for_worker(look):
        return true()
    row = CheckInRemarkRow
    return ~hidden(look.today, row.case_id, row.author_id, row.written_at)
