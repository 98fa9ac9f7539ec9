"""Attempts, papers and answers in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.scalars import Language
from guanhu.education import attempt_facts, grading, module_facts
from guanhu.education.papers import KEYS, Sheet
from guanhu.education.use_cases.answer_question import answer_question, ask_hint
from guanhu.education.use_cases.read_learning import (
    AnswerSeen,
    PaperSeen,
    read_answer,
    read_attempt,
    read_attempts,
    read_own_attempt,
)
from guanhu.education.use_cases.take_attempt import finish_attempt, pause_attempt, start_attempt
from guanhu.plans.facts import Texts

AttemptKind = enum_type(attempt_facts.AttemptKind)
QuestionKind = enum_type(module_facts.QuestionKind)


@strawberry.type(description="Something one may pick, with the key to send.")
class QuestionOption:
    """Wraps one choice, item, right side or reply at its place on the paper."""

    key: str = strawberry.field(description="Key to send.")
    shown: strawberry.Private[Texts]

    @strawberry.field(description="What it says.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return self.shown.text(language.value)


@strawberry.type(description="A message of a chat.")
class ChatMessage:
    """Wraps a message."""

    message: strawberry.Private[module_facts.Message]

    @strawberry.field(description="Who writes it.")
    def sender(self, language: LanguageArgument = Language.ZH) -> str:
        return self.message.sender.text(language.value)

    @strawberry.field(description="What is written.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return self.message.text.text(language.value)


@strawberry.type(description="Messages that come in, and the replies one may give.")
class ChatTurn:
    """Wraps a turn."""

    turn: strawberry.Private[module_facts.Turn]

    @strawberry.field(description="The messages.")
    def messages(self) -> list[ChatMessage]:
        return [ChatMessage(message=each) for each in self.turn.messages]

    @strawberry.field(description="The replies; one is picked.")
    def replies(self) -> list[QuestionOption]:
        return _options([each.text for each in self.turn.replies])


@strawberry.type(description="A question as it stands on one paper; nothing tells the answer.")
class PaperQuestion:
    """Wraps a sheet."""

    sheet: strawberry.Private[Sheet]
    asked_hint: strawberry.Private[bool]
    place: int = strawberry.field(description="Its place on the paper, from 1.")

    @strawberry.field(description="Identifier.")
    def id(self) -> str:
        return self.sheet.question.id

    @strawberry.field(description="How it is answered.")
    def kind(self) -> QuestionKind:  # type: ignore[valid-type]
        return self.sheet.question.kind

    @strawberry.field(description="What is asked.")
    def asks(self, language: LanguageArgument = Language.ZH) -> str:
        return self.sheet.question.asks.text(language.value)

    @strawberry.field(
        description="What can be picked: of SINGLE and MULTIPLE the choices, of ORDER the items to"
        " put in order, of MATCH the right sides."
    )
    def options(self) -> list[QuestionOption]:
        sheet = self.sheet
        texts = [each.text for each in sheet.choices]
        texts += [each.text for each in sheet.items]
        return _options(texts + [each.right for each in sheet.rights])

    @strawberry.field(description="Of MATCH the left sides, in the order in which keys are sent.")
    def lefts(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return [each.left.text(language.value) for each in self.sheet.lefts]

    @strawberry.field(description="Of CHAT its turns.")
    def turns(self) -> list[ChatTurn]:
        return [ChatTurn(turn=each) for each in self.sheet.turns]

    @strawberry.field(description="Of NUMBER the unit.")
    def unit(self, language: LanguageArgument = Language.ZH) -> str | None:
        unit = self.sheet.question.unit
        return None if unit is None else unit.text(language.value)

    @strawberry.field(description="Whether there is a hint to ask for.")
    def has_hint(self) -> bool:
        return self.sheet.question.hint is not None

    @strawberry.field(description="The hint, once it was asked for.")
    def hint(self, language: LanguageArgument = Language.ZH) -> str | None:
        hint = self.sheet.question.hint
        return hint.text(language.value) if self.asked_hint and hint is not None else None


@strawberry.type(description="Why an answer, or a part of it, is right or not.")
class AnswerRemark:
    """Wraps a remark."""

    remark: strawberry.Private[grading.Remark]

    @strawberry.field(description="What it is about; null: the whole answer.")
    def about(self, language: LanguageArgument = Language.ZH) -> str | None:
        return None if self.remark.about is None else self.remark.about.text(language.value)

    @strawberry.field(description="Whether that is right.")
    def right(self) -> bool:
        return self.remark.right

    @strawberry.field(description="Why.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return self.remark.text.text(language.value)


@strawberry.type(description="An answer, as it stands in the log.")
class LearningAnswer:
    """Wraps an answer."""

    seen: strawberry.Private[AnswerSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID | None:
        return self.seen.step.id

    @strawberry.field(description="The question.")
    def question_id(self) -> str:
        return self.seen.sheet.question.id

    @strawberry.field(description="What was asked.")
    def asks(self, language: LanguageArgument = Language.ZH) -> str:
        return self.seen.sheet.question.asks.text(language.value)

    @strawberry.field(description="What was answered, in words.")
    def given(self, language: LanguageArgument = Language.ZH) -> list[str]:
        told = grading.told(self.seen.sheet.question, self.seen.given)
        return [each.text(language.value) for each in told]

    @strawberry.field(description="Whether it is right; null while results are withheld.")
    def right(self) -> bool | None:
        return self.seen.right

    @strawberry.field(description="Why; empty while results are withheld.")
    def remarks(self) -> list[AnswerRemark]:
        if self.seen.right is None:
            return []
        found = grading.remarks(self.seen.sheet.question, self.seen.given)
        return [AnswerRemark(remark=each) for each in found]

    @strawberry.field(description="Whether it counts: the first answer to a question does.")
    def counts(self) -> bool:
        return self.seen.counts

    @strawberry.field(description="When it was given.")
    def at(self) -> datetime:
        return self.seen.step.at


@strawberry.type(description="An attempt at a test.")
class LearningAttempt:
    """Wraps an attempt; the paper and the answers are read when they are asked for."""

    attempt: strawberry.Private[attempt_facts.AttemptSeen]
    paper: strawberry.Private[PaperSeen | None] = None

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.attempt.id

    @strawberry.field(description="The assignment.")
    def assignment_id(self) -> UUID:
        return self.attempt.assignment_id

    @strawberry.field(description="Which test.")
    def kind(self) -> AttemptKind:  # type: ignore[valid-type]
        return self.attempt.kind

    @strawberry.field(description="The how many of its kind, from 1.")
    def number(self) -> int:
        return self.attempt.number

    @strawberry.field(description="When it was begun.")
    def started_at(self) -> datetime:
        return self.attempt.started_at

    @strawberry.field(description="When it was handed in.")
    def finished_at(self) -> datetime | None:
        return self.attempt.finished_at

    @strawberry.field(description="Questions on the paper.")
    def asked(self) -> int:
        return self.attempt.asked

    @strawberry.field(
        description="Right at the first answer, once handed in; null while results are withheld."
    )
    async def right(self, info: Info) -> int | None:
        return self.attempt.right if (await self._read(info.context)).results_told else None

    @strawberry.field(description="Whether the test was passed; null for the other tests.")
    def passed(self) -> bool | None:
        return self.attempt.passed

    @strawberry.field(description="Seconds of being at it, once handed in; pauses do not count.")
    def active_seconds(self) -> int | None:
        return self.attempt.active_seconds

    @strawberry.field(
        description="The question that is next, the same on every device; null when all are"
        " answered or the attempt is handed in."
    )
    async def current(self, info: Info) -> PaperQuestion | None:
        paper = await self._read(info.context)
        if paper.current is None or self.attempt.finished_at is not None:
            return None
        return next(each for each in _questions(paper) if each.id() == paper.current)

    @strawberry.field(description="The questions answered so far and the next one, in order.")
    async def questions(self, info: Info) -> list[PaperQuestion]:
        paper = await self._read(info.context)
        done = {each.sheet.question.id for each in paper.answers} | {paper.current}
        return [each for each in _questions(paper) if each.sheet.question.id in done]

    @strawberry.field(description="Every answer, in the order given.")
    async def answers(self, info: Info) -> list[LearningAnswer]:
        paper = await self._read(info.context)
        return [LearningAnswer(seen=each) for each in paper.answers]

    async def _read(self, context: Context) -> PaperSeen:
        """The paper; those of one answer are read together."""
        if self.paper is None:
            if "papers" not in context.loaders:

                async def load(ids: list[UUID]) -> list[PaperSeen]:
                    found = await read_attempts(context.database, context.clock, context.actor, ids)
                    return [found[each] for each in ids]

                context.loaders["papers"] = DataLoader(load_fn=load)
            loader: DataLoader[UUID, PaperSeen] = context.loaders["papers"]
            self.paper = await loader.load(self.attempt.id)
        return self.paper


@strawberry.type
class AttemptQueries:
    """An attempt on its own, to go on with on any device."""

    @strawberry.field(description="An own attempt, with the question that is next.")
    async def learning_attempt(
        self,
        info: Info,
        id: Annotated[UUID, strawberry.argument(description="The attempt.")],
    ) -> LearningAttempt:
        context = info.context
        paper = await read_own_attempt(context.database, context.clock, context.actor, id)
        return LearningAttempt(attempt=paper.attempt, paper=paper)


async def load_attempt(context: Context, attempt_id: UUID) -> LearningAttempt:
    """An attempt for an answer."""
    paper = await read_attempt(context.database, context.clock, context.actor, attempt_id)
    return LearningAttempt(attempt=paper.attempt, paper=paper)


async def load_answer(context: Context, step_id: UUID) -> LearningAnswer:
    """An answer as it was saved."""
    seen = await read_answer(context.database, context.clock, context.actor, step_id)
    return LearningAnswer(seen=seen)


def _questions(paper: PaperSeen) -> list[PaperQuestion]:
    return [
        PaperQuestion(sheet=sheet, asked_hint=sheet.question.id in paper.hints, place=place)
        for place, sheet in enumerate(paper.sheets, start=1)
    ]


def _options(texts: list[Texts]) -> list[QuestionOption]:
    return [QuestionOption(key=KEYS[place], shown=each) for place, each in enumerate(texts)]


record("attempt", LearningAttempt, load_attempt, "The attempt as it stands now.")
record("given_answer", LearningAnswer, load_answer, "The answer as it was saved.")

MUTATIONS = (
    (start_attempt, "Begin a test of an assigned module."),
    (answer_question, "Answer the question that is next."),
    (ask_hint, "Ask for the hint to a question."),
    (pause_attempt, "Pause a test; it goes on later, on any device."),
    (finish_attempt, "Hand a test in."),
)
