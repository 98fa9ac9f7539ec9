"""What this room's reasons on the case page rest on, as a part of one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.milestones.facts import MilestoneMarks
from guanhu.milestones.tables import MilestoneReviewRow
from guanhu.plumbing.vault import Vault


def _marks(found: Any, _page: CasePage, _vault: Vault) -> tuple[MilestoneMarks, ...]:
    return tuple(
        MilestoneMarks(
            date.fromisoformat(opens_on),
            date.fromisoformat(due_on),
            None if paused_until is None else date.fromisoformat(paused_until),
            completed,
            exempted,
        )
        for opens_on, due_on, paused_until, completed, exempted in found or ()
    )


MILESTONES: Final = GateFacts(
    "milestones",
    Permission.CASE_READ,
    listed(
        MilestoneReviewRow.case_id,
        MilestoneReviewRow.opens_on,
        MilestoneReviewRow.due_on,
        MilestoneReviewRow.paused_until,
        MilestoneReviewRow.completed_on.is_not(None),
        MilestoneReviewRow.exempted_on.is_not(None),
        order=(MilestoneReviewRow.number,),
    ),
    _marks,
)
"""Every review, in its order."""
