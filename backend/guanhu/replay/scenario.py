"""What a scenario file says, checked before anything is played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import yaml

from guanhu.access.roles import Role
from guanhu.kernel.clock import OFFICE_ZONE
from guanhu.kernel.yaml_text import load

VERBS: Final = ("do", "ask", "run", "join", "learn")
STEP_KEYS: Final = frozenset(
    {"at", "as", "with", "save", "expect", "select", "note", "lane", *VERBS}
)
SCENARIO_KEYS: Final = frozenset({"title", "source", "people", "steps"})
PERSON_KEYS: Final = frozenset({"handle", "role", "office", "name"})
JOBS: Final = frozenset({"daily"})
LEARNING: Final = frozenset({"PRE", "LESSONS", "POST", "DELAYED"})


class ScenarioMalformed(ValueError):
    """The file is not a scenario; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Person:
    """A staff account made before the first step; families join by invitation."""

    handle: str
    role: Role
    office: str
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done, asked, run, joined or learned at one instant."""

    number: int
    at: datetime
    verb: str
    name: str
    actor: str | None
    given: Mapping[str, Any] = field(default_factory=dict)
    save: Mapping[str, str] = field(default_factory=dict)
    expect: Any = None
    select: str | None = None
    lane: str | None = None
    """Whose story it belongs to; stories that touch nothing of each other may go on at once."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """People and steps in order of time."""

    title: str
    source: str
    people: Sequence[Person]
    steps: Sequence[Step]


def read_scenario(path: Path) -> Scenario:
    """The scenario in a YAML file; `ScenarioMalformed` names the step and what is wrong."""
    try:
        raw = load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as broken:
        raise ScenarioMalformed(f"{path.name}: {broken}") from broken
    return as_scenario(raw, path.name)


def as_scenario(raw: Any, where: str) -> Scenario:
    """A scenario from plain data, as YAML or a generator of scenarios gives it."""
    if not isinstance(raw, dict):
        raise ScenarioMalformed(f"{where}: a mapping is needed")
    _only_known(raw, SCENARIO_KEYS, where)
    people = [_person(given, f"{where}: person {n}") for n, given in enumerate(raw["people"], 1)]
    steps: list[Step] = []
    for number, given in enumerate(raw["steps"], 1):
        step = _step(given, number, f"{where}: step {number}")
        if steps and step.at < steps[-1].at:
            raise ScenarioMalformed(f"{where}: step {number}: time goes backwards")
        steps.append(step)
    return Scenario(str(raw["title"]), str(raw.get("source", "")), people, steps)


def _person(given: Any, where: str) -> Person:
    _only_known(given, PERSON_KEYS, where)
    try:
        role = Role(given["role"])
    except (KeyError, ValueError) as unknown:
        raise ScenarioMalformed(f"{where}: unknown role") from unknown
    handle = str(given["handle"])
    return Person(handle, role, str(given["office"]), str(given.get("name", handle)))


def _step(given: Any, number: int, where: str) -> Step:
    _only_known(given, STEP_KEYS, where)
    verbs = [verb for verb in VERBS if verb in given]
    if len(verbs) != 1:
        raise ScenarioMalformed(f"{where}: exactly one of {', '.join(VERBS)} is needed")
    verb = verbs[0]
    name = str(given[verb])
    if verb == "run" and name not in JOBS:
        raise ScenarioMalformed(f"{where}: unknown job {name}")
    if verb == "learn" and name not in LEARNING:
        raise ScenarioMalformed(f"{where}: nothing to learn called {name}")
    if verb in {"do", "ask", "learn"} and "as" not in given:
        raise ScenarioMalformed(f"{where}: `as` is needed")
    return Step(
        number=number,
        at=_instant(given.get("at"), where),
        verb=verb,
        name=name,
        actor=given.get("as"),
        given=given.get("with") or {},
        save=given.get("save") or {},
        expect=given.get("expect"),
        select=given.get("select"),
        lane=given.get("lane"),
    )


def _instant(given: Any, where: str) -> datetime:
    """An instant of Asia/Shanghai: ``2026-03-02T09:00``, or a datetime as YAML reads it."""
    try:
        at = given if isinstance(given, datetime) else datetime.fromisoformat(str(given))
    except ValueError as broken:
        raise ScenarioMalformed(f"{where}: `at` is no instant") from broken
    return at if at.tzinfo is not None else at.replace(tzinfo=OFFICE_ZONE)


def _only_known(given: Any, known: frozenset[str], where: str) -> None:
    if not isinstance(given, dict):
        raise ScenarioMalformed(f"{where}: a mapping is needed")
    unknown = sorted(set(given) - known)
    if unknown:
        raise ScenarioMalformed(f"{where}: unknown {', '.join(map(str, unknown))}")
