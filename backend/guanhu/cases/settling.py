"""SQL that keeps the maintained next deadline when a day has gone by."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from guanhu.audit.work import Look
from guanhu.cases.clock import next_due
from guanhu.cases.facts import CaseStatus
from guanhu.cases.repository import milestones
from guanhu.cases.tables import CaseFileRow


async def passed(look: Look) -> Sequence[UUID]:
    """The office's files whose next deadline lies before today."""
    found = await look.session.scalars(
        select(CaseFileRow.id).where(*_passed(look)).order_by(CaseFileRow.id)
    )
    return found.all()


async def settle_passed(look: Look, case_ids: Sequence[UUID]) -> int:
    """Recompute the next deadline of those of these files where it has passed; how many changed.

    What is computed is written in one go, and an overdue duty that stays next is not written.
    """
    rows = await look.session.scalars(
        select(CaseFileRow)
        .where(CaseFileRow.id.in_(case_ids), *_passed(look))
        .order_by(CaseFileRow.id)
        .with_for_update()
    )
    changed = [
        {"id": row.id, "next_deadline_on": due}
        for row in rows.all()
        if (due := next_due(milestones(row), look.today)) != row.next_deadline_on
    ]
    if changed:
        await look.session.execute(update(CaseFileRow), changed)
    return len(changed)


def _passed(look: Look) -> tuple[ColumnElement[bool], ...]:
    return (
        CaseFileRow.office_id == look.actor.office_id,
        CaseFileRow.next_deadline_on < look.today,
        CaseFileRow.status != CaseStatus.CLOSED.value,
    )
