"""SQL of evidence for conditions and of the ledger. Lines are added, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Executable, func, select, text

from guanhu.access.roles import FAMILY
from guanhu.cases.parts import CaseParts
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.errors import ConditionNotHeldNow
from guanhu.plans.evidence_facts import (
    EvidenceSeen,
    Ledger,
    LedgerEntry,
    LookSeen,
    Payer,
    Verdict,
)
from guanhu.plans.facts import (
    ConditionChange,
    ConditionSeen,
    EvidenceKind,
    PlanVersionState,
)
from guanhu.plans.ledger import asks_for_money, instalments, owed, paid
from guanhu.plans.shown import condition_seen
from guanhu.plans.states import EFFECTIVE
from guanhu.plans.tables import (
    ConditionEvidenceRow,
    EvidenceLookRow,
    PlanConditionRow,
    PlanVersionRow,
    RestitutionEntryRow,
)
from guanhu.plumbing.vault import RecordKey

FAMILY_LINES: Final = text(
    "SELECT * FROM guanhu_family_restitution_entries(:of_case) ORDER BY sequence"
)


class EvidenceRepository(CaseParts):
    """Evidence and payments of cases the actor may see; the file is locked before one is added."""

    # -- conditions ---------------------------------------------------------------------------

    async def open_condition(self, condition_id: UUID) -> tuple[CaseFileRow, ConditionSeen]:
        """A condition of the plan in force behind its locked file; else `ConditionNotHeldNow`."""
        file, row = await self.with_case(PlanConditionRow, condition_id)
        seen = condition_seen(row, await self.key(file.id))
        version = await self._session.get_one(PlanVersionRow, row.plan_version_id)
        taken_out = row.dropped or seen.change is ConditionChange.REMOVED
        if version.state != PlanVersionState.IN_FORCE.value or taken_out:
            raise ConditionNotHeldNow(condition=seen.code)
        return file, seen

    # -- evidence -----------------------------------------------------------------------------

    async def evidence(self, case_id: UUID) -> list[EvidenceSeen]:
        """All evidence of a case with the looks at it, the first one first; two statements."""
        rows = (
            await self._session.scalars(
                select(ConditionEvidenceRow)
                .where(
                    ConditionEvidenceRow.case_id == case_id,
                    ConditionEvidenceRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(
                    ConditionEvidenceRow.happened_on,
                    ConditionEvidenceRow.entered_at,
                    ConditionEvidenceRow.id,
                )
            )
        ).all()
        if not rows:
            return []
        key = await self.key(case_id)
        looks: dict[UUID, list[LookSeen]] = defaultdict(list)
        for look in await self._session.scalars(
            select(EvidenceLookRow)
            .where(EvidenceLookRow.case_id == case_id)
            .order_by(EvidenceLookRow.sequence)
        ):
            looks[look.evidence_id].append(_look(look, key))
        return [_evidence(row, key, looks[row.id]) for row in rows]

    async def open_evidence(self, evidence_id: UUID) -> tuple[CaseFileRow, EvidenceSeen, str, int]:
        """Evidence behind its locked file, with code and version of its condition's entry."""
        file, row = await self.with_case(ConditionEvidenceRow, evidence_id)
        condition = await self._session.get_one(PlanConditionRow, row.condition_id)
        seen = _evidence(row, await self.key(file.id), [])
        return file, seen, condition.code, condition.catalogue_version

    async def enter(
        self,
        condition: ConditionSeen,
        *,
        kind: EvidenceKind,
        happened_on: date,
        source: str,
        note: str | None,
    ) -> UUID:
        """Add a piece of evidence."""
        key, evidence_id = await self.key(condition.case_id), new_id()
        return await self.add(
            ConditionEvidenceRow(
                id=evidence_id,
                case_id=condition.case_id,
                condition_id=condition.id,
                lineage_id=condition.lineage_id,
                kind=kind.value,
                happened_on=happened_on,
                source=key.seal("condition_evidence.source", evidence_id, source),
                note=key.seal_optional("condition_evidence.note", evidence_id, note),
                entered_by=self._look.actor.account_id,
                entered_at=self._look.now,
            )
        )

    async def look(self, evidence: EvidenceSeen, verdict: Verdict, reason: str) -> UUID:
        """Add a look at a piece of evidence; earlier ones stay."""
        key, look_id = await self.key(evidence.case_id), new_id()
        earlier = await self._session.scalar(
            select(func.count())
            .select_from(EvidenceLookRow)
            .where(EvidenceLookRow.evidence_id == evidence.id)
        )
        return await self.add(
            EvidenceLookRow(
                id=look_id,
                case_id=evidence.case_id,
                evidence_id=evidence.id,
                sequence=int(earlier or 0) + 1,
                verdict=verdict.value,
                reason=key.seal("evidence_looks.reason", look_id, reason),
                looked_by=self._look.actor.account_id,
                looked_at=self._look.now,
            )
        )

    async def is_evidence_of(self, lineage_id: UUID, evidence_id: UUID) -> bool:
        """Whether a piece of evidence is for that condition."""
        found = await self._session.scalar(
            select(ConditionEvidenceRow.id).where(
                ConditionEvidenceRow.id == evidence_id,
                ConditionEvidenceRow.lineage_id == lineage_id,
                ConditionEvidenceRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return found is not None

    # -- the ledger ---------------------------------------------------------------------------

    async def entries(self, case_id: UUID, lineage_id: UUID | None = None) -> list[LedgerEntry]:
        """The lines of a case, or of one condition through all versions, in order."""
        return [_entry(row, key) for row, key in await self._lines(case_id, lineage_id)]

    async def ledgers(self, case_id: UUID) -> list[Ledger]:
        """What is owed under each condition that asks, or asked, for money; `current` ones hold.

        A condition as it stands in the latest version that is or was in force.
        """
        held = await self._session.execute(
            select(PlanConditionRow, PlanVersionRow.state)
            .join(PlanVersionRow, PlanVersionRow.id == PlanConditionRow.plan_version_id)
            .where(
                PlanConditionRow.case_id == case_id,
                PlanConditionRow.case_id.in_(visible_case_ids(self._look)),
                PlanConditionRow.dropped.is_(False),
                PlanVersionRow.state.in_([state.value for state in EFFECTIVE]),
            )
            .order_by(PlanVersionRow.number, PlanConditionRow.position)
        )
        asked = {
            row.lineage_id: (row, state)
            for row, state in held
            if asks_for_money(conditions().entry(row.code, row.catalogue_version))
        }
        if not asked:
            return []
        key = await self.key(case_id)
        lines: dict[UUID, list[LedgerEntry]] = defaultdict(list)
        for row, _ in await self._lines(case_id, None):
            lines[row.lineage_id].append(_entry(row, key))
        return [
            self._ledger(condition_seen(row, key), state, lines[lineage_id])
            for lineage_id, (row, state) in asked.items()
        ]

    async def payment(self, payment_id: UUID) -> tuple[CaseFileRow, RestitutionEntryRow]:
        """A payment behind its locked file; a correction is none: `NotVisible`."""
        file, row = await self.with_case(RestitutionEntryRow, payment_id)
        if row.corrects_id is not None:
            raise NotVisible
        return file, row

    async def pay(
        self,
        condition: ConditionSeen,
        *,
        amount_fen: int,
        paid_on: date,
        payer: Payer,
        source: str,
        evidence_id: UUID | None,
    ) -> UUID:
        """Add a payment."""
        key, entry_id = await self.key(condition.case_id), new_id()
        return await self.add(
            RestitutionEntryRow(
                id=entry_id,
                case_id=condition.case_id,
                condition_id=condition.id,
                lineage_id=condition.lineage_id,
                sequence=await self._next(condition.case_id),
                amount_fen=amount_fen,
                paid_on=paid_on,
                payer=payer.value,
                source=key.seal("restitution_entries.source", entry_id, source),
                evidence_id=evidence_id,
                entered_by=self._look.actor.account_id,
                entered_at=self._look.now,
            )
        )

    async def correct(self, row: RestitutionEntryRow, difference: int, reason: str) -> UUID:
        """Add a line that sets a payment right by `difference` fen; the payment stays."""
        key, entry_id = await self.key(row.case_id), new_id()
        source = key.open("restitution_entries.source", row.id, row.source)
        return await self.add(
            RestitutionEntryRow(
                id=entry_id,
                case_id=row.case_id,
                condition_id=row.condition_id,
                lineage_id=row.lineage_id,
                sequence=await self._next(row.case_id),
                corrects_id=row.id,
                amount_fen=difference,
                paid_on=row.paid_on,
                payer=row.payer,
                source=key.seal("restitution_entries.source", entry_id, source),
                reason=key.seal("restitution_entries.reason", entry_id, reason),
                entered_by=self._look.actor.account_id,
                entered_at=self._look.now,
            )
        )

    # -- inside -------------------------------------------------------------------------------

    async def _lines(
        self, case_id: UUID, lineage_id: UUID | None
    ) -> list[tuple[RestitutionEntryRow, RecordKey]]:
        wanted = [] if lineage_id is None else [RestitutionEntryRow.lineage_id == lineage_id]
        # To a family the database gives the lines without the texts.
        lines: Executable = (
            select(RestitutionEntryRow).from_statement(FAMILY_LINES)
            if self._look.actor.role in FAMILY
            else select(RestitutionEntryRow)
            .where(
                RestitutionEntryRow.case_id == case_id,
                RestitutionEntryRow.case_id.in_(visible_case_ids(self._look)),
                *wanted,
            )
            .order_by(RestitutionEntryRow.sequence)
        )
        found = await self._session.scalars(lines, {"of_case": case_id})
        rows: Sequence[RestitutionEntryRow] = found.all()
        key = await self.key(case_id)
        return [(row, key) for row in rows]

    async def _next(self, case_id: UUID) -> int:
        found = await self._session.scalar(
            select(func.count())
            .select_from(RestitutionEntryRow)
            .where(RestitutionEntryRow.case_id == case_id)
        )
        return int(found or 0) + 1

    def _ledger(self, condition: ConditionSeen, state: str, entries: list[LedgerEntry]) -> Ledger:
        came_in = paid(entries)
        return Ledger(
            condition_id=condition.id,
            lineage_id=condition.lineage_id,
            code=condition.code,
            catalogue_version=condition.catalogue_version,
            current=state == PlanVersionState.IN_FORCE.value
            and condition.change is not ConditionChange.REMOVED,
            owed_fen=owed(condition.slots),
            paid_fen=came_in,
            instalments=instalments(condition.slots, came_in, self._look.today),
            entries=tuple(entries),
        )


def _evidence(row: ConditionEvidenceRow, key: RecordKey, looks: list[LookSeen]) -> EvidenceSeen:
    return EvidenceSeen(
        id=row.id,
        case_id=row.case_id,
        condition_id=row.condition_id,
        lineage_id=row.lineage_id,
        kind=EvidenceKind(row.kind),
        happened_on=row.happened_on,
        source=key.open("condition_evidence.source", row.id, row.source),
        note=key.open_optional("condition_evidence.note", row.id, row.note),
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        looks=tuple(looks),
    )


def _look(row: EvidenceLookRow, key: RecordKey) -> LookSeen:
    return LookSeen(
        verdict=Verdict(row.verdict),
        reason=key.open("evidence_looks.reason", row.id, row.reason),
        by=row.looked_by,
        at=row.looked_at,
    )


def _entry(row: RestitutionEntryRow, key: RecordKey) -> LedgerEntry:
    return LedgerEntry(
        id=row.id,
        corrects_id=row.corrects_id,
        amount_fen=row.amount_fen,
        paid_on=row.paid_on,
        payer=Payer(row.payer),
        source=key.open_optional("restitution_entries.source", row.id, row.source) or "",
        evidence_id=row.evidence_id,
        reason=key.open_optional("restitution_entries.reason", row.id, row.reason),
        entered_by=row.entered_by,
        entered_at=row.entered_at,
    )
