"""What this room's reasons on the case page rest on, as a part of one statement."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed, one_of
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import CatalogueEntry, ConditionChange, PlanVersionState
from guanhu.plans.gates import OpenVersion
from guanhu.plans.states import OPEN
from guanhu.plans.tables import PlanConditionRow, PlanVersionRow
from guanhu.plumbing.vault import Vault
from guanhu.protections.gate_facts import CONSENTS

_HELD = (
    # What the version holds: codes only; what was dropped from a draft is not part of it.
    select(
        func.jsonb_agg(
            func.jsonb_build_array(
                PlanConditionRow.code, PlanConditionRow.catalogue_version, PlanConditionRow.change
            )
        )
    )
    .where(
        PlanConditionRow.plan_version_id == PlanVersionRow.id, PlanConditionRow.dropped.is_(False)
    )
    .correlate(PlanVersionRow)
    .scalar_subquery()
)


def _open_version(found: Any, _page: CasePage, _vault: Vault) -> OpenVersion | None:
    if not found:
        return None
    version_id, number, state, writers, held = found[0]
    return OpenVersion(
        UUID(version_id),
        number,
        PlanVersionState(state),
        frozenset(map(UUID, writers)),
        tuple(
            (conditions().entry(code, version), ConditionChange(change))
            for code, version, change in held or ()
        ),
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
        _HELD,
        where=(one_of(PlanVersionRow.state, (state.value for state in OPEN)),),
        order=(PlanVersionRow.number,),
    ),
    _open_version,
)
"""The version somebody is still working on."""


def _held_now(found: Any, _page: CasePage, _vault: Vault) -> list[CatalogueEntry] | None:
    if not found:
        return None
    return [
        conditions().entry(code, version)
        for code, version, change in found[0][0] or ()
        if change != ConditionChange.REMOVED.value
    ]


HELD_NOW: Final = GateFacts(
    "held_now",
    Permission.PLAN_READ,
    listed(
        PlanVersionRow.case_id,
        _HELD,
        where=(PlanVersionRow.state == PlanVersionState.IN_FORCE.value,),
        order=(PlanVersionRow.number,),
    ),
    _held_now,
)
"""What the version in force holds; None while there is none."""

CONSENTED: Final = GateFacts(
    "plan_consents", Permission.PLAN_READ, CONSENTS.select, CONSENTS.restore
)
"""Which consents to a psychological assessment stand on the case (O-07)."""
