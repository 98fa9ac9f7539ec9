"""The statement that stores what was found at a check-in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Uuid, bindparam, insert, update

from guanhu.audit.work import Look
from guanhu.checkins.tables import CheckInRecordRow, CheckInRow
from guanhu.drafts.facts import DraftForm
from guanhu.drafts.repository import draft_values, submitting
from guanhu.plumbing.forms import Form, as_form

ON_CHECK_IN: Final = ("happened_at", "recorded_at", "recorded_by", "contact_made", "late")
ON_RECORD: Final = (
    "office_id", "case_id", "how", "present", "no_contact_reason", "topics", "concern_level",
    "note", "next_step",
)  # fmt: skip


async def store_record(look: Look, values: Mapping[str, Any]) -> None:
    """Store a record, note it on its check-in, which is locked, and close the draft of its form.

    `values` by the names of the columns, and `check_in`. One message for all three.
    """
    form = _storing()
    draft = draft_values(look, DraftForm.LOG_CHECK_IN, values["check_in"])
    await look.rows(form.text, form.values({**values, **draft}))


@lru_cache(maxsize=1)
def _storing() -> Form:
    check_in, record = _typed(CheckInRow, ON_CHECK_IN), _typed(CheckInRecordRow, ON_RECORD)
    which = bindparam("check_in", type_=Uuid)
    noted = update(CheckInRow).where(CheckInRow.id == which).values(check_in).cte("noted")
    stored = insert(CheckInRecordRow).values(check_in_id=which, **record)
    return as_form(stored.add_cte(noted, submitting().cte("submitted")))


def _typed(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    columns = row.__table__.columns
    return {name: bindparam(name, type_=columns[name].type) for name in names}
