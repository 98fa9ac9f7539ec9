"""The condition catalogue in use: what is offered on a day, and every version ever used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from guanhu.plans.catalogue_reader import together
from guanhu.plans.facts import CatalogueEntry


class ConditionCatalogue:
    """Conditions by code and version. A plan keeps the version it was written with."""

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        self._all = tuple(entries)
        self._by_key = {(entry.code, entry.version): entry for entry in self._all}

    def entry(self, code: str, version: int) -> CatalogueEntry:
        """One version of one condition, current or retired; `KeyError` when there is none."""
        return self._by_key[(code, version)]

    def offered(self, on: date) -> list[CatalogueEntry]:
        """What may be added on a day, in the order of the files; statutory duties first."""
        current = [e for e in self._all if e.retired_on is None or on < e.retired_on]
        newest: dict[str, CatalogueEntry] = {}
        for entry in current:
            known = newest.get(entry.code)
            if known is None or known.version < entry.version:
                newest[entry.code] = entry
        return sorted(newest.values(), key=lambda entry: not entry.statutory)

    def find_offered(self, code: str, on: date) -> CatalogueEntry | None:
        """The version of `code` offered on a day, or None."""
        return next((entry for entry in self.offered(on) if entry.code == code), None)

    def statutory(self, on: date) -> list[CatalogueEntry]:
        """The duties that are always attached (O-01 to O-04)."""
        return [entry for entry in self.offered(on) if entry.statutory]


@cache
def conditions() -> ConditionCatalogue:
    """The catalogue shipped with the program, read once."""
    folder = files("guanhu.plans").joinpath("catalogue")
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    return ConditionCatalogue(
        together((file.name, file.read_text(encoding="utf-8")) for file in found)
    )
