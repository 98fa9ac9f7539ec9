"""Learning modules and assignments in the schema."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.attempts import LearningAttempt
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.circumstances import ChainRole
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.scalars import Language
from guanhu.education import attempt_facts, facts, module_facts
from guanhu.education.module_catalogue import modules
from guanhu.education.use_cases.assign_module import assign_module, assign_module_to_group
from guanhu.education.use_cases.complete_assignment import complete_assignment
from guanhu.education.use_cases.credit_assignment import credit_assignment
from guanhu.education.use_cases.grant_attempt import grant_attempt
from guanhu.education.use_cases.read_education import read_assignment, read_assignments
from guanhu.education.use_cases.read_learning import Progress, read_progress
from guanhu.education.use_cases.withdraw_assignment import withdraw_assignment
from guanhu.kernel.basis import LegalBasis as Basis
from guanhu.kernel.basis import Verification

AssignmentStatus = enum_type(facts.AssignmentStatus)
SessionMode = enum_type(facts.SessionMode)
LessonBlockKind = enum_type(module_facts.BlockKind)
ModuleAudience = enum_type(module_facts.Audience)
Learner = enum_type(attempt_facts.Learner)


@strawberry.type(description="A stretch of text, plain or strong.")
class LessonRun:
    """Text as it stands; it holds no mark-up."""

    text: str = strawberry.field(description="The text.")
    strong: bool = strawberry.field(description="Whether it is to stand out.")


@strawberry.type(description="A part of a lesson.")
class LessonBlock:
    """Wraps a block."""

    block: strawberry.Private[module_facts.Block]

    @strawberry.field(description="What it is.")
    def kind(self) -> LessonBlockKind:  # type: ignore[valid-type]
        return self.block.kind

    @strawberry.field(description="Its line; of a list or a quote one for each item.")
    def lines(self) -> list[list[LessonRun]]:
        return [
            [LessonRun(text=run.text, strong=run.strong) for run in line]
            for line in self.block.lines
        ]

    @strawberry.field(description="Of a SITUATION: which one stands here.")
    def situation(self) -> str | None:
        return self.block.situation


@strawberry.type(description="One lesson of a module.")
class ModuleLesson:
    """Wraps a lesson."""

    lesson: strawberry.Private[module_facts.Lesson]

    @strawberry.field(description="Title.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.lesson.title.text(language.value)

    @strawberry.field(description="Its parts, for readers of 14 to 18.")
    def blocks(self, language: LanguageArgument = Language.ZH) -> list[LessonBlock]:
        return [LessonBlock(block=block) for block in self.lesson.blocks(language.value)]


@strawberry.type(description="A learning module, in one version.")
class Module:
    """Wraps a module."""

    module: strawberry.Private[module_facts.Module]

    @strawberry.field(description="Stable code.")
    def code(self) -> str:
        return self.module.code

    @strawberry.field(description="Version; a version never changes once assigned.")
    def version(self) -> int:
        return self.module.version

    @strawberry.field(description="Number in the catalogue.")
    def number(self) -> int:
        return self.module.number

    @strawberry.field(description="Title.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.module.title.text(language.value)

    @strawberry.field(description="What it is about, in one sentence.")
    def summary(self, language: LanguageArgument = Language.ZH) -> str:
        return self.module.summary.text(language.value)

    @strawberry.field(description="What one can do afterwards.")
    def aims(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return [aim.text(language.value) for aim in self.module.aims]

    @strawberry.field(description="How long it takes, in minutes, as a guide.")
    def minutes(self) -> int:
        return self.module.minutes

    @strawberry.field(description="Articles it explains.")
    def articles(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return [
            Basis(each.statute, each.article, "", Verification.V1).citation(language.value)
            for each in self.module.articles
        ]

    @strawberry.field(description="Roles in the chain it suits.")
    def roles(self) -> list[ChainRole]:
        return list(self.module.roles)

    @strawberry.field(description="Whom it is written for.")
    def audience(self) -> ModuleAudience:  # type: ignore[valid-type]
        return self.module.audience

    @strawberry.field(description="Whether it has a test; one without is completed by the worker.")
    def tested(self) -> bool:
        return bool(self.module.bank)

    @strawberry.field(description="Right answers needed in the test, in per cent.")
    def pass_mark(self) -> int | None:
        return self.module.pass_mark if self.module.bank else None

    @strawberry.field(description="How often the test may be tried before the worker decides.")
    def attempts(self) -> int | None:
        return self.module.attempts if self.module.bank else None

    @strawberry.field(description="Codes of the modules to be done before.")
    def after(self) -> list[str]:
        return list(self.module.after)

    @strawberry.field(description="Its lessons.")
    def lessons(self) -> list[ModuleLesson]:
        return [ModuleLesson(lesson=lesson) for lesson in self.module.lessons]


@strawberry.type(description="A question somebody needs help with.")
class StuckQuestion:
    """A question with its words."""

    question_id: str = strawberry.field(description="The question.")
    asks: str = strawberry.field(description="What it asks.")


@strawberry.type(description="A module given to a young person, or to the guardians.")
class Assignment:
    """Wraps an assignment."""

    seen: strawberry.Private[facts.AssignmentSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="The module in the version that was assigned.")
    def module(self) -> Module:
        return Module(module=modules().entry(self.seen.module_code, self.seen.module_version))

    @strawberry.field(description="Condition it is credited to, if any.")
    def condition_id(self) -> UUID | None:
        return self.seen.condition_id

    @strawberry.field(description="Day by which it is to be done.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="Where it stands.")
    def status(self) -> AssignmentStatus:  # type: ignore[valid-type]
        return self.seen.status

    @strawberry.field(description="Why this module.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Who assigned it.")
    async def assigned_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.assigned_by)

    @strawberry.field(description="Day on which it was completed.")
    def completed_on(self) -> date | None:
        return self.seen.completed_on

    @strawberry.field(description="Minutes spent.")
    def minutes(self) -> int | None:
        return self.seen.minutes

    @strawberry.field(description="How it was worked through.")
    def how(self) -> SessionMode | None:  # type: ignore[valid-type]
        return self.seen.how

    @strawberry.field(description="Minutes credited to the condition; 0 when credit was refused.")
    def credited_minutes(self) -> int | None:
        return self.seen.credited_minutes

    @strawberry.field(description="Why credit was refused.")
    def no_credit_reason(self) -> str | None:
        return self.seen.no_credit_reason

    @strawberry.field(description="What was seen.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Who recorded the completion.")
    async def completed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.completed_by)

    @strawberry.field(description="Who works through it.")
    def learner(self) -> Learner:  # type: ignore[valid-type]
        return self.seen.learner

    @strawberry.field(description="Whether right or wrong, and why, is told at each answer.")
    def results_shown(self) -> bool:
        return self.seen.results_shown

    @strawberry.field(description="Whether the recommendation of that day named it.")
    def recommended(self) -> bool:
        return self.seen.recommended

    @strawberry.field(description="How often the test may be tried, with what was granted.")
    def attempts_allowed(self) -> int:
        return self.seen.attempts_allowed

    @strawberry.field(description="How often the test was failed.")
    def attempts_failed(self) -> int:
        return self.seen.attempts_failed

    @strawberry.field(description="Day from which the delayed check is open.")
    def delayed_due_on(self) -> date | None:
        return self.seen.delayed_due_on

    @strawberry.field(description="Condition the minutes were credited to.")
    def credited_to(self) -> UUID | None:
        return self.seen.credited_to

    @strawberry.field(description="When credit was given or refused; null while it waits.")
    def credited_at(self) -> datetime | None:
        return self.seen.credited_at

    @strawberry.field(description="The attempts at its tests, in the order they were begun.")
    async def attempts(self, info: Info) -> list[LearningAttempt]:
        found = await _progress(info.context, self.seen.id)
        return [LearningAttempt(attempt=each) for each in found.attempts]

    @strawberry.field(description="Questions answered wrongly three times or more.")
    async def stuck_on(
        self, info: Info, language: LanguageArgument = Language.ZH
    ) -> list[StuckQuestion]:
        found = await _progress(info.context, self.seen.id)
        module = modules().entry(self.seen.module_code, self.seen.module_version)
        asked = [(each, module.question(each)) for each in found.stuck_on]
        return [
            StuckQuestion(question_id=each, asks=question.asks.text(language.value))
            for each, question in asked
            if question is not None
        ]

    @strawberry.field(description="Why it was taken back.")
    def withdrawal_reason(self) -> str | None:
        return self.seen.withdrawal_reason


@strawberry.type(description="The learning of a case file.")
class CaseEducationPart(CaseBase):
    """What the education room adds to the case page."""

    @strawberry.field(description="Assigned modules, first due first.")
    async def assignments(self, info: Info) -> list[Assignment]:
        context = info.context
        if not context.actor.may(Permission.EDUCATION_READ):
            return []
        found = await read_assignments(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [Assignment(seen=seen) for seen in found]


async def load_assignment(context: Context, assignment_id: UUID) -> Assignment:
    """An assignment for an answer."""
    seen = await read_assignment(context.database, context.clock, context.actor, assignment_id)
    return Assignment(seen=seen)


async def _progress(context: Context, assignment_id: UUID) -> Progress:
    """What was done with an assignment; those of one page are read together."""
    if "learning_progress" not in context.loaders:

        async def load(ids: list[UUID]) -> list[Progress]:
            found = await read_progress(context.database, context.clock, context.actor, ids)
            return [found[each] for each in ids]

        context.loaders["learning_progress"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, Progress] = context.loaders["learning_progress"]
    return await loader.load(assignment_id)


record("assignment", Assignment, load_assignment, "The assignment as it stands now.", by_id=True)

MUTATIONS = (
    (assign_module, "Assign a learning module."),
    (assign_module_to_group, "Assign a learning module to several young people."),
    (grant_attempt, "Grant one attempt more when none is left."),
    (credit_assignment, "Credit a completed module to a condition, or refuse credit."),
    (complete_assignment, "Record that an assigned module was worked through."),
    (withdraw_assignment, "Take an assignment back."),
)
