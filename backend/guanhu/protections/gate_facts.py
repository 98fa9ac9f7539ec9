"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.plumbing.vault import Vault
from guanhu.protections.facts import InvestigationState, ReportVerdict
from guanhu.protections.tables import InvestigationRow, LegalAidRow, ReportRow

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
