"""All SQL about hearing, proposing and deciding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from guanhu.cases.parts import CaseParts
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.decisions.errors import DecisionQuashed
from guanhu.decisions.facts import (
    NON_PROSECUTION,
    Addressee,
    AnnouncementSeen,
    DecisionKind,
    DecisionSeen,
    Explained,
    FinalMeasureKind,
    FinalMeasureSeen,
    HearingMode,
    HearingStage,
    ObjectionKind,
    OpinionFacts,
    OpinionParty,
    OpinionSeen,
    PeriodChangeSeen,
    ProposalSeen,
    ProposalState,
    ServiceMode,
    ServiceSeen,
    Stance,
    VictimCorrectionSeen,
)
from guanhu.decisions.rules import addressees_now
from guanhu.decisions.tables import (
    AnnouncementRow,
    DecisionRow,
    FinalMeasureRow,
    OpinionRow,
    PeriodChangeRow,
    ProposalRow,
    ServiceRow,
    VictimCorrectionRow,
)
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.vault import RecordKey

CaseRow = TypeVar(
    "CaseRow",
    OpinionRow,
    ProposalRow,
    DecisionRow,
    ServiceRow,
    AnnouncementRow,
    PeriodChangeRow,
    FinalMeasureRow,
    VictimCorrectionRow,
)


class DecisionRepository(CaseParts):
    """What was heard, proposed and decided in visible cases."""

    # -- facts --------------------------------------------------------------------------------

    async def opinion_facts(self, case_id: UUID) -> tuple[OpinionFacts, ...]:
        """Every record of hearing of a case, as far as a rule asks."""
        rows = await self._rows(OpinionRow, case_id)
        return tuple(opinion_facts(row) for row in rows)

    async def submitted_change(self, case_id: UUID) -> PeriodChangeRow | None:
        """The change of the period that waits for approval, if any."""
        rows = await self._rows(PeriodChangeRow, case_id)
        waiting = [row for row in rows if row.state == ProposalState.SUBMITTED.value]
        return waiting[0] if waiting else None

    async def submitted_proposals(self, case_id: UUID) -> list[ProposalRow]:
        """Proposals nobody has decided on."""
        rows = await self._rows(ProposalRow, case_id)
        return [row for row in rows if row.state == ProposalState.SUBMITTED.value]

    async def to_serve(self, case_id: UUID) -> Sequence[DecisionRow]:
        """Every decision of a case."""
        return await self._rows(DecisionRow, case_id)

    async def served(self, decision_id: UUID) -> set[Addressee]:
        """On whom a decision has been served."""
        found = await self._session.scalars(
            select(ServiceRow.addressee).where(ServiceRow.decision_id == decision_id)
        )
        return {Addressee(value) for value in found}

    async def received_on(self, decision_id: UUID, addressee: Addressee) -> date | None:
        """The day on the receipt of one addressee, if the decision was served there."""
        found: date | None = await self._session.scalar(
            select(ServiceRow.received_on).where(
                ServiceRow.decision_id == decision_id, ServiceRow.addressee == addressee.value
            )
        )
        return found

    async def non_prosecution(self, case_id: UUID) -> DecisionRow | None:
        """The latest non-prosecution of a case, of whatever kind: the one that stands."""
        rows = await self._rows(DecisionRow, case_id)
        standing = [row for row in rows if DecisionKind(row.kind) in NON_PROSECUTION]
        return max(standing, key=lambda row: row.decided_at, default=None)

    async def refuse_quashed(self, decision: DecisionRow) -> Refusal | None:
        """Say that a non-prosecution was quashed, so that nothing follows from it, or None."""
        if DecisionKind(decision.kind) not in NON_PROSECUTION:
            return None
        rows = await self._rows(DecisionRow, decision.case_id)
        later = [
            row.decided_on
            for row in rows
            if row.kind == DecisionKind.QUASHING.value and row.decided_at > decision.decided_at
        ]
        return DecisionQuashed(on=min(later)) if later else None

    async def announced_on(self, decision_id: UUID) -> date | None:
        """The day a decision was announced, if it was."""
        found: date | None = await self._session.scalar(
            select(AnnouncementRow.announced_on).where(AnnouncementRow.decision_id == decision_id)
        )
        return found

    # -- reading ------------------------------------------------------------------------------

    async def opinions(self, case_id: UUID) -> tuple[OpinionSeen, ...]:
        rows = await self._rows(OpinionRow, case_id)
        if not rows:
            return ()
        key = await self.key(case_id)
        field = "opinions"
        return tuple(
            OpinionSeen(
                id=row.id,
                stage=HearingStage(row.stage),
                party=OpinionParty(row.party),
                heard_on=row.heard_on,
                how=None if row.how is None else HearingMode(row.how),
                stance=None if row.stance is None else Stance(row.stance),
                objection=ObjectionKind(row.objection),
                statement=key.open_optional(f"{field}.statement", row.id, row.statement),
                approved_by=key.open_optional(f"{field}.approved_by", row.id, row.approved_by),
                impossible_because=key.open_optional(
                    f"{field}.impossible_because", row.id, row.impossible_because
                ),
                withdrawn_on=row.withdrawn_on,
                adopted=row.adopted,
                explanation=key.open_optional(f"{field}.explanation", row.id, row.explanation),
                recorded_by=row.account_id,
                recorded_at=row.recorded_at,
            )
            for row in sorted(rows, key=lambda row: row.recorded_at)
        )

    async def proposals(self, case_id: UUID) -> tuple[ProposalSeen, ...]:
        rows = await self._rows(ProposalRow, case_id)
        if not rows:
            return ()
        key = await self.key(case_id)
        return tuple(
            ProposalSeen(
                id=row.id,
                kind=DecisionKind(row.kind),
                period_months=row.period_months,
                reasons=key.open("proposals.reasons", row.id, row.reasons),
                state=ProposalState(row.state),
                author_id=row.author_id,
                proposed_at=row.proposed_at,
                approver_id=row.approver_id,
                closed_at=row.closed_at,
                feedback=key.open_optional("proposals.feedback", row.id, row.feedback),
            )
            for row in sorted(rows, key=lambda row: row.proposed_at)
        )

    async def final_measures(self, case_id: UUID) -> tuple[FinalMeasureSeen, ...]:
        """What came with the final decision (F-02), in the order of the days."""
        rows = await self._rows(FinalMeasureRow, case_id)
        if not rows:
            return ()
        key = await self.key(case_id)
        return tuple(
            FinalMeasureSeen(
                id=row.id,
                kind=FinalMeasureKind(row.kind),
                done_on=row.done_on,
                note=key.open_optional("final_measures.note", row.id, row.note),
                recorded_by=row.recorded_by,
            )
            for row in sorted(rows, key=lambda row: (row.done_on, row.recorded_at))
        )

    async def period_changes(self, case_id: UUID) -> tuple[PeriodChangeSeen, ...]:
        rows = await self._rows(PeriodChangeRow, case_id)
        if not rows:
            return ()
        key = await self.key(case_id)
        return tuple(
            PeriodChangeSeen(
                id=row.id,
                state=ProposalState(row.state),
                old_months=row.old_months,
                old_ends_on=row.old_ends_on,
                new_months=row.new_months,
                new_ends_on=row.new_ends_on,
                reason=key.open("period_changes.reason", row.id, row.reason),
                author_id=row.author_id,
                proposed_at=row.proposed_at,
                approver_id=row.approver_id,
                closed_at=row.closed_at,
                feedback=key.open_optional("period_changes.feedback", row.id, row.feedback),
            )
            for row in sorted(rows, key=lambda row: row.proposed_at)
        )

    async def decisions(self, case_id: UUID) -> tuple[DecisionSeen, ...]:
        """Decisions with services and announcement, oldest first."""
        found = await self._session.execute(
            select(DecisionRow, CaseFileRow.has_victim, CaseFileRow.has_defender)
            .join(CaseFileRow, CaseFileRow.id == DecisionRow.case_id)
            .where(
                DecisionRow.case_id == case_id,
                DecisionRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        rows = found.all()
        if not rows:
            return ()
        services = await self._rows(ServiceRow, case_id)
        announcements = await self._rows(AnnouncementRow, case_id)
        key = await self.key(case_id)
        return tuple(
            DecisionSeen(
                id=row.id,
                case_id=case_id,
                kind=DecisionKind(row.kind),
                decided_on=row.decided_on,
                period_months=row.period_months,
                basis_rule=row.basis_rule,
                author_id=row.author_id,
                approver_id=row.approver_id,
                text=key.open("decisions.text", row.id, row.text),
                addressees=addressees_now(
                    [Addressee(value) for value in row.addressees],
                    DecisionKind(row.kind),
                    has_victim=has_victim,
                    has_defender=has_defender,
                ),
                services=tuple(
                    _service(service, key) for service in services if service.decision_id == row.id
                ),
                announcement=next(
                    (_announcement(a, key) for a in announcements if a.decision_id == row.id), None
                ),
            )
            for row, has_victim, has_defender in sorted(rows, key=lambda one: one[0].decided_at)
        )

    async def victim_corrections(self, case_id: UUID) -> tuple[VictimCorrectionSeen, ...]:
        """What the file said of a victim and since when not, oldest first."""
        rows = await self._rows(VictimCorrectionRow, case_id)
        if not rows:
            return ()
        key = await self.key(case_id)
        return tuple(
            VictimCorrectionSeen(
                id=row.id,
                has_victim=row.has_victim,
                reason=key.open("victim_corrections.reason", row.id, row.reason),
                corrected_by=row.corrected_by,
                corrected_at=row.corrected_at,
            )
            for row in sorted(rows, key=lambda row: row.corrected_at)
        )

    async def _rows(self, table: type[CaseRow], case_id: UUID) -> Sequence[CaseRow]:
        found = await self._session.scalars(
            select(table).where(
                table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
            )
        )
        return found.all()


def opinion_facts(row: OpinionRow) -> OpinionFacts:
    """A record of hearing as far as a rule asks."""
    return OpinionFacts(
        stage=HearingStage(row.stage),
        party=OpinionParty(row.party),
        objection=ObjectionKind(row.objection),
        withdrawn=row.withdrawn_on is not None,
        answered=row.adopted is not None,
    )


def _service(row: ServiceRow, key: RecordKey) -> ServiceSeen:
    return ServiceSeen(
        id=row.id,
        addressee=Addressee(row.addressee),
        mode=ServiceMode(row.mode),
        sent_on=row.sent_on,
        received_on=row.received_on,
        due_on=row.due_on,
        late=row.late,
        note=key.open_optional("services.note", row.id, row.note),
    )


def _announcement(row: AnnouncementRow, key: RecordKey) -> AnnouncementSeen:
    return AnnouncementSeen(
        id=row.id,
        announced_on=row.announced_on,
        minor_present=row.minor_present,
        legal_representative_present=row.legal_representative_present,
        explained=tuple(Explained(value) for value in row.explained),
        place=key.open_optional("announcements.place", row.id, row.place),
    )
