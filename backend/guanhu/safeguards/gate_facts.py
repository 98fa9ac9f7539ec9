"""What this room's reasons on the case page rest on, as a part of one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.plumbing.vault import Vault
from guanhu.safeguards.facts import MeasureFacts, MeasureKind
from guanhu.safeguards.tables import MeasureRow


def _measures(found: Any, _page: CasePage, _vault: Vault) -> list[MeasureFacts]:
    return [
        MeasureFacts(
            UUID(measure_id),
            MeasureKind(kind),
            date.fromisoformat(began_on),
            None if ended_on is None else date.fromisoformat(ended_on),
        )
        for measure_id, kind, began_on, ended_on in found or ()
    ]


MEASURES: Final = GateFacts(
    "measures",
    Permission.DECISION_READ,
    listed(
        MeasureRow.case_id,
        MeasureRow.id,
        MeasureRow.kind,
        MeasureRow.began_on,
        MeasureRow.ended_on,
        order=(MeasureRow.began_on, MeasureRow.recorded_at, MeasureRow.id),
    ),
    _measures,
)
"""Every compulsory measure, the first one first."""
