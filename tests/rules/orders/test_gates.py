"""Why an action of this room is barred is what the command would answer."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.orders import errors
from guanhu.orders.facts import OrderKind, OrderState, RecommendationState
from guanhu.orders.gates import (
    OrderStanding,
    RecommendationStanding,
    order_reasons,
    recommendation_reasons,
)

A = CaseAction
LI, CHEN = UUID(int=8), UUID(int=9)
SERVED = OrderStanding(OrderKind.FAMILY_EDUCATION, OrderState.SERVED, LI, issued=True)
SUBMITTED = replace(SERVED, state=OrderState.SUBMITTED, issued=False)
ASKED = RecommendationStanding(RecommendationState.SUBMITTED, LI)


def barred(
    *standing: OrderStanding | RecommendationStanding, open_duty: bool = False, by: UUID = LI
) -> dict[CaseAction, type]:
    orders = [one for one in standing if isinstance(one, OrderStanding)]
    asked = [one for one in standing if isinstance(one, RecommendationStanding)]
    found = (
        *order_reasons(orders, open_duty=open_duty, actor_id=by),
        *recommendation_reasons(asked, by),
    )
    return {action: type(refusal) for action, refusal in found if refusal is not None}


def test_with_nothing_there_nothing_can_follow() -> None:
    found = barred()

    assert {action for action, why in found.items() if why is errors.NoOrderThere} == {
        A.RETURN_GUARDIAN_ORDER, A.ISSUE_GUARDIAN_ORDER, A.SERVE_GUARDIAN_ORDER,
        A.RECORD_GUIDANCE_SESSION, A.CHECK_ORDER_EFFECT, A.END_GUARDIAN_ORDER, A.GIVE_GUARDIAN_DUTY,
    }  # fmt: skip
    assert {action for action, why in found.items() if why is errors.NoRecommendationThere} == {
        A.RETURN_RECOMMENDATION, A.APPROVE_RECOMMENDATION, A.SEND_RECOMMENDATION,
        A.RECORD_RECOMMENDATION_ANSWER,
    }  # fmt: skip
    assert found[A.CONFIRM_GUARDIAN_DUTY] is errors.NoOpenDuty


def test_who_proposed_does_not_approve() -> None:
    actions = (
        A.ISSUE_GUARDIAN_ORDER, A.RETURN_GUARDIAN_ORDER, A.APPROVE_RECOMMENDATION,
        A.RETURN_RECOMMENDATION,
    )  # fmt: skip

    own, others = barred(SUBMITTED, ASKED), barred(SUBMITTED, ASKED, by=CHEN)

    assert [own.get(action) for action in actions] == [ApproverIsAuthor] * 4
    assert [others.get(action) for action in actions] == [None] * 4


def test_what_was_served_is_followed_up_and_what_ended_is_not() -> None:
    served = barred(SERVED, open_duty=True)
    ended = barred(replace(SERVED, state=OrderState.WITHDRAWN))
    follow = (
        A.RECORD_GUIDANCE_SESSION, A.CHECK_ORDER_EFFECT, A.END_GUARDIAN_ORDER,
        A.GIVE_GUARDIAN_DUTY, A.CONFIRM_GUARDIAN_DUTY,
    )  # fmt: skip

    assert [action for action in follow if action in served] == []
    assert [action for action in follow if action not in ended] == []


def test_a_recommendation_is_sent_once_approved_and_answered_once_sent() -> None:
    approved = replace(ASKED, state=RecommendationState.APPROVED)
    sent = replace(ASKED, state=RecommendationState.SENT)

    assert A.SEND_RECOMMENDATION not in barred(approved)
    assert A.RECORD_RECOMMENDATION_ANSWER in barred(approved)
    assert A.RECORD_RECOMMENDATION_ANSWER not in barred(sent)
