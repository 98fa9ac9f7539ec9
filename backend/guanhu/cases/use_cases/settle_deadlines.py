"""Keep the next deadline of files whose last known one has gone by: the daily job."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.cases.settling import settle_passed
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def settle_deadlines(database: Database, clock: Clock, actor: Actor) -> int:
    """Recompute the next deadline where it lies before today; how many files changed.

    An overdue duty stays next until it is done; the end of a period does not. Doing it twice
    changes nothing. Nothing that anybody decided changes, so no trail entry is left.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        return await settle_passed(work)
