"""What every part of the case page stands on.

A room adds its fields to `CaseFile` as a mixin of its own module (``CasePlansPart``, plans.py)
built on `CaseBase`; ``case_file.py`` puts the mixins together. A room adds its reasons why an
action is refused now with `guard`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import strawberry

from guanhu.api.gql.context import Context
from guanhu.cases.states import CaseAction
from guanhu.cases.use_cases.read_case_file import CasePage
from guanhu.kernel.errors import Refusal

Guard = Callable[[Context, CasePage], Awaitable[Mapping[CaseAction, Refusal]]]
GUARDS: list[Guard] = []


def guard(found: Guard) -> Guard:
    """Register a room's refusals for the actions of one case page."""
    GUARDS.append(found)
    return found


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
