"""Reading data files strictly: what is wrong is told with file, line and reason.

A catalogue is law for the people it is used on, so a file with a misspelt key, a missing
translation or a doubled code stops the program instead of being half understood.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TypeVar

import yaml

from guanhu.kernel.yaml_text import Loader

E = TypeVar("E", bound=Enum)


class FileRefused(ValueError):
    """A data file is not as it must be; the message is ``file:line: reason``."""


class Given:
    """One node of a file: a mapping, a list or a scalar, with its line for complaints."""

    def __init__(self, file: str, node: yaml.Node) -> None:
        self._file = file
        self._node = node

    def refuse(self, reason: str) -> FileRefused:
        """The complaint about this node, to be raised by the caller."""
        return FileRefused(f"{self._file}:{self._node.start_mark.line + 1}: {reason}")

    def fields(self, *required: str, optional: Iterable[str] = ()) -> dict[str, Given]:
        """The entries of a mapping: every one of `required`, nothing beyond `optional`."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.refuse("a mapping is needed")
        allowed = {*required, *optional}
        found: dict[str, Given] = {}
        for key, value in self._node.value:
            name = str(key.value)
            if name not in allowed:
                raise Given(self._file, key).refuse(f"unknown key {name}")
            if name in found:
                raise Given(self._file, key).refuse(f"{name} is given twice")
            found[name] = Given(self._file, value)
        for name in required:
            if name not in found:
                raise self.refuse(f"{name} is missing")
        return found

    def entries(self) -> list[Given]:
        """The items of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.refuse("a list is needed")
        return [Given(self._file, value) for value in self._node.value]

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self._node, yaml.ScalarNode) or not str(self._node.value).strip():
            raise self.refuse("a text is needed")
        return str(self._node.value).strip()

    def number(self, *, at_least: int = 0) -> int:
        """A whole number of at least `at_least`."""
        if not self._is("int"):
            raise self.refuse("a whole number is needed")
        value = int(self._node.value)
        if value < at_least:
            raise self.refuse(f"at least {at_least} is needed")
        return value

    def flag(self) -> bool:
        """True or false."""
        if not self._is("bool"):
            raise self.refuse("true or false is needed")
        return str(self._node.value).lower() == "true"

    def day(self) -> date:
        """An ISO date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as wrong:
            raise self.refuse("a date YYYY-MM-DD is needed") from wrong

    def member(self, kind: type[E]) -> E:
        """A member of an enum, by its upper-case name."""
        name = self.text()
        if name not in kind.__members__:
            raise self.refuse(f"{name} is not one of {', '.join(kind.__members__)}")
        return kind[name]

    def members(self, kind: type[E]) -> tuple[E, ...]:
        """Different members of an enum."""
        found: list[E] = []
        for given in self.entries():
            member = given.member(kind)
            if member in found:
                raise given.refuse(f"{member.name} is given twice")
            found.append(member)
        return tuple(found)

    def _is(self, tag: str) -> bool:
        return isinstance(self._node, yaml.ScalarNode) and self._node.tag.endswith(f":{tag}")


def read(file: str, content: str) -> Given:
    """The root of one file; `file` is the name used in complaints."""
    try:
        node = _composed(content)
    except yaml.MarkedYAMLError as broken:
        line = 1 if broken.problem_mark is None else broken.problem_mark.line + 1
        raise FileRefused(f"{file}:{line}: {broken.problem}") from broken
    if node is None:
        raise FileRefused(f"{file}:1: the file is empty")
    return Given(file, node)


def _composed(content: str) -> yaml.Node | None:
    """The tree of one file. libyaml is quick; of what is broken the slow reader knows the line."""
    try:
        node: yaml.Node | None = yaml.compose(content, Loader=Loader)
    except yaml.MarkedYAMLError:
        node = yaml.compose(content, Loader=yaml.SafeLoader)
    return node
