"""What every part of the case page stands on.

A room adds its fields to `CaseFile` as a mixin of its own module (``CasePlansPart``, plans.py)
built on `CaseBase`; ``case_file.py`` puts the mixins together. A room adds its reasons why an
action is refused now with `gate`: see `guanhu.cases.gate_facts`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import strawberry

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.api.gql.context import Context
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import Asked, Gate, GateFacts
from guanhu.cases.states import CaseAction
from guanhu.cases.use_cases.read_gates import read_gates
from guanhu.kernel.errors import Refusal

Reasons = Callable[[Asked], Iterable[Gate]]


@dataclass(frozen=True, slots=True)
class Room:
    """One room's reasons, the permission they are told with, and the facts they rest on."""

    needs: Permission
    parts: tuple[GateFacts[Any], ...]
    reasons: Reasons


ROOMS: Final[list[Room]] = []


def gate(needs: Permission, *parts: GateFacts[Any]) -> Callable[[Reasons], Reasons]:
    """Register a room's reasons; those of a later room replace an earlier room's."""

    def register(reasons: Reasons) -> Reasons:
        ROOMS.append(Room(needs, parts, reasons))
        return reasons

    return register


def parts_for(actor: Actor) -> tuple[GateFacts[Any], ...]:
    """The facts that every room asks whose reasons the actor may be told."""
    return tuple(
        dict.fromkeys(part for room in ROOMS if actor.may(room.needs) for part in room.parts)
    )


async def refusals(context: Context, page: CasePage) -> Mapping[CaseAction, Refusal]:
    """Why actions on the case of a page are refused to the caller now.

    The facts came with the page, or are read now, in one statement.
    """
    actor = context.actor
    asked: Asked | None = context.loaders.get(("gates", page.case.id))
    if asked is None:
        parts = parts_for(actor)
        asked = await read_gates(context.database, context.clock, actor, page, parts)
    return {
        action: refusal
        for room in ROOMS
        if actor.may(room.needs)
        for action, refusal in room.reasons(asked)
        if refusal is not None
    }


@strawberry.type(description="A case file: one minor, one file.")
class CaseBase:
    """The page behind the fields."""

    page: strawberry.Private[CasePage]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.page.case.id


async def once(context: Context, key: Any, load: Callable[[], Awaitable[Any]]) -> Any:
    """Load something once per request, however many fields ask for it."""
    if key not in context.loaders:
        context.loaders[key] = asyncio.ensure_future(load())
    return await context.loaders[key]
