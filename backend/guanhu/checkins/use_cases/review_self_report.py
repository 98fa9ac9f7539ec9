"""Look at what a young person said, and say what was done about it (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.checkins.facts import CheckInKind, CheckInStatus, SelfReportQueue, SelfReportQueues
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.checkins.report_queues import ReportQueues
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import refuse_report_review, signs_of
from guanhu.checkins.self_reports import SelfReports
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSelfReport:
    """Review one self-report that was given."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The self-report.")
    note: str | None = words(
        "What was done about it; must be said where the report asks for somebody.",
        at_most=4000,
        multiline=True,
        default=None,
    )
    sensitive: bool = item(
        "Whether what is written here is not to be shown to the family; once yes, always yes.",
        default=False,
    )


@dataclass(frozen=True, slots=True)
class ReviewedSelfReport:
    """The check-in."""

    check_in: UUID


async def review_self_report(
    database: Database, clock: Clock, actor: Actor, command: ReviewSelfReport
) -> ReviewedSelfReport:
    """Review a self-report; it stays no contact and becomes no finding (S17).

    Raises `NotPermitted`, `NotVisible`, or the refusals `NotASelfReport`, `SelfReportNotGiven`,
    `SelfReportReviewed`, `InvalidInput` (a note is needed).
    """
    actor.require(Permission.SELF_REPORT_REVIEW)
    async with begin(database, clock, actor, command, ReviewedSelfReport) as work:
        if work.first_answer is not None:
            return work.first_answer
        check_ins = CheckInRepository(work)
        file, row = await check_ins.lock(command.check_in_id)
        status = check_ins.status_of(row, file)
        said = (await SelfReports(work).given([row.id])).get(row.id)
        signs = () if said is None else signs_of(said)
        refusal = refuse_report_review(
            CheckInKind(row.kind), status, signs=bool(signs), note=command.note
        )
        if refusal is not None:
            raise refusal
        if said is None and status is CheckInStatus.RECORDED:
            raise NotVisible  # nobody reviews what is hidden from them (S61)
        await CheckInKeeping(work, file).review_report(
            row, command.note, sensitive=command.sensitive
        )
        work.record(
            "checkins.self_report_reviewed", "check_in", row.id, case_id=file.id,
            signs=",".join(signs),
        )  # fmt: skip
        return work.answer(ReviewedSelfReport(check_in=row.id))


async def list_self_reports(
    database: Database,
    clock: Clock,
    actor: Actor,
    queue: SelfReportQueue,
    case_id: UUID | None,
    *,
    limit: int,
    offset: int,
) -> SelfReportQueues:
    """One page of a queue of self-reports, with the length of each queue."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor, snapshot=True) as seen:
        return await ReportQueues(seen).page(queue, case_id, limit, offset)
