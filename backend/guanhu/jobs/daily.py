"""The daily jobs, one after another, office by office.

Each job is idempotent: a second run on the same day changes nothing. Each leaves a row in the job
log. One failing job, office or item never stops the others; failures are told, never swallowed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

import structlog

from guanhu.access.actor import SYSTEM_ACCOUNT, Actor, system_actor
from guanhu.audit.use_cases.sign_trail import sign_trail
from guanhu.audit.work import look, look_on_record
from guanhu.cases.use_cases.settle_deadlines import settle_deadlines
from guanhu.checkins.use_cases.mark_missed import mark_missed_check_ins
from guanhu.checkins.use_cases.open_due_windows import open_due_windows
from guanhu.drafts.use_cases.expire_drafts import expire_drafts
from guanhu.identity.use_cases.forget_expired import forget_expired
from guanhu.jobs.log import JobLog
from guanhu.kernel.clock import Clock
from guanhu.kernel.ids import new_id
from guanhu.kernel.tally import Failure, Tally
from guanhu.plumbing.database import Database
from guanhu.plumbing.keys import KeyFolder
from guanhu.sealing.use_cases.recheck_sealed import recheck_sealed

log = structlog.get_logger("guanhu.jobs")


class Parts(Protocol):
    """What the jobs need of a running product."""

    @property
    def database(self) -> Database: ...

    @property
    def keys(self) -> KeyFolder: ...


Job = Callable[[Parts, Clock, Actor], Awaitable[Tally]]


@dataclass(frozen=True, slots=True)
class JobReport:
    """What one job did for one office, or for all of them."""

    name: str
    office_id: UUID | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class DailyReport:
    """What one daily run did."""

    run_id: UUID
    jobs: tuple[JobReport, ...]

    @property
    def failures(self) -> list[tuple[str, Failure]]:
        return [(job.name, failure) for job in self.jobs for failure in job.tally.failures]

    def done(self, name: str) -> int:
        """How many things the job called `name` did, over all offices."""
        return sum(job.tally.done for job in self.jobs if job.name == name)


async def _mark_missed(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await mark_missed_check_ins(parts.database, clock, actor)


async def _open_due_windows(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await open_due_windows(parts.database, clock, actor)


async def _settle_deadlines(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return Tally(await settle_deadlines(parts.database, clock, actor))


async def _expire_drafts(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return Tally(await expire_drafts(parts.database, clock, actor))


async def _recheck_sealed(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await recheck_sealed(parts.database, clock, actor)


async def _forget_expired(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return Tally(await forget_expired(parts.database, clock, actor))


async def _forget_sign_ins(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return Tally(await forget_expired(parts.database, clock, actor))


async def _sign_trail(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    reports = await sign_trail(parts.database, clock, actor, parts.keys.trail())
    broken = [report for report in reports if report.findings]
    failures = tuple(Failure(report.office_id, "TrailBroken") for report in broken)
    return Tally(len(reports) - len(broken), failures)


EACH_OFFICE: Final[tuple[tuple[str, Job], ...]] = (
    ("open_due_windows", _open_due_windows),
    ("mark_missed", _mark_missed),
    ("settle_deadlines", _settle_deadlines),
    ("expire_drafts", _expire_drafts),
    ("recheck_sealed", _recheck_sealed),
)
# Last, so that what the other jobs noted is signed with the rest of the day.
ALL_OFFICES: Final[tuple[tuple[str, Job], ...]] = (
    ("forget_expired", _forget_expired),
    ("sign_trail", _sign_trail),
)

NO_OFFICE: Final = UUID(int=0)


async def run_daily(parts: Parts, clock: Clock) -> DailyReport:
    """Run every daily job; answers what was done and what failed."""
    run_id = new_id()
    everywhere = Actor(SYSTEM_ACCOUNT, NO_OFFICE, None, None)
    async with look(parts.database, clock, everywhere) as seen:
        offices = await JobLog(seen).offices()
    steps = [(name, job, system_actor(office)) for name, job in EACH_OFFICE for office in offices]
    steps += [(name, job, everywhere) for name, job in ALL_OFFICES]
    reports = [await _run(parts, clock, run_id, name, job, actor) for name, job, actor in steps]
    return DailyReport(run_id, tuple(reports))


async def _run(
    parts: Parts, clock: Clock, run_id: UUID, name: str, job: Job, actor: Actor
) -> JobReport:
    office_id = None if actor.office_id == NO_OFFICE else actor.office_id
    async with look_on_record(parts.database, clock, actor) as work:
        row_id = await JobLog(work).begin(run_id, name, office_id)
    try:
        tally = await job(parts, clock, actor)
    except Exception as failed:  # noqa: BLE001 - told in the job log; the other jobs go on
        tally = Tally(0, (Failure(None, type(failed).__name__),))
        kind = type(failed).__name__
        log.error("job failed", job=name, office=str(office_id), kind=kind)  # noqa: TRY400 - no text
    async with look_on_record(parts.database, clock, actor) as work:
        await JobLog(work).end(row_id, tally.done, tally.failures)
    return JobReport(name, office_id, tally)
