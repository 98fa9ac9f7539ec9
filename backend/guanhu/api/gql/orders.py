"""Orders to guardians, their duties, and recommendations, in the schema."""

from __future__ import annotations

from collections.abc import Iterable

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.context import Info
from guanhu.api.gql.order_records import GuardianOrder, Recommendation, Undertaking
from guanhu.api.gql.scalars import Language
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.kernel.clock import office_date
from guanhu.orders.duty_kinds import DutyKind, duty_kinds
from guanhu.orders.facts import CaseOrders
from guanhu.orders.gate_facts import OPEN_DUTY, ORDERS, RECOMMENDATIONS
from guanhu.orders.gates import order_reasons, recommendation_reasons
from guanhu.orders.use_cases.duty_reports import (
    ask_duty_help,
    record_duty_help,
    report_duty_done,
)
from guanhu.orders.use_cases.follow_order import (
    check_order_effect,
    end_guardian_order,
    record_guidance_session,
    serve_guardian_order,
)
from guanhu.orders.use_cases.guardian_duties import (
    confirm_guardian_duty,
    give_guardian_duty,
    record_undertaking,
)
from guanhu.orders.use_cases.propose_order import (
    issue_guardian_order,
    propose_guardian_order,
    return_guardian_order,
)
from guanhu.orders.use_cases.read_orders import read_case_orders
from guanhu.orders.use_cases.recommend import (
    approve_recommendation,
    propose_recommendation,
    record_recommendation_answer,
    return_recommendation,
    send_recommendation,
)


@strawberry.type(description="A kind of duty: what is to be done, and how, step by step.")
class GuardianDutyKind:
    """Wraps a kind."""

    source: strawberry.Private[DutyKind]

    @strawberry.field(description="Stable code.")
    def code(self) -> str:
        return self.source.code

    @strawberry.field(description="What is to be done.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.source.title.text(language.value)

    @strawberry.field(description="How to do it, step by step.")
    def guide(self, language: LanguageArgument = Language.ZH) -> str:
        return self.source.guide.text(language.value)


@strawberry.type
class OrderQueries:
    """What may be given to do."""

    @strawberry.field(description="Kinds of duties a guardian may be given, with their guides.")
    def guardian_duty_kinds(self, info: Info) -> list[GuardianDutyKind]:
        context = info.context
        context.actor.require(Permission.CATALOGUE_READ)
        today = office_date(context.clock.now())
        return [
            GuardianDutyKind(source=each) for each in duty_kinds().values() if each.current(today)
        ]


@strawberry.type(description="What guardians and units are asked to do in a case.")
class CaseOrdersPart(CaseBase):
    """What the orders room adds to the case page; null for those it is not for."""

    async def _ordered(self, info: Info) -> CaseOrders | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.ORDER_READ):
            return None

        async def load() -> CaseOrders:
            return await read_case_orders(context.database, context.clock, context.actor, case_id)

        found: CaseOrders = await once(context, ("orders", case_id), load)
        return found

    @strawberry.field(description="Orders to guardians, oldest first; drafts for the prosecution.")
    async def guardian_orders(self, info: Info) -> list[GuardianOrder] | None:
        found = await self._ordered(info)
        if found is None:
            return None
        return [
            GuardianOrder(
                seen=seen,
                held=tuple(each for each in found.sessions if each.order_id == seen.facts.id),
                found=tuple(each for each in found.checks if each.order_id == seen.facts.id),
                given=tuple(each for each in found.duties if each.order_id == seen.facts.id),
            )
            for seen in found.orders
        ]

    @strawberry.field(description="What guardians undertook, oldest first (S-02).")
    async def undertakings(self, info: Info) -> list[Undertaking] | None:
        found = await self._ordered(info)
        return None if found is None else [Undertaking(seen=each) for each in found.undertakings]

    @strawberry.field(description="Recommendations to units, oldest first; for the prosecution.")
    async def recommendations(self, info: Info) -> list[Recommendation] | None:
        found = await self._ordered(info)
        if found is None or not info.context.actor.may(Permission.DECISION_READ):
            return None
        return [Recommendation(seen=each) for each in found.recommendations]


@gate(Permission.ORDER_READ, ORDERS, OPEN_DUTY)
def refused_order_actions(asked: Asked) -> Iterable[Gate]:
    """Why the actions on orders are refused now."""
    inside = asked.actor.may(Permission.DECISION_READ)
    orders = [each for each in asked[ORDERS] if inside or each.issued]
    return order_reasons(orders, open_duty=asked[OPEN_DUTY], actor_id=asked.actor.account_id)


@gate(Permission.DECISION_READ, RECOMMENDATIONS)
def refused_recommendation_actions(asked: Asked) -> Iterable[Gate]:
    """Why the actions on recommendations are refused now."""
    return recommendation_reasons(asked[RECOMMENDATIONS], asked.actor.account_id)


MUTATIONS = (
    (propose_guardian_order, "Propose an order or admonition to a guardian."),
    (return_guardian_order, "Send a proposed order back with feedback."),
    (issue_guardian_order, "Issue an order that somebody else proposed."),
    (serve_guardian_order, "Write down that an order was served."),
    (record_guidance_session, "Write down a session of family-education guidance."),
    (check_order_effect, "Write down what a check of an order's effect found."),
    (end_guardian_order, "End an order: completed, or withdrawn."),
    (give_guardian_duty, "Give a guardian one thing to do under an order."),
    (confirm_guardian_duty, "Confirm that a guardian did what was asked."),
    (report_duty_done, "Say, as the guardian, that an own duty is done."),
    (ask_duty_help, "Ask, as the guardian, for help with an own duty."),
    (record_duty_help, "Write down what help a guardian was given with a duty."),
    (record_undertaking, "Write down what a guardian undertook."),
    (propose_recommendation, "Propose a recommendation to a unit."),
    (return_recommendation, "Send a recommendation back with feedback."),
    (approve_recommendation, "Approve a recommendation that somebody else proposed."),
    (send_recommendation, "Write down that a recommendation was sent."),
    (record_recommendation_answer, "Write down a unit's written answer."),
)
