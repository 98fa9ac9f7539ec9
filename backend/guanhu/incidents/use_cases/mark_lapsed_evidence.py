"""Mark the outcomes whose days for evidence are over: a daily job of one office (R-07)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.batches import in_batches
from guanhu.audit.work import Look, look
from guanhu.incidents.outcome_repository import OutcomeRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Tally
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plumbing.database import Database

BATCH: Final = 500
"""Outcomes per transaction, so that nobody waits long for an office's trail."""


async def mark_lapsed_evidence(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Mark each once and tell the officer; a person looks, and nothing follows by itself.

    Reading does not wait for this job: what lapsed reads as lapsed at once. One that fails stops
    none of the others (S02).
    """
    actor.require(Permission.JOBS_RUN)
    async with look(database, clock, actor) as seen:
        outcome_ids = await OutcomeRepository(seen).to_lapse()
    return await in_batches(database, clock, actor, outcome_ids, BATCH, _mark)


async def _mark(work: Look, outcome_ids: Sequence[UUID]) -> int:
    lapsed = await OutcomeRepository(work).mark_lapsed(outcome_ids)
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
    return len(lapsed)
