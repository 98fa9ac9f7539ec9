"""How learning goes, in the schema: by person, by module, and the hardest questions."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.context import Info
from guanhu.api.gql.education import AssignmentStatus, Learner, Module
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.education import outcomes
from guanhu.education.module_catalogue import modules
from guanhu.education.use_cases.read_outcomes import (
    read_hardest_questions,
    read_results_by_module,
    read_results_by_person,
)


@strawberry.type(description="A test that was handed in.")
class TestResult:
    """Counts of first answers."""

    right: int = strawberry.field(description="Right at the first answer.")
    asked: int = strawberry.field(description="Questions on the paper.")

    @classmethod
    def of(cls, result: outcomes.TestResult | None) -> TestResult | None:
        return None if result is None else cls(right=result.right, asked=result.asked)


@strawberry.type(description="The tests of one learner in one module, side by side.")
class LearnerResult:
    """Wraps a result; a test that was not taken is null, never left out."""

    seen: strawberry.Private[outcomes.PersonResult]

    @strawberry.field(description="The assignment.")
    def assignment_id(self) -> UUID:
        return self.seen.assignment_id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="Its number.")
    def case_number(self) -> str:
        return self.seen.case_number

    @strawberry.field(description="The young person's masked name.")
    def masked_name(self) -> str:
        return self.seen.masked_name

    @strawberry.field(description="Who works through it.")
    def learner(self) -> Learner:
        return self.seen.learner

    @strawberry.field(description="The module.")
    def module(self) -> Module:
        return Module(module=modules().entry(self.seen.module_code, self.seen.module_version))

    @strawberry.field(description="Where the assignment stands.")
    def status(self) -> AssignmentStatus:
        return self.seen.status

    @strawberry.field(description="How often the test was failed.")
    def attempts_failed(self) -> int:
        return self.seen.failed

    @strawberry.field(description="The pre-test.")
    def pre(self) -> TestResult | None:
        return TestResult.of(self.seen.pre)

    @strawberry.field(description="The test, as it was last handed in.")
    def post(self) -> TestResult | None:
        return TestResult.of(self.seen.post)

    @strawberry.field(description="The delayed check.")
    def delayed(self) -> TestResult | None:
        return TestResult.of(self.seen.delayed)


@strawberry.type(description="One page of results.")
class LearnerResultPage:
    """Items and how many there are."""

    items: list[LearnerResult] = strawberry.field(description="By case number, then by module.")
    total: int = strawberry.field(description="How many there are.")


@strawberry.type(description="An average over learners.")
class ResultAverage:
    """Per cent, and over how many."""

    per_cent: float = strawberry.field(description="Right at the first answer, per cent.")
    learners: int = strawberry.field(description="Over how many learners.")

    @classmethod
    def of(cls, average: outcomes.Average | None) -> ResultAverage | None:
        if average is None:
            return None
        return cls(per_cent=average.per_cent, learners=average.learners)


@strawberry.type(description="A module over all who were given it.")
class ModuleResult:
    """Wraps the averages of a module; no case and no person is named."""

    seen: strawberry.Private[outcomes.ModuleResult]

    @strawberry.field(description="Code of the module.")
    def code(self) -> str:
        return self.seen.module_code

    @strawberry.field(description="Assignments that were not taken back.")
    def given(self) -> int:
        return self.seen.given

    @strawberry.field(description="Of them completed.")
    def completed(self) -> int:
        return self.seen.completed

    @strawberry.field(description="The pre-test.")
    def pre(self) -> ResultAverage | None:
        return ResultAverage.of(self.seen.pre)

    @strawberry.field(description="The test.")
    def post(self) -> ResultAverage | None:
        return ResultAverage.of(self.seen.post)

    @strawberry.field(description="The delayed check.")
    def delayed(self) -> ResultAverage | None:
        return ResultAverage.of(self.seen.delayed)


@strawberry.type(description="How a question is answered at first.")
class HardQuestion:
    """Counts of a question, with its words."""

    question_id: str = strawberry.field(description="The question.")
    asks: str | None = strawberry.field(
        description="What it asks; null when the current version no longer has it."
    )
    answered: int = strawberry.field(description="First answers.")
    right: int = strawberry.field(description="Of them right.")
    hints: int = strawberry.field(description="How often its hint was asked for.")


@strawberry.type
class LearningResultQueries:
    """How learning goes."""

    @strawberry.field(
        description="Pre-test, test and delayed check side by side, by person and module, one page."
    )
    async def learning_results(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        module_code: Annotated[
            str | None, strawberry.argument(description="Only this module.")
        ] = None,
    ) -> LearnerResultPage:
        rows, context = window(page, per_page), info.context
        items, total = await read_results_by_person(
            context.database, context.clock, context.actor,
            module_code=module_code, limit=rows.limit, offset=rows.offset,
        )  # fmt: skip
        return LearnerResultPage(items=[LearnerResult(seen=each) for each in items], total=total)

    @strawberry.field(description="The averages of every module that was given to anybody.")
    async def module_results(self, info: Info) -> list[ModuleResult]:
        context = info.context
        found = await read_results_by_module(context.database, context.clock, context.actor)
        return [ModuleResult(seen=each) for each in found]

    @strawberry.field(description="The questions of a module, the hardest first.")
    async def hardest_questions(
        self,
        info: Info,
        module_code: Annotated[str, strawberry.argument(description="Code of the module.")],
        language: LanguageArgument = Language.ZH,
    ) -> list[HardQuestion]:
        context = info.context
        found = await read_hardest_questions(
            context.database, context.clock, context.actor, module_code
        )
        return [
            HardQuestion(
                question_id=each.question_id,
                asks=None if question is None else question.asks.text(language.value),
                answered=each.answered,
                right=each.right,
                hints=each.hints,
            )
            for each, question in found
        ]
