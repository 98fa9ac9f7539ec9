"""What this room's reason on the case page rests on, as a part of one statement."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.needs.facts import NeedsState
from guanhu.needs.tables import NeedsAssessmentRow
from guanhu.plumbing.vault import Vault


def _draft(found: Any, _page: CasePage, _vault: Vault) -> tuple[UUID, int] | None:
    if not found:
        return None
    assessment_id, number = found[0]
    return UUID(assessment_id), number


OPEN_DRAFT: Final = GateFacts(
    "open_needs_draft",
    Permission.NEEDS_READ,
    listed(
        NeedsAssessmentRow.case_id,
        NeedsAssessmentRow.id,
        NeedsAssessmentRow.number,
        where=(NeedsAssessmentRow.state == NeedsState.DRAFT.value,),
        order=(NeedsAssessmentRow.number,),
    ),
    _draft,
)
"""The assessment somebody is writing."""
