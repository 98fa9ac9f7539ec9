"""Read the log of jobs: of one's own office, and of the jobs that run for all."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.jobs.facts import JobRunSeen
from guanhu.jobs.log import JobLog
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def list_job_runs(
    database: Database,
    clock: Clock,
    actor: Actor,
    name: str | None,
    *,
    failed_only: bool,
    limit: int,
    offset: int,
) -> tuple[list[JobRunSeen], int]:
    """One page, the latest first, and how many there are; `failed_only` shows those cut off too.

    Which record a failure is about is told to nobody who may not see case files.
    """
    actor.require(Permission.JOBS_READ)
    async with look(database, clock, actor) as seen:
        return await JobLog(seen).page(
            name, failed_only=failed_only, records=actor.may(Permission.CASE_READ),
            limit=limit, offset=offset,
        )  # fmt: skip
