"""Schedule a series of check-ins within the period of supervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.checkins.facts import CheckInKind
from guanhu.checkins.keeping import CheckInKeeping, NewSeries
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import refuse_series, series
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database

WINDOW_DAYS = 3
GRACE_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleCheckIns:
    """Schedule check-ins of one kind at a fixed interval.

    There is no statutory frequency (O-02): interval, window and grace are parameters of the plan.
    """

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: CheckInKind = item("How contact is made.")
    first_due_on: date = item("First day of the first due window.")
    every_days: int = number("Days from one window to the next.", at_least=1, at_most=92)
    count: int = number("How many check-ins.", at_least=1, at_most=120)
    window_days: int = number(
        "Days a window is open, the first one counted.", at_least=1, at_most=31, default=WINDOW_DAYS
    )
    grace_days: int = number(
        "Days after the window in which a late check-in is still accepted.",
        at_least=0,
        at_most=31,
        default=GRACE_DAYS,
    )


@dataclass(frozen=True, slots=True)
class ScheduledCheckIns:
    """The case file, the first check-in of the series, how many there are, and the series.

    By the series the API tells what they run into; that is found above this room.
    """

    case_file: UUID
    check_in: UUID
    count: int
    warnings: UUID | None = None


async def schedule_check_ins(
    database: Database, clock: Clock, actor: Actor, command: ScheduleCheckIns
) -> ScheduledCheckIns:
    """Schedule a series of check-ins.

    Raises `NotPermitted`, `NotVisible`, or the refusals `SupervisionNotLive`, `DueInPast`,
    `WindowsOverlap`, `OutsideSupervision`.
    """
    actor.require(Permission.CHECK_IN_SCHEDULE)
    async with begin(database, clock, actor, command, ScheduledCheckIns) as work:
        if work.first_answer is not None:
            return work.first_answer
        file = await CaseRepository(work).lock(command.case_id)
        facts = milestones(file)
        if not supervision_is_live(facts, work.today):
            raise SupervisionNotLive(status=status_on(facts, work.today))
        assert facts.decided_on is not None  # noqa: S101 - supervision runs from the decision
        assert facts.probation_ends_on is not None  # noqa: S101
        windows = series(
            command.first_due_on,
            every_days=command.every_days,
            count=command.count,
            window_days=command.window_days,
            grace_days=command.grace_days,
        )
        refusal = refuse_series(
            windows,
            await CheckInRepository(work).windows(file.id, command.kind),
            first_day=facts.decided_on,
            last_day=facts.probation_ends_on,
            today=work.today,
        )
        if refusal is not None:
            raise refusal
        series_id, made = await CheckInKeeping(work, file).schedule(
            NewSeries(
                command.kind, command.every_days, command.window_days, command.grace_days, windows
            )
        )
        work.record(
            "checkins.scheduled", "case_file", file.id, case_id=file.id,
            kind=command.kind.value, count=len(made), first_due_on=command.first_due_on.isoformat(),
        )  # fmt: skip
        return work.answer(ScheduledCheckIns(file.id, made[0], len(made), series_id))
