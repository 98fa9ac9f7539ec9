"""Wall one of notes: what a social worker's assignment hides (S61). Wall two says the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Uuid, and_, bindparam, cast, exists, func

from guanhu.plans.tables import TeamMemberRow

READER = bindparam("reader", type_=Uuid)
"""Whoever reads; given by name, so that a statement is built once for everybody."""


def hidden(today: date, case_id: Any, author_id: Any, at: Any) -> ColumnElement[bool]:
    """Whether a note of an instant is hidden from the worker `READER` by their assignment.

    One's own notes never are. `case_id`, `author_id` and `at` are columns of the note.
    """
    member = TeamMemberRow
    day = cast(func.timezone("Asia/Shanghai", at), Date)
    return and_(
        func.coalesce(author_id != READER, True),
        exists().where(
            member.account_id == READER,
            member.case_id == case_id,
            member.valid_during.contains(today),
            member.withdrawn_at.is_(None),
            member.notes_from > day,
        ),
    )
