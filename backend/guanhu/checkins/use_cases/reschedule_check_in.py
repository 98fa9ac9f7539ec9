"""Move a check-in to another date; the old one stays and points to the new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.checkins.facts import AskedBy, CheckInKind
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import refuse_move, refuse_series, window_at
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleCheckIn:
    """Move one check-in; window and grace keep their length."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The check-in to be moved.")
    new_due_on: date = item("First day of the new due window.")
    asked_by: AskedBy = item("Who asked for it.")
    reason: str = words("Why.", at_most=2000, multiline=True)
    sensitive: bool | None = item(
        "Whether the reason is not to be shown to the family; must be answered.", default=None
    )


@dataclass(frozen=True, slots=True)
class RescheduledCheckIn:
    """The check-in that takes the place of the old one, and the old one."""

    check_in: UUID
    superseded_id: UUID
    warnings: UUID | None = None
    """The new one, by which the API tells what it runs into; that is found above this room."""


async def reschedule_check_in(
    database: Database, clock: Clock, actor: Actor, command: RescheduleCheckIn
) -> RescheduledCheckIn:
    """Move a scheduled or due check-in to another date within supervision (S32).

    Raises `NotPermitted`, `NotVisible`, or the refusals `InvalidInput` (whether the reason is
    sensitive is answered), `CheckInNotOpenAnyMore`, `SupervisionNotLive`, `DueInPast`,
    `WindowsOverlap`, `OutsideSupervision`.
    """
    actor.require(Permission.CHECK_IN_SCHEDULE)
    async with begin(database, clock, actor, command, RescheduledCheckIn) as work:
        if work.first_answer is not None:
            return work.first_answer
        if command.sensitive is None:
            raise InvalidInput([Problem("sensitive", "REQUIRED")])
        check_ins = CheckInRepository(work)
        file, row = await check_ins.lock(command.check_in_id)
        refusal = refuse_move(check_ins.status_of(row, file))
        if refusal is not None:
            raise refusal
        facts = milestones(file)
        if not supervision_is_live(facts, work.today):
            raise SupervisionNotLive(status=status_on(facts, work.today))
        assert facts.decided_on is not None  # noqa: S101 - supervision runs from the decision
        assert facts.probation_ends_on is not None  # noqa: S101
        window = window_at(
            command.new_due_on,
            (row.due_until - row.due_from).days + 1,
            (row.grace_until - row.due_until).days,
        )
        taken = await check_ins.windows(file.id, CheckInKind(row.kind))
        taken.remove((row.due_from, row.due_until))
        refusal = refuse_series(
            [window],
            taken,
            first_day=facts.decided_on,
            last_day=facts.probation_ends_on,
            today=work.today,
        )
        if refusal is not None:
            raise refusal
        keeping = CheckInKeeping(work, file)
        successor = await keeping.move(
            row, window, command.asked_by, command.reason, sensitive=command.sensitive
        )
        await keeping.note_missed()
        await tell(
            work, Cause.CHECK_IN_MOVED, row.id, (Audience.GUARDIANS, Audience.YOUNG_PERSON),
            case_id=file.id, begins=window.due_from, until=window.due_until,
        )  # fmt: skip
        work.record(
            "checkins.rescheduled", "check_in", row.id, case_id=file.id,
            asked_by=command.asked_by.value, new_due_on=command.new_due_on.isoformat(),
        )  # fmt: skip
        return work.answer(RescheduledCheckIn(successor, row.id, successor))
