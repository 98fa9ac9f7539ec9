"""Cases at a later stage, built once through the API and given to the tests that follow.

A builder is told by its name, its arguments, the people put into the world, the day and the keys.
The first test that asks builds it, and a copy of all rows is kept; the next have the rows put
back. What one worker of a run has built lies beside the keys for the others, who share them.
A world in which anything else was done builds for itself.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import os
import pickle
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from guanhu.access.actor import Actor
from support import rows
from support.world import World

P = ParamSpec("P")
A = TypeVar("A")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Stage:
    """What stood when a builder had ended, and what it answered."""

    rows: rows.Rows
    answer: Any
    actors: dict[str, Actor]
    offices: dict[str, UUID]
    setting: list[tuple[str, ...]]
    now: datetime


_kept: dict[Key, Stage] = {}


def staged(
    builder: Callable[Concatenate[World, P], Awaitable[A]],
) -> Callable[Concatenate[World, P], Awaitable[A]]:
    """Let `builder` take what it built before, where the world is as it was then."""

    @functools.wraps(builder)
    async def take_or_build(world: World, *args: P.args, **kwargs: P.kwargs) -> A:
        if not world.untouched:
            return await builder(world, *args, **kwargs)
        key = (builder.__module__, builder.__qualname__, repr(args), repr(sorted(kwargs.items())),
               tuple(world.setting), world.clock.now(),
               world.product.settings.keys_folder)  # fmt: skip
        file = _file_of(world, key)
        if key not in _kept and file.exists():
            _kept[key] = pickle.loads(file.read_bytes())  # noqa: S301 - this run wrote it
        if key in _kept:
            return _take(world, _kept[key])
        answer = await builder(world, *args, **kwargs)
        _kept[key] = _keep(world, answer)
        _write(file, _kept[key])
        return answer

    return take_or_build


def _file_of(world: World, key: Key) -> Path:
    name = hashlib.sha256(repr(key).encode()).hexdigest()
    return world.product.settings.keys_folder.parent / "stages" / name


def _write(file: Path, stage: Stage) -> None:
    """Whole or not at all: others are looking."""
    file.parent.mkdir(exist_ok=True)
    mine = file.with_suffix(f".{os.getpid()}")
    mine.write_bytes(pickle.dumps(stage))
    mine.replace(file)


def _take(world: World, stage: Stage) -> Any:
    rows.put(world.admin, stage.rows)
    world.actors = dict(stage.actors)
    world.offices = dict(stage.offices)
    world.setting = list(stage.setting)
    world.clock.set(stage.now)
    world.untouched = False
    return copy.deepcopy(stage.answer)


def _keep(world: World, answer: Any) -> Stage:
    return Stage(
        rows=rows.copied(world.admin),
        answer=copy.deepcopy(answer),
        actors=dict(world.actors),
        offices=dict(world.offices),
        setting=list(world.setting),
        now=world.clock.now(),
    )
