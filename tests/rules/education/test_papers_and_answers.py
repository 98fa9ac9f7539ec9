"""Papers are drawn from their seed alone; answers are graded by what the module says."""

from __future__ import annotations

import pytest

from guanhu.education.attempt_facts import AttemptKind, Given
from guanhu.education.grading import NotAnAnswer, given, is_right, remarks, told
from guanhu.education.module_facts import QuestionKind
from guanhu.education.papers import KEYS, Sheet, draw
from guanhu.plans.facts import Texts
from support.modules import a_module

MODULE = a_module()
DRAWN_WITH_42 = ["b5", "b3", "b12", "b17", "b18", "b11", "b10", "b1", "b2", "b6"]


def sheet(kind: QuestionKind, seed: int = 7) -> Sheet:
    """A sheet of this kind; one in four seeds draws each."""
    for each in range(seed, seed + 50):
        for one in draw(each, MODULE, AttemptKind.POST):
            if one.question.kind is kind:
                return one
    raise AssertionError(kind)


def test_same_seed_same_paper_and_the_draw_never_changes() -> None:
    first, again = draw(42, MODULE, AttemptKind.POST), draw(42, MODULE, AttemptKind.POST)

    assert first == again
    # Exact: an attempt under way is drawn anew at each answer, also after an update.
    assert [each.question.id for each in first] == DRAWN_WITH_42
    assert len({each.question.id for each in first}) == 10
    papers = {tuple(s.question.id for s in draw(n, MODULE, AttemptKind.POST)) for n in range(30)}
    assert len(papers) == 30
    assert {len(draw(n, MODULE, kind)) for n in range(9) for kind in [AttemptKind.PRE]} == {5}
    assert len(draw(42, MODULE, AttemptKind.DELAYED)) == 5


def test_every_question_of_the_bank_is_drawn_and_every_place_is_taken() -> None:
    drawn = {s.question.id for n in range(40) for s in draw(n, MODULE, AttemptKind.POST)}
    places = {
        next(n for n, each in enumerate(one.choices) if each.correct)
        for seed in range(40)
        for one in draw(seed, MODULE, AttemptKind.POST)
        if one.question.kind is QuestionKind.SINGLE
    }

    assert drawn == {each.id for each in MODULE.bank}
    assert places == {0, 1, 2}


def test_items_are_never_shown_in_the_right_order() -> None:
    for seed in range(60):
        for one in draw(seed, MODULE, AttemptKind.POST):
            if one.question.kind is QuestionKind.ORDER:
                assert one.items != one.question.items
                assert set(one.items) == set(one.question.items)


def test_single_and_multiple() -> None:
    one, many = sheet(QuestionKind.SINGLE), sheet(QuestionKind.MULTIPLE)
    right = [KEYS[n] for n, each in enumerate(one.choices) if each.correct]
    wrong = [KEYS[n] for n, each in enumerate(one.choices) if not each.correct]
    all_right = [KEYS[n] for n, each in enumerate(many.choices) if each.correct]

    assert is_right(one.question, given(one, right, None))
    assert not is_right(one.question, given(one, wrong[:1], None))
    assert is_right(many.question, given(many, all_right, None))
    assert is_right(many.question, given(many, all_right[::-1], None))
    part = given(many, all_right[:1], None)
    assert not is_right(many.question, part)
    # What was missed is told, too.
    assert [each.right for each in remarks(many.question, part)] == [
        each.id in part.picked for each in many.question.choices if each.correct
    ]
    assert told(one.question, Given(("yes",))) == [Texts("选yes。", "Take yes.")]


def test_order_match_number_and_chat() -> None:
    order, match = sheet(QuestionKind.ORDER), sheet(QuestionKind.MATCH)
    number, chat = sheet(QuestionKind.NUMBER), sheet(QuestionKind.CHAT)
    in_order = [KEYS[order.items.index(each)] for each in order.question.items]
    pairs = [KEYS[[p.id for p in match.rights].index(left.id)] for left in match.lefts]
    replies = [
        next(KEYS[n] for n, each in enumerate(turn.replies) if each.correct) for turn in chat.turns
    ]

    assert is_right(order.question, given(order, in_order, None))
    assert not is_right(order.question, given(order, in_order[::-1], None))
    assert is_right(match.question, given(match, pairs, None))
    assert not is_right(match.question, given(match, [*pairs[1:], pairs[0]], None))
    assert is_right(number.question, given(number, [], 600))
    assert not is_right(number.question, given(number, [], 601))
    assert is_right(chat.question, given(chat, replies, None))
    assert remarks(order.question, given(order, in_order, None))[0].text.en == "Yes, because."
    assert remarks(number.question, given(number, [], 1))[0].text.zh == "算一算。"
    assert told(number.question, Given(amount=12)) == [Texts("12元", "12 yuan")]
    assert told(match.question, Given(("a=b",))) == [Texts("左a — 右b", "L a — b")]
    assert [each.right for each in remarks(chat.question, given(chat, replies, None))] == [True] * 2


@pytest.mark.parametrize(
    ("kind", "picked", "amount", "code"),
    [
        (QuestionKind.SINGLE, [], None, "REQUIRED"),
        (QuestionKind.SINGLE, ["a", "b"], None, "TOO_MANY"),
        (QuestionKind.SINGLE, ["d"], None, "UNKNOWN"),
        (QuestionKind.SINGLE, ["é"], None, "UNKNOWN"),
        (QuestionKind.SINGLE, ["a"], 3, "NOT_EXPECTED"),
        (QuestionKind.MULTIPLE, ["a", "a"], None, "REPEATED"),
        (QuestionKind.ORDER, ["a", "b"], None, "TOO_FEW"),
        (QuestionKind.ORDER, ["a", "b", "b"], None, "REPEATED"),
        (QuestionKind.MATCH, ["a", "a", "b"], None, "REPEATED"),
        (QuestionKind.NUMBER, [], None, "REQUIRED"),
        (QuestionKind.NUMBER, ["a"], 3, "NOT_EXPECTED"),
        (QuestionKind.CHAT, ["a"], None, "TOO_FEW"),
    ],
)
def test_what_is_no_answer(
    kind: QuestionKind, picked: list[str], amount: int | None, code: str
) -> None:
    with pytest.raises(NotAnAnswer, match=code):
        given(sheet(kind), picked, amount)
