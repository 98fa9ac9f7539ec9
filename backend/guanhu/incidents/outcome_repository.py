"""All SQL about outcomes of appointments and about consultations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, exists, func, or_, select, text, update

from guanhu.access.roles import FAMILY, Role
from guanhu.cases.parts import CaseParts
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.incidents.outcome_table import OutcomeTable
from guanhu.incidents.outcomes import OutcomeAbout, OutcomeFacts, OutcomeSeen
from guanhu.incidents.tables import ConsultationRow, IncidentRow, OutcomeRow
from guanhu.kernel.errors import NotVisible
from guanhu.plans.tables import PlanConditionRow
from guanhu.plumbing.vault import RecordKey

FAMILY_OUTCOMES: Final = text("SELECT * FROM guanhu_family_outcomes(:case_id)")

CaseRow = TypeVar("CaseRow", OutcomeRow, ConsultationRow)


@dataclass(frozen=True, slots=True)
class ConsultationSeen:
    """One answer to a suggestion, with the settings that were in force then (N08)."""

    id: UUID
    asked: bool
    reason: str
    facts: tuple[UUID, ...]
    least: int
    ages_out_months: int
    decided_by: UUID
    decided_at: datetime


class OutcomeRepository(CaseParts):
    """Outcomes of visible cases."""

    def facts(self, row: OutcomeRow, table: OutcomeTable) -> OutcomeFacts:
        """One outcome as far as a rule asks."""
        settled = None
        if row.settled_code is not None and row.settled_version is not None:
            settled = table.entry(row.settled_code, row.settled_version)
        return OutcomeFacts(
            id=row.id,
            check_in_id=row.check_in_id,
            held_on=row.held_on,
            entry=table.entry(row.code, row.version),
            evidence_until=row.evidence_until,
            settled=settled,
        )

    async def has_condition(self, case_id: UUID, condition_id: UUID) -> bool:
        """Whether the case's plan has, or had, this condition."""
        found = await self._session.scalar(
            select(PlanConditionRow.id).where(
                PlanConditionRow.id == condition_id, PlanConditionRow.case_id == case_id
            )
        )
        return found is not None

    async def has_outcome(self, check_in_id: UUID) -> bool:
        """Whether a check-in has its outcome."""
        found = await self._session.scalar(
            select(OutcomeRow.id).where(OutcomeRow.check_in_id == check_in_id)
        )
        return found is not None

    async def has_outcome_of(self, condition_id: UUID, held_on: date) -> bool:
        """Whether a duty of a condition has its outcome for a day."""
        found = await self._session.scalar(
            select(OutcomeRow.id).where(
                OutcomeRow.condition_id == condition_id, OutcomeRow.held_on == held_on
            )
        )
        return found is not None

    async def find(self, case_id: UUID, outcome_id: UUID) -> OutcomeRow:
        """One outcome of a visible case; `NotVisible` for another's."""
        row = await self._session.scalar(
            select(OutcomeRow).where(
                OutcomeRow.id == outcome_id,
                OutcomeRow.case_id == case_id,
                OutcomeRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if row is None:
            raise NotVisible
        return row

    async def is_reported(self, row: OutcomeRow) -> bool:
        """Whether an outcome has become an incident, by itself or as the check-in it is about."""
        itself = IncidentRow.outcome_id == row.id
        if row.check_in_id is not None:
            itself = or_(itself, IncidentRow.check_in_id == row.check_in_id)
        return await self._session.scalar(select(exists().where(itself))) is True

    async def check_in_is_reported(self, check_in_id: UUID) -> bool:
        """Whether a missed check-in has become an incident, by itself or by its outcome."""
        of_it = select(OutcomeRow.id).where(OutcomeRow.check_in_id == check_in_id)
        reported = exists().where(
            or_(IncidentRow.check_in_id == check_in_id, IncidentRow.outcome_id.in_(of_it))
        )
        return await self._session.scalar(select(reported)) is True

    async def facts_of(self, case_id: UUID, table: OutcomeTable) -> list[OutcomeFacts]:
        """Every outcome of a visible case as far as a rule asks; to a family without the texts."""
        if self._look.actor.role in FAMILY:
            told = select(OutcomeRow).from_statement(FAMILY_OUTCOMES)
            rows = (await self._session.scalars(told, {"case_id": case_id})).all()
        else:
            rows = list(await self._rows(OutcomeRow, case_id))
        return [self.facts(row, table) for row in rows]

    async def of_case(self, case_id: UUID, table: OutcomeTable) -> list[OutcomeSeen]:
        """Every outcome of a visible case, the latest first."""
        rows = await self._rows(OutcomeRow, case_id)
        if not rows:
            return []
        key = await self.key(case_id)
        found = await self._session.execute(
            select(IncidentRow.outcome_id, IncidentRow.id).where(
                IncidentRow.case_id == case_id, IncidentRow.outcome_id.is_not(None)
            )
        )
        reported: dict[UUID | None, UUID] = {row.outcome_id: row.id for row in found}
        seen = [self._seen(row, table, key, reported.get(row.id)) for row in rows]
        return sorted(seen, key=lambda one: (one.facts.held_on, str(one.facts.id)), reverse=True)

    async def answered(self, case_id: UUID) -> list[UUID]:
        """The facts for which the suggestion to consult was answered; not why, to a worker."""
        if self._look.actor.role is Role.SOCIAL_WORKER:
            found = await self._session.scalars(
                select(func.guanhu_consulted_facts(case_id, type_=Uuid))
            )
            return list(found.all())
        return [one for row in await self._rows(ConsultationRow, case_id) for one in row.facts]

    async def consultations(self, case_id: UUID) -> list[ConsultationSeen]:
        """Every answer of a visible case, the first one first; none to a worker."""
        if self._look.actor.role is Role.SOCIAL_WORKER:
            return []
        rows = await self._rows(ConsultationRow, case_id)
        if not rows:
            return []
        key = await self.key(case_id)
        return [
            ConsultationSeen(
                row.id, row.asked, key.open("consultations.reason", row.id, row.reason),
                tuple(row.facts), row.least, row.ages_out_months, row.decided_by, row.decided_at,
            )
            for row in sorted(rows, key=lambda row: (row.decided_at, row.id))
        ]  # fmt: skip

    async def to_lapse(self) -> Sequence[UUID]:
        """The office's outcomes whose days for evidence are over and which bear no mark yet."""
        found = await self._session.scalars(
            select(OutcomeRow.id).where(*self._lapsing()).order_by(OutcomeRow.id)
        )
        return found.all()

    async def mark_lapsed(self, outcome_ids: Sequence[UUID]) -> list[tuple[UUID, UUID, date]]:
        """Mark those of them whose days for evidence are over: their id, case, and last day.

        For the system's own actor; only while supervision is live.
        """
        found = await self._session.execute(
            update(OutcomeRow)
            .where(OutcomeRow.id.in_(outcome_ids), *self._lapsing())
            .values(lapsed_on=self._look.today)
            .returning(OutcomeRow.id, OutcomeRow.case_id, OutcomeRow.evidence_until)
            .execution_options(synchronize_session=False)
        )
        return [(row.id, row.case_id, row.evidence_until) for row in found]

    def _lapsing(self) -> tuple[ColumnElement[bool], ...]:
        today = self._look.today
        live = select(CaseFileRow.id).where(
            CaseFileRow.office_id == self._look.actor.office_id, supervision_live(today)
        )
        return (
            OutcomeRow.case_id.in_(live),
            OutcomeRow.evidence_until < today,
            OutcomeRow.settled_on.is_(None),
            OutcomeRow.lapsed_on.is_(None),
        )

    def _seen(
        self, row: OutcomeRow, table: OutcomeTable, key: RecordKey, incident_id: UUID | None
    ) -> OutcomeSeen:
        return OutcomeSeen(
            facts=self.facts(row, table),
            about=OutcomeAbout(row.about),
            condition_id=row.condition_id,
            absence_kind=row.settled_kind if row.settled_code is not None else row.absence_kind,
            note=key.open("outcomes.note", row.id, row.note),
            recorded_by=row.recorded_by,
            recorded_at=row.recorded_at,
            settled_on=row.settled_on,
            settled_by=row.settled_by,
            settlement=key.open_optional("outcomes.settlement", row.id, row.settlement),
            incident_id=incident_id,
        )

    async def _rows(self, table: type[CaseRow], case_id: UUID) -> Sequence[CaseRow]:
        found = await self._session.scalars(
            select(table).where(
                table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
            )
        )
        return found.all()
