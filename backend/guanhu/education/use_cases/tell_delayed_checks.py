"""Tell learners of a delayed check that is due: a daily job of one office."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.education.repository import EducationRepository
from guanhu.education.use_cases.grant_attempt import TOLD
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.outbox.facts import Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plumbing.database import Database


async def tell_delayed_checks(database: Database, clock: Clock, actor: Actor) -> Tally:
    """One message for each check that is due; doing it twice tells nothing anew.

    The check is open from its day on, told or not: a job that did not run takes nothing away.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        due = await EducationRepository(work).due_delayed_checks()
        return Tally(
            await tell_all(
                work,
                [
                    Message(
                        Cause.DELAYED_CHECK_DUE, assignment_id, TOLD[learner], case_id,
                        facts=(("due", day),),
                    )
                    for assignment_id, case_id, learner, day in due
                ],
            )
        )  # fmt: skip
