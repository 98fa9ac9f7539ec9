"""Every reason, criterion and sign of remorse in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from guanhu.eligibility.facts import (
    ActFact,
    Criterion,
    Evidence,
    Reason,
    ReasonCode,
    Remorse,
    ScreeningFacts,
)
from guanhu.eligibility.rules import screen
from guanhu.eligibility.wording import (
    criterion_statement,
    criterion_text,
    reason_text,
    remorse_text,
)
from guanhu.law.rulebooks import rulebook

BOOK = rulebook("r2026_01")
BORN = date(2008, 3, 15)


def reasons() -> list[Reason]:
    """Reasons out of screenings that between them give every code."""
    apology = frozenset({Remorse.APOLOGISED})
    at = [date(2021, 6, 1), date(2023, 6, 1), date(2025, 6, 1), date(2026, 6, 1)]
    cases = [
        ScreeningFacts((), (), None, False, None, None, None),  # noqa: FBT003
        ScreeningFacts(("999",), (), BORN, False, 24, Evidence.INSUFFICIENT, frozenset()),  # noqa: FBT003
        *(
            ScreeningFacts(
                charges,
                tuple(ActFact(day, 100, charges[0]) for day in days),
                BORN,
                True,  # noqa: FBT003
                8,
                evidence,
                apology,
            )
            for charges, days, evidence in (
                (("266",), [at[2]], Evidence.SUFFICIENT),
                (("266", "295"), [at[1], at[2]], Evidence.NO_CRIME),
                (("177-1",), [at[3]], Evidence.MINOR_CIRCUMSTANCES),
                (("266",), [at[0]], Evidence.SUFFICIENT),
                (("266",), [at[2], at[3]], Evidence.SUFFICIENT),
            )
        ),
    ]
    return [found.reason for case in cases for found in screen(case, BOOK).findings]


def test_every_reason_has_a_sentence_without_holes() -> None:
    given = reasons()

    assert {found.code for found in given} == set(ReasonCode)
    for found in given:
        zh, en = reason_text(found, "zh"), reason_text(found, "en")
        assert zh.endswith("。")
        assert en.endswith(".")
        assert not re.search(r"[{}_]", zh + en)


def test_a_reason_names_its_facts() -> None:
    excluded = Reason(ReasonCode.CHAPTER_EXCLUDED, (("charge", "177-1"), ("chapter", 3)))
    two = Reason(ReasonCode.CHAPTER_ALLOWED, (("charges", "266, 295"),))
    counted = Reason(
        ReasonCode.AGE_COUNTED, (("sixteen", date(2024, 3, 16)), ("eighteen", date(2026, 3, 16)))
    )

    assert reason_text(excluded, "zh") == (
        "《刑法》第一百七十七条之一属于分则第3章，不在可以适用的章节内。"
    )
    assert reason_text(excluded, "en") == (
        "Criminal Law art. 177-1 stands in chapter 3, which does not qualify."
    )
    assert reason_text(two, "zh") == (
        "涉嫌罪名（《刑法》第二百六十六条、《刑法》第二百九十五条）属于可以适用的章节。"
    )
    assert (
        reason_text(counted, "zh") == "自2024年3月16日起满十六周岁，自2026年3月16日起满十八周岁。"
    )
    assert reason_text(counted, "en") == "16 from 2024-03-16, 18 from 2026-03-16."


@pytest.mark.parametrize("criterion", list(Criterion))
def test_every_criterion_has_words_and_a_rule(criterion: Criterion) -> None:
    assert re.search(r"[\u4e00-\u9fff]", criterion_text(criterion, "zh"))
    assert not re.search(r"[\u4e00-\u9fff]", criterion_text(criterion, "en"))
    assert criterion_statement(criterion, "en").endswith(".")


def test_every_sign_of_remorse_has_words() -> None:
    texts = [(remorse_text(sign, "zh"), remorse_text(sign, "en")) for sign in Remorse]

    assert len(set(texts)) == len(Remorse)
    assert ("赔礼道歉", "apologised") in texts
