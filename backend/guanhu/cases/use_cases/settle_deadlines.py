"""Keep the next deadline of files whose last known one has gone by: the daily job."""

from __future__ import annotations

from typing import Final

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import look
from guanhu.cases.settling import passed, settle_passed
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.plumbing.database import Database

BATCH: Final = 500
"""Files per transaction, so that nobody waits long for them."""


async def settle_deadlines(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Recompute the next deadline where it lies before today; how many files changed.

    An overdue duty stays next until it is done; the end of a period does not. Doing it twice
    changes nothing. Nothing that anybody decided changes, so no trail entry is left. A file that
    fails stops none of the others (S02).
    """
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        case_ids = await passed(seen)
    return await in_batches(database, clock, actor, case_ids, BATCH, settle_passed)
