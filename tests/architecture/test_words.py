"""Whatever the server says has words in both languages."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import guanhu
from guanhu.api.gql.words import catalogue
from guanhu.cases.facts import NoticeKind
from guanhu.kernel.errors import Outside, Refusal
from guanhu.kernel.yaml_text import load
from guanhu.law.register import RULES

PACKAGE = Path(guanhu.__file__).parent
WORDS = sorted(
    file for room in ("api", "notifications") for file in (PACKAGE / room / "words").glob("*.yaml")
)
SOURCES = sorted(PACKAGE.rglob("*.py"))


def all_subclasses(family: type) -> Iterator[type]:
    for found in family.__subclasses__():
        yield found
        yield from all_subclasses(found)


def load_everything() -> None:
    for module in pkgutil.walk_packages(guanhu.__path__, "guanhu."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@pytest.mark.parametrize("file", WORDS, ids=lambda file: file.name)
def test_every_entry_has_both_languages(file: Path) -> None:
    entries = load(file.read_text(encoding="utf-8"))

    wrong = [
        key
        for key, texts in entries.items()
        if {"zh", "en"} - set(texts)
        or set(texts) - {"zh", "en", "rule"}
        or not all(isinstance(text, str) and text.strip() for text in texts.values())
    ]
    assert wrong == []


@pytest.mark.parametrize("file", WORDS, ids=lambda file: file.name)
def test_chinese_is_chinese_and_english_is_not(file: Path) -> None:
    entries = load(file.read_text(encoding="utf-8"))

    def has_chinese(text: str) -> bool:
        return any("\u4e00" <= character <= "\u9fff" for character in text)

    assert [key for key, texts in entries.items() if not has_chinese(texts["zh"])] == []
    assert [key for key, texts in entries.items() if has_chinese(texts["en"])] == []


def test_every_rule_named_beside_words_is_in_the_register() -> None:
    named = {
        texts["rule"]
        for file in WORDS
        for texts in load(file.read_text(encoding="utf-8")).values()
        if "rule" in texts
    }

    assert named - set(RULES) == set()


def test_every_refusal_has_a_sentence() -> None:
    load_everything()
    codes = {
        found.code
        for family in (Refusal, Outside)
        for found in all_subclasses(family)
        if found.__module__.startswith("guanhu.")
    }

    assert len(codes) > 20
    assert sorted(codes - set(catalogue("refusals"))) == []


def test_no_two_refusals_share_a_code() -> None:
    load_everything()
    owners: dict[str, set[str]] = {}
    for found in all_subclasses(Refusal):
        if found.__module__.startswith("guanhu.") and "code" in vars(found):
            owners.setdefault(found.code, set()).add(f"{found.__module__}.{found.__name__}")

    assert {code: names for code, names in owners.items() if len(names) > 1} == {}


def test_every_rule_a_refusal_names_is_in_the_register() -> None:
    load_everything()
    named = {found.rule for found in all_subclasses(Refusal) if found.rule is not None}

    assert named - set(RULES) == set()


def test_every_notice_has_words() -> None:
    assert set(catalogue("notices")) == {kind.name for kind in NoticeKind}


def actions_noted() -> set[str]:
    """Every action in a call of `record(…)`, of the doorway's `trace(…)`, or in a `Trace(…)`."""
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else None
            named = node.func.id if isinstance(node.func, ast.Name) else None
            looked_at = {"record": node.args[:1], "trace": node.args[2:3]}.get(called or "", [])
            if named == "Trace":
                looked_at = [*node.args, *(keyword.value for keyword in node.keywords)]
            found |= {
                part.value
                for argument in looked_at
                for part in ast.walk(argument)
                if isinstance(part, ast.Constant)
                and isinstance(part.value, str)
                and part.value.count(".") == 1
            }
    return found


def test_every_action_of_the_trail_has_words() -> None:
    noted = actions_noted()

    assert "cases.opened" in noted
    assert len(noted) > 20
    assert sorted(noted - set(catalogue("timeline"))) == []


def kinds_noted() -> set[str]:
    """Every kind of record in a call of `record(…)`, and the two of the doorway's `trace(…)`."""
    return {"account", "session"} | {
        node.args[1].value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "record"
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
    }


def test_every_kind_of_record_in_the_trail_has_words_and_no_other() -> None:
    noted = kinds_noted()

    assert "case_file" in noted
    assert len(noted) > 70
    assert sorted(noted ^ set(catalogue("records"))) == []


def test_every_word_of_the_trail_belongs_to_an_action() -> None:
    said = {
        node.value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert sorted(set(catalogue("timeline")) - said) == []
