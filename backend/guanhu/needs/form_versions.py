"""The versions of the needs form: which is offered, and every one ever used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from guanhu.needs.facts import NeedsForm
from guanhu.needs.form_reader import together


class NeedsForms:
    """Forms by version. An assessment keeps the version its answers were given in."""

    def __init__(self, forms: Iterable[NeedsForm]) -> None:
        self._by_version = {form.version: form for form in forms}

    def form(self, version: int) -> NeedsForm:
        """One version, offered or not; `KeyError` when there is none."""
        return self._by_version[version]

    def find(self, version: int) -> NeedsForm | None:
        """One version, or None."""
        return self._by_version.get(version)

    def offered(self, on: date) -> NeedsForm:
        """The newest version that is not retired on a day."""
        return max(
            (
                form
                for form in self._by_version.values()
                if form.retired_on is None or on < form.retired_on
            ),
            key=lambda form: form.version,
        )


@cache
def needs_forms() -> NeedsForms:
    """The forms shipped with the program, read once."""
    folder = files("guanhu.needs").joinpath("forms")
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    return NeedsForms(together((file.name, file.read_text(encoding="utf-8")) for file in found))
