"""All SQL about incidents, responses, holds and proposals to revoke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from guanhu.access.permissions import Permission
from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.decisions.facts import HearingStage, OpinionParty, ProposalState
from guanhu.decisions.tables import OpinionRow
from guanhu.incidents.facts import (
    BreachedDuty,
    CaseIncidents,
    DisputedBy,
    Ground,
    GroundStanding,
    HeardFacts,
    HoldSeen,
    IncidentFacts,
    IncidentFinding,
    IncidentKind,
    IncidentSeen,
    IncidentSource,
    Period,
    ResponseFacts,
    ResponseSeen,
    RevocationSeen,
)
from guanhu.incidents.rules import grounds
from guanhu.incidents.tables import (
    IncidentResponseRow,
    IncidentRow,
    InvestigationHoldRow,
    RevocationIncidentRow,
    RevocationProposalRow,
)
from guanhu.kernel.clock import office_date
from guanhu.law.ladder import Rung
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.vault import RecordKey

CaseRow = TypeVar(
    "CaseRow",
    IncidentRow,
    IncidentResponseRow,
    InvestigationHoldRow,
    RevocationProposalRow,
    RevocationIncidentRow,
)


class IncidentRepository(CaseParts):
    """What happened in visible cases."""

    # -- facts --------------------------------------------------------------------------------

    async def facts(self, case_id: UUID) -> tuple[IncidentFacts, ...]:
        """Every incident of a case as far as a rule asks, oldest first."""
        return tuple(incident_facts(row) for row in await self._incidents(case_id))

    async def standing(
        self, case_id: UUID, period: Period | None, book: str
    ) -> tuple[GroundStanding, ...]:
        """The grounds for revocation that stand in a case under its rulebook (R-06)."""
        if period is None:
            return ()
        return grounds(await self.facts(case_id), period, rulebook(book).repeated_breach.value)

    async def responses(self, case_id: UUID) -> tuple[ResponseFacts, ...]:
        """Every decided response of a case, as far as a rule asks."""
        return tuple(response_facts(row) for row in await self._rows(IncidentResponseRow, case_id))

    async def hold(self, case_id: UUID) -> InvestigationHoldRow | None:
        """The hold that stands, if any."""
        rows = await self._rows(InvestigationHoldRow, case_id)
        return next((row for row in rows if row.lifted_on is None), None)

    async def submitted(self, case_id: UUID) -> RevocationProposalRow | None:
        """The proposal to revoke that waits for approval, if any."""
        rows = await self._rows(RevocationProposalRow, case_id)
        waiting = [row for row in rows if row.state == ProposalState.SUBMITTED.value]
        return waiting[0] if waiting else None

    async def supporting(self, proposal_id: UUID) -> list[UUID]:
        """The incidents a proposal rests on."""
        found = await self._session.scalars(
            select(RevocationIncidentRow.incident_id)
            .where(RevocationIncidentRow.proposal_id == proposal_id)
            .order_by(RevocationIncidentRow.incident_id)
        )
        return list(found)

    async def heard(self, case_id: UUID) -> tuple[HeardFacts, ...]:
        """Who was heard before a revocation, or why that was impossible (R-08)."""
        rows = await self._session.scalars(
            select(OpinionRow).where(
                OpinionRow.case_id == case_id,
                OpinionRow.stage == HearingStage.BEFORE_REVOCATION.value,
                OpinionRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return tuple(
            HeardFacts(OpinionParty(row.party), row.heard_on or office_date(row.recorded_at))
            for row in rows
        )

    # -- reading ------------------------------------------------------------------------------

    async def of_case(self, case_id: UUID) -> CaseIncidents:
        """Everything the actor may see of one case, oldest first."""
        incidents = await self._incidents(case_id)
        responses = await self._rows(IncidentResponseRow, case_id)
        prosecution = self._look.actor.may(Permission.DECISION_READ)
        holds = await self._rows(InvestigationHoldRow, case_id) if prosecution else ()
        proposals = await self._rows(RevocationProposalRow, case_id) if prosecution else ()
        if not (incidents or holds or proposals):
            return CaseIncidents((), (), (), ())
        key = await self.key(case_id)
        links = await self._rows(RevocationIncidentRow, case_id) if proposals else ()
        return CaseIncidents(
            tuple(_incident(row, key, found=prosecution) for row in incidents),
            tuple(_response(row, key) for row in sorted(responses, key=lambda row: row.decided_at)),
            tuple(_hold(row, key) for row in sorted(holds, key=lambda row: row.since)),
            tuple(
                _revocation(row, key, links)
                for row in sorted(proposals, key=lambda row: row.proposed_at)
            ),
        )

    async def _incidents(self, case_id: UUID) -> list[IncidentRow]:
        rows = await self._rows(IncidentRow, case_id)
        return sorted(rows, key=lambda row: (row.happened_on, row.reported_at, row.id))

    async def _rows(self, table: type[CaseRow], case_id: UUID) -> Sequence[CaseRow]:
        wanted = select(table).where(
            table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
        )
        restricted = table.__table__.columns.get("restricted")
        if restricted is not None and not self._look.actor.may(Permission.DECISION_READ):
            # What concerns a public-security violation is for the prosecution.
            wanted = wanted.where(restricted.is_(False))
        found = await self._session.scalars(wanted)
        return found.all()


def incident_facts(row: IncidentRow) -> IncidentFacts:
    """An incident as far as a rule asks."""
    return IncidentFacts(
        id=row.id,
        kind=IncidentKind(row.kind),
        happened_on=row.happened_on,
        found_on=row.found_on,
        finding=None if row.finding is None else IncidentFinding(row.finding),
        serious=row.serious,
        to_prosecute=row.to_prosecute,
        disputed_on=row.disputed_on,
        dispute_accepted=row.dispute_accepted,
    )


def response_facts(row: IncidentResponseRow) -> ResponseFacts:
    """A response as far as a rule asks."""
    return ResponseFacts(row.incident_id, None if row.rung is None else Rung(row.rung), row.done_on)


def _incident(row: IncidentRow, key: RecordKey, *, found: bool) -> IncidentSeen:
    def opened(name: str, value: bytes | None) -> str | None:
        return key.open_optional(f"incidents.{name}", row.id, value) if found else None

    return IncidentSeen(
        facts=incident_facts(row),
        case_id=row.case_id,
        duty=None if row.duty is None else BreachedDuty(row.duty),
        happened_until=row.happened_until,
        text=key.open("incidents.facts", row.id, row.facts),
        source=IncidentSource(row.source),
        source_id=row.check_in_id,
        restricted=row.restricted,
        reported_by=row.reported_by,
        reported_at=row.reported_at,
        serious_reason=opened("serious_reason", row.serious_reason),
        evidence=opened("evidence", row.evidence),
        investigation=opened("investigation", row.investigation),
        found_by=row.found_by,
        decided_on=row.decided_on,
        disputed_by=None if row.disputed_by is None else DisputedBy(row.disputed_by),
        dispute=opened("dispute", row.dispute),
        dispute_decided_on=row.dispute_decided_on,
        dispute_explanation=opened("dispute_explanation", row.dispute_explanation),
    )


def _response(row: IncidentResponseRow, key: RecordKey) -> ResponseSeen:
    return ResponseSeen(
        id=row.id,
        facts=response_facts(row),
        proposed=None if row.proposed is None else Rung(row.proposed),
        reason=key.open("incident_responses.reason", row.id, row.reason),
        served_on=row.served_on,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _hold(row: InvestigationHoldRow, key: RecordKey) -> HoldSeen:
    return HoldSeen(
        id=row.id,
        incident_id=row.incident_id,
        reason=key.open("investigation_holds.reason", row.id, row.reason),
        since=row.since,
        placed_by=row.placed_by,
        lifted_on=row.lifted_on,
        lift_reason=key.open_optional("investigation_holds.lift_reason", row.id, row.lift_reason),
    )


def _revocation(
    row: RevocationProposalRow, key: RecordKey, links: Sequence[RevocationIncidentRow]
) -> RevocationSeen:
    return RevocationSeen(
        id=row.id,
        ground=Ground(row.ground),
        incident_ids=tuple(link.incident_id for link in links if link.proposal_id == row.id),
        reasons=key.open("revocation_proposals.reasons", row.id, row.reasons),
        state=ProposalState(row.state),
        author_id=row.author_id,
        proposed_at=row.proposed_at,
        approver_id=row.approver_id,
        closed_at=row.closed_at,
        feedback=key.open_optional("revocation_proposals.feedback", row.id, row.feedback),
    )
