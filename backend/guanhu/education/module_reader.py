"""From the YAML files of ``education/catalogue/`` to modules, or a refusal with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from guanhu.education.facts import Article, Lesson, Module
from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import Statute
from guanhu.kernel.strict_yaml import FileRefused, Given, read
from guanhu.law.roles_in_chain import ChainRole
from guanhu.plans.catalogue_reader import texts

CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{2,39}")


def read_module(file: str, content: str) -> Module:
    """One file is one version of one module; `FileRefused` (``file:line: reason``) otherwise."""
    given = read(file, content)
    found = given.fields(
        "code", "version", "number", "title", "summary", "minutes", "aims", "articles", "roles",
        "lessons",
        optional=("retired_on",),
    )  # fmt: skip
    code = found["code"].text()
    if not CODE.fullmatch(code):
        raise found["code"].refuse("a code is upper case letters, digits and underscores")
    aims = tuple(texts(part) for part in found["aims"].entries())
    lessons = tuple(_lesson(part) for part in found["lessons"].entries())
    roles = found["roles"].members(ChainRole)
    for name, parts in (("aims", aims), ("lessons", lessons), ("roles", roles)):
        if not parts:
            raise found[name].refuse(f"{name} cannot be empty")
    return Module(
        code=code,
        version=found["version"].number(at_least=1),
        number=found["number"].number(at_least=1),
        title=texts(found["title"]),
        summary=texts(found["summary"]),
        minutes=found["minutes"].number(at_least=1),
        aims=aims,
        articles=tuple(_article(part) for part in found["articles"].entries()),
        roles=roles,
        lessons=lessons,
        retired_on=found["retired_on"].day() if "retired_on" in found else None,
    )


def together(files: Iterable[tuple[str, str]]) -> list[Module]:
    """The modules of several files (name, content), by number; no version of a code twice."""
    modules: dict[tuple[str, int], Module] = {}
    current: set[str] = set()
    for file, content in files:
        module = read_module(file, content)
        if (module.code, module.version) in modules:
            raise FileRefused(f"{file}:1: {module.code} version {module.version} is given twice")
        if module.retired_on is None and module.code in current:
            raise FileRefused(f"{file}:1: two versions of {module.code} are current")
        if module.retired_on is None:
            current.add(module.code)
        modules[(module.code, module.version)] = module
    return sorted(modules.values(), key=lambda module: (module.number, module.version))


def _lesson(given: Given) -> Lesson:
    found = given.fields("title", "body")
    return Lesson(title=texts(found["title"]), body=texts(found["body"]))


def _article(given: Given) -> Article:
    found = given.fields("statute", "article")
    article = Article(found["statute"].member(Statute), found["article"].text())
    try:
        LegalBasis(article.statute, article.article, "", Verification.V1)
    except ValueError as wrong:
        raise found["article"].refuse(str(wrong)) from wrong
    return article
