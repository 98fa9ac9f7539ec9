"""`guanhu law-coverage`: which rule of the register acts where, and which test proves it.

The reviewed list is ``law/coverage.yaml``; ``docs/law-coverage.md`` is written from it. `findings`
holds the list against the sources: a symbol or a test that is named has to exist and to speak of
its rule.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import click

from guanhu.kernel.basis import Verification
from guanhu.kernel.strict_yaml import FileRefused, Given, read
from guanhu.law.register import RULES
from guanhu.law.rulebooks import RULEBOOKS
from guanhu.plumbing.migrations import ROOT

LIST: Final = "law/coverage.yaml"
DOCUMENT: Final = ROOT / "docs" / "law-coverage.md"
PACKAGE: Final = ROOT / "backend" / "guanhu"
TESTS: Final = ROOT / "tests"


class Kind(StrEnum):
    """What a rule is in the product."""

    GATE = "gate"
    DEADLINE = "deadline"
    VALUE = "value"
    DUTY = "duty"
    WARNING = "warning"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Covered:
    """A rule that acts. `where`: ``module:symbol`` or ``file.yaml:CODE`` below the package.

    `tests`: ``file.py::name`` below ``tests``. `setting`: the rulebook parameter that keeps an
    unverified rule open to an office's choice.
    """

    rule: str
    kind: Kind
    where: tuple[str, ...]
    tests: tuple[str, ...]
    setting: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The reviewed list. `gaps`: rule → why nothing acts on it yet; `gap_count` as written."""

    rules: tuple[Covered, ...]
    gaps: tuple[tuple[str, str], ...]
    gap_count: int


def read_coverage(content: str) -> Coverage:
    """The list from its text; a misspelt key raises `FileRefused` with its line."""
    top = read(LIST, content).fields("gap_count", "rules", "gaps")
    return Coverage(
        rules=tuple(_covered(given) for given in top["rules"].entries()),
        gaps=tuple(
            (part["id"].text(), part["because"].text())
            for part in (given.fields("id", "because") for given in top["gaps"].entries())
        ),
        gap_count=top["gap_count"].number(),
    )


def _covered(given: Given) -> Covered:
    part = given.fields("id", "is", "where", "tests", optional=("setting",))
    return Covered(
        part["id"].text(),
        part["is"].member(Kind),
        tuple(one.text() for one in part["where"].entries()),
        tuple(one.text() for one in part["tests"].entries()),
        part["setting"].text() if "setting" in part else None,
    )


def stored_coverage() -> Coverage:
    """The reviewed list of this version."""
    return read_coverage(files("guanhu").joinpath(LIST).read_text(encoding="utf-8"))


# --- holding the list against the sources ---------------------------------------------------


def findings(coverage: Coverage) -> list[str]:
    """What is wrong with the list, one sentence each; empty when it holds."""
    return [
        *_wrong_ids(coverage),
        *(text for covered in coverage.rules for text in _wrong_places(covered)),
        *(text for covered in coverage.rules for text in _wrong_gate(covered)),
    ]


def _wrong_ids(coverage: Coverage) -> Iterator[str]:
    covered = [one.rule for one in coverage.rules]
    gaps = [rule_id for rule_id, _ in coverage.gaps]
    for rule_id in RULES:
        times = covered.count(rule_id), gaps.count(rule_id)
        if times == (0, 0):
            yield f"{rule_id}: missing"
        elif min(times) > 0:
            yield f"{rule_id}: both covered and a gap"
        elif max(times) > 1:
            yield f"{rule_id}: listed twice"
    yield from (f"{rule_id}: not in the register" for rule_id in {*covered, *gaps} - set(RULES))
    if len(gaps) != coverage.gap_count:
        yield f"gaps: {len(gaps)} are listed, {coverage.gap_count} is written"


def _wrong_places(covered: Covered) -> Iterator[str]:
    if not covered.where or not covered.tests:
        yield f"{covered.rule}: acts nowhere, or nothing proves it"
    for place in covered.where:
        source = place_source(place)
        if source is None:
            yield f"{covered.rule}: there is no {place}"
        elif not mentions(source, covered.rule):
            yield f"{covered.rule}: {place} does not speak of it"
    for test in covered.tests:
        source = proof_source(test)
        if source is None:
            yield f"{covered.rule}: there is no test {test}"
        elif not mentions(source, covered.rule):
            yield f"{covered.rule}: the test {test} does not speak of it"


def _wrong_gate(covered: Covered) -> Iterator[str]:
    """An unverified rule bars nobody, unless an office can set it and sees it is unconfirmed."""
    rule = RULES.get(covered.rule)
    if rule is None or rule.verification is not Verification.N:
        return
    refusing = sorted(refusals().get(covered.rule, ()))
    if covered.kind is not Kind.GATE and not refusing:
        return
    setting = None if covered.setting is None else settings().get(covered.setting)
    if setting != covered.rule:
        who = ", ".join(refusing) or "the list"
        yield f"{covered.rule}: unverified, yet a gate ({who}) without a setting of its own"


def settings() -> Mapping[str, str]:
    """Parameters of the latest rulebook that an office may set, unconfirmed → their rule."""
    return {
        name: parameter.basis.rule
        for name, parameter in RULEBOOKS[-1].parameters().items()
        if parameter.is_setting and parameter.basis.unconfirmed
    }


@cache
def refusals() -> Mapping[str, frozenset[str]]:
    """Rule → the refusals (``module:class``) that name it."""
    found: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("errors.py"):
        room = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef):
                continue
            for line in node.body:
                match line:
                    case ast.Assign(
                        targets=[ast.Name(id="rule")], value=ast.Constant(value=str(rule_id))
                    ):
                        found.setdefault(rule_id, set()).add(f"{room}:{node.name}")
                    case _:
                        pass
    return {rule_id: frozenset(names) for rule_id, names in found.items()}


def mentions(source: str, rule_id: str) -> bool:
    """Whether a source speaks of a rule: its id as a word, or its letters in a name (``_o06_``)."""
    letters = rule_id.replace("-", "").lower()
    return (
        re.search(rf"(?<![A-Za-z0-9-]){rule_id}(?!\d)", source) is not None
        or re.search(rf"_{letters}(?=_|\()", source) is not None
    )


def place_source(place: str) -> str | None:
    """The source of ``module:symbol`` or of one entry of a catalogue; None when there is none."""
    where, _, name = place.partition(":")
    if where.endswith(".yaml"):
        return _entry_of(PACKAGE / where, name)
    file = PACKAGE.joinpath(*where.split(".")).with_suffix(".py")
    return _symbol_of(file, name)


def proof_source(test: str) -> str | None:
    """The source of ``file.py::name`` below ``tests``, with its decorators."""
    file, _, name = test.partition("::")
    return _symbol_of(TESTS / file, name) if name.startswith("test") else None


def _entry_of(file: Path, code: str) -> str | None:
    if not file.is_file():
        return None
    blocks = re.split(r"(?m)^(?=- )", file.read_text(encoding="utf-8"))
    return next((block for block in blocks if re.match(rf"- code: {code}\n", block)), None)


def _symbol_of(file: Path, name: str) -> str | None:
    return _symbols(file).get(name) if file.is_file() else None


@cache
def _symbols(file: Path) -> Mapping[str, str]:
    """Top-level names of a module → their source; a constant brings the string said after it."""
    content = file.read_text(encoding="utf-8")
    lines = content.splitlines()
    found: dict[str, str] = {}
    last: str | None = None
    for node in ast.parse(content).body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(one.lineno for one in decorators)])
        source = "\n".join(lines[first - 1 : node.end_lineno])
        match node:
            case ast.FunctionDef(name=str(name)) | ast.AsyncFunctionDef(name=str(name)):
                found[name], last = source, None
            case ast.ClassDef(name=str(name)):
                found[name], last = source, None
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found[name], last = source, name
            case ast.Expr(value=ast.Constant(value=str())) if last is not None:
                found[last], last = f"{found[last]}\n{source}", None
            case _:
                last = None
    return found


# --- the document ---------------------------------------------------------------------------

INTRODUCTION: Final = """\
# Where the law acts

Written by `guanhu law-coverage` from the reviewed list `backend/guanhu/law/coverage.yaml`; do not
edit it by hand. For each rule of [law.md](law.md): what it is in the product, where it acts, which
test proves it, and how far its source was verified (V1, V2 full text; V3 secondary; N not verified;
I inference). What is marked N or I still has to be confirmed by a juvenile prosecutor.

- **gate**: something is refused, with the rule; **deadline**: a computed last day; **value**: a
  computed or recorded fact; **duty**: something to be done; **warning**: told, nothing is barred;
  **text**: nothing is computed or refused; it is words in the catalogue of conditions, or a
  sentence the query `rules` answers for its topic (`law.guidance`), which screens do not show yet.
"""
FAMILIES: Final = {
    "E": "Eligibility and age",
    "D": "Hearing and decision",
    "P": "The probation period",
    "O": "Duties and conditions",
    "S": "Supervision",
    "R": "Breach and revocation",
    "F": "End, sealing and after",
    "M": "Special procedures for minors",
    "T": "Counting of time",
    "Q": "Data protection",
}


def document(coverage: Coverage) -> str:
    """The list as Markdown."""
    covered = {one.rule: one for one in coverage.rules}
    gaps = dict(coverage.gaps)
    parts = [INTRODUCTION]
    parts.append(f"{len(covered)} of {len(RULES)} rules act; gaps: {coverage.gap_count}.\n")
    for letter, title in FAMILIES.items():
        rows = [_row(covered[one]) for one in RULES if one[0] == letter and one in covered]
        if rows:
            head = "| rule | V | is | acts in | proved by |\n|---|---|---|---|---|\n"
            parts.append(f"## {title}\n\n{head}{''.join(rows)}")
    lines = [f"| {one} | {_codes(one)} | {gaps[one]} |\n" for one in RULES if one in gaps]
    said = "".join(["| rule | V | why not yet |\n|---|---|---|\n", *lines]) if lines else "None.\n"
    parts.append(f"## Gaps\n\n{said}")
    return "\n".join(parts)


def _row(covered: Covered) -> str:
    where = "<br>".join(f"`{place}`" for place in covered.where)
    tests = "<br>".join(f"`{test}`" for test in covered.tests)
    kind = covered.kind.value
    if covered.setting is not None:
        kind += f"; setting `{covered.setting}`, unconfirmed"
    return f"| {covered.rule} | {_codes(covered.rule)} | {kind} | {where} | {tests} |\n"


def _codes(rule_id: str) -> str:
    rule = RULES[rule_id]
    return "; ".join(code.name for code in (rule.verification, *rule.also))


@click.command("law-coverage")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when list or document is wrong.")
def law_coverage(*, check: bool) -> None:
    """Write docs/law-coverage.md from the reviewed list, and hold the list against the code."""
    try:
        coverage = stored_coverage()
    except FileRefused as refused:
        raise click.ClickException(str(refused)) from refused
    wrong = findings(coverage)
    for text in wrong:
        click.echo(text, err=True)
    if wrong:
        sys.exit(1)
    current = document(coverage)
    stored = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    if stored == current:
        click.echo("docs/law-coverage.md is current")
    elif check:
        click.echo("docs/law-coverage.md is not current; run `guanhu law-coverage`", err=True)
        sys.exit(1)
    else:
        DOCUMENT.write_text(current, encoding="utf-8")
        click.echo("docs/law-coverage.md written")
