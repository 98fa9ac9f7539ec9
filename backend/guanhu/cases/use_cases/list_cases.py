"""The caseload: one page, one statement."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import glance
from guanhu.cases.repository import CaseFilter, CaseListed, CaseRepository, CaseSort
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def list_cases(
    database: Database,
    clock: Clock,
    actor: Actor,
    wanted: CaseFilter,
    *,
    sort: CaseSort,
    descending: bool,
    limit: int,
    offset: int,
) -> tuple[list[CaseListed], int]:
    """One page of the files the actor may see, and how many match in all."""
    actor.require(Permission.CASE_LIST)
    return await CaseRepository(glance(database, clock, actor)).page(
        wanted, sort=sort, descending=descending, limit=limit, offset=offset
    )
