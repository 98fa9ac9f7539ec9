"""From the YAML files of ``needs/forms/`` to forms, or a refusal with file, line and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from guanhu.kernel.strict_yaml import FileRefused, Given, read
from guanhu.law.need_domains import NeedDomain
from guanhu.law.roles_in_chain import Name
from guanhu.needs.facts import NeedsForm, Question

CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{2,39}")


def read_form(file: str, content: str) -> NeedsForm:
    """The form of one file; `FileRefused` (``file:line: reason``) when anything is wrong."""
    root = read(file, content)
    found = root.fields("version", "domains", optional=("retired_on",))
    questions: dict[NeedDomain, tuple[Question, ...]] = {}
    codes: set[str] = set()
    for given in found["domains"].entries():
        parts = given.fields("domain", "questions")
        domain = parts["domain"].member(NeedDomain)
        if domain in questions:
            raise given.refuse(f"{domain.name} is given twice")
        questions[domain] = tuple(_question(part, codes) for part in parts["questions"].entries())
        if not questions[domain]:
            raise given.refuse("at least one question is needed")
    missing = [domain.name for domain in NeedDomain if domain not in questions]
    if missing:
        raise found["domains"].refuse(f"{', '.join(missing)} is missing")
    return NeedsForm(
        version=found["version"].number(at_least=1),
        questions=questions,
        retired_on=found["retired_on"].day() if "retired_on" in found else None,
    )


def together(files: Iterable[tuple[str, str]]) -> list[NeedsForm]:
    """The forms of several files (name, content) by version; none is given twice."""
    forms: dict[int, NeedsForm] = {}
    for file, content in files:
        form = read_form(file, content)
        if form.version in forms:
            raise FileRefused(f"{file}:1: version {form.version} is given twice")
        forms[form.version] = form
    if not any(form.retired_on is None for form in forms.values()):
        raise FileRefused("no version of the form is current")
    return [forms[version] for version in sorted(forms)]


def _question(given: Given, codes: set[str]) -> Question:
    found = given.fields("code", "text")
    code = found["code"].text()
    if not CODE.fullmatch(code):
        raise found["code"].refuse("a code is upper case letters, digits and underscores")
    if code in codes:
        raise found["code"].refuse(f"{code} is given twice")
    codes.add(code)
    text = found["text"].fields("zh", "en")
    return Question(code, Name(text["zh"].text(), text["en"].text()))
