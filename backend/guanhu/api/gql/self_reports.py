"""Self-reports in the schema: the young person's own form, and what staff do about it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.checkins import CheckInStatus
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.checkins import facts
from guanhu.checkins.use_cases.give_self_report import (
    give_self_report,
    read_own_self_reports,
    read_self_reports,
)
from guanhu.checkins.use_cases.send_self_report_link import send_self_report_link
from guanhu.checkins.use_cases.set_self_report_questions import set_self_report_questions

Mood = enum_type(facts.Mood)
OwnAnswer = enum_type(facts.OwnAnswer)


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


MUTATIONS = (
    (give_self_report, "A young person says how things are."),
    (send_self_report_link, "Send the link to a due self-report again."),
    (set_self_report_questions, "Set up to three extra questions for self-reports."),
)
