"""The modules shipped with the program: what may be assigned on a day, and every version.

A folder that cannot be read stops a release (`guanhu check-content`, and the tests), never the
server: there the module is left out, with an error in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import structlog

from guanhu.education.module_facts import Module
from guanhu.education.module_reader import read_folder, together
from guanhu.kernel.strict_yaml import FileRefused

log = structlog.get_logger("guanhu.education")


class ModuleCatalogue:
    """Modules by code and version."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._all = tuple(modules)
        self._by_key = {(module.code, module.version): module for module in self._all}

    def entry(self, code: str, version: int) -> Module:
        """One version of one module, current or retired; `KeyError` when there is none."""
        return self._by_key[(code, version)]

    def knows(self, code: str, version: int) -> bool:
        """Whether `entry` finds a version."""
        return (code, version) in self._by_key

    def remember(self, module: Module) -> None:
        """Let `entry` find a version an office published; it is offered by its office alone."""
        self._by_key[(module.code, module.version)] = module

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
    found: list[Module] = []
    for folder in content_folders():
        try:
            found.append(read_folder(folder.name, files_of(folder)))
        except FileRefused as refused:
            # The log takes codes, not sentences: the file and the line, as the refusal begins.
            log.error(  # noqa: TRY400 - the place in the content says it, no traceback does
                "education.module_left_out", code=":".join(str(refused).split(":")[:2])
            )
    return ModuleCatalogue(together(found))


def content_folders() -> list[Traversable]:
    """The folders of the shipped modules, by name."""
    return _sorted(
        each for each in files("guanhu.education").joinpath("content").iterdir() if each.is_dir()
    )


def files_of(folder: Traversable) -> dict[str, str]:
    """The texts of one folder by their name in it."""
    return {
        name: file.read_text(encoding="utf-8")
        for name, file in _walk(folder, "")
        if not file.name.startswith(".")
    }


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for each in _sorted(folder.iterdir()):
        if each.is_dir():
            yield from _walk(each, f"{above}{each.name}/")
        else:
            yield f"{above}{each.name}", each


def _sorted(found: Iterable[Traversable]) -> list[Traversable]:
    return sorted(found, key=lambda each: each.name)
