"""SQL that keeps the maintained next deadline when a day has gone by."""

from __future__ import annotations

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow


async def settle_passed(look: Look) -> int:
    """Recompute the office's files whose next deadline lies before today; how many changed."""
    rows = await look.session.scalars(
        select(CaseFileRow)
        .where(
            CaseFileRow.office_id == look.actor.office_id,
            CaseFileRow.next_deadline_on < look.today,
            CaseFileRow.status != CaseStatus.CLOSED.value,
        )
        .order_by(CaseFileRow.id)
        .with_for_update()
    )
    cases = CaseRepository(look)
    changed = 0
    for row in rows.all():
        before = row.next_deadline_on
        cases.settle(row)
        changed += row.next_deadline_on != before
    await look.session.flush()
    return changed
