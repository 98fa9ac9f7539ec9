"""Read how much was learned in a period."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.courses.facts import LearnerTotal, Minutes
from guanhu.courses.totals import TotalsFilter, TotalsRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_totals(
    database: Database, clock: Clock, actor: Actor, wanted: TotalsFilter, *, limit: int, offset: int
) -> tuple[list[LearnerTotal], int, Minutes]:
    """One page of young people with their minutes, how many there are, and the sum over all.

    Who has nothing appears with zero (S47).
    """
    actor.require(Permission.EDUCATION_READ)
    actor.require(Permission.CASE_LIST)  # masked names
    async with look(database, clock, actor, snapshot=True) as seen:
        return await TotalsRepository(seen).page(wanted, limit, offset)
