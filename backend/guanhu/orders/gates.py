"""Why this room's actions on a case are refused now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.orders.errors import (
    NoOpenDuty,
    NoOrderThere,
    NoRecommendationThere,
)
from guanhu.orders.facts import OrderKind, OrderState, RecommendationState
from guanhu.orders.rules import IN_FORCE

Gate = tuple[CaseAction, Refusal | None]


@dataclass(frozen=True, slots=True)
class OrderStanding:
    """An order as far as these reasons ask; `issued` also when it has ended since."""

    kind: OrderKind
    state: OrderState
    author_id: UUID
    issued: bool


@dataclass(frozen=True, slots=True)
class RecommendationStanding:
    """A recommendation as far as these reasons ask."""

    state: RecommendationState
    author_id: UUID


def order_reasons(
    orders: Sequence[OrderStanding], *, open_duty: bool, actor_id: UUID
) -> Iterator[Gate]:
    """Each action on an order with the reason that bars it; None where nothing does."""
    A, S = CaseAction, OrderState  # noqa: N806
    none = NoOrderThere()
    served = [each for each in orders if each.state is S.SERVED]
    courses = [each for each in orders if each.kind is OrderKind.FAMILY_EDUCATION]
    waiting = _approval(
        [each.author_id for each in orders if each.state is S.SUBMITTED], actor_id, none
    )
    yield A.RETURN_GUARDIAN_ORDER, waiting
    yield A.ISSUE_GUARDIAN_ORDER, waiting
    yield A.SERVE_GUARDIAN_ORDER, None if any(o.state is S.ISSUED for o in orders) else none
    yield A.RECORD_GUIDANCE_SESSION, None if any(o in courses for o in served) else none
    visited = any(each.state is S.COMPLETED for each in courses)
    yield A.CHECK_ORDER_EFFECT, None if served or visited else none
    yield A.END_GUARDIAN_ORDER, None if any(o.state in IN_FORCE for o in orders) else none
    yield A.GIVE_GUARDIAN_DUTY, None if served else none
    yield A.CONFIRM_GUARDIAN_DUTY, None if open_duty else NoOpenDuty()


def recommendation_reasons(
    found: Sequence[RecommendationStanding], actor_id: UUID
) -> Iterator[Gate]:
    """Each action on a recommendation with the reason that bars it; None where nothing does."""
    A, R = CaseAction, RecommendationState  # noqa: N806
    none = NoRecommendationThere()
    submitted = [each.author_id for each in found if each.state is R.SUBMITTED]
    waiting = _approval(submitted, actor_id, none)
    yield A.RETURN_RECOMMENDATION, waiting
    yield A.APPROVE_RECOMMENDATION, waiting
    states = {each.state for each in found}
    yield A.SEND_RECOMMENDATION, None if R.APPROVED in states else none
    yield A.RECORD_RECOMMENDATION_ANSWER, None if R.SENT in states else none


def _approval(authors: Sequence[UUID], actor_id: UUID, none: Refusal) -> Refusal | None:
    """Nothing waits, or only what the actor wrote; else None."""
    if not authors:
        return none
    mine = all(author == actor_id for author in authors)
    return ApproverIsAuthor() if mine else None
