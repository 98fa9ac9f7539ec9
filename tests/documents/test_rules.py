"""Numbers, numerals, names of files, and what may be filled in."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.documents.facts import Blank, BlankType, Choice, DocumentFormat
from guanhu.documents.rules import blank_problems, document_number, file_name, office_word
from guanhu.documents.templates.wording import article, money, months, numeral

BLANKS = (
    Blank("line", "行", "Line", at_most=5),
    Blank("text", "文", "Text", BlankType.LONG_TEXT, at_most=20),
    Blank("day", "日", "Day", BlankType.DATE),
    Blank("pick", "选", "Pick", BlankType.CHOICE, choices=(Choice("a", "甲", "A"),)),
)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (64, "六十四"), (105, "一百零五"),
     (110, "一百一十"), (266, "二百六十六"), (300, "三百"), (486, "四百八十六")],
)  # fmt: skip
def test_numerals(number: int, text: str) -> None:
    assert numeral(number) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [("266", "第二百六十六条"), ("287-2", "第二百八十七条之二"),
     ("285(2)", "第二百八十五条第二款"), ("280-1", "第二百八十条之一")],
)  # fmt: skip
def test_articles(code: str, text: str) -> None:
    assert article(code) == text


@pytest.mark.parametrize(
    ("fen", "text"), [(300_000, "3000元"), (300_050, "3000.50元"), (5, "0.05元"), (0, "0元")]
)
def test_money(fen: int, text: str) -> None:
    assert money(fen) == text


@pytest.mark.parametrize(("count", "text"), [(6, "六个月"), (11, "十一个月"), (12, "一年")])
def test_months(count: int, text: str) -> None:
    assert months(count) == text


@pytest.mark.parametrize(
    ("office", "word"),
    [
        ("云州市江南区人民检察院", "云江检"),
        ("某省云州市江南区人民检察院", "云江检"),
        ("云州市人民检察院", "云检"),
        ("检察院", "检"),
    ],
)
def test_the_word_of_an_office(office: str, word: str) -> None:
    assert office_word(office) == word


def test_a_number_and_its_gap() -> None:
    assert document_number("云江检", "附不诉", 2026, 3) == "云江检未附不诉〔2026〕3号"
    assert document_number("云江检", "附不诉", 2026, None) == "云江检未附不诉〔2026〕　号"


def test_a_file_is_called_by_title_and_number_or_day() -> None:
    day = date(2026, 3, 20)

    assert file_name("训诫书", "云江检未训〔2026〕3号", day, DocumentFormat.PDF) == (
        "训诫书-云江检未训〔2026〕3号.pdf"
    )
    assert file_name("送达回证", None, day, DocumentFormat.DOCX) == "送达回证-2026-03-20.docx"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (("else", "x"), ("blanks.0.name", "UNKNOWN")),
        (("line", "一二三四五六"), ("blanks.0.value", "TOO_LONG")),
        (("line", "一\n二"), ("blanks.0.value", "FORBIDDEN_CHARACTER")),
        (("day", "2026-02-30"), ("blanks.0.value", "NOT_A_DATE")),
        (("day", "20260301"), ("blanks.0.value", "NOT_A_DATE")),
        (("day", "1066-01-01"), ("blanks.0.value", "OUT_OF_RANGE")),
        (("pick", "b"), ("blanks.0.value", "NOT_A_CHOICE")),
    ],
)
def test_what_cannot_be_filled_in(given: tuple[str, str], problem: tuple[str, str]) -> None:
    found = list(blank_problems(BLANKS, [given]))

    assert [(one.path, one.code) for one in found] == [problem]


def test_a_blank_filled_in_twice() -> None:
    found = list(blank_problems(BLANKS, [("line", "一"), ("line", "二")]))

    assert [(one.path, one.code) for one in found] == [("blanks.1.name", "REPEATED")]


def test_what_can_be_filled_in() -> None:
    given = [("line", "一二三四五"), ("text", "一\n二"), ("day", "2026-02-28"), ("pick", "a")]

    assert list(blank_problems(BLANKS, given)) == []
