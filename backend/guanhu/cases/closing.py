"""SQL about how files were closed, and what the case page asks before one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from guanhu.access.permissions import Permission
from guanhu.cases.closing_reasons import ClosingReason, reason_of
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.cases.parts import CaseParts
from guanhu.cases.tables import CaseClosureRow, CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.ids import new_id
from guanhu.people.facts import CorrectionState
from guanhu.people.tables import MinorCorrectionRow

NOTE = "case_closures.note"

CORRECTION_WAITS: Final = GateFacts(
    "correction_waits",
    Permission.CASE_WRITE,
    listed(
        MinorCorrectionRow.case_id,
        MinorCorrectionRow.id,
        where=(MinorCorrectionRow.state == CorrectionState.SUBMITTED.value,),
        order=(MinorCorrectionRow.id,),
    ),
    lambda found, _page, _vault: bool(found),
)
"""Whether a correction of the minor asked for under this file waits for a decision."""


@dataclass(frozen=True, slots=True)
class ClosureSeen:
    """How a file was closed."""

    closed_on: date
    reasons: tuple[ClosingReason, ...]
    note: str | None
    closed_by: UUID


class ClosureRepository(CaseParts):
    """Closures of visible cases."""

    async def close(
        self, file: CaseFileRow, reasons: tuple[ClosingReason, ...], note: str | None
    ) -> UUID:
        """Store how a locked file is closed; nothing on it waits for a review any more."""
        key, closure_id = await self.key(file.id), new_id()
        file.missed_to_review = 0
        return await self.add(
            CaseClosureRow(
                id=closure_id,
                case_id=file.id,
                closed_on=self._look.today,
                reasons=[each.id for each in reasons],
                note=key.seal_optional(NOTE, closure_id, note),
                closed_by=self._look.actor.account_id,
                closed_at=self._look.now,
            )
        )

    async def find(self, case_id: UUID) -> ClosureSeen | None:
        """How a visible file was closed, if it was; what was noted is the prosecution's to read."""
        row = await self._session.scalar(
            select(CaseClosureRow).where(
                CaseClosureRow.case_id == case_id,
                CaseClosureRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if row is None:
            return None
        key, reads = await self.key(case_id), self._look.actor.may(Permission.DECISION_READ)
        return ClosureSeen(
            row.closed_on,
            tuple(reason_of(each) for each in row.reasons),
            key.open_optional(NOTE, row.id, row.note) if reads else None,
            row.closed_by,
        )
