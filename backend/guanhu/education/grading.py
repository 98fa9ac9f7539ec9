"""From what was picked on a paper to an answer, and whether it is right. Pure.

A question is right only when all of it is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from guanhu.education.attempt_facts import Given
from guanhu.education.module_facts import Choice, Question, QuestionKind
from guanhu.education.papers import KEYS, Sheet
from guanhu.plans.facts import Texts

T = TypeVar("T")


class NotAnAnswer(ValueError):
    """What was sent cannot be an answer to this question; the message is a problem's code."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told about an answer, or about one part of it: `about` None is all of it."""

    about: Texts | None
    right: bool
    text: Texts


def given(sheet: Sheet, picked: Sequence[str], amount: int | None) -> Given:
    """The answer as the log keeps it, from the keys that were shown; `NotAnAnswer` otherwise.

    `picked` holds: one key (SINGLE), one or more (MULTIPLE), every key in the order given (ORDER),
    the key of the right side for each left side as shown (MATCH), one reply for each turn (CHAT).
    """
    question = sheet.question
    if question.kind is QuestionKind.NUMBER:
        if picked or amount is None:
            raise NotAnAnswer("REQUIRED" if amount is None else "NOT_EXPECTED")
        return Given(amount=amount)
    if amount is not None:
        raise NotAnAnswer("NOT_EXPECTED")
    match question.kind:
        case QuestionKind.SINGLE:
            _count(picked, 1, 1)
            ids = [_at(sheet.choices, key).id for key in picked]
        case QuestionKind.MULTIPLE:
            _count(picked, 1, len(sheet.choices))
            ids = sorted(_at(sheet.choices, key).id for key in picked)
            _once(ids)
        case QuestionKind.ORDER:
            _count(picked, len(sheet.items), len(sheet.items))
            ids = [_at(sheet.items, key).id for key in picked]
            _once(ids)
        case QuestionKind.MATCH:
            _count(picked, len(sheet.lefts), len(sheet.lefts))
            rights = [_at(sheet.rights, key).id for key in picked]
            _once(rights)
            pairs = zip(sheet.lefts, rights, strict=True)
            ids = sorted(f"{left.id}={right}" for left, right in pairs)
        case QuestionKind.CHAT:
            _count(picked, len(sheet.turns), len(sheet.turns))
            turns = zip(sheet.turns, picked, strict=True)
            ids = [_at(turn.replies, key).id for turn, key in turns]
    return Given(tuple(ids))


def is_right(question: Question, answer: Given) -> bool:
    """Whether all of an answer is right."""
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return set(answer.picked) == {each.id for each in question.choices if each.correct}
        case QuestionKind.ORDER:
            return answer.picked == tuple(each.id for each in question.items)
        case QuestionKind.MATCH:
            return set(answer.picked) == {f"{each.id}={each.id}" for each in question.pairs}
        case QuestionKind.NUMBER:
            if answer.amount is None or question.answer is None:
                return False
            return abs(answer.amount - question.answer) <= question.tolerance
        case QuestionKind.CHAT:
            return len(answer.picked) == len(question.turns) and all(
                _named(turn.replies)[name].correct
                for turn, name in zip(question.turns, answer.picked, strict=True)
            )


def remarks(question: Question, answer: Given) -> list[Remark]:
    """Why it is right or not: of each thing picked, and of what should have been picked, too."""
    right = is_right(question, answer)
    if question.kind in FEEDBACK_OF_ALL:
        text = question.right if right else question.wrong
        return [] if text is None else [Remark(None, right, text)]
    return list(_of_choices(question, answer))


def told(question: Question, answer: Given) -> list[Texts]:
    """What was answered, in words, for the worker and for the learner who looks back."""
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return [_named(question.choices)[name].text for name in answer.picked]
        case QuestionKind.ORDER:
            items = {each.id: each.text for each in question.items}
            return [items[name] for name in answer.picked]
        case QuestionKind.MATCH:
            pairs = {each.id: each for each in question.pairs}
            halves = [name.split("=", 1) for name in answer.picked]
            return [
                Texts(
                    f"{pairs[left].left.zh} — {pairs[right].right.zh}",
                    f"{pairs[left].left.en} — {pairs[right].right.en}",
                )
                for left, right in halves
            ]
        case QuestionKind.NUMBER:
            unit = question.unit or Texts("", "")
            return [Texts(f"{answer.amount}{unit.zh}", f"{answer.amount} {unit.en}")]
        case QuestionKind.CHAT:
            return [
                _named(turn.replies)[name].text
                for turn, name in zip(question.turns, answer.picked, strict=True)
            ]


FEEDBACK_OF_ALL: Final = frozenset({QuestionKind.ORDER, QuestionKind.MATCH, QuestionKind.NUMBER})


def _of_choices(question: Question, answer: Given) -> Iterator[Remark]:
    if question.kind is QuestionKind.CHAT:
        for turn, name in zip(question.turns, answer.picked, strict=True):
            reply = _named(turn.replies)[name]
            yield Remark(reply.text, reply.correct, reply.feedback)
        return
    for choice in question.choices:
        picked = choice.id in answer.picked
        missed = choice.correct and question.kind is QuestionKind.MULTIPLE
        if picked or missed:
            yield Remark(choice.text, picked and choice.correct, choice.feedback)


def _named(choices: Sequence[Choice]) -> Mapping[str, Choice]:
    return {each.id: each for each in choices}


def _at(parts: Sequence[T], key: str) -> T:
    place = KEYS.find(key) if len(key) == 1 else -1
    if not 0 <= place < len(parts):
        raise NotAnAnswer("UNKNOWN")
    return parts[place]


def _count(picked: Sequence[str], least: int, most: int) -> None:
    if len(picked) < least:
        raise NotAnAnswer("TOO_FEW" if picked else "REQUIRED")
    if len(picked) > most:
        raise NotAnAnswer("TOO_MANY")


def _once(ids: Sequence[str]) -> None:
    if len(set(ids)) != len(ids):
        raise NotAnAnswer("REPEATED")
