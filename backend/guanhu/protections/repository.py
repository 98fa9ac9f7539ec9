"""All SQL about what protects a minor before a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

import orjson
from sqlalchemy import select

from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.plumbing.vault import RecordKey
from guanhu.protections.facts import (
    AbsenceGround,
    AttendanceSeen,
    Attendee,
    CaseProtections,
    ClosedHearingGround,
    ClosedHearingSeen,
    InvestigationFacts,
    InvestigationSeen,
    InvestigationState,
    Investigator,
    LegalAidSeen,
    PleaObjector,
    PleaOutcome,
    PleaSeen,
    ReportSeen,
    ReportTopic,
    ReportVerdict,
)
from guanhu.protections.tables import (
    AttendanceRow,
    ClosedHearingRow,
    InvestigationRow,
    LegalAidRow,
    PleaRow,
    ReportRow,
)

CaseRow = TypeVar(
    "CaseRow",
    InvestigationRow,
    ReportRow,
    AttendanceRow,
    ClosedHearingRow,
    PleaRow,
    LegalAidRow,
)


class ProtectionRepository(CaseParts):
    """Records of visible cases; the caller locks the file before it writes."""

    async def reports(self, investigation: InvestigationRow) -> list[ReportRow]:
        """The reports of one investigation, the latest last."""
        rows = await self._rows(ReportRow, investigation.case_id)
        found = [row for row in rows if row.investigation_id == investigation.id]
        return sorted(found, key=lambda row: (row.recorded_at, row.id))

    async def assigned_on(self, case_id: UUID) -> date | None:
        """The day on which the legal-aid agency assigned a lawyer; None while it has not."""
        rows = await self._rows(LegalAidRow, case_id)
        return rows[0].assigned_on if rows else None

    async def of_case(self, case_id: UUID) -> CaseProtections:
        """Everything of one visible case, each oldest first."""
        asked = await self._rows(InvestigationRow, case_id)
        reports = await self._rows(ReportRow, case_id)
        attended = await self._rows(AttendanceRow, case_id)
        hearings = await self._rows(ClosedHearingRow, case_id)
        pleas = await self._rows(PleaRow, case_id)
        aid = await self._rows(LegalAidRow, case_id)
        if not (asked or attended or hearings or pleas or aid):
            return CaseProtections((), (), (), (), None)
        key = await self.key(case_id)
        of: dict[UUID, list[ReportRow]] = defaultdict(list)
        for report in sorted(reports, key=lambda row: (row.recorded_at, row.id)):
            of[report.investigation_id].append(report)
        return CaseProtections(
            tuple(
                _investigation(row, of[row.id], key)
                for row in sorted(asked, key=lambda row: (row.asked_at, row.id))
            ),
            tuple(
                _attendance(row, key)
                for row in sorted(attended, key=lambda row: (row.interrogated_on, row.recorded_at))
            ),
            tuple(
                ClosedHearingSeen(
                    id=row.id,
                    held_on=row.held_on,
                    ground=ClosedHearingGround(row.ground),
                    conclusion=key.open("closed_hearings.conclusion", row.id, row.conclusion),
                    recorded_by=row.recorded_by,
                    recorded_at=row.recorded_at,
                )
                for row in sorted(hearings, key=lambda row: (row.held_on, row.recorded_at))
            ),
            tuple(
                PleaSeen(
                    id=row.id,
                    on=row.happened_on,
                    outcome=PleaOutcome(row.outcome),
                    objector=None if row.objector is None else PleaObjector(row.objector),
                    note=key.open_optional("pleas.note", row.id, row.note),
                    recorded_by=row.recorded_by,
                    recorded_at=row.recorded_at,
                )
                for row in sorted(pleas, key=lambda row: (row.happened_on, row.recorded_at))
            ),
            _legal_aid(aid[0], key) if aid else None,
        )

    async def _rows(self, table: type[CaseRow], case_id: UUID) -> Sequence[CaseRow]:
        found = await self._session.scalars(
            select(table).where(
                table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
            )
        )
        return found.all()


def investigation_facts(row: InvestigationRow, reports: Sequence[ReportRow]) -> InvestigationFacts:
    """An investigation as far as a rule asks; its reports with the latest last."""
    latest = reports[-1] if reports else None
    verdict = None if latest is None or latest.verdict is None else ReportVerdict(latest.verdict)
    return InvestigationFacts(
        id=row.id,
        asked_on=row.asked_on,
        reported_on=None if latest is None else latest.received_on,
        state=InvestigationState.after(latest is not None, verdict),
    )


def _investigation(
    row: InvestigationRow, reports: Sequence[ReportRow], key: RecordKey
) -> InvestigationSeen:
    return InvestigationSeen(
        facts=investigation_facts(row, reports),
        by=Investigator(row.investigator),
        entrusted_to=key.open_optional(
            "social_investigations.entrusted_to", row.id, row.entrusted_to
        ),
        asked_by=row.asked_by,
        reports=tuple(_report(report, key) for report in reports),
    )


def _report(row: ReportRow, key: RecordKey) -> ReportSeen:
    told = orjson.loads(key.open("investigation_reports.topics", row.id, row.topics))
    return ReportSeen(
        id=row.id,
        received_on=row.received_on,
        author=key.open("investigation_reports.author", row.id, row.author),
        topics=tuple((topic, told[topic.value]) for topic in ReportTopic if topic.value in told),
        verdict=None if row.verdict is None else ReportVerdict(row.verdict),
        note=key.open_optional("investigation_reports.note", row.id, row.note),
        reviewed_by=row.reviewed_by,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


def _legal_aid(row: LegalAidRow, key: RecordKey) -> LegalAidSeen:
    return LegalAidSeen(
        id=row.id,
        assigned_on=row.assigned_on,
        lawyer=key.open("legal_aid_assignments.lawyer", row.id, row.lawyer),
        knows_minors=row.knows_minors,
        due_on=row.due_on,
        late=row.late,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


def _attendance(row: AttendanceRow, key: RecordKey) -> AttendanceSeen:
    return AttendanceSeen(
        id=row.id,
        interrogated_on=row.interrogated_on,
        attendee=Attendee(row.attendee),
        name=key.open_optional("attendances.name", row.id, row.name),
        notified_on=row.notified_on,
        ground=None if row.ground is None else AbsenceGround(row.ground),
        reason=key.open_optional("attendances.reason", row.id, row.reason),
        refused_because=key.open_optional(
            "attendances.refused_because", row.id, row.refused_because
        ),
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )
