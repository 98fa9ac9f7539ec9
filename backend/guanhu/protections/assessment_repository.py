"""All SQL about consents to a psychological assessment and the assessments themselves (O-07)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.plumbing.vault import RecordKey
from guanhu.protections.facts import (
    AssessmentFacts,
    AssessmentSeen,
    CaseAssessments,
    ConsentForm,
    ConsentParty,
    ConsentSeen,
    StandingConsents,
)
from guanhu.protections.tables import AssessmentConsentRow, AssessmentRow

CaseRow = TypeVar("CaseRow", AssessmentConsentRow, AssessmentRow)


class AssessmentRepository(CaseParts):
    """Consents and assessments of visible cases; the caller locks the file before it writes."""

    async def standing(self, case_id: UUID) -> StandingConsents:
        """Which consents stand now: the one source of whatever needs both (O-07)."""
        found = {
            row.party: row.given_on
            for row in await self._rows(AssessmentConsentRow, case_id)
            if row.withdrawn_on is None
        }
        return StandingConsents(
            found.get(ConsentParty.MINOR.value),
            found.get(ConsentParty.LEGAL_REPRESENTATIVE.value),
        )

    async def withdrawn_on(self, case_id: UUID, party: ConsentParty) -> date | None:
        """The last day on which a party withdrew a consent; None: never."""
        days = [
            row.withdrawn_on
            for row in await self._rows(AssessmentConsentRow, case_id)
            if row.party == party.value and row.withdrawn_on is not None
        ]
        return max(days, default=None)

    async def rows(self, case_id: UUID) -> Sequence[AssessmentRow]:
        """The assessments of one case."""
        return await self._rows(AssessmentRow, case_id)

    async def of_case(self, case_id: UUID) -> CaseAssessments:
        """Every consent and assessment of one visible case, oldest first."""
        consents = await self._rows(AssessmentConsentRow, case_id)
        made = await self._rows(AssessmentRow, case_id)
        if not (consents or made):
            return CaseAssessments((), ())
        key = await self.key(case_id)
        return CaseAssessments(
            tuple(
                _consent(row, key)
                for row in sorted(consents, key=lambda row: (row.given_on, row.recorded_at))
            ),
            tuple(
                _assessment(row, key)
                for row in sorted(made, key=lambda row: (row.scheduled_for, row.recorded_at))
            ),
        )

    async def _rows(self, table: type[CaseRow], case_id: UUID) -> Sequence[CaseRow]:
        found = await self._session.scalars(
            select(table).where(
                table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
            )
        )
        return found.all()


def assessment_facts(row: AssessmentRow) -> AssessmentFacts:
    """An assessment as far as a rule asks."""
    return AssessmentFacts(
        row.id, row.scheduled_for, row.reported_on, row.lapsed_on, row.cancelled_on
    )


def _consent(row: AssessmentConsentRow, key: RecordKey) -> ConsentSeen:
    return ConsentSeen(
        id=row.id,
        party=ConsentParty(row.party),
        given_on=row.given_on,
        form=ConsentForm(row.form),
        given_by=key.open("assessment_consents.given_by", row.id, row.given_by),
        withdrawn_on=row.withdrawn_on,
        withdrawn_because=key.open_optional(
            "assessment_consents.withdrawn_because", row.id, row.withdrawn_because
        ),
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


def _assessment(row: AssessmentRow, key: RecordKey) -> AssessmentSeen:
    return AssessmentSeen(
        facts=assessment_facts(row),
        assessor=key.open("assessments.assessor", row.id, row.assessor),
        author=key.open_optional("assessments.author", row.id, row.author),
        report=key.open_optional("assessments.report", row.id, row.report),
        cancelled_because=key.open_optional(
            "assessments.cancelled_because", row.id, row.cancelled_because
        ),
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )
