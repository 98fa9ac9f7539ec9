"""Why an action of this room is barred is what the command would answer."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.orders import errors
from guanhu.orders.facts import (
    DutyFacts,
    DutyState,
    OrderState,
    RecommendationFacts,
    RecommendationState,
)
from guanhu.orders.gates import GateFacts, reasons
from rules.orders.test_rules import DAY, ORDER

A = CaseAction
LI, CHEN = ORDER.author_id, UUID(int=9)
EMPTY = GateFacts((), (), (), LI)
SUBMITTED = replace(ORDER, state=OrderState.SUBMITTED)
ASKED = RecommendationFacts(UUID(int=5), RecommendationState.SUBMITTED, LI, None, None, None)
DUTY = DutyFacts(UUID(int=6), DAY, None)


def barred(facts: GateFacts) -> dict[CaseAction, type]:
    return {action: type(refusal) for action, refusal in reasons(facts) if refusal is not None}


def test_with_nothing_there_nothing_can_follow() -> None:
    found = barred(EMPTY)

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
    facts = replace(EMPTY, orders=(SUBMITTED,), recommendations=(ASKED,))
    actions = (
        A.ISSUE_GUARDIAN_ORDER, A.RETURN_GUARDIAN_ORDER, A.APPROVE_RECOMMENDATION,
        A.RETURN_RECOMMENDATION,
    )  # fmt: skip

    own, others = barred(facts), barred(replace(facts, actor_id=CHEN))

    assert [own.get(action) for action in actions] == [ApproverIsAuthor] * 4
    assert [others.get(action) for action in actions] == [None] * 4


def test_what_was_served_is_followed_up_and_what_ended_is_not() -> None:
    served = barred(replace(EMPTY, orders=(ORDER,), duties=(DUTY,)))
    ended = barred(
        replace(
            EMPTY,
            orders=(replace(ORDER, state=OrderState.WITHDRAWN),),
            duties=(replace(DUTY, closed=DutyState.LAPSED),),
        )
    )
    follow = (
        A.RECORD_GUIDANCE_SESSION, A.CHECK_ORDER_EFFECT, A.END_GUARDIAN_ORDER,
        A.GIVE_GUARDIAN_DUTY, A.CONFIRM_GUARDIAN_DUTY,
    )  # fmt: skip

    assert [action for action in follow if action in served] == []
    assert [action for action in follow if action not in ended] == []


def test_a_recommendation_is_sent_once_approved_and_answered_once_sent() -> None:
    approved = replace(ASKED, state=RecommendationState.APPROVED)
    sent = replace(ASKED, state=RecommendationState.SENT)

    assert A.SEND_RECOMMENDATION not in barred(replace(EMPTY, recommendations=(approved,)))
    assert A.RECORD_RECOMMENDATION_ANSWER in barred(replace(EMPTY, recommendations=(approved,)))
    assert A.RECORD_RECOMMENDATION_ANSWER not in barred(replace(EMPTY, recommendations=(sent,)))
