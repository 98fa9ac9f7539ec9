"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.plumbing.vault import Vault
from guanhu.protections.facts import (
    AssessmentFacts,
    AssessmentState,
    ConsentParty,
    InvestigationState,
    ReportVerdict,
    StandingConsents,
)
from guanhu.protections.tables import (
    AssessmentConsentRow,
    AssessmentRow,
    InvestigationRow,
    LegalAidRow,
    ReportRow,
)

_VERDICTS = (
    # The latest one first; that of a report nobody has reviewed is null.
    select(
        func.jsonb_agg(
            aggregate_order_by(ReportRow.verdict, ReportRow.recorded_at.desc(), ReportRow.id.desc())
        )
    )
    .where(ReportRow.investigation_id == InvestigationRow.id)
    .correlate(InvestigationRow)
    .scalar_subquery()
)


def _states(found: Any, _page: CasePage, _vault: Vault) -> tuple[InvestigationState, ...]:
    return tuple(
        InvestigationState.after(
            bool(verdicts), ReportVerdict(verdicts[0]) if verdicts and verdicts[0] else None
        )
        for (verdicts,) in found or ()
    )


INVESTIGATIONS: Final = GateFacts(
    "investigations",
    Permission.DECISION_READ,
    listed(
        InvestigationRow.case_id,
        _VERDICTS,
        order=(InvestigationRow.asked_at, InvestigationRow.id),
    ),
    _states,
)
"""Where each social investigation stands."""


def _assigned(found: Any, _page: CasePage, _vault: Vault) -> date | None:
    return date.fromisoformat(found[0][0]) if found else None


LEGAL_AID: Final = GateFacts(
    "legal_aid",
    Permission.DECISION_READ,
    listed(LegalAidRow.case_id, LegalAidRow.assigned_on, order=(LegalAidRow.id,)),
    _assigned,
)
"""The day on which the legal-aid agency assigned a lawyer."""


def _consents(found: Any, _page: CasePage, _vault: Vault) -> StandingConsents:
    given = {party: date.fromisoformat(given_on) for party, given_on in found or ()}
    return StandingConsents(
        given.get(ConsentParty.MINOR.value), given.get(ConsentParty.LEGAL_REPRESENTATIVE.value)
    )


CONSENTS: Final = GateFacts(
    "assessment_consents",
    Permission.DECISION_READ,
    listed(
        AssessmentConsentRow.case_id,
        AssessmentConsentRow.party,
        AssessmentConsentRow.given_on,
        where=(AssessmentConsentRow.withdrawn_on.is_(None),),
        order=(AssessmentConsentRow.party,),
    ),
    _consents,
)
"""Which consents to a psychological assessment stand (O-07)."""


def _assessments(found: Any, _page: CasePage, _vault: Vault) -> tuple[AssessmentState, ...]:
    return tuple(
        AssessmentFacts(
            UUID(assessment_id),
            date.fromisoformat(scheduled_for),
            None if reported_on is None else date.fromisoformat(reported_on),
            None if lapsed_on is None else date.fromisoformat(lapsed_on),
            None if cancelled_on is None else date.fromisoformat(cancelled_on),
        ).state
        for assessment_id, scheduled_for, reported_on, lapsed_on, cancelled_on in found or ()
    )


ASSESSMENTS: Final = GateFacts(
    "assessments",
    Permission.DECISION_READ,
    listed(
        AssessmentRow.case_id,
        AssessmentRow.id,
        AssessmentRow.scheduled_for,
        AssessmentRow.reported_on,
        AssessmentRow.lapsed_on,
        AssessmentRow.cancelled_on,
        order=(AssessmentRow.scheduled_for, AssessmentRow.id),
    ),
    _assessments,
)
"""Where each psychological assessment stands."""
