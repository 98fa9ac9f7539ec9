"""Which questions a paper has and in which order everything on it stands. Pure.

The draw follows from the seed and the module's text alone: no clock, no library of random numbers,
so the same seed gives the same paper on every device, every machine and every version of Python.
What is shown has letters for keys: an id that tells the answer never leaves the server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final, TypeVar

from guanhu.education.attempt_facts import AttemptKind
from guanhu.education.module_facts import Choice, Item, Module, Pair, Question, QuestionKind, Turn

KEYS: Final = ascii_lowercase
T = TypeVar("T")
P = TypeVar("P", Choice, Item, Pair)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question as it stands on one paper: what can be picked, in the order it is shown.

    Of MATCH `choices` are the right sides and `pairs` the left ones; of CHAT `turns` holds the
    replies in the order shown. The key of what is shown is the letter of its place.
    """

    question: Question
    choices: tuple[Choice, ...] = ()
    items: tuple[Item, ...] = ()
    lefts: tuple[Pair, ...] = ()
    rights: tuple[Pair, ...] = ()
    turns: tuple[Turn, ...] = ()


def draw(seed: int, module: Module, kind: AttemptKind) -> tuple[Sheet, ...]:
    """The paper of an attempt."""
    if kind is AttemptKind.PRE:
        pool, size = module.pre, len(module.pre)
    elif kind is AttemptKind.POST:
        pool, size = module.bank, module.post
    else:
        pool, size = module.bank, 0 if module.delayed is None else module.delayed.questions
    drawn = _shuffled(seed, kind.value, [(each.id, each) for each in pool])[:size]
    return tuple(_sheet(seed, question) for question in drawn)


def _sheet(seed: int, question: Question) -> Sheet:
    name = question.id
    turns = tuple(
        Turn(turn.id, turn.messages, tuple(_parts(seed, f"{name}/{turn.id}", turn.replies)))
        for turn in question.turns
    )
    items = tuple(_parts(seed, name, question.items))
    if question.kind is QuestionKind.ORDER and items == question.items:
        items = (*items[1:], items[0])  # shown in the right order there would be nothing to do
    return Sheet(
        question,
        choices=tuple(_parts(seed, name, question.choices)),
        items=items,
        lefts=tuple(_parts(seed, f"{name}/left", question.pairs)),
        rights=tuple(_parts(seed, f"{name}/right", question.pairs)),
        turns=turns,
    )


def _parts(seed: int, label: str, parts: Sequence[P]) -> list[P]:
    return _shuffled(seed, label, [(part.id, part) for part in parts])


def _shuffled(seed: int, label: str, named: Sequence[tuple[str, T]]) -> list[T]:
    def place(name: str) -> bytes:
        return hashlib.sha256(f"{seed}/{label}/{name}".encode()).digest()

    return [part for _, part in sorted(named, key=lambda each: place(each[0]))]
