"""Reading a module's folder: what is there, and what is refused with file, line and reason."""

from __future__ import annotations

import pytest
import yaml

from guanhu.education.content_check import expected_minutes, findings, sentences
from guanhu.education.lesson_reader import read_lesson
from guanhu.education.module_facts import Audience, BlockKind, QuestionKind, Run
from guanhu.education.module_reader import read_folder, together
from guanhu.kernel.strict_yaml import FileRefused
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.law.roles_in_chain import Means
from guanhu.plans.facts import Need, Texts
from support.modules import a_folder, a_module


def test_folder_is_read_whole() -> None:
    module = a_module()

    assert (module.code, module.version, module.audience) == (
        "A_MODULE", 1, Audience.YOUNG_PERSON,
    )  # fmt: skip
    assert (module.pass_mark, module.attempts, module.post) == (70, 3, 10)
    assert module.delayed is not None
    assert (module.delayed.questions, module.delayed.after_weeks) == (5, 8)
    assert (module.means, module.needs) == (
        (Means.BANK_CARD,), (Need(NeedDomain.MONEY, NeedBand.SOME),),
    )  # fmt: skip
    assert [len(module.pre), len(module.bank)] == [5, 20]
    assert {each.kind for each in module.bank} == set(QuestionKind)
    assert [lesson.situations for lesson in module.lessons] == [("lend_it",), (), ("give_it",)]
    assert module.lessons[0].title == Texts("第1课", "Lesson 1")
    assert [block.kind for block in module.lessons[0].zh] == [
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLETS, BlockKind.SITUATION,
        BlockKind.QUOTE,
    ]  # fmt: skip
    assert module.lessons[0].en[2].lines == ((Run("One"),), (Run("Two", strong=True),))
    number = module.question("b4")
    assert number is not None
    assert (number.answer, number.tolerance, number.unit) == (600, 0, Texts("元", "yuan"))
    assert findings(module) == []


def test_a_line_broken_in_the_file_is_one_sentence() -> None:
    zh = read_lesson("1.zh.md", "# 题\n\n第一行，\n第二行\n")
    en = read_lesson("1.en.md", "# T\n\nfirst line\nsecond **line**\n")

    assert zh.blocks[0].lines == ((Run("第一行，第二行"),),)
    assert en.blocks[0].lines == ((Run("first line second "), Run("line", strong=True)),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("正文\n", "1.md:1: the first line is the title"),
        ("# 题\n\n<b>粗</b>\n", "1.md:3: HTML has no place"),
        ("# 题\n\n<div>\n块\n</div>\n", "1.md:3: HTML has no place"),
        ("# 题\n\n正文\n\n[去](http://x.invalid)\n", "1.md:5: a link has no place"),
        ("# 题\n\n![图](x.png)\n", "1.md:3: a picture has no place"),
        ("# 题\n\n`code`\n", "1.md:3: code has no place"),
        ("# 题\n\n### 三级\n", "1.md:3: a heading within a lesson is '## …'"),
        ("# 题\n\n- 一\n  - 二\n", "1.md:3: bullet list has no place in a list"),
        ("# 题\n\n正文\n\n::situation Bad\n", "1.md:5: a marker is '::situation its_id'"),
        ("# 题\n\n::situation x1\n", "1.md:1: the lesson has no text"),
    ],
)
def test_what_has_no_place_in_a_lesson_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_lesson("1.md", text)

    assert str(refused.value).startswith(complaint)


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("module.yaml", "version: 1", "version: 0", "m/module.yaml:2: at least 1 is needed"),
        ("module.yaml", "code: A_MODULE", "code: a", "m/module.yaml:1: a code is upper case"),
        ("module.yaml", "article: 287-2", "article: two", ": not an article: two"),
        ("module.yaml", "statute: CL", "statute: XX", ": XX is not one of"),
        ("module.yaml", "post: 10", "post: 21", ": 21 are drawn from a bank of 20"),
        ("module.yaml", "pass_mark: 70", "pass_mark: 101", ": at most 100 per cent"),
        ("module.yaml", "after: []", "after: [A_MODULE]", ": a module comes after other"),
        ("questions.yaml", "kind: order", "kind: sort", ": sort is not one of single, multiple"),
        ("questions.yaml", "id: p1\n", "id: p0\n", ": p0 is given twice"),
        ("questions.yaml", "answer: 600", "answer: many", ": a whole number is needed"),
        ("questions.yaml", "    correct: true\n", "", ": exactly one choice is correct"),
        ("questions.yaml", "    zh: 问题p0？\n", "", ": zh is missing"),
        ("questions.yaml", "hint:", "hints:", ": unknown key hints"),
        ("situations.yaml", "next: later", "next: never", "leads to never, which is no scene"),
        ("situations.yaml", "      next: later\n", "", "no choice leads to the scene later"),
        ("situations.yaml", "id: lend_it", "id: lend_us", "a lesson names lend_it"),
        ("lessons/1.en.md", "## A heading\n", "", "m/lessons/1.en.md:1: headings and situations"),
        ("lessons/1.en.md", "::situation lend_it", "", "headings and situations differ"),
    ],
)
def test_bad_folder_is_refused(file: str, old: str, new: str, complaint: str) -> None:
    files = a_folder()
    assert old in files[file]

    with pytest.raises(FileRefused) as refused:
        read_folder("m", files | {file: files[file].replace(old, new, 1)})

    place, _, reason = str(refused.value).partition(": ")
    assert place.startswith("m/")
    assert place.rpartition(":")[2].isdigit()
    assert complaint in f"{place}: {reason}"


def test_circle_missing_and_strange_files_are_refused() -> None:
    files = a_folder()
    scenes = yaml.safe_load(files["situations.yaml"])
    scenes[0]["scenes"][1]["choices"][0]["next"] = "asked"
    circle = files | {"situations.yaml": yaml.safe_dump(scenes, allow_unicode=True)}
    without = {name: text for name, text in files.items() if name != "lessons/2.en.md"}
    gap = {name: text for name, text in files.items() if "/2." not in name}

    for given, complaint in (
        (circle, "the scenes go in a circle: asked → later → asked"),
        (without, "m/lessons/2.en.md:1: the lesson is missing in this language"),
        (gap, "lessons are numbered from 1 without a gap"),
        (files | {"notes.txt": ""}, "m/notes.txt:1: a module has no such file"),
        ({k: v for k, v in files.items() if k != "questions.yaml"}, "the file is missing"),
    ):
        with pytest.raises(FileRefused, match=complaint.replace("→", ".")):
            read_folder("m", given)


def test_version_is_given_once_and_one_is_current() -> None:
    first, second = a_module(), a_module(version=2)
    retired = a_module(retired_on="2026-06-01")

    with pytest.raises(FileRefused, match="version 1 is given twice"):
        together([first, first])
    with pytest.raises(FileRefused, match="two versions are current"):
        together([first, second])
    assert [each.version for each in together([second, retired])] == [1, 2]


def test_what_makes_a_module_ours() -> None:
    long = "很" * 61 + "。"
    files = a_folder(minutes=59, aims=[{"zh": long, "en": "word " * 33 + "."}])
    questions = yaml.safe_load(files["questions.yaml"])
    del questions["bank"][0]["hint"]
    questions["pre"].pop()
    questions["bank"][1]["asks"]["en"] = "中文？"
    files["questions.yaml"] = yaml.safe_dump(questions, allow_unicode=True)
    files["lessons/2.zh.md"] = "# 短\n\n短。\n\n## 小标题\n\n短。\n"

    found = findings(read_folder("m", files))

    assert [each.removeprefix("A_MODULE: ") for each in found] == [
        "aims: 3 to 5, there are 1",
        "pre: 5 questions, there are 4",
        "bank[b0]: a hint is missing",
        "lessons/2.zh.md: 330 to 800 Chinese characters, there are 5",
        "minutes: 25 to 35 as counted, not 59",
        f"aims[1]: a sentence of 61 characters (zh), at most 60: {'很' * 30}…",
        f"aims[1]: a sentence of 33 words (en), at most 32: {('word ' * 6)}…",
        "bank[b1].asks: the English text has Chinese characters",
    ]


def test_minutes_and_sentences_are_counted() -> None:
    assert sentences("一二三。四五，六！“七八”", "zh") == [3, 3, 2]
    assert sentences('He said: "No." Then 1,000 yuan went. It\'s gone', "en") == [3, 4, 2]
    # 1,692 characters are 338 s, 15 questions 675 s, 4 scenes 240 s: 21 minutes, at least 25.
    assert expected_minutes(a_module()) == 25
    longer = a_module(post=20)
    # Ten questions more: 1,703 s are 28 minutes.
    assert expected_minutes(longer) == 28
