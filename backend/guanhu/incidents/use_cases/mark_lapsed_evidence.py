"""Mark the outcomes whose days for evidence are over: a daily job of one office (R-07)."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.incidents.outcome_repository import OutcomeRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plumbing.database import Database


async def mark_lapsed_evidence(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Mark each once and tell the officer; a person looks, and nothing follows by itself.

    Reading does not wait for this job: what lapsed reads as lapsed at once.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        lapsed = await OutcomeRepository(work).mark_lapsed()
        for outcome_id, case_id, _until in lapsed:
            work.record("incidents.evidence_lapsed", "outcome", outcome_id, case_id=case_id)
        await tell_all(
            work,
            [
                Message(
                    Cause.EVIDENCE_LAPSED, outcome_id, Audience.OFFICER, case_id,
                    facts=(("until", until),),
                )
                for outcome_id, case_id, until in lapsed
            ],
        )  # fmt: skip
        return Tally(len(lapsed))
