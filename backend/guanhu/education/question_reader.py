"""From ``questions.yaml`` and ``situations.yaml`` to questions and situations, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar

from guanhu.education.module_facts import (
    Choice,
    Item,
    Message,
    Pair,
    Question,
    QuestionKind,
    Scene,
    SceneChoice,
    Situation,
    Turn,
)
from guanhu.kernel.strict_yaml import Given, read
from guanhu.plans.catalogue_reader import texts

ID: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
MAX_ANSWER: Final = 1_000_000_000


class _Known(Protocol):
    @property
    def id(self) -> str: ...


K = TypeVar("K", bound=_Known)


def read_questions(file: str, content: str) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """The pre-test and the bank; an id stands once in both together."""
    found = read(file, content).fields("pre", "bank")
    pre, bank = found["pre"].entries(), found["bank"].entries()
    questions = _each([*pre, *bank], question)
    return questions[: len(pre)], questions[len(pre) :]


def read_situations(file: str, content: str) -> tuple[Situation, ...]:
    """The situations of a module."""
    return _each(read(file, content).entries(), situation)


def question(given: Given) -> Question:
    """One question, checked for what its kind needs."""
    kind, more = _kind(given)
    found = given.fields("id", "kind", "asks", *more, optional=("hint", *OPTIONAL.get(kind, ())))
    return Question(
        id=identifier(found["id"]),
        kind=kind,
        asks=texts(found["asks"]),
        hint=texts(found["hint"]) if "hint" in found else None,
        **BUILDERS[kind](found),
    )


def situation(given: Given) -> Situation:
    """A situation whose scenes can all be reached and which always ends."""
    found = given.fields("id", "title", "start", "scenes")
    made = Situation(
        id=identifier(found["id"]),
        title=texts(found["title"]),
        start=found["start"].text(),
        scenes=_each(_some(found["scenes"], 1, 8), _scene),
    )
    by_id = {scene.id: scene for scene in made.scenes}
    if made.start not in by_id:
        raise found["start"].refuse(f"there is no scene {made.start}")
    for part, scene in zip(found["scenes"].entries(), made.scenes, strict=True):
        for choice in scene.choices:
            if choice.next is not None and choice.next not in by_id:
                raise part.refuse(f"{choice.id} leads to {choice.next}, which is no scene")
    _refuse_circle(given, made, by_id)
    return made


def identifier(given: Given) -> str:
    """An id: lower case, digits, underscores."""
    name = given.text()
    if not ID.fullmatch(name):
        raise given.refuse(f"{name} is no id: lower case letters, digits and underscores")
    return name


def _refuse_circle(given: Given, made: Situation, by_id: Mapping[str, Scene]) -> None:
    reached: set[str] = set()

    def walk(scene_id: str, above: tuple[str, ...]) -> None:
        if scene_id in above:
            raise given.refuse(f"the scenes go in a circle: {' → '.join((*above, scene_id))}")
        reached.add(scene_id)
        for choice in by_id[scene_id].choices:
            if choice.next is not None:
                walk(choice.next, (*above, scene_id))

    walk(made.start, ())
    for scene in made.scenes:
        if scene.id not in reached:
            raise given.refuse(f"no choice leads to the scene {scene.id}")


def _scene(given: Given) -> Scene:
    found = given.fields("id", "text", "choices")
    choices = _each(_some(found["choices"], 2, 4), _scene_choice)
    return Scene(identifier(found["id"]), texts(found["text"]), choices)


def _scene_choice(given: Given) -> SceneChoice:
    found = given.fields("id", "text", "then", optional=("next",))
    return SceneChoice(
        id=identifier(found["id"]),
        text=texts(found["text"]),
        then=texts(found["then"]),
        next=found["next"].text() if "next" in found else None,
    )


def _kind(given: Given) -> tuple[QuestionKind, Sequence[str]]:
    every = ("choices", "items", "pairs", "turns", "answer", "unit", "tolerance", "feedback")
    found = given.fields("id", "kind", "asks", optional=("hint", *every))
    name = found["kind"].text()
    kinds = {kind.value: kind for kind in QuestionKind}
    if name not in kinds:
        raise found["kind"].refuse(f"{name} is not one of {', '.join(kinds)}")
    return kinds[name], NEEDED[kinds[name]]


def _single(found: Mapping[str, Given]) -> dict[str, Any]:
    choices = _each(_some(found["choices"], 3, 4), _choice)
    if sum(choice.correct for choice in choices) != 1:
        raise found["choices"].refuse("exactly one choice is correct")
    return {"choices": choices}


def _multiple(found: Mapping[str, Given]) -> dict[str, Any]:
    choices = _each(_some(found["choices"], 4, 5), _choice)
    right = sum(choice.correct for choice in choices)
    if right < 2 or right == len(choices):  # noqa: PLR2004 - two, or it is a single choice
        raise found["choices"].refuse("at least two choices are correct and one is not")
    return {"choices": choices}


def _order(found: Mapping[str, Given]) -> dict[str, Any]:
    return {"items": _each(_some(found["items"], 3, 5), _item), **_feedback(found["feedback"])}


def _match(found: Mapping[str, Given]) -> dict[str, Any]:
    pairs = _each(_some(found["pairs"], 3, 4), _pair)
    for language in ("zh", "en"):
        rights = [pair.right.text(language) for pair in pairs]
        if len(set(rights)) != len(rights):
            raise found["pairs"].refuse("two pairs have the same right side")
    return {"pairs": pairs, **_feedback(found["feedback"])}


def _number(found: Mapping[str, Given]) -> dict[str, Any]:
    answer = found["answer"].number()
    if answer > MAX_ANSWER:
        raise found["answer"].refuse(f"at most {MAX_ANSWER}")
    return {
        "answer": answer,
        "unit": texts(found["unit"]),
        "tolerance": found["tolerance"].number() if "tolerance" in found else 0,
        **_feedback(found["feedback"]),
    }


def _chat(found: Mapping[str, Given]) -> dict[str, Any]:
    return {"turns": _each(_some(found["turns"], 1, 3), _turn)}


def _turn(given: Given) -> Turn:
    found = given.fields("id", "messages", "replies")
    replies = _each(_some(found["replies"], 2, 4), _choice)
    if not any(reply.correct for reply in replies):
        raise found["replies"].refuse("at least one reply is correct")
    return Turn(
        id=identifier(found["id"]),
        messages=tuple(_message(part) for part in _some(found["messages"], 1, 6)),
        replies=replies,
    )


def _message(given: Given) -> Message:
    found = given.fields("from", "text")
    return Message(texts(found["from"]), texts(found["text"]))


def _choice(given: Given) -> Choice:
    found = given.fields("id", "text", "feedback", optional=("correct",))
    correct = "correct" in found and found["correct"].flag()
    return Choice(identifier(found["id"]), texts(found["text"]), correct, texts(found["feedback"]))


def _item(given: Given) -> Item:
    found = given.fields("id", "text")
    return Item(identifier(found["id"]), texts(found["text"]))


def _pair(given: Given) -> Pair:
    found = given.fields("id", "left", "right")
    return Pair(identifier(found["id"]), texts(found["left"]), texts(found["right"]))


def _feedback(given: Given) -> dict[str, Any]:
    found = given.fields("right", "wrong")
    return {"right": texts(found["right"]), "wrong": texts(found["wrong"])}


def _some(given: Given, least: int, most: int) -> list[Given]:
    entries = given.entries()
    if not least <= len(entries) <= most:
        raise given.refuse(f"{least} to {most} are needed, there are {len(entries)}")
    return entries


def _each(parts: Sequence[Given], reader: Callable[[Given], K]) -> tuple[K, ...]:
    """Each part read; no id twice."""
    made: dict[str, K] = {}
    for part in parts:
        one = reader(part)
        if one.id in made:
            raise part.refuse(f"{one.id} is given twice")
        made[one.id] = one
    return tuple(made.values())


NEEDED: Final[Mapping[QuestionKind, Sequence[str]]] = {
    QuestionKind.SINGLE: ("choices",),
    QuestionKind.MULTIPLE: ("choices",),
    QuestionKind.ORDER: ("items", "feedback"),
    QuestionKind.MATCH: ("pairs", "feedback"),
    QuestionKind.NUMBER: ("answer", "unit", "feedback"),
    QuestionKind.CHAT: ("turns",),
}
OPTIONAL: Final[Mapping[QuestionKind, Sequence[str]]] = {QuestionKind.NUMBER: ("tolerance",)}
BUILDERS: Final[Mapping[QuestionKind, Callable[[Mapping[str, Given]], dict[str, Any]]]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.ORDER: _order,
    QuestionKind.MATCH: _match,
    QuestionKind.NUMBER: _number,
    QuestionKind.CHAT: _chat,
}
