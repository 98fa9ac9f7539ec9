"""Excuse a check-in in advance."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.checkins.facts import ExcuseKind
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import refuse_excuse
from guanhu.checkins.standing import marks_of
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseCheckIn:
    """Excuse one check-in before its window has closed."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The check-in.")
    kind: ExcuseKind = item("What kind of reason it is.")
    reason: str = words("Why it cannot take place.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class ExcusedCheckIn:
    """The check-in."""

    check_in: UUID


async def excuse_check_in(
    database: Database, clock: Clock, actor: Actor, command: ExcuseCheckIn
) -> ExcusedCheckIn:
    """Excuse a scheduled or due check-in.

    Raises `NotPermitted`, `NotVisible`, or the refusals `CheckInNotOpenAnyMore`, `ExcuseTooLate`.
    """
    actor.require(Permission.CHECK_IN_SCHEDULE)
    async with begin(database, clock, actor, command, ExcusedCheckIn) as work:
        if work.first_answer is not None:
            return work.first_answer
        check_ins = CheckInRepository(work)
        file, row = await check_ins.lock(command.check_in_id)
        refusal = refuse_excuse(marks_of(row), check_ins.status_of(row, file), work.today)
        if refusal is not None:
            raise refusal
        keeping = CheckInKeeping(work, file)
        await keeping.excuse(row, command.kind, command.reason)
        await keeping.note_missed()
        work.record(
            "checkins.excused", "check_in", row.id, case_id=file.id, kind=command.kind.value
        )
        return work.answer(ExcusedCheckIn(check_in=row.id))
