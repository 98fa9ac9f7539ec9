"""Orders, duties and recommendations of one case."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.orders.facts import CaseOrders, FamilyDuty
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
