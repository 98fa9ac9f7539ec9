"""The module catalogue in use: what may be assigned on a day, and every version ever assigned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from guanhu.education.facts import Module
from guanhu.education.module_reader import together


class ModuleCatalogue:
    """Modules by code and version."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._all = tuple(modules)
        self._by_key = {(module.code, module.version): module for module in self._all}

    def entry(self, code: str, version: int) -> Module:
        """One version of one module, current or retired; `KeyError` when there is none."""
        return self._by_key[(code, version)]

    def offered(self, on: date) -> list[Module]:
        """What may be assigned on a day, by number; of several versions the newest."""
        newest: dict[str, Module] = {}
        for module in self._all:
            if module.retired_on is None or on < module.retired_on:
                newest[module.code] = module
        return list(newest.values())

    def find_offered(self, code: str, on: date) -> Module | None:
        """The version of `code` that may be assigned on a day, or None."""
        return next((module for module in self.offered(on) if module.code == code), None)


@cache
def modules() -> ModuleCatalogue:
    """The catalogue shipped with the program, read once."""
    folder = files("guanhu.education").joinpath("catalogue")
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    return ModuleCatalogue(
        together((file.name, file.read_text(encoding="utf-8")) for file in found)
    )
