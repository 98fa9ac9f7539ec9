"""All SQL about compulsory measures."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from guanhu.cases.parts import CaseParts
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.safeguards.facts import (
    CUSTODY,
    MeasureEnding,
    MeasureFacts,
    MeasureKind,
    MeasureSeen,
    OrderedBy,
)
from guanhu.safeguards.rules import CLOCKS, release_due_from, running
from guanhu.safeguards.tables import MeasureRow

REASON = "compulsory_measures.reason"


class MeasureRepository(CaseParts):
    """Measures of cases the actor may see; the caller locks the file before it writes."""

    async def of_case(self, case_id: UUID) -> list[MeasureFacts]:
        """Every measure of a case, the first one first."""
        return [_facts(row) for row in await self._rows(case_id)]

    async def seen(self, case_id: UUID) -> list[MeasureSeen]:
        """The same with reasons and authors."""
        rows = await self._rows(case_id)
        if not rows:
            return []
        key = await self._look.keys.of(case_id)
        return [
            MeasureSeen(
                facts=_facts(row),
                ordered_by=OrderedBy(row.ordered_by),
                ending=None if row.ending is None else MeasureEnding(row.ending),
                reason=key.open_optional(REASON, row.id, row.reason),
                recorded_by=row.recorded_by,
                recorded_at=row.recorded_at,
            )
            for row in rows
        ]

    async def record(
        self, file: CaseFileRow, kind: MeasureKind, began_on: date, ordered_by: OrderedBy
    ) -> UUID:
        """Record a measure and start its clocks (P-13, D-10)."""
        measure_id = new_id()
        await self.add(
            MeasureRow(
                id=measure_id,
                case_id=file.id,
                kind=kind.value,
                ordered_by=ordered_by.value,
                began_on=began_on,
                holds_during=Range(began_on, None, bounds="[)"),
                recorded_by=self._look.actor.account_id,
                recorded_at=self._look.now,
            )
        )
        cases = CaseRepository(self._look)
        file.in_custody = kind in CUSTODY
        if kind in CLOCKS:
            cases.start_clock(file, CLOCKS[kind], began_on, measure_id)
        self._ask_for_release(file, MeasureFacts(measure_id, kind, began_on, None))
        return measure_id

    async def end(
        self, file: CaseFileRow, row: MeasureRow, on: date, how: MeasureEnding, reason: str
    ) -> None:
        """End a measure; what it asked for is done on that day."""
        key = await self._look.keys.of(file.id)
        row.ended_on, row.ending = on, how.value
        row.holds_during = Range(row.began_on, on, bounds="[)")
        row.reason = key.seal(REASON, row.id, reason)
        row.ended_by = self._look.actor.account_id
        await self._session.flush()
        file.in_custody = False  # two measures never hold at once
        cases, kind = CaseRepository(self._look), MeasureKind(row.kind)
        if kind in CLOCKS:
            cases.finish_clock(file, CLOCKS[kind], row.id, on)
        cases.finish_clock(file, DeadlineKind.CUSTODY_RELEASE, row.id, on)

    async def decided(self, file: CaseFileRow) -> None:
        """The conditional decision was made: whoever is in custody is to be released (D-10)."""
        holds = running(await self.of_case(file.id))
        if holds is not None:
            self._ask_for_release(file, holds)

    def _ask_for_release(self, file: CaseFileRow, measure: MeasureFacts) -> None:
        starts = release_due_from(measure.kind, measure.began_on, file.decided_on, file.revoked_on)
        if starts is not None:
            CaseRepository(self._look).start_clock(
                file, DeadlineKind.CUSTODY_RELEASE, starts, measure.id
            )

    async def _rows(self, case_id: UUID) -> list[MeasureRow]:
        rows = await self._session.scalars(
            select(MeasureRow)
            .where(
                MeasureRow.case_id == case_id,
                MeasureRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(MeasureRow.began_on, MeasureRow.recorded_at, MeasureRow.id)
        )
        return list(rows.all())


def _facts(row: MeasureRow) -> MeasureFacts:
    return MeasureFacts(row.id, MeasureKind(row.kind), row.began_on, row.ended_on)
