"""Orders, duties and recommendations of one case, and why an action is refused now."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import look
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import Refusal
from guanhu.orders.facts import CaseOrders, FamilyDuty
from guanhu.orders.gates import GateFacts, reasons
from guanhu.orders.repository import OrderRepository
from guanhu.plumbing.database import Database


async def read_case_orders(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseOrders:
    """What somebody of the office may see; drafts and recommendations for the prosecution only."""
    actor.require(Permission.ORDER_READ)
    async with look(database, clock, actor) as seen:
        return await OrderRepository(seen).of_case(case_id)


async def read_guardian_duties(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[FamilyDuty]:
    """The signed-in guardian's own duties in the own child's case; nothing for the child."""
    actor.require(Permission.FAMILY_READ)
    if actor.role is not Role.GUARDIAN:
        return []
    async with look(database, clock, actor) as seen:
        return await OrderRepository(seen).of_guardian(case_id)


async def read_order_gates(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> Mapping[CaseAction, Refusal]:
    """The refusals of this room for one case; absent where none holds."""
    actor.require(Permission.ORDER_READ)
    async with look(database, clock, actor) as seen:
        orders = OrderRepository(seen)
        found = await orders.orders(case_id)
        inside = actor.may(Permission.DECISION_READ)
        facts = GateFacts(
            orders=found,
            duties=await orders.duties(case_id) if found else (),
            recommendations=await orders.recommendations(case_id) if inside else (),
            actor_id=actor.account_id,
        )
        return {action: refusal for action, refusal in reasons(facts) if refusal is not None}
