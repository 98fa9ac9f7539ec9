"""The condition catalogue in use: what is offered on a day, and every version ever used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from guanhu.plans.catalogue_reader import together
from guanhu.plans.catalogue_review import REVIEWED, refuse_unreviewed
from guanhu.plans.facts import CatalogueEntry, ConditionCategory

CATEGORY_ORDER: Final = {category: place for place, category in enumerate(ConditionCategory)}


class ConditionCatalogue:
    """Conditions by code and version. A plan keeps the version it was written with."""

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        self._all = tuple(entries)
        self._by_key = {(entry.code, entry.version): entry for entry in self._all}
        self._newest: dict[str, CatalogueEntry] = {}
        for entry in sorted(self._all, key=lambda entry: entry.version):
            self._newest[entry.code] = entry

    def entry(self, code: str, version: int) -> CatalogueEntry:
        """One version of one condition, current or retired; `KeyError` when there is none."""
        return self._by_key[(code, version)]

    def entries(self) -> tuple[CatalogueEntry, ...]:
        """Every version of every condition, in the order of the files."""
        return self._all

    def newest(self, code: str) -> CatalogueEntry | None:
        """The newest version of a code, retired or not; None when there never was such a code."""
        return self._newest.get(code)

    def offered(self, on: date) -> list[CatalogueEntry]:
        """What may be added on a day, by kind in the order of the files; duties first."""
        current = [e for e in self._all if e.retired_on is None or on < e.retired_on]
        newest: dict[str, CatalogueEntry] = {}
        for entry in current:
            known = newest.get(entry.code)
            if known is None or known.version < entry.version:
                newest[entry.code] = entry
        return sorted(newest.values(), key=lambda entry: CATEGORY_ORDER[entry.category])

    def find_offered(self, code: str, on: date) -> CatalogueEntry | None:
        """The version of `code` offered on a day, or None."""
        return next((entry for entry in self.offered(on) if entry.code == code), None)

    def statutory(self, on: date) -> list[CatalogueEntry]:
        """The duties that are always attached (O-01 to O-04)."""
        return [entry for entry in self.offered(on) if entry.statutory]


SHIPPED: Final = files("guanhu.plans").joinpath("catalogue")


def read_catalogue(folder: Traversable) -> ConditionCatalogue:
    """The catalogue in a folder: its ``.yaml`` files by name, held against ``reviewed.txt``.

    Raises `FileRefused`, whose message is ``file:line: reason``.
    """
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    entries = together((file.name, file.read_text(encoding="utf-8")) for file in found)
    reviewed = folder.joinpath(REVIEWED)
    refuse_unreviewed(entries, reviewed.read_text(encoding="utf-8"))
    return ConditionCatalogue(entries)


def read_newer(folder: Traversable) -> ConditionCatalogue:
    """The same for a folder used instead of the shipped one: it holds all that was ever shipped."""
    catalogue = read_catalogue(folder)
    shipped = SHIPPED.joinpath(REVIEWED).read_text(encoding="utf-8")
    refuse_unreviewed(catalogue.entries(), shipped, complete=False)
    return catalogue


@cache
def _shipped() -> ConditionCatalogue:
    return read_catalogue(SHIPPED)


class _InUse:
    """Which catalogue this process goes by; one for the whole process, set when it starts."""

    catalogue: ConditionCatalogue | None = None


def conditions() -> ConditionCatalogue:
    """The catalogue in use: the one `use` was given, else the one shipped with the program."""
    return _InUse.catalogue or _shipped()


def use(catalogue: ConditionCatalogue | None) -> None:
    """Go by another catalogue from now on; None for the shipped one."""
    _InUse.catalogue = catalogue
