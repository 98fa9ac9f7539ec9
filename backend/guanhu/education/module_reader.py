"""From the folder of a module to the module, or a refusal with file, line and reason.

A folder is given as its files by relative name, so that a folder shipped with the program and one
that came in an archive are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from guanhu.education.lesson_reader import Written, read_lesson
from guanhu.education.module_facts import (
    Article,
    Audience,
    BlockKind,
    DelayedCheck,
    Lesson,
    Module,
    Question,
    Situation,
)
from guanhu.education.question_reader import read_questions, read_situations
from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import Statute
from guanhu.kernel.strict_yaml import FileRefused, Given, read
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.law.roles_in_chain import ChainRole, Means
from guanhu.plans.catalogue_reader import texts
from guanhu.plans.facts import Need, Texts

CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{2,39}")
LESSON: Final = re.compile(r"lessons/([1-9])\.(zh|en)\.md")
PARTS: Final = ("module.yaml", "situations.yaml", "questions.yaml")
MAX_LESSONS: Final = 9


def read_folder(name: str, files: Mapping[str, str]) -> Module:
    """The module of one folder: `files` by their name in it; `FileRefused` otherwise."""
    for file in files:
        if file not in PARTS and LESSON.fullmatch(file) is None:
            raise FileRefused(f"{name}/{file}:1: a module has no such file")
    for part in PARTS:
        if part not in files:
            raise FileRefused(f"{name}/{part}:1: the file is missing")
    lessons = _lessons(name, files)
    situations = read_situations(f"{name}/situations.yaml", files["situations.yaml"])
    pre, bank = read_questions(f"{name}/questions.yaml", files["questions.yaml"])
    _refuse_misplaced(name, lessons, situations)
    return _module(f"{name}/module.yaml", files["module.yaml"], lessons, situations, pre, bank)


def together(modules: Iterable[Module]) -> list[Module]:
    """Modules by number; no version of a code twice, one current, prerequisites are there."""
    found: dict[tuple[str, int], Module] = {}
    current: set[str] = set()
    for module in modules:
        if (module.code, module.version) in found:
            raise FileRefused(f"{module.code}:1: version {module.version} is given twice")
        if module.retired_on is None and module.code in current:
            raise FileRefused(f"{module.code}:1: two versions are current")
        if module.retired_on is None:
            current.add(module.code)
        found[(module.code, module.version)] = module
    return sorted(found.values(), key=lambda module: (module.number, module.version))


def article(given: Given) -> Article:
    """An article of a known statute, written as the law is cited."""
    found = given.fields("statute", "article")
    made = Article(found["statute"].member(Statute), found["article"].text())
    try:
        LegalBasis(made.statute, made.article, "", Verification.V1)
    except ValueError as wrong:
        raise found["article"].refuse(str(wrong)) from wrong
    return made


def _module(
    file: str,
    content: str,
    lessons: tuple[Lesson, ...],
    situations: tuple[Situation, ...],
    pre: tuple[Question, ...],
    bank: tuple[Question, ...],
) -> Module:
    found = read(file, content).fields(
        "code", "version", "number", "audience", "title", "summary", "minutes", "aims",
        "articles", "roles", "means", "needs", "pass_mark", "attempts", "post", "delayed", "after",
        optional=("retired_on",),
    )  # fmt: skip
    delayed = found["delayed"].fields("questions", "after_weeks")
    check = DelayedCheck(
        delayed["questions"].number(at_least=1), delayed["after_weeks"].number(at_least=1)
    )
    post, pass_mark = found["post"].number(at_least=1), found["pass_mark"].number(at_least=1)
    if pass_mark > 100:  # noqa: PLR2004 - per cent
        raise found["pass_mark"].refuse("at most 100 per cent")
    for name, wanted in (("post", post), ("delayed", check.questions)):
        if wanted > len(bank):
            raise found[name].refuse(f"{wanted} are drawn from a bank of {len(bank)}")
    code = _code(found["code"])
    after = tuple(_code(part) for part in found["after"].entries())
    if code in after or len(set(after)) != len(after):
        raise found["after"].refuse("a module comes after other modules, each named once")
    return Module(
        code=code,
        version=found["version"].number(at_least=1),
        number=found["number"].number(at_least=1),
        title=texts(found["title"]),
        summary=texts(found["summary"]),
        minutes=found["minutes"].number(at_least=1),
        aims=_aims(found["aims"]),
        articles=tuple(article(part) for part in found["articles"].entries()),
        roles=found["roles"].members(ChainRole),
        lessons=lessons,
        retired_on=found["retired_on"].day() if "retired_on" in found else None,
        audience=_audience(found["audience"]),
        means=found["means"].members(Means),
        needs=_needs(found["needs"]),
        after=after,
        pass_mark=pass_mark,
        attempts=found["attempts"].number(at_least=1),
        post=post,
        delayed=check,
        situations=situations,
        pre=pre,
        bank=bank,
    )


def _lessons(name: str, files: Mapping[str, str]) -> tuple[Lesson, ...]:
    made: list[Lesson] = []
    for number in range(1, MAX_LESSONS + 1):
        zh, en = (f"lessons/{number}.{language}.md" for language in ("zh", "en"))
        if zh not in files and en not in files:
            break
        for file in (zh, en):
            if file not in files:
                raise FileRefused(f"{name}/{file}:1: the lesson is missing in this language")
        made.append(
            _both(
                f"{name}/{en}",
                read_lesson(f"{name}/{zh}", files[zh]),
                read_lesson(f"{name}/{en}", files[en]),
            )
        )
    count = sum(LESSON.fullmatch(file) is not None for file in files)
    if not made or count != 2 * len(made):
        raise FileRefused(f"{name}/lessons:1: lessons are numbered from 1 without a gap")
    return tuple(made)


def _both(file: str, zh: Written, en: Written) -> Lesson:
    """One lesson of two languages; headings and situations have the same number and order."""
    marks = [
        [
            block.situation or "a heading"
            for block in written.blocks
            if block.kind in {BlockKind.HEADING, BlockKind.SITUATION}
        ]
        for written in (zh, en)
    ]
    if marks[0] != marks[1]:
        said = "; ".join(", ".join(each) or "none" for each in marks)
        raise FileRefused(f"{file}:1: headings and situations differ (zh; en): {said}")
    return Lesson(Texts(zh.title, en.title), zh.blocks, en.blocks)


def _refuse_misplaced(
    name: str, lessons: Sequence[Lesson], situations: Sequence[Situation]
) -> None:
    """Every situation stands in exactly one lesson."""
    placed = [each for lesson in lessons for each in lesson.situations]
    known = [each.id for each in situations]
    for each in placed:
        if each not in known:
            raise FileRefused(f"{name}/situations.yaml:1: a lesson names {each}, which is not here")
        if placed.count(each) > 1:
            raise FileRefused(f"{name}/situations.yaml:1: {each} stands in the lessons twice")
    for each in known:
        if each not in placed:
            raise FileRefused(f"{name}/situations.yaml:1: no lesson has ::situation {each}")


def _code(given: Given) -> str:
    code = given.text()
    if not CODE.fullmatch(code):
        raise given.refuse("a code is upper case letters, digits and underscores")
    return code


def _aims(given: Given) -> tuple[Texts, ...]:
    aims = tuple(texts(part) for part in given.entries())
    if not aims:
        raise given.refuse("aims cannot be empty")
    return aims


def _audience(given: Given) -> Audience:
    name = given.text()
    if name not in set(Audience):
        raise given.refuse(f"{name} is not one of {', '.join(Audience)}")
    return Audience(name)


def _needs(given: Given) -> tuple[Need, ...]:
    made: list[Need] = []
    for part in given.entries():
        found = part.fields("domain", "at_least")
        band = found["at_least"].member(NeedBand)
        if band is NeedBand.NONE:
            raise found["at_least"].refuse("NONE is no need")
        made.append(Need(found["domain"].member(NeedDomain), band))
    domains = [need.domain for need in made]
    if len(set(domains)) != len(domains):
        raise given.refuse("a domain is given twice")
    return tuple(made)
