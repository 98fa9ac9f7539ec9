"""Cases at a later stage, built once through the API and copied for the tests that follow.

A builder is told by its name, its arguments, the people put into the world, the day and the keys.
The first test that asks builds; the second builds and keeps a copy of the database; from the third
on the copy is taken. A world in which anything else was done builds for itself.
"""

from __future__ import annotations

import copy
import functools
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from guanhu.access.actor import Actor
from support.cluster import Cluster
from support.world import World

P = ParamSpec("P")
A = TypeVar("A")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Stage:
    """What stood when a builder had ended, and what it answered."""

    database: str
    answer: Any
    actors: dict[str, Actor]
    offices: dict[str, UUID]
    setting: list[tuple[str, ...]]
    now: datetime


_asked_once: set[Key] = set()
_kept: dict[Key, Stage] = {}


def staged(
    builder: Callable[Concatenate[World, P], Awaitable[A]],
) -> Callable[Concatenate[World, P], Awaitable[A]]:
    """Let `builder` take what it built before, where the world is as it was then."""

    @functools.wraps(builder)
    async def take_or_build(world: World, *args: P.args, **kwargs: P.kwargs) -> A:
        if not world.untouched:
            return await builder(world, *args, **kwargs)
        key = (builder.__qualname__, repr(args), repr(sorted(kwargs.items())),
               tuple(world.setting), world.clock.now(),
               world.product.settings.keys_folder)  # fmt: skip
        if key in _kept:
            return copy.deepcopy(await _take(world, _kept[key]))
        answer = await builder(world, *args, **kwargs)
        if key in _asked_once:
            _kept[key] = await _keep(world, answer)
        _asked_once.add(key)
        return answer

    return take_or_build


async def _take(world: World, stage: Stage) -> Any:
    await world.let_go()
    world.cluster.drop(world.database)
    world.cluster.copy(stage.database, world.database)
    world.actors = dict(stage.actors)
    world.offices = dict(stage.offices)
    world.setting = list(stage.setting)
    world.clock.set(stage.now)
    world.untouched = False
    return stage.answer


async def _keep(world: World, answer: Any) -> Stage:
    await world.let_go()
    return Stage(
        database=world.cluster.copy(world.database, f"t_{secrets.token_hex(6)}"),
        answer=copy.deepcopy(answer),
        actors=dict(world.actors),
        offices=dict(world.offices),
        setting=list(world.setting),
        now=world.clock.now(),
    )


def forget_stages(cluster: Cluster) -> None:
    """Drop the copies."""
    for stage in _kept.values():
        cluster.drop(stage.database)
    _kept.clear()
