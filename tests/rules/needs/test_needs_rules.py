"""The reader of needs forms, and what the shipped one asks."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.kernel.strict_yaml import FileRefused
from guanhu.law.need_domains import NeedDomain
from guanhu.needs.form_reader import read_form, together
from guanhu.needs.form_versions import NeedsForms, needs_forms

DOMAINS = "domains:\n" + "".join(
    f"  - domain: {domain.name}\n    questions:\n"
    f"      - code: {domain.name}_ONE\n"
    "        text: {zh: 问, en: Asked}\n"
    for domain in NeedDomain
)


def a_form(version: int = 1, retired: str = "") -> str:
    return f"version: {version}\n{retired}{DOMAINS}"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("domain: PEERS", "domain: MONEY", "form.yaml:19: MONEY is given twice"),
        ("domain: PEERS", "domain: FRIENDS", "form.yaml:11: FRIENDS is not one of"),
        ("code: PEERS_ONE", "code: FAMILY_ONE", "form.yaml:13: FAMILY_ONE is given twice"),
        ("code: PEERS_ONE", "code: peers", "form.yaml:13: a code is upper case"),
        ("zh: 问, en: Asked", "zh: 问", "form.yaml:6: en is missing"),
        ("version: 1", "version: 1\nscore: 3", "form.yaml:2: unknown key score"),
    ],
)
def test_bad_form_is_refused_with_its_line(old: str, new: str, complaint: str) -> None:
    assert read_form("form.yaml", a_form()).version == 1

    with pytest.raises(FileRefused) as wrong:
        read_form("form.yaml", a_form().replace(old, new, 1))

    assert str(wrong.value).startswith(complaint)


def test_domain_is_not_left_out() -> None:
    whole = a_form()
    cut = whole[: whole.index("  - domain: STRENGTHS")]

    with pytest.raises(FileRefused, match="STRENGTHS is missing"):
        read_form("form.yaml", cut)


def test_newest_form_that_is_not_retired_is_offered() -> None:
    files = [("1", a_form()), ("2", a_form(2, "retired_on: 2026-05-01\n"))]
    forms = NeedsForms(together(files))

    assert forms.offered(date(2026, 4, 30)).version == 2
    assert forms.offered(date(2026, 5, 1)).version == 1
    assert forms.find(3) is None
    for same in (files[:1] * 2, [("2", a_form(2, "retired_on: 2026-05-01\n"))]):
        with pytest.raises(FileRefused):
            together(same)


def test_shipped_form_asks_in_every_domain_in_both_languages() -> None:
    form = needs_forms().offered(date(2026, 3, 2))

    assert set(form.questions) == set(NeedDomain)
    texts = [question.text for asked in form.questions.values() for question in asked]
    assert len(texts) == 18
    assert all(text.zh.endswith("？") and text.en.endswith("?") for text in texts)
