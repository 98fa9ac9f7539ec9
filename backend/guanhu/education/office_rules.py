"""What an office's own module must be, and who may do what with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from guanhu.education.module_facts import Module
from guanhu.education.module_reader import read_folder
from guanhu.education.office_errors import ContentRefused, ModuleNotOpen, ModuleNotSubmitted
from guanhu.education.office_facts import OfficeModuleState
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.kernel.strict_yaml import FileRefused

OWN: Final = "OWN_"
LEAST_NUMBER: Final = 100
"""Shipped modules have the numbers below; own ones stand after them in every list."""
OPEN: Final = frozenset({OfficeModuleState.DRAFT, OfficeModuleState.RETURNED})
PLACE: Final = re.compile(r"(?P<file>[^:]*):(?P<line>\d+): (?P<reason>.*)", re.DOTALL)


def own_prefix(office_code: str) -> str:
    """How every code of an office's own modules begins: no two offices share a code."""
    return f"{OWN}{re.sub(r'[^A-Z0-9]', '', office_code.upper())}_"


def is_own(code: str) -> bool:
    """Whether a code is of a module some office wrote."""
    return code.startswith(OWN)


def read_own(files: Mapping[str, str], office_code: str, next_version: int) -> Module:
    """The module of an office's files; `ContentRefused` with file, line and reason.

    `next_version` is the one after the newest published.
    """
    try:
        module = read_folder("module", dict(files))
    except FileRefused as refused:
        raise content_refused(refused) from refused
    prefix = own_prefix(office_code)
    wrong = None
    if not module.code.startswith(prefix):
        wrong = "code", f"the code of an own module begins with {prefix}"
    elif module.version != next_version:
        wrong = "version", f"version {next_version} is the next"
    elif module.number < LEAST_NUMBER:
        wrong = "number", f"own modules have numbers from {LEAST_NUMBER}"
    elif module.retired_on is not None:
        wrong = "retired_on", "a module is retired in the list of modules"
    if wrong is not None:
        line = _line_of(files["module.yaml"], wrong[0])
        raise ContentRefused(file="module/module.yaml", line=line, reason=wrong[1])
    return module


def content_refused(refused: FileRefused) -> ContentRefused:
    """A complaint about a file as a refusal."""
    place = PLACE.fullmatch(str(refused))
    if place is None:
        return ContentRefused(file="", line=1, reason=str(refused))
    return ContentRefused(file=place["file"], line=int(place["line"]), reason=place["reason"])


def refuse_change(state: OfficeModuleState) -> Refusal | None:
    """Say why a version is not changed or handed in, or None."""
    return None if state in OPEN else ModuleNotOpen(state=state)


def refuse_decision(
    state: OfficeModuleState, writers: Collection[UUID], reviewer: UUID
) -> Refusal | None:
    """Say why a version is neither published nor returned by somebody, or None.

    Nobody who wrote in it is the second person.
    """
    if state is not OfficeModuleState.SUBMITTED:
        return ModuleNotSubmitted(state=state)
    return ApproverIsAuthor() if reviewer in writers else None


def _line_of(content: str, key: str) -> int:
    lines = content.splitlines()
    found = [index for index, line in enumerate(lines, 1) if line.startswith(f"{key}:")]
    return found[0] if found else 1
