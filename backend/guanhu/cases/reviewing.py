"""SQL about what happens to the review for prosecution before the decision (T-07)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from guanhu.cases.facts import ReviewEventSeen
from guanhu.cases.parts import CaseParts
from guanhu.cases.tables import CaseFileRow, ReviewEventRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.ids import new_id
from guanhu.law.review_events import ReviewEvent, ReviewEventKind

REASON = "review_events.reason"


class ReviewEventRepository(CaseParts):
    """Events of the review of visible cases; the caller locks the file before it writes."""

    async def record(self, file: CaseFileRow, event: ReviewEvent, reason: str) -> UUID:
        """Store an event, with its day among the milestones of the file."""
        key, event_id = await self.key(file.id), new_id()
        await self.add(
            ReviewEventRow(
                id=event_id,
                case_id=file.id,
                kind=event.kind.value,
                happened_on=event.on,
                reason=key.seal(REASON, event_id, reason),
                recorded_by=self._look.actor.account_id,
                recorded_at=self._look.now,
            )
        )
        file.review_events = [*(file.review_events or ()), event.stored()]
        return event_id

    async def last(self, case_id: UUID, kind: ReviewEventKind) -> UUID | None:
        """The latest event of one kind."""
        found: UUID | None = await self._session.scalar(
            select(ReviewEventRow.id)
            .where(
                ReviewEventRow.case_id == case_id,
                ReviewEventRow.kind == kind.value,
                ReviewEventRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(ReviewEventRow.recorded_at.desc(), ReviewEventRow.id.desc())
            .limit(1)
        )
        return found

    async def seen(self, case_id: UUID) -> list[ReviewEventSeen]:
        """Every event of a case with its reason, in the order of recording."""
        rows = await self._session.scalars(
            select(ReviewEventRow)
            .where(
                ReviewEventRow.case_id == case_id,
                ReviewEventRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(ReviewEventRow.recorded_at, ReviewEventRow.id)
        )
        found = rows.all()
        if not found:
            return []
        key = await self.key(case_id)
        return [
            ReviewEventSeen(
                id=row.id,
                kind=ReviewEventKind(row.kind),
                on=row.happened_on,
                reason=key.open(REASON, row.id, row.reason),
                recorded_by=row.recorded_by,
                recorded_at=row.recorded_at,
            )
            for row in found
        ]
