"""The table of outcomes in use: each code with what it means for the record (R-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from guanhu.kernel.strict_yaml import Given, read
from guanhu.law.ladder import Rung
from guanhu.plans.facts import Texts

FILE: Final = "outcomes.yaml"


@dataclass(frozen=True, slots=True)
class AbsenceReason:
    """One kind of acceptable absence."""

    code: str
    title: Texts


@dataclass(frozen=True, slots=True)
class OutcomeEntry:
    """One version of one outcome.

    `responses` are the rungs that fit it; `evidence_days` how long evidence is awaited, after which
    it reads as `lapses_to` until a person has looked.
    """

    code: str
    version: int
    title: Texts
    attended: bool
    counts: bool
    needs_action: bool
    responses: tuple[Rung, ...]
    kinds: tuple[AbsenceReason, ...]
    evidence_days: int | None
    lapses_to: str | None
    retired_on: date | None

    def kind(self, code: str) -> AbsenceReason | None:
        """The kind of absence with this code."""
        return next((one for one in self.kinds if one.code == code), None)


class OutcomeTable:
    """Outcomes by code and version. A record keeps the version it was made with."""

    def __init__(self, entries: Iterable[OutcomeEntry]) -> None:
        self._all = tuple(entries)
        self._by_key = {(one.code, one.version): one for one in self._all}

    def entry(self, code: str, version: int) -> OutcomeEntry:
        """One version of one outcome, current or retired; `KeyError` when there is none."""
        return self._by_key[(code, version)]

    def versions(self) -> tuple[OutcomeEntry, ...]:
        """Every version of every outcome, in the order of the file."""
        return self._all

    def codes(self) -> set[str]:
        """Every code there ever was."""
        return {one.code for one in self._all}

    def offered(self, on: date) -> list[OutcomeEntry]:
        """The newest version of each outcome that is not retired, in the order of the file."""
        newest: dict[str, OutcomeEntry] = {}
        for one in self._all:
            known = newest.get(one.code)
            if known is None or known.version < one.version:
                newest[one.code] = one
        return [one for one in newest.values() if one.retired_on is None or on < one.retired_on]

    def find(self, code: str, on: date) -> OutcomeEntry | None:
        """The version of `code` offered on a day; None for an unknown or retired one."""
        return next((one for one in self.offered(on) if one.code == code), None)


def read_table(file: str, content: str) -> OutcomeTable:
    """The table of one file; `FileRefused` (``file:line: reason``) when anything is wrong."""
    seen: set[tuple[str, int]] = set()
    entries: list[OutcomeEntry] = []
    for given in read(file, content).entries():
        entry = _entry(given)
        if (entry.code, entry.version) in seen:
            raise given.refuse(f"{entry.code} version {entry.version} is given twice")
        seen.add((entry.code, entry.version))
        entries.append(entry)
    codes = {one.code for one in entries}
    for given, entry in zip(read(file, content).entries(), entries, strict=True):
        if entry.lapses_to is not None and entry.lapses_to not in codes:
            raise given.refuse(f"{entry.lapses_to} is not an outcome")
    return OutcomeTable(entries)


def _entry(given: Given) -> OutcomeEntry:
    found = given.fields(
        "code", "version", "title", "attended", "counts", "needs_action", "responses",
        optional=("kinds", "evidence_days", "lapses_to", "retired_on"),
    )  # fmt: skip
    if ("evidence_days" in found) is not ("lapses_to" in found):
        raise given.refuse("evidence_days and lapses_to go together")
    kinds = [one.fields("code", "zh", "en") for one in found["kinds"].entries()] \
        if "kinds" in found else []  # fmt: skip
    return OutcomeEntry(
        code=found["code"].text(),
        version=found["version"].number(at_least=1),
        title=_texts(found["title"]),
        attended=found["attended"].flag(),
        counts=found["counts"].flag(),
        needs_action=found["needs_action"].flag(),
        responses=found["responses"].members(Rung),
        kinds=tuple(
            AbsenceReason(one["code"].text(), Texts(one["zh"].text(), one["en"].text()))
            for one in kinds
        ),
        evidence_days=found["evidence_days"].number(at_least=1)
        if "evidence_days" in found
        else None,
        lapses_to=found["lapses_to"].text() if "lapses_to" in found else None,
        retired_on=found["retired_on"].day() if "retired_on" in found else None,
    )


def _texts(given: Given) -> Texts:
    found = given.fields("zh", "en")
    return Texts(found["zh"].text(), found["en"].text())


@cache
def outcomes() -> OutcomeTable:
    """The table shipped with the program, read once."""
    file = files("guanhu.incidents").joinpath("catalogue").joinpath(FILE)
    return read_table(FILE, file.read_text(encoding="utf-8"))
