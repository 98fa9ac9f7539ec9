"""The jobs by name, office by office.

Each job is idempotent: a second run on the same day changes nothing. Each leaves a row in the job
log for each office. One failing job, office or item never stops the others; failures are told,
never swallowed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

import structlog

from guanhu.access.actor import SYSTEM_ACCOUNT, Actor, system_actor
from guanhu.audit.use_cases.sign_trail import sign_trail
from guanhu.audit.work import look
from guanhu.cases.use_cases.settle_deadlines import settle_deadlines
from guanhu.cases.use_cases.tell_alarms import tell_period_alarms, tell_silent_files
from guanhu.checkins.use_cases.mark_missed import mark_missed_check_ins
from guanhu.checkins.use_cases.open_due_windows import open_due_windows
from guanhu.checkins.use_cases.remind_of_check_ins import remind_of_check_ins
from guanhu.courses.use_cases.expire_passes import expire_passes
from guanhu.drafts.use_cases.expire_drafts import expire_drafts
from guanhu.education.use_cases.tell_delayed_checks import tell_delayed_checks
from guanhu.identity.use_cases.forget_expired import forget_expired
from guanhu.incidents.use_cases.mark_lapsed_evidence import mark_lapsed_evidence
from guanhu.incidents.use_cases.tell_overdue_leaves import tell_overdue_leaves
from guanhu.jobs.log import JobLog, begin_run, end_run
from guanhu.kernel.clock import Clock
from guanhu.kernel.ids import new_id
from guanhu.kernel.tally import Failure, Tally
from guanhu.notifications.facts import Channel
from guanhu.notifications.use_cases.deliver import anything_to_deliver, deliver_messages
from guanhu.notifications.use_cases.hand_out import anything_to_hand_out, hand_out_messages
from guanhu.notifications.use_cases.write_digest import write_digest
from guanhu.plans.use_cases.tell_late_instalments import tell_late_instalments
from guanhu.plumbing.database import Database
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.sending import Sender
from guanhu.sealing.use_cases.recheck_sealed import recheck_sealed
from guanhu.settings import Settings

log = structlog.get_logger("guanhu.jobs")


class Parts(Protocol):
    """What the jobs need of a running product."""

    @property
    def database(self) -> Database: ...

    @property
    def keys(self) -> KeyFolder: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def senders(self) -> Mapping[Channel, Sender]: ...


Job = Callable[[Parts, Clock, Actor], Awaitable[Tally]]
Waiting = Callable[[Parts, Clock, Actor], Awaitable[bool]]


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


async def _remind(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await remind_of_check_ins(parts.database, clock, actor)


async def _mark_missed(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await mark_missed_check_ins(parts.database, clock, actor)


async def _open_due_windows(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await open_due_windows(parts.database, clock, actor)


async def _evidence_windows(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await mark_lapsed_evidence(parts.database, clock, actor)


async def _tell_leaves(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await tell_overdue_leaves(parts.database, clock, actor)


async def _tell_instalments(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await tell_late_instalments(parts.database, clock, actor)


async def _tell_silent(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await tell_silent_files(parts.database, clock, actor, parts.settings.silent_days)


async def _tell_delayed_checks(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await tell_delayed_checks(parts.database, clock, actor)


async def _tell_periods(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await tell_period_alarms(parts.database, clock, actor)


async def _settle_deadlines(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await settle_deadlines(parts.database, clock, actor)


async def _expire_drafts(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return Tally(await expire_drafts(parts.database, clock, actor))


async def _expire_passes(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    days = parts.settings.course_pass_days
    return Tally(await expire_passes(parts.database, clock, actor, days))


async def _write_digest(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await write_digest(parts.database, clock, actor)


async def _recheck_sealed(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await recheck_sealed(parts.database, clock, actor)


async def _forget_expired(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    idle_days = parts.settings.family_session_days  # no session lasts longer unused
    return Tally(await forget_expired(parts.database, clock, actor, idle_days))


async def _sign_trail(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    reports = await sign_trail(parts.database, clock, actor, parts.keys.trail())
    broken = [report for report in reports if report.findings]
    failures = tuple(Failure(report.office_id, "TrailBroken") for report in broken)
    return Tally(len(reports) - len(broken), failures)


async def _hand_out(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await hand_out_messages(parts.database, clock, actor, parts.senders)


async def _deliver(parts: Parts, clock: Clock, actor: Actor) -> Tally:
    return await deliver_messages(
        parts.database, clock, actor, parts.senders,
        url=parts.settings.public_url, per_hour=parts.settings.messages_per_hour,
    )  # fmt: skip


async def _to_hand_out(parts: Parts, clock: Clock, actor: Actor) -> bool:
    return await anything_to_hand_out(parts.database, clock, actor)


async def _to_deliver(parts: Parts, clock: Clock, actor: Actor) -> bool:
    return await anything_to_deliver(parts.database, clock, actor, parts.senders)


EACH_OFFICE: Final[tuple[tuple[str, Job], ...]] = (
    ("open_due_windows", _open_due_windows),
    ("mark_missed", _mark_missed),
    ("remind", _remind),
    ("evidence_windows", _evidence_windows),
    ("tell_leaves", _tell_leaves),
    ("tell_instalments", _tell_instalments),
    ("tell_silent", _tell_silent),
    ("tell_periods", _tell_periods),
    ("tell_delayed_checks", _tell_delayed_checks),
    ("settle_deadlines", _settle_deadlines),
    ("expire_drafts", _expire_drafts),
    ("expire_passes", _expire_passes),
    # After the deadlines of the day are settled: it counts them.
    ("write_digest", _write_digest),
    ("recheck_sealed", _recheck_sealed),
)
# Last, so that what the other jobs noted is signed with the rest of the day.
ALL_OFFICES: Final[tuple[tuple[str, Job], ...]] = (
    ("forget_expired", _forget_expired),
    ("sign_trail", _sign_trail),
)
EACH_MINUTE: Final[tuple[tuple[str, Job, Waiting], ...]] = (
    ("hand_out", _hand_out, _to_hand_out),
    ("deliver", _deliver, _to_deliver),
)
"""Each with the question whether anything waits: an idle minute leaves no row in the log."""

NO_OFFICE: Final = UUID(int=0)
EVERYWHERE: Final = Actor(SYSTEM_ACCOUNT, NO_OFFICE, None, None)
DAILY_JOBS: Final = tuple(name for name, _job in (*EACH_OFFICE, *ALL_OFFICES))


async def run_daily(parts: Parts, clock: Clock) -> DailyReport:
    """Run every job, the daily ones and then those of each minute; what was done and failed."""
    run_id = new_id()
    reports = list[JobReport]()
    actors = await _offices(parts, clock)
    for name in (*DAILY_JOBS, *(name for name, _job, _waits in EACH_MINUTE)):
        reports += await _run_each(parts, clock, name, run_id, actors)
    return DailyReport(run_id, tuple(reports))


async def run_job(
    parts: Parts, clock: Clock, name: str, run_id: UUID | None = None
) -> list[JobReport]:
    """Run one job, office by office where it is one for each; raises `KeyError` for another name.

    A job that is killed leaves a row without an end; what it did not commit it does the next time.
    """
    actors = [] if name in dict(ALL_OFFICES) else await _offices(parts, clock)
    return await _run_each(parts, clock, name, run_id or new_id(), actors)


async def _offices(parts: Parts, clock: Clock) -> list[Actor]:
    """The system's actor of every office."""
    async with look(parts.database, clock, EVERYWHERE) as seen:
        return [system_actor(office) for office in await JobLog(seen).offices()]


async def _run_each(
    parts: Parts, clock: Clock, name: str, run_id: UUID, actors: Sequence[Actor]
) -> list[JobReport]:
    for_all = dict(ALL_OFFICES)
    if name in for_all:
        return [await _run(parts, clock, run_id, name, for_all[name], EVERYWHERE)]
    for quick, job, waits in EACH_MINUTE:
        if quick == name:
            waiting = [actor for actor in actors if await waits(parts, clock, actor)]
            return [await _run(parts, clock, run_id, name, job, actor) for actor in waiting]
    job = dict(EACH_OFFICE)[name]
    return [await _run(parts, clock, run_id, name, job, actor) for actor in actors]


async def _run(
    parts: Parts, clock: Clock, run_id: UUID, name: str, job: Job, actor: Actor
) -> JobReport:
    office_id = None if actor.office_id == NO_OFFICE else actor.office_id
    run = await begin_run(parts.database, clock, actor, run_id, name, office_id)
    try:
        tally = await job(parts, clock, actor)
    except Exception as failed:  # noqa: BLE001 - told in the job log; the other jobs go on
        tally = Tally(0, (Failure(None, type(failed).__name__),))
        kind = type(failed).__name__
        log.error("job failed", job=name, office=str(office_id), kind=kind)  # noqa: TRY400 - no text
    await end_run(parts.database, clock, actor, run, tally)
    return JobReport(name, office_id, tally)
