"""The module catalogue, its reader, and what is credited."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from guanhu.education.errors import CreditTooHigh, NoCreditNeedsReason, NothingToCredit
from guanhu.education.facts import AssignmentSeen, AssignmentStatus
from guanhu.education.module_catalogue import modules
from guanhu.education.module_reader import read_module, together
from guanhu.education.rules import credit
from guanhu.kernel.strict_yaml import FileRefused
from guanhu.law.roles_in_chain import ChainRole

TODAY = date(2026, 3, 2)

GOOD = """\
code: A_MODULE
version: 1
number: 7
title: {zh: 题目, en: Title}
summary: {zh: 摘要, en: Summary}
minutes: 45
aims:
  - {zh: 目标, en: Aim}
articles:
  - {statute: CL, article: 287-2}
roles: [MONEY_MULE]
lessons:
  - title: {zh: 第一课, en: First lesson}
    body: {zh: 正文, en: Text}
"""


def test_first_catalogue_is_four_modules_with_three_lessons_each() -> None:
    offered = modules().offered(TODAY)

    assert [(module.number, module.code) for module in offered] == [
        (1, "TWO_CARDS"), (4, "BEHIND_THE_SCRIPT"), (5, "MAKING_AMENDS"), (6, "THE_LAW"),
    ]  # fmt: skip
    assert [len(module.lessons) for module in offered] == [3, 3, 3, 3]


def test_every_lesson_has_the_same_paragraphs_in_both_languages() -> None:
    for module in modules().offered(TODAY):
        for lesson in module.lessons:
            zh, en = lesson.body.zh.split("\n\n"), lesson.body.en.split("\n\n")
            assert len(zh) == len(en) == 3, (module.code, lesson.title.zh)
            assert min(len(part) for part in (*zh, *en)) > 30


def test_every_role_meets_a_module_beyond_the_law_itself() -> None:
    met = {
        role
        for module in modules().offered(TODAY)
        if module.code != "THE_LAW"
        for role in module.roles
    }

    assert met | {ChainRole.TOOL_SUPPLIER} == set(ChainRole)


def test_module_file_is_read() -> None:
    module = read_module("good.yaml", GOOD)

    assert (module.code, module.version, module.minutes) == ("A_MODULE", 1, 45)
    assert module.lessons[0].title.text("en") == "First lesson"
    assert module.articles[0].article == "287-2"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param("minutes: 45", "minutes: 0", "bad.yaml:6: at least 1 is needed", id="minutes"),
        pytest.param(
            "code: A_MODULE", "code: a-module",
            "bad.yaml:1: a code is upper case letters, digits and underscores", id="code",
        ),
        pytest.param(
            "article: 287-2", "article: two-eight-seven",
            "bad.yaml:10: not an article: two-eight-seven", id="article",
        ),
        pytest.param("statute: CL", "statute: XX", "bad.yaml:10: XX is not one of", id="statute"),
        pytest.param(
            "  - {zh: 目标, en: Aim}", "  []", "bad.yaml:8: aims cannot be empty", id="no-aims"
        ),
        pytest.param(
            "body: {zh: 正文, en: Text}", "body: {zh: 正文}", "bad.yaml:14: en is missing",
            id="no-english",
        ),
    ],
)  # fmt: skip
def test_bad_module_is_refused_with_line_and_reason(old: str, new: str, complaint: str) -> None:
    assert old in GOOD

    with pytest.raises(FileRefused) as refused:
        read_module("bad.yaml", GOOD.replace(old, new, 1))

    assert str(refused.value).startswith(complaint)


def test_version_is_given_once_and_one_is_current() -> None:
    second = GOOD.replace("version: 1", "version: 2")
    retired = GOOD + "retired_on: 2026-06-01\n"

    with pytest.raises(FileRefused, match="A_MODULE version 1 is given twice"):
        together([("a.yaml", GOOD), ("b.yaml", GOOD)])
    with pytest.raises(FileRefused, match="two versions of A_MODULE are current"):
        together([("a.yaml", GOOD), ("b.yaml", second)])
    assert [m.version for m in together([("b.yaml", second), ("a.yaml", retired)])] == [1, 2]


def an_assignment(*, with_condition: bool) -> AssignmentSeen:
    return AssignmentSeen(
        id=uuid4(), case_id=uuid4(), module_code="TWO_CARDS", module_version=1,
        condition_id=uuid4() if with_condition else None, due_on=TODAY,
        status=AssignmentStatus.ASSIGNED, reason=None, assigned_by=uuid4(), completed_on=None,
        minutes=None, how=None, credited_minutes=None, no_credit_reason=None, note=None,
        completed_by=None, withdrawal_reason=None,
    )  # fmt: skip


def test_credit() -> None:
    with_one, without = an_assignment(with_condition=True), an_assignment(with_condition=False)

    assert credit(with_one, minutes=60, wanted=None, reason=None) == 60
    assert credit(with_one, minutes=60, wanted=20, reason=None) == 20
    assert credit(with_one, minutes=60, wanted=60, reason=None) == 60
    assert credit(with_one, minutes=60, wanted=0, reason="无关") == 0
    assert credit(without, minutes=60, wanted=None, reason=None) is None
    assert isinstance(credit(with_one, minutes=60, wanted=61, reason=None), CreditTooHigh)
    assert isinstance(credit(with_one, minutes=60, wanted=0, reason=None), NoCreditNeedsReason)
    assert isinstance(credit(without, minutes=60, wanted=0, reason="无关"), NothingToCredit)
