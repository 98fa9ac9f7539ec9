"""Recommendations after a breach in the schema (S38)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.context import Info
from guanhu.api.gql.incident_records import Rung
from guanhu.api.gql.scalars import Language
from guanhu.incidents import breach
from guanhu.incidents.use_cases.recommend_breach import (
    answer_breach_question,
    finish_recommendation,
    read_recommendations,
    start_recommendation,
)


@strawberry.type(description="One question of a recommendation, and its answer.")
class BreachTask:
    """Wraps a question that is asked of this person."""

    seen: strawberry.Private[breach.BreachQuestion]
    said: strawberry.Private[str | None]

    @strawberry.field(description="Stable code.")
    def question(self) -> str:
        return self.seen.code

    @strawberry.field(description="What is asked.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.seen.title.text(language.value)

    @strawberry.field(description="The answer; null while it waits.")
    def answer(self) -> str | None:
        return self.said


@strawberry.type(description="A worker's recommendation after a breach; it decides nothing.")
class BreachRecommendation:
    """Wraps a recommendation."""

    seen: strawberry.Private[breach.BreachSeen]
    questions: strawberry.Private[list[breach.BreachQuestion]]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The breach.")
    def incident_id(self) -> UUID:
        return self.seen.incident_id

    @strawberry.field(description="What is asked of this person, and what was answered.")
    def tasks(self) -> list[BreachTask]:
        # What was answered stays in sight when the person has come of age since.
        known = [
            one
            for one in breach.breach_questions()
            if one in self.questions or one.code in self.seen.answers
        ]
        return [BreachTask(seen=one, said=self.seen.answers.get(one.code)) for one in known]

    @strawberry.field(description="Whether every task is complete, so that a preview is offered.")
    def preview_offered(self) -> bool:
        return not breach.open_tasks(self.questions, self.seen.answers)

    @strawberry.field(description="The whole text; null until every task is complete.")
    def preview(self, language: LanguageArgument = Language.ZH) -> str | None:
        if not self.preview_offered():
            return None
        return "\n\n".join(
            f"{one.title(language)}\n{one.answer()}" for one in self.tasks() if one.answer()
        )

    @strawberry.field(description="The recommended response; null: nothing more.")
    def rung(self) -> Rung | None:
        return self.seen.rung

    @strawberry.field(description="Day of the next appointment, where nothing more follows.")
    def next_appointment_on(self) -> date | None:
        return self.seen.next_appointment_on

    @strawberry.field(description="Day on which it went to the officer; null while it is written.")
    def finished_on(self) -> date | None:
        return self.seen.finished_on

    @strawberry.field(description="When it was begun.")
    def started_at(self) -> datetime:
        return self.seen.started_at

    @strawberry.field(description="Who began it.")
    async def started_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.started_by)


@strawberry.type(description="Recommendations after breaches.")
class CaseBreachesPart(CaseBase):
    """Null for those it is not for."""

    @strawberry.field(description="Recommendations after a breach, the first one first.")
    async def breach_recommendations(self, info: Info) -> list[BreachRecommendation] | None:
        context = info.context
        if not context.actor.may(Permission.INCIDENT_READ):
            return None
        found, questions = await read_recommendations(
            context.database, context.clock, context.actor, self.page.case
        )
        return [BreachRecommendation(seen=one, questions=questions) for one in found]


MUTATIONS = (
    (start_recommendation, "Begin a recommendation about a breach."),
    (answer_breach_question, "Answer one question of a recommendation."),
    (finish_recommendation, "Hand a recommendation to the officer."),
)
