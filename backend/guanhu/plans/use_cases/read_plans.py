"""Read the plan of a case in all its versions, and its support team."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import glance, look
from guanhu.cases.heads import Head, find_head
from guanhu.kernel.clock import Clock
from guanhu.plans.facts import MemberSeen
from guanhu.plans.repository import PlanFile, PlanRepository
from guanhu.plans.tables import PlanVersionRow
from guanhu.plans.teams import TeamRepository
from guanhu.plumbing.database import Database


async def read_plan_file(database: Database, clock: Clock, actor: Actor, case_id: UUID) -> PlanFile:
    """The plan of a case; empty when hidden or not begun. Discarded versions are left out."""
    actor.require(Permission.PLAN_READ)
    async with look(database, clock, actor) as seen:
        return await PlanRepository(seen).file_of(case_id)


async def read_plan_file_of(
    database: Database, clock: Clock, actor: Actor, plan_version_id: UUID
) -> PlanFile:
    """The plan one version belongs to, discarded ones included; `NotVisible` when hidden."""
    actor.require(Permission.PLAN_READ)
    async with look(database, clock, actor) as seen:
        plans = PlanRepository(seen)
        case_id = await plans.case_of(plan_version_id)
        return await plans.file_of(case_id, with_discarded=True)


async def read_plan_head(
    database: Database, clock: Clock, actor: Actor, plan_version_id: UUID
) -> Head:
    """The number a version of a plan stands at; `NotVisible` when hidden."""
    actor.require(Permission.PLAN_READ)
    return await find_head(glance(database, clock, actor), PlanVersionRow, plan_version_id)


async def read_team(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[MemberSeen]:
    """Everybody who was, is or will be on the team; empty when the case is hidden."""
    actor.require(Permission.PLAN_READ)
    async with look(database, clock, actor) as seen:
        return await TeamRepository(seen).members(case_id)
