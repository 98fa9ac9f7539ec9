"""Self-reports in the schema: the young person's own form, and what staff do about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.checkins import CheckIn, CheckInStatus
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.checkins import facts
from guanhu.checkins.use_cases.give_self_report import (
    give_self_report,
    read_own_self_reports,
    read_self_reports,
)
from guanhu.checkins.use_cases.review_self_report import (
    list_self_reports,
    review_self_report,
)
from guanhu.checkins.use_cases.send_self_report_link import send_self_report_link
from guanhu.checkins.use_cases.set_self_report_questions import set_self_report_questions

Mood = enum_type(facts.Mood)
OwnAnswer = enum_type(facts.OwnAnswer)
SelfReportQueue = enum_type(facts.SelfReportQueue)
SelfReportSign = enum_type(facts.SelfReportSign)


@strawberry.type(description="How one condition goes, in the young person's own view.")
class OwnCondition:
    """One answer."""

    condition_id: UUID = strawberry.field(description="The condition.")
    answer: OwnAnswer = strawberry.field(description="Yes, partly, or not yet.")  # type: ignore[valid-type]


@strawberry.type(description="An extra question as it was asked, with its answer.")
class AskedQuestion:
    """One question."""

    question: str = strawberry.field(description="The question.")
    answer: str | None = strawberry.field(description="The answer, if one was given.")


@strawberry.type(description="What a young person said; no human contact and no finding.")
class SelfReport:
    """Wraps a self-report."""

    seen: strawberry.Private[facts.SelfReportSeen]

    @strawberry.field(description="The check-in it answers.")
    def check_in_id(self) -> UUID:
        return self.seen.check_in_id

    @strawberry.field(description="How things are.")
    def mood(self) -> Mood:  # type: ignore[valid-type]
        return self.seen.mood

    @strawberry.field(description="Whether help is wanted.")
    def help_wanted(self) -> bool:
        return self.seen.help_wanted

    @strawberry.field(description="What with.")
    def help_with(self) -> str | None:
        return self.seen.help_with

    @strawberry.field(description="Whether somebody should call.")
    def want_to_talk(self) -> bool:
        return self.seen.want_to_talk

    @strawberry.field(description="What they are proud of.")
    def proud_of(self) -> str | None:
        return self.seen.proud_of

    @strawberry.field(description="How each condition goes.")
    def conditions(self) -> list[OwnCondition]:
        return [OwnCondition(condition_id=each, answer=said) for each, said in self.seen.conditions]

    @strawberry.field(description="Extra questions with their answers.")
    def questions(self) -> list[AskedQuestion]:
        return [AskedQuestion(question=asked, answer=said) for asked, said in self.seen.questions]


@strawberry.type(description="A self-report the signed-in young person is or was asked for.")
class OwnCheckIn:
    """Wraps one of the own self-reports."""

    seen: strawberry.Private[facts.OwnCheckIn]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="Where it stands today.")
    def status(self) -> CheckInStatus:
        return self.seen.status

    @strawberry.field(description="First day of the due window.")
    def due_from(self) -> date:
        return self.seen.due_from

    @strawberry.field(description="Last day of the due window.")
    def due_until(self) -> date:
        return self.seen.due_until

    @strawberry.field(description="Last day on which it is still accepted, as late.")
    def grace_until(self) -> date:
        return self.seen.grace_until

    @strawberry.field(description="Extra questions, in their order.")
    def questions(self) -> list[str]:
        return list(self.seen.questions)

    @strawberry.field(description="What was said, once it was given.")
    def given(self) -> SelfReport | None:
        return None if self.seen.given is None else SelfReport(seen=self.seen.given)


@strawberry.type(description="That somebody looked at a self-report, and what was done about it.")
class SelfReportReview:
    """Wraps a review."""

    seen: strawberry.Private[facts.ChangeSeen]

    @strawberry.field(description="What was done; null where there was nothing to say.")
    def note(self) -> str | None:
        return self.seen.reason or None

    @strawberry.field(description="Whether the note is not to be shown to the family.")
    def sensitive(self) -> bool:
        return self.seen.sensitive

    @strawberry.field(description="When it was reviewed.")
    def reviewed_at(self) -> datetime:
        return self.seen.made_at

    @strawberry.field(description="Who reviewed it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.made_by)


@strawberry.type(description="A self-report in the queue it lies in.")
class QueuedSelfReport:
    """Wraps one row of a queue."""

    seen: strawberry.Private[facts.QueuedSelfReport]

    @strawberry.field(description="The check-in: when it was due, and where it stands.")
    def check_in(self) -> CheckIn:
        return CheckIn(seen=self.seen.check_in)

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.check_in.case_id

    @strawberry.field(description="The case number.")
    def case_number(self) -> str:
        return self.seen.case_number

    @strawberry.field(description="The young person's name, masked.")
    def masked_name(self) -> str:
        return self.seen.masked_name

    @strawberry.field(description="The queue.")
    def queue(self) -> SelfReportQueue:  # type: ignore[valid-type]
        return self.seen.queue

    @strawberry.field(description="What was said; null before it is given, and when it was missed.")
    def report(self) -> SelfReport | None:
        return None if self.seen.given is None else SelfReport(seen=self.seen.given)

    @strawberry.field(description="What in it asks for somebody.")
    def signs(self) -> list[SelfReportSign]:  # type: ignore[valid-type]
        return list(self.seen.signs)

    @strawberry.field(description="Whether its review must say what was done.")
    def note_needed(self) -> bool:
        return bool(self.seen.signs) and self.seen.review is None

    @strawberry.field(description="How it was looked at, once it was.")
    def review(self) -> SelfReportReview | None:
        return None if self.seen.review is None else SelfReportReview(seen=self.seen.review)


@strawberry.type(description="One page of a queue of self-reports, with the length of each queue.")
class SelfReportPage:
    """Wraps a page."""

    seen: strawberry.Private[facts.SelfReportQueues]
    queue: strawberry.Private[facts.SelfReportQueue]

    @strawberry.field(description="The self-reports of this page.")
    def items(self) -> list[QueuedSelfReport]:
        return [QueuedSelfReport(seen=each) for each in self.seen.items]

    @strawberry.field(description="How many lie in the queue that was asked for.")
    def total(self) -> int:
        return self.seen.counts[self.queue]

    @strawberry.field(description="How many were given or missed and wait for somebody's look.")
    def needs_attention(self) -> int:
        return self.seen.counts[facts.SelfReportQueue.NEEDS_ATTENTION]

    @strawberry.field(description="How many are asked for and not given yet.")
    def awaiting(self) -> int:
        return self.seen.counts[facts.SelfReportQueue.AWAITING]

    @strawberry.field(description="How many were looked at.")
    def reviewed(self) -> int:
        return self.seen.counts[facts.SelfReportQueue.REVIEWED]


@strawberry.type
class SelfReportQueries:
    """Self-reports, one's own and for staff."""

    @strawberry.field(description="The signed-in young person's own self-reports, earliest first.")
    async def own_self_reports(self, info: Info) -> list[OwnCheckIn]:
        context = info.context
        found = await read_own_self_reports(context.database, context.clock, context.actor)
        return [OwnCheckIn(seen=each) for each in found]

    @strawberry.field(description="What was said at a self-report; null before it is given.")
    async def self_report(
        self,
        info: Info,
        check_in_id: Annotated[UUID, strawberry.argument(description="The check-in.")],
    ) -> SelfReport | None:
        context = info.context
        found = await read_self_reports(
            context.database, context.clock, context.actor, [check_in_id]
        )
        seen = found.get(check_in_id)
        return None if seen is None else SelfReport(seen=seen)

    @strawberry.field(
        description="Self-reports of the files the caller may see, by queue; each lies in exactly"
        " one (S14)."
    )
    async def self_reports(
        self,
        info: Info,
        queue: Annotated[
            SelfReportQueue,  # type: ignore[valid-type]
            strawberry.argument(description="Which queue."),
        ],
        case_id: Annotated[
            UUID | None, strawberry.argument(description="Of this case file only.")
        ] = None,
        page: PageNumber = 1,
        per_page: PageSize = 25,
    ) -> SelfReportPage:
        context, rows = info.context, window(page, per_page)
        found = await list_self_reports(
            context.database,
            context.clock,
            context.actor,
            queue,
            case_id,
            limit=rows.limit,
            offset=rows.offset,
        )
        return SelfReportPage(seen=found, queue=queue)


MUTATIONS = (
    (give_self_report, "A young person says how things are."),
    (review_self_report, "Look at what a young person said, and say what was done about it."),
    (send_self_report_link, "Send the link to a due self-report again."),
    (set_self_report_questions, "Set up to three extra questions for self-reports."),
)
