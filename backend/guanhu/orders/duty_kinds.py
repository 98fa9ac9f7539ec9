"""What guardians are given to do, as data: a task and a guide in both languages (S-02).

Read once from ``duties.yaml`` beside this module; a file that is not as it must be stops the
program with its line. Codes are retired, never renamed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from guanhu.kernel.strict_yaml import read
from guanhu.plans.catalogue_reader import texts
from guanhu.plans.facts import Texts

FILE: Final = "duties.yaml"
CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{2,39}")


@dataclass(frozen=True, slots=True)
class DutyKind:
    """One kind of duty: what is to be done, and how, step by step."""

    code: str
    title: Texts
    guide: Texts
    retired_on: date | None

    def current(self, on: date) -> bool:
        """Whether it may be given on a day."""
        return self.retired_on is None or on < self.retired_on


def read_kinds(file: str, content: str) -> Mapping[str, DutyKind]:
    """Every kind of one file by its code; `FileRefused` where it is not as it must be."""
    kinds: dict[str, DutyKind] = {}
    for given in read(file, content).entries():
        found = given.fields("code", "title", "guide", optional=("retired",))
        code = found["code"].text()
        if CODE.fullmatch(code) is None:
            raise found["code"].refuse(f"{code} is no code")
        if code in kinds:
            raise found["code"].refuse(f"{code} is given twice")
        retired = found["retired"].day() if "retired" in found else None
        kinds[code] = DutyKind(code, texts(found["title"]), texts(found["guide"]), retired)
    return kinds


@cache
def duty_kinds() -> Mapping[str, DutyKind]:
    """The kinds this program comes with."""
    return read_kinds(FILE, files("guanhu.orders").joinpath(FILE).read_text("utf-8"))
