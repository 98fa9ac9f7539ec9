"""Look into a missed check-in and write down why it was missed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.checkins.facts import MissedReason
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import refuse_review
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMissedCheckIn:
    """Review one missed check-in."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The missed check-in.")
    reason: MissedReason = item("Why it was missed.")
    note: str = words("What was found out and what follows.", at_most=4000, multiline=True)
    sensitive: bool = item(
        "Whether what is written here is not to be shown to the family; once yes, always yes.",
        default=False,
    )


@dataclass(frozen=True, slots=True)
class ReviewedCheckIn:
    """The check-in."""

    check_in: UUID


async def review_missed_check_in(
    database: Database, clock: Clock, actor: Actor, command: ReviewMissedCheckIn
) -> ReviewedCheckIn:
    """Review a missed check-in; it stays missed and counts as looked into.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `CheckInNotMissed`.
    """
    actor.require(Permission.CHECK_IN_REVIEW)
    async with begin(database, clock, actor, command, ReviewedCheckIn) as work:
        if work.first_answer is not None:
            return work.first_answer
        check_ins = CheckInRepository(work)
        file, row = await check_ins.lock(command.check_in_id)
        refusal = refuse_review(check_ins.status_of(row, file))
        if refusal is not None:
            raise refusal
        move(status_on(milestones(file), work.today), CaseAction.REVIEW_MISSED_CHECK_IN)
        keeping = CheckInKeeping(work, file)
        await keeping.review(row, command.reason, command.note, sensitive=command.sensitive)
        await keeping.note_missed()
        work.record(
            "checkins.missed_reviewed", "check_in", row.id, case_id=file.id,
            reason=command.reason.value,
        )  # fmt: skip
        return work.answer(ReviewedCheckIn(check_in=row.id))
