"""What a learner was given, and working through it, in the schema."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.attempts import LearningAttempt
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.education import Module
from guanhu.api.gql.scalars import Language
from guanhu.education import attempt_rules, module_facts
from guanhu.education.use_cases.read_learning import (
    LearningSeen,
    read_learning,
    read_own_learning,
)
from guanhu.education.use_cases.work_through_lessons import (
    decide_situation,
    read_lesson,
    still_learning,
)

LearningNext = enum_type(attempt_rules.Next)


@strawberry.type(description="What one may do in a scene.")
class SceneChoice:
    """Wraps a choice; its consequence is told once it was made."""

    choice: strawberry.Private[module_facts.SceneChoice]
    made: bool = strawberry.field(description="Whether it was chosen before.")

    @strawberry.field(description="Identifier.")
    def id(self) -> str:
        return self.choice.id

    @strawberry.field(description="What it says.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return self.choice.text.text(language.value)

    @strawberry.field(description="What comes of it, once it was chosen.")
    def then(self, language: LanguageArgument = Language.ZH) -> str | None:
        return self.choice.then.text(language.value) if self.made else None

    @strawberry.field(description="The scene it leads to, once chosen; null: the situation ends.")
    def next(self) -> str | None:
        return self.choice.next if self.made else None


@strawberry.type(description="One moment of a situation.")
class SituationScene:
    """Wraps a scene."""

    scene: strawberry.Private[module_facts.Scene]
    decided: strawberry.Private[frozenset[str]]

    @strawberry.field(description="Identifier.")
    def id(self) -> str:
        return self.scene.id

    @strawberry.field(description="What happens.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return self.scene.text.text(language.value)

    @strawberry.field(description="What one may do.")
    def choices(self) -> list[SceneChoice]:
        return [
            SceneChoice(choice=each, made=f"{self.scene.id}/{each.id}" in self.decided)
            for each in self.scene.choices
        ]


@strawberry.type(description="A situation to decide.")
class LearningSituation:
    """Wraps a situation with what was decided in it."""

    situation: strawberry.Private[module_facts.Situation]
    decided: strawberry.Private[frozenset[str]]

    @strawberry.field(description="Identifier, as lessons name it.")
    def id(self) -> str:
        return self.situation.id

    @strawberry.field(description="Title.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.situation.title.text(language.value)

    @strawberry.field(description="The scene it begins with.")
    def start(self) -> str:
        return self.situation.start

    @strawberry.field(description="Its scenes.")
    def scenes(self) -> list[SituationScene]:
        return [SituationScene(scene=each, decided=self.decided) for each in self.situation.scenes]


@strawberry.type(description="A module one was given, and where one stands in it.")
class Learning:
    """Wraps what a learner was given."""

    seen: strawberry.Private[LearningSeen]

    @strawberry.field(description="The assignment.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="The module in the version that was assigned.")
    def module(self) -> Module:
        return Module(module=self.seen.module)

    @strawberry.field(description="The situations of its lessons.")
    def situations(self) -> list[LearningSituation]:
        return [
            LearningSituation(
                situation=each,
                decided=frozenset(
                    part.removeprefix(f"{each.id}/")
                    for part in self.seen.decided
                    if part.startswith(f"{each.id}/")
                ),
            )
            for each in self.seen.module.situations
        ]

    @strawberry.field(description="Day by which it is to be done.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="What is next.")
    def next(self) -> LearningNext:  # type: ignore[valid-type]
        return self.seen.next

    @strawberry.field(description="Lessons read to their end, from 1.")
    def lessons_read(self) -> list[int]:
        return list(self.seen.lessons_read)

    @strawberry.field(description="Whether right or wrong, and why, is told at each answer.")
    def results_shown(self) -> bool:
        return self.seen.task.results_shown

    @strawberry.field(description="How often the test may still be tried.")
    def attempts_left(self) -> int:
        return max(0, self.seen.task.allowed - self.seen.task.failed)

    @strawberry.field(description="Whether it is completed.")
    def completed(self) -> bool:
        return self.seen.task.completed

    @strawberry.field(description="Day from which the delayed check is open.")
    def delayed_due_on(self) -> date | None:
        return self.seen.task.delayed_due_on

    @strawberry.field(description="The own attempts, in the order they were begun.")
    def attempts(self) -> list[LearningAttempt]:
        return [LearningAttempt(attempt=each) for each in self.seen.attempts]


@strawberry.type
class LearningQueries:
    """The signed-in learner's own modules."""

    @strawberry.field(description="The modules the signed-in learner was given, first due first.")
    async def own_learning(self, info: Info) -> list[Learning]:
        context = info.context
        found = await read_own_learning(context.database, context.clock, context.actor)
        return [Learning(seen=each) for each in found]

    @strawberry.field(description="One module the signed-in learner was given.")
    async def learning(
        self,
        info: Info,
        id: Annotated[UUID, strawberry.argument(description="The assignment.")],
    ) -> Learning:
        return await load_learning(info.context, id)


async def load_learning(context: Context, assignment_id: UUID) -> Learning:
    """What a learner was given, for an answer."""
    seen = await read_learning(context.database, context.clock, context.actor, assignment_id)
    return Learning(seen=seen)


record("learning", Learning, load_learning, "What the learner was given, as it stands now.")

MUTATIONS = (
    (read_lesson, "Say that a lesson was read to its end."),
    (decide_situation, "Choose what one would do in a scene."),
    (still_learning, "Tell once a minute that one is still at it."),
)
