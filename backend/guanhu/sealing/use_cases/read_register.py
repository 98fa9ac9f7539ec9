"""The sealed register: what was sealed when, and what the checks found. Never of whom."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.sealing.facts import Certificate, SealOrderSeen
from guanhu.sealing.repository import SealingRepository


async def read_register(
    database: Database, clock: Clock, actor: Actor, *, limit: int, offset: int
) -> tuple[list[SealOrderSeen], int]:
    """One page of the office's register, the latest order first."""
    actor.require(Permission.SEALED_REGISTER_READ)
    async with look(database, clock, actor) as seen:
        return await SealingRepository(seen).page(limit, offset)


async def read_seal_order(
    database: Database, clock: Clock, actor: Actor, order_id: UUID
) -> SealOrderSeen:
    """One order: for those who read the register, and for the officer who gave it."""
    actor.require_one_of(Permission.SEAL, Permission.SEALED_REGISTER_READ)
    async with look(database, clock, actor) as seen:
        return await SealingRepository(seen).get(order_id)


async def read_certificates(
    database: Database, clock: Clock, actor: Actor, order_ids: Sequence[UUID]
) -> dict[UUID, Certificate]:
    """The latest certificates of orders the actor may read."""
    actor.require_one_of(Permission.SEAL, Permission.SEALED_REGISTER_READ)
    async with look(database, clock, actor) as seen:
        return await SealingRepository(seen).certificates(order_ids)


async def read_sealed_mark(database: Database, clock: Clock, actor: Actor, case_id: UUID) -> bool:
    """Whether a visible file carries the mark that it holds sealed information (F-12)."""
    actor.require(Permission.CASE_READ)
    async with look(database, clock, actor) as seen:
        return await SealingRepository(seen).is_marked(case_id)
