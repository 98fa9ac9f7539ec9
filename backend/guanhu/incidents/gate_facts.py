"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.cases.tables import CaseFileRow
from guanhu.decisions.facts import HearingStage, OpinionParty, ProposalState
from guanhu.decisions.tables import OpinionRow
from guanhu.incidents.facts import (
    Ground,
    HeardFacts,
    IncidentFacts,
    IncidentFinding,
    IncidentKind,
)
from guanhu.incidents.gates import Waiting
from guanhu.incidents.leave import LeaveFacts, LeaveKind, LeaveStep, LeaveStepKind, on_bail
from guanhu.incidents.tables import (
    IncidentRow,
    LeaveRequestRow,
    LeaveStepRow,
    OutcomeRow,
    RevocationIncidentRow,
    RevocationProposalRow,
)
from guanhu.kernel.clock import office_date
from guanhu.plumbing.vault import Vault

_SUPPORTING = (
    select(func.jsonb_agg(RevocationIncidentRow.incident_id))
    .where(RevocationIncidentRow.proposal_id == RevocationProposalRow.id)
    .correlate(RevocationProposalRow)
    .scalar_subquery()
)

_STEPS = (
    select(
        func.jsonb_agg(
            aggregate_order_by(
                func.jsonb_build_array(LeaveStepRow.kind, LeaveStepRow.happened_on),
                LeaveStepRow.recorded_at,
                LeaveStepRow.id,
            )
        )
    )
    .where(LeaveStepRow.leave_id == LeaveRequestRow.id)
    .correlate(LeaveRequestRow)
    .scalar_subquery()
)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _incidents(found: Any, _page: CasePage, _vault: Vault) -> tuple[IncidentFacts, ...]:
    return tuple(
        IncidentFacts(
            id=UUID(incident_id),
            kind=IncidentKind(kind),
            happened_on=date.fromisoformat(happened_on),
            found_on=date.fromisoformat(found_on),
            finding=None if finding is None else IncidentFinding(finding),
            serious=serious,
            to_prosecute=to_prosecute,
            disputed_on=_day(disputed_on),
            dispute_accepted=accepted,
        )
        for (
            incident_id, kind, happened_on, found_on, finding, serious, to_prosecute, disputed_on,
            accepted,
        ) in found or ()
    )  # fmt: skip


def _heard(found: Any, _page: CasePage, _vault: Vault) -> tuple[HeardFacts, ...]:
    return tuple(
        HeardFacts(
            OpinionParty(party),
            _day(heard_on) or office_date(datetime.fromisoformat(recorded_at)),
        )
        for party, heard_on, recorded_at in found or ()
    )


def _waiting(found: Any, _page: CasePage, _vault: Vault) -> Waiting | None:
    if not found:
        return None
    author_id, ground, incident_ids = found[0]
    return Waiting(
        UUID(author_id), Ground(ground), frozenset(UUID(one) for one in incident_ids or ())
    )


def _leaves(found: Any, page: CasePage, _vault: Vault) -> tuple[LeaveFacts, ...]:
    return tuple(
        LeaveFacts(
            id=UUID(leave_id),
            kind=LeaveKind(kind),
            from_on=date.fromisoformat(from_on),
            until=_day(until),
            asked_by=UUID(asked_by),
            steps=tuple(
                LeaveStep(LeaveStepKind(step), date.fromisoformat(on)) for step, on in steps or ()
            ),
            bail=on_bail(page.case.milestones, date.fromisoformat(from_on), _day(until)),
        )
        for leave_id, kind, from_on, until, asked_by, steps in found or ()
    )


INCIDENTS: Final = GateFacts(
    "incidents",
    Permission.DECISION_READ,
    listed(
        IncidentRow.case_id,
        IncidentRow.id,
        IncidentRow.kind,
        IncidentRow.happened_on,
        IncidentRow.found_on,
        IncidentRow.finding,
        IncidentRow.serious,
        IncidentRow.to_prosecute,
        IncidentRow.disputed_on,
        IncidentRow.dispute_accepted,
        order=(IncidentRow.happened_on, IncidentRow.reported_at, IncidentRow.id),
    ),
    _incidents,
)
"""Every incident, oldest first; violations too, for only the prosecution may ask (R-13)."""

HEARD: Final = GateFacts(
    "heard",
    Permission.DECISION_READ,
    listed(
        OpinionRow.case_id,
        OpinionRow.party,
        OpinionRow.heard_on,
        OpinionRow.recorded_at,
        where=(OpinionRow.stage == HearingStage.BEFORE_REVOCATION.value,),
        order=(OpinionRow.recorded_at, OpinionRow.id),
    ),
    _heard,
)
"""Who was heard before a revocation (R-08)."""

WAITING: Final = GateFacts(
    "waiting",
    Permission.DECISION_READ,
    listed(
        RevocationProposalRow.case_id,
        RevocationProposalRow.author_id,
        RevocationProposalRow.ground,
        _SUPPORTING,
        where=(RevocationProposalRow.state == ProposalState.SUBMITTED.value,),
        order=(RevocationProposalRow.proposed_at, RevocationProposalRow.id),
    ),
    _waiting,
)
"""The proposal to revoke that waits for approval."""

LEAVES: Final = GateFacts(
    "leaves",
    Permission.INCIDENT_READ,
    listed(
        LeaveRequestRow.case_id,
        LeaveRequestRow.id,
        LeaveRequestRow.kind,
        LeaveRequestRow.from_on,
        LeaveRequestRow.until,
        LeaveRequestRow.asked_by,
        _STEPS,
        order=(LeaveRequestRow.from_on, LeaveRequestRow.id),
    ),
    _leaves,
)
"""Requests to leave or move with what happened to each (O-03)."""

PENDING: Final = GateFacts(
    "pending_evidence",
    Permission.INCIDENT_READ,
    select(func.count())
    .select_from(OutcomeRow)
    .where(
        OutcomeRow.case_id == CaseFileRow.id,
        OutcomeRow.evidence_until.is_not(None),
        OutcomeRow.settled_on.is_(None),
    )
    .correlate(CaseFileRow)
    .scalar_subquery(),
    lambda found, _page, _vault: int(found or 0),
)
"""How many absences wait for their evidence to be looked at."""
