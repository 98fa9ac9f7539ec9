"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.orders.facts import OrderKind, OrderState, RecommendationState
from guanhu.orders.gates import OrderStanding, RecommendationStanding
from guanhu.orders.tables import GuardianDutyRow, GuardianOrderRow, RecommendationRow
from guanhu.plumbing.vault import Vault


def _orders(found: Any, _page: CasePage, _vault: Vault) -> tuple[OrderStanding, ...]:
    return tuple(
        OrderStanding(OrderKind(kind), OrderState(state), UUID(author_id), issued)
        for kind, state, author_id, issued in found or ()
    )


def _open(found: Any, _page: CasePage, _vault: Vault) -> bool:
    return bool(found)


def _recommendations(
    found: Any, _page: CasePage, _vault: Vault
) -> tuple[RecommendationStanding, ...]:
    return tuple(
        RecommendationStanding(RecommendationState(state), UUID(author_id))
        for state, author_id in found or ()
    )


ORDERS: Final = GateFacts(
    "guardian_orders",
    Permission.ORDER_READ,
    listed(
        GuardianOrderRow.case_id,
        GuardianOrderRow.kind,
        GuardianOrderRow.state,
        GuardianOrderRow.author_id,
        GuardianOrderRow.issued_on.is_not(None),
        order=(GuardianOrderRow.proposed_at, GuardianOrderRow.id),
    ),
    _orders,
)
"""Every order, drafts too: what is not issued is the prosecution's and its gate leaves it out."""

OPEN_DUTY: Final = GateFacts(
    "open_duty",
    Permission.ORDER_READ,
    listed(
        GuardianDutyRow.case_id,
        GuardianDutyRow.id,
        where=(GuardianDutyRow.closed_on.is_(None),),
        order=(GuardianDutyRow.given_on, GuardianDutyRow.id),
    ),
    _open,
)
"""Whether any guardian still has something to do."""

RECOMMENDATIONS: Final = GateFacts(
    "recommendations",
    Permission.DECISION_READ,
    listed(
        RecommendationRow.case_id,
        RecommendationRow.state,
        RecommendationRow.author_id,
        order=(RecommendationRow.proposed_at, RecommendationRow.id),
    ),
    _recommendations,
)
"""Every recommendation, oldest first."""
