"""What a learning module is: lessons, situations to decide, questions. Pure.

A version never changes once it was assigned; everything an attempt needs stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from guanhu.kernel.statutes import Statute
from guanhu.law.roles_in_chain import ChainRole, Means
from guanhu.plans.facts import Need, Texts


class Audience(StrEnum):
    """Whom a module is written for; one for guardians is open to young people, too."""

    YOUNG_PERSON = "young_person"
    GUARDIAN = "guardian"


class BlockKind(StrEnum):
    """What a part of a lesson is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    STEPS = "steps"
    QUOTE = "quote"
    SITUATION = "situation"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    NUMBER = "number"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Article:
    """An article a module explains."""

    statute: Statute
    article: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, plain or strong."""

    text: str
    strong: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a lesson in one language: one line, or one for each item of a list.

    A SITUATION has no lines; `situation` names the one that stands here.
    """

    kind: BlockKind
    lines: tuple[Line, ...] = ()
    situation: str | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; both languages have the same headings and the same situations."""

    title: Texts
    zh: tuple[Block, ...]
    en: tuple[Block, ...]

    def blocks(self, language: str) -> tuple[Block, ...]:
        """Its parts; `language` is "zh" or "en"."""
        return self.zh if language == "zh" else self.en

    @property
    def situations(self) -> tuple[str, ...]:
        """The ids of the situations in it, in order."""
        return tuple(block.situation for block in self.zh if block.situation is not None)


@dataclass(frozen=True, slots=True)
class SceneChoice:
    """What one may do in a scene, and what comes of it. `next` None: the situation ends."""

    id: str
    text: Texts
    then: Texts
    next: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of a situation."""

    id: str
    text: Texts
    choices: tuple[SceneChoice, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation to decide: scenes without a circle, each of which can be reached."""

    id: str
    title: Texts
    start: str
    scenes: tuple[Scene, ...]

    def scene(self, scene_id: str) -> Scene | None:
        """The scene of this id, or None."""
        return next((scene for scene in self.scenes if scene.id == scene_id), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a question, or a reply in a chat; each says why it is right or not."""

    id: str
    text: Texts
    correct: bool
    feedback: Texts


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things to put in order."""

    id: str
    text: Texts


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together."""

    id: str
    left: Texts
    right: Texts


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a chat; `sender` is who writes it."""

    sender: Texts
    text: Texts


@dataclass(frozen=True, slots=True)
class Turn:
    """Messages that come in, and the replies one may give; at least one of them is right."""

    id: str
    messages: tuple[Message, ...]
    replies: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question; which of the lists is filled follows from its kind.

    `choices` for SINGLE and MULTIPLE, `items` in the right order for ORDER, `pairs` for MATCH,
    `answer` within `tolerance` in `unit` for NUMBER, `turns` for CHAT. `right` and `wrong` is the
    feedback of ORDER, MATCH and NUMBER; elsewhere each choice has its own.
    """

    id: str
    kind: QuestionKind
    asks: Texts
    hint: Texts | None = None
    choices: tuple[Choice, ...] = ()
    items: tuple[Item, ...] = ()
    pairs: tuple[Pair, ...] = ()
    turns: tuple[Turn, ...] = ()
    answer: int | None = None
    tolerance: int = 0
    unit: Texts | None = None
    right: Texts | None = None
    wrong: Texts | None = None


@dataclass(frozen=True, slots=True)
class DelayedCheck:
    """A short check some weeks after the module was passed."""

    questions: int
    after_weeks: int


@dataclass(frozen=True, slots=True)
class Module:
    """One version of a module; a version never changes once assigned. `minutes` is a guide.

    `pass_mark` is per cent of the post-test; `attempts` is how often it may be tried before the
    worker decides. A module without a `bank` has no test and is completed by the worker.
    """

    code: str
    version: int
    number: int
    title: Texts
    summary: Texts
    minutes: int
    aims: tuple[Texts, ...]
    articles: tuple[Article, ...]
    roles: tuple[ChainRole, ...]
    lessons: tuple[Lesson, ...]
    retired_on: date | None = None
    audience: Audience = Audience.YOUNG_PERSON
    means: tuple[Means, ...] = ()
    needs: tuple[Need, ...] = ()
    after: tuple[str, ...] = ()
    pass_mark: int = 0
    attempts: int = 0
    post: int = 0
    delayed: DelayedCheck | None = None
    situations: tuple[Situation, ...] = ()
    pre: tuple[Question, ...] = ()
    bank: tuple[Question, ...] = field(default=())

    def question(self, question_id: str) -> Question | None:
        """The question of this id, from the pre-test or the bank, or None."""
        return next((each for each in (*self.pre, *self.bank) if each.id == question_id), None)

    def situation(self, situation_id: str) -> Situation | None:
        """The situation of this id, or None."""
        return next((each for each in self.situations if each.id == situation_id), None)
