"""SQL that finds the extra questions new self-reports are asked with."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.checkins.tables import SelfReportQuestionsRow


async def latest_questions(look: Look, case_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """By case, the latest set of extra questions."""
    row = SelfReportQuestionsRow
    found = await look.session.execute(
        select(row.case_id, row.id)
        .where(row.case_id.in_(case_ids))
        .order_by(row.case_id, row.number)
    )
    # A later set takes the place of an earlier one.
    return {each.case_id: each.id for each in found}
