"""Tell the officer of a return that is overdue: a daily job of one office (O-03)."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plumbing.database import Database


async def tell_overdue_leaves(database: Database, clock: Clock, actor: Actor) -> Tally:
    """One message for each overdue return; doing it twice tells nothing anew.

    What the absence means is for a person to say: nothing is reported here.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        overdue = await LeaveRepository(work).overdue()
        return Tally(
            await tell_all(
                work,
                [
                    Message(
                        Cause.LEAVE_OVERDUE, leave_id, Audience.OFFICER, case_id,
                        facts=(("due", until),),
                    )
                    for leave_id, case_id, until in overdue
                ],
            )
        )  # fmt: skip
