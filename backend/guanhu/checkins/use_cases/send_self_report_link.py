"""Send the link to a self-report again, once in ten minutes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.checkins.errors import NoWayToReach
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import refuse_link
from guanhu.checkins.self_reports import SelfReports
from guanhu.checkins.use_cases.give_self_report import attempt_of
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSelfReportLink:
    """Send the young person the link to a due self-report again."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The self-report that is due.")


@dataclass(frozen=True, slots=True)
class SentSelfReportLink:
    """The check-in."""

    check_in: UUID


async def send_self_report_link(
    database: Database, clock: Clock, actor: Actor, command: SendSelfReportLink
) -> SentSelfReportLink:
    """Have a link sent again (S10).

    Raises `NotPermitted`, `NotVisible`, or the refusals `LinkJustSent`, `NoWayToReach`,
    `SupervisionNotLive`, and those of a self-report that cannot be given any more.
    """
    actor.require(Permission.CHECK_IN_LOG)
    async with begin(database, clock, actor, command, SentSelfReportLink) as work:
        if work.first_answer is not None:
            return work.first_answer
        check_ins, reports = CheckInRepository(work), SelfReports(work)
        file, row = await check_ins.lock(command.check_in_id)
        facts = milestones(file)
        if not supervision_is_live(facts, work.today):
            raise SupervisionNotLive(status=status_on(facts, work.today))
        attempt = attempt_of(row, check_ins.status_of(row, file))
        refusal = refuse_link(attempt, await reports.last_link(row.id), work.now)
        if refusal is not None:
            raise refusal
        if not await reports.reaches(file):
            raise NoWayToReach
        link_id = await reports.send_link(row)
        await tell(
            work, Cause.CHECK_IN_LINK, link_id, Audience.YOUNG_PERSON,
            case_id=file.id, until=row.due_until,
        )  # fmt: skip
        work.record("checkins.link_sent", "check_in", row.id, case_id=file.id)
        return work.answer(SentSelfReportLink(check_in=row.id))
