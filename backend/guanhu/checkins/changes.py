"""SQL that reads why check-ins were reviewed, excused or moved."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.cases.visibility import visible_case_ids
from guanhu.checkins.facts import AskedBy, ChangeKind, ChangeSeen, ExcuseKind
from guanhu.checkins.tables import CheckInChangeRow
from guanhu.plumbing.vault import RecordKey


async def changes_of(look: Look, check_in_ids: Iterable[UUID]) -> dict[UUID, list[ChangeSeen]]:
    """By check-in, of visible cases only, the first one first."""
    rows = (
        await look.session.scalars(
            select(CheckInChangeRow)
            .where(
                CheckInChangeRow.check_in_id.in_(set(check_in_ids)),
                CheckInChangeRow.case_id.in_(visible_case_ids(look)),
            )
            .order_by(CheckInChangeRow.made_at, CheckInChangeRow.id)
        )
    ).all()
    keys = await look.keys.of_all(row.case_id for row in rows)
    grouped: dict[UUID, list[ChangeSeen]] = {}
    for row in rows:
        grouped.setdefault(row.check_in_id, []).append(_seen(row, keys[row.case_id]))
    return grouped


def _seen(row: CheckInChangeRow, key: RecordKey) -> ChangeSeen:
    kind = ChangeKind(row.kind)
    code = row.code or ""
    # What was excused before kinds were asked for has none.
    excused = kind is ChangeKind.EXCUSED and code
    return ChangeSeen(
        kind=kind,
        excuse=ExcuseKind(code) if excused else None,
        asked_by=AskedBy(code) if kind is ChangeKind.MOVED else None,
        reason=key.open("check_in_changes.reason", row.id, row.reason),
        sensitive=row.sensitive,
        made_at=row.made_at,
        made_by=row.author_id,
    )
