"""What this room's reasons on the case page rest on, as a part of one statement."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed, one_of
from guanhu.plans.facts import PlanVersionState
from guanhu.plans.gates import OpenVersion
from guanhu.plans.states import OPEN
from guanhu.plans.tables import PlanVersionRow
from guanhu.plumbing.vault import Vault


def _open_version(found: Any, _page: CasePage, _vault: Vault) -> OpenVersion | None:
    if not found:
        return None
    version_id, number, state, writers = found[0]
    return OpenVersion(
        UUID(version_id), number, PlanVersionState(state), frozenset(map(UUID, writers))
    )


OPEN_VERSION: Final = GateFacts(
    "open_version",
    Permission.PLAN_READ,
    listed(
        PlanVersionRow.case_id,
        PlanVersionRow.id,
        PlanVersionRow.number,
        PlanVersionRow.state,
        PlanVersionRow.writers,
        where=(one_of(PlanVersionRow.state, (state.value for state in OPEN)),),
        order=(PlanVersionRow.number,),
    ),
    _open_version,
)
"""The version somebody is still working on."""
